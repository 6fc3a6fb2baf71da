// The worker of «Noteren»: keeps this one page and its files on the phone, and sends what waits when internet is back.
(() => {
  const { bladen, begin, versie } = self.NOTEREN;
  const FILES = `noteren-${versie}`;
  const PAGE = "noteren-blad";
  const PATIENCE = 6000;

  const keepPage = async () => {
    const answer = await fetch(begin, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) await (await caches.open(PAGE)).put(begin, answer);
  };
  const late = () => new Promise((_done, failed) => { setTimeout(() => failed(new Error("late")), PATIENCE); });
  const page = async (request, path) => {
    const shelf = await caches.open(PAGE);
    try {
      const answer = await Promise.race([fetch(request), late()]);
      if (path === begin && answer.type === "opaqueredirect") await shelf.delete(begin); // signed out: nothing stays behind
      if (path === begin && answer.ok) await shelf.put(begin, answer.clone());
      return answer;
    } catch {
      return (await shelf.match(begin)) || Response.error();
    }
  };
  const file = async (request) => (await caches.match(request, { ignoreVary: true })) || fetch(request);

  self.addEventListener("install", (event) => {
    event.waitUntil(caches.open(FILES).then((shelf) => shelf.addAll(bladen)).then(() => self.skipWaiting()));
  });
  self.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("noteren-") && name !== FILES && name !== PAGE) await caches.delete(name);
      }
      await self.clients.claim();
      await keepPage().catch(() => {});
    })());
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate" && url.pathname.startsWith(begin)) event.respondWith(page(request, url.pathname));
    else if (bladen.includes(url.pathname)) event.respondWith(file(request));
  });
  self.addEventListener("sync", (event) => {
    if (event.tag !== "notities") return;
    event.waitUntil(self.steunWacht.send().then(async (state) => {
      for (const client of await self.clients.matchAll()) client.postMessage({ wacht: state });
      if (state === "offline" || state === "later") throw new Error(state); // the browser tries again by itself
    }));
  });
})();
