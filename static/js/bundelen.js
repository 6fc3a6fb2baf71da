// Drags a bottleneck, with all that is ticked, to a bundle beside the list. It fills in the form below the list and sends
// it: ticking and choosing by keyboard does the very same, and undo comes with the answer.
(() => {
  const form = document.querySelector("[data-bundelen]");
  const places = [...document.querySelectorAll("[data-bundel]")];
  if (!form || !places.length || !window.PointerEvent) return;
  const list = places[0].parentElement;
  const told = document.querySelector("[data-sleepuitleg]");
  if (told) told.hidden = false;

  const boxOf = (row) => row.querySelector("[name=bottleneck]");
  const rows = [...form.querySelectorAll("li")].filter(boxOf);
  const at = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-bundel]");

  const start = (event, row) => {
    if (event.button) return;
    event.preventDefault();
    const along = boxOf(row).checked ? rows.filter((other) => boxOf(other).checked) : [row];
    for (const one of along) one.classList.add("is-gesleept");
    list.classList.add("is-klaar");
    let over = null;
    const move = (moved) => {
      over?.classList.remove("is-doel");
      over = at(moved);
      over?.classList.add("is-doel");
      if (moved.clientY < 60) window.scrollBy(0, -16);
      if (moved.clientY > window.innerHeight - 60) window.scrollBy(0, 16);
    };
    const stop = (stopped) => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", stop);
      document.removeEventListener("pointercancel", stop);
      for (const one of along) one.classList.remove("is-gesleept");
      list.classList.remove("is-klaar");
      over?.classList.remove("is-doel");
      const place = stopped.type === "pointerup" ? at(stopped) : null;
      if (!place) return;
      for (const other of rows) boxOf(other).checked = along.includes(other);
      form.elements.bundle.value = place.dataset.bundel;
      form.elements.new.value = "";
      form.requestSubmit();
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", stop);
    document.addEventListener("pointercancel", stop);
  };

  for (const row of rows) {
    const handle = document.createElement("span");
    handle.className = "sleepgreep";
    handle.setAttribute("aria-hidden", "true"); // the boxes and the choice below do the same with a keyboard
    handle.innerHTML = '<svg viewBox="0 0 24 24" width="20" height="20" fill="currentColor"><circle cx="9" cy="6" r="1.6"/><circle cx="15" cy="6" r="1.6"/><circle cx="9" cy="12" r="1.6"/><circle cx="15" cy="12" r="1.6"/><circle cx="9" cy="18" r="1.6"/><circle cx="15" cy="18" r="1.6"/></svg>';
    handle.addEventListener("pointerdown", (event) => start(event, row));
    row.prepend(handle);
  }
})();
