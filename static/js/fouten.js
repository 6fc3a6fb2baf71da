// After a form that needs another look, the focus goes to the summary on top.
(() => {
  const focusSummary = (root) => root.querySelector("[data-foutsamenvatting]")?.focus();
  focusSummary(document);
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));
})();
