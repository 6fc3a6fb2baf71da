// The page of the decider: the button repeats the choice, and only the fields that belong to it stand open. The field
// for the reason is named after the choice; with a plain go it is a word one may add. Another choice takes the sentences
// away that were about the first one.
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
  // What was said about the choice before does not hold for another one.
  const forget = () => {
    for (const said of form.querySelectorAll("[data-foutsamenvatting], .veld__fout")) said.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.classList.remove("is-invalid");
    }
    for (const part of form.querySelectorAll(".veld--fout")) part.classList.remove("veld--fout");
    document.title = document.title.replace(form.dataset.fout, "");
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "outcome") forget();
    show();
  });
  show();
})();
