// Notes that wait on this phone (IndexedDB), and how they leave. The page and its worker share this file.
// A note goes out under one key until the server has it, so sent twice it is one entry. It leaves only for the person
// who wrote it: notes of somebody else who signed in on this phone stay where they are.
self.steunWacht = (() => {
  const SHELF = "notities";
  const STATE = "/noteren/stand/";
  const NOTE = "/noteren/";
  const PATIENCE = 10000;

  const open = () => new Promise((done, failed) => {
    const asked = indexedDB.open("noteren", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const on = async (mode, what) => {
    const base = await open();
    try {
      return await new Promise((done, failed) => {
        const work = base.transaction(SHELF, mode);
        const asked = what(work.objectStore(SHELF));
        work.oncomplete = () => done(asked.result);
        work.onabort = work.onerror = () => failed(work.error);
      });
    } finally {
      base.close();
    }
  };
  const put = (item) => on("readwrite", (shelf) => shelf.put(item));
  const drop = (key) => on("readwrite", (shelf) => shelf.delete(key));
  const all = async () => (await on("readonly", (shelf) => shelf.getAll())).sort((a, b) => a.at - b.at);

  const ask = (url, options) => fetch(url, {
    credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options,
  });
  const post = (item, token) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(item.fields)) body.set(name, value);
    body.set("key", item.key);
    body.set("who", item.who);
    body.set("ago", String(Math.max(0, Math.round((Date.now() - item.at) / 1000))));
    return ask(NOTE, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Wachtrij": "1" } });
  };

  // «klaar», «offline», «uit» (signed out) or «later» (the server could not take it now).
  const send = async () => {
    const ready = (await all()).filter((one) => !one.asks);
    if (!ready.length) return "klaar";
    try {
      const state = await ask(STATE);
      if (state.type === "opaqueredirect") return "uit";
      if (!state.ok) return "later";
      const { who, token } = await state.json();
      for (const item of ready.filter((one) => one.who === who)) {
        const answer = await post(item, token);
        if (answer.ok) await drop(item.key);
        else if (answer.status === 409) continue; // somebody else signed in meanwhile
        else if (answer.status === 422) await put({ ...item, asks: await answer.json() });
        else if (answer.type === "opaqueredirect") return "uit";
        else if (answer.status === 404 || answer.status === 403) await put({ ...item, asks: { names: [], text: "" } });
        else return "later";
      }
    } catch {
      return "offline";
    }
    return "klaar";
  };

  return { put, drop, all, send };
})();
