// The page of the decider: the button repeats the choice, and only the fields that belong to it stand open. The field
// for the reason is named after the choice; with a plain go it is a word one may add.
(() => {
  const form = document.querySelector("[data-beslis]");
  if (!form) return;
  const button = form.querySelector("button.knop");
  const word = form.querySelector("[data-woordje]");
  const label = word.querySelector("label");
  const help = word.querySelector(".hulp");
  const plain = button.textContent;
  const words = (name, chosen) => chosen && form.querySelector(`[data-${name}="${chosen.value}"]`);
  const ask = (chosen) => {
    const needed = Boolean(chosen) && chosen.value !== "go";
    word.hidden = !chosen;
    word.querySelector("summary").hidden = needed;
    if (help) help.hidden = Boolean(chosen);
    word.open = needed || Boolean(word.querySelector("textarea").value);
    const name = words("waarom", chosen);
    if (name) label.textContent = name.textContent;
  };
  const show = () => {
    const chosen = form.querySelector('input[name="outcome"]:checked');
    const confirm = words("bevestig", chosen);
    button.textContent = confirm ? confirm.textContent : plain;
    ask(chosen);
    for (const part of form.querySelectorAll("[data-bij]")) {
      const fits = Boolean(chosen) && part.dataset.bij.split(" ").includes(chosen.value);
      part.hidden = !fits;
      if (fits && !("dicht" in part.dataset)) part.open = true;
    }
  };
  form.addEventListener("change", show);
  show();
})();
