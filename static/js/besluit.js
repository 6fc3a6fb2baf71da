// The page of who decides about an option: the button repeats the choice, and only the field that belongs to it is shown.
// The proposed reason speaks for the proposed option: with another one the field starts empty, until somebody wrote in it.
(() => {
  const form = document.querySelector("[data-besluit]");
  if (!form) return;
  const button = form.querySelector("button.knop");
  const plain = button.textContent;
  const advised = form.dataset.besluit;
  const why = form.querySelector('textarea[name="rationale"]');
  const proposed = why.defaultValue;
  let own = form.querySelector("[data-foutsamenvatting]") !== null;
  why.addEventListener("input", () => {
    own = true;
  });
  const show = () => {
    const chosen = form.querySelector('input[name="choice"]:checked');
    const words = chosen && form.querySelector(`[data-bevestig="${chosen.value}"]`);
    button.textContent = words ? words.textContent : plain;
    for (const part of form.querySelectorAll("[data-bij]")) part.hidden = !chosen || chosen.value !== part.dataset.bij;
    for (const part of form.querySelectorAll("[data-niet-bij]")) part.hidden = !chosen || chosen.value === part.dataset.nietBij;
    if (chosen && advised && !own) why.value = chosen.value === advised ? proposed : "";
    for (const said of form.querySelectorAll("[data-voorgesteld]")) said.hidden = !why.value;
  };
  // What was said about the choice before does not hold for another one.
  const forget = () => {
    for (const said of form.querySelectorAll("[data-foutsamenvatting], .veld__fout, .invalid-feedback")) said.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.classList.remove("is-invalid");
    }
    for (const part of form.querySelectorAll(".veld--fout")) part.classList.remove("veld--fout");
    document.title = document.title.replace(form.dataset.fout, "");
  };
  form.addEventListener("change", (event) => {
    if (event.target.name !== "choice") return;
    forget();
    show();
  });
  show();
})();
