// A link with data-venster opens its confirm page as a dialog. When anything goes wrong the page itself opens.
(() => {
  if (!window.HTMLDialogElement) return;
  const open = async (link) => {
    const answer = await fetch(link.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = page.querySelector("[data-venster-inhoud]");
    if (!body) throw new Error("no confirm question");
    const dialog = document.createElement("dialog");
    dialog.className = "vensterkader";
    dialog.setAttribute("aria-labelledby", "venster-vraag");
    dialog.append(document.importNode(body, true));
    document.body.append(dialog);
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    dialog.addEventListener("click", (event) => {
      const beside = event.target === dialog;
      if (!beside && !event.target.closest("[data-venster-sluit]")) return;
      event.preventDefault();
      dialog.close();
    });
    dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-venster]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link).catch(() => { location.href = link.href; });
  });
})();
