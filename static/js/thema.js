// Tells Bootstrap's own rules that it is dark when the reader follows the system. Our colours do not need this file.
(() => {
  const html = document.documentElement;
  if (html.dataset.bsTheme) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { html.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  follow();
  dark.addEventListener("change", follow);
})();
