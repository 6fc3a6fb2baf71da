// Drags questions to another place and posts the whole order. Without this file the arrows do the same, one place at a
// time. Works with mouse and touch; what a screen reader hears is the new place.
(() => {
  const listOf = () => document.querySelector("[data-slepen]");
  if (!listOf() || !window.PointerEvent) return;
  const told = document.createElement("p");
  told.className = "alleen-lezer";
  told.setAttribute("role", "status");
  document.querySelector("main")?.append(told);

  const rowsOf = (list) => [...list.querySelectorAll("[data-sleutel]")];
  const orderOf = (list) => rowsOf(list).map((row) => row.dataset.sleutel).join(" ");

  const addHandles = () => {
    const list = listOf();
    for (const row of rowsOf(list)) {
      const handle = document.createElement("span");
      handle.className = "vraagrij__greep";
      handle.title = list.dataset.greep;
      handle.setAttribute("aria-hidden", "true"); // the arrows beside it do the same with a keyboard
      handle.innerHTML = '<svg viewBox="0 0 24 24" width="20" height="20" fill="currentColor"><circle cx="9" cy="6" r="1.6"/><circle cx="15" cy="6" r="1.6"/><circle cx="9" cy="12" r="1.6"/><circle cx="15" cy="12" r="1.6"/><circle cx="9" cy="18" r="1.6"/><circle cx="15" cy="18" r="1.6"/></svg>';
      handle.addEventListener("pointerdown", (event) => start(event, row));
      row.querySelector(".vraagrij__nr").after(handle);
      row.classList.add("vraagrij--sleepbaar");
    }
  };

  const start = (event, row) => {
    if (event.button) return;
    event.preventDefault();
    const list = listOf();
    const before = orderOf(list);
    row.classList.add("vraagrij--sleept");
    const move = (moved) => {
      const others = rowsOf(list).filter((other) => other !== row);
      const below = others.find((other) => {
        const box = other.getBoundingClientRect();
        return moved.clientY < box.top + box.height / 2;
      });
      if (below) list.insertBefore(row, below);
      else list.append(row);
      if (moved.clientY < 60) window.scrollBy(0, -16);
      if (moved.clientY > window.innerHeight - 60) window.scrollBy(0, 16);
    };
    const stop = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", stop);
      document.removeEventListener("pointercancel", stop);
      row.classList.remove("vraagrij--sleept");
      if (orderOf(list) !== before) save(list, row.dataset.sleutel);
    };
    // On the document: a row that changes places loses a captured pointer.
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", stop);
    document.addEventListener("pointercancel", stop);
  };

  const save = async (list, key) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const row of rowsOf(list)) body.append("vraag", row.dataset.sleutel);
    try {
      const answer = await fetch(list.dataset.slepen, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-slepen]");
      if (!fresh) throw new Error("no list");
      list.replaceWith(fresh);
      addHandles();
      const place = rowsOf(fresh).findIndex((row) => row.dataset.sleutel === key);
      const words = rowsOf(fresh)[place].querySelector("b").textContent;
      const refused = page.querySelector("main .bericht--fout, .bericht--fout");
      told.textContent = refused ? refused.textContent : `«${words}» ${list.dataset.nuOp} ${place + 1}`;
      if (refused) show(refused);
    } catch {
      told.textContent = list.dataset.mislukt;
      window.location.reload();
    }
  };

  const show = (message) => {
    document.querySelector("[data-van-slepen]")?.remove();
    message.dataset.vanSlepen = "";
    listOf().closest(".kaart").before(message);
  };

  addHandles();
})();
