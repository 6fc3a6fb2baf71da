// The page of the decider: the button repeats the choice, and only the fields that belong to it stand open.
(() => {
  const form = document.querySelector("[data-beslis]");
  if (!form) return;
  const button = form.querySelector("button.knop");
  const plain = button.textContent;
  const show = () => {
    const chosen = form.querySelector('input[name="outcome"]:checked');
    const words = chosen && form.querySelector(`[data-bevestig="${chosen.value}"]`);
    button.textContent = words ? words.textContent : plain;
    for (const part of form.querySelectorAll("[data-bij]")) {
      const fits = Boolean(chosen) && part.dataset.bij.split(" ").includes(chosen.value);
      part.hidden = !fits;
      if (fits && chosen.value !== "go" && !("dicht" in part.dataset)) part.open = true;
    }
  };
  form.addEventListener("change", show);
  show();
})();
