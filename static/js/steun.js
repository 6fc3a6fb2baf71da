// «Noteren» on a phone: an entry first goes to the queue on this phone, then to the server; without internet it waits
// there. Without this file, or without what it needs of the browser, the form is a plain one.
(() => {
  const wait = self.steunWacht;
  const line = document.querySelector("[data-wacht]");
  if (!wait || !line || !window.indexedDB || !window.crypto?.randomUUID) return;
  const form = document.querySelector("[data-steun]");
  const words = line.dataset;
  const told = line.querySelector("[data-wachtlijn]");
  const AGAIN = 15000;
  let timer;
  let waited = 0;
  let thanks = false;

  const button = (text, press, plain) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = plain ? "knop knop--rand knop--breed" : "knop knop--breed";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  };
  const question = (item) => {
    const row = document.createElement("li");
    const said = document.createElement("p");
    const names = item.asks.names || [];
    said.textContent = names.length ? words.namen.replace("[namen]", names.join(", ")) : item.asks.text || words.vraag;
    const text = document.createElement("p");
    text.className = "klein zacht";
    text.textContent = item.fields.text || "";
    row.append(said, text);
    const again = (namen) => async () => {
      await wait.put({ ...item, asks: undefined, fields: { ...item.fields, namen } });
      sendAll();
    };
    if (names.length) row.append(button(words.weg, again("weg")), button(words.laat, again("laat"), true));
    row.append(button(words.wis, async () => { await wait.drop(item.key); draw("klaar"); }, true));
    return row;
  };
  const say = (text) => {
    told.querySelector("[data-woord]").textContent = text;
    told.hidden = !text;
  };
  const draw = async (state) => {
    const items = await wait.all();
    const asking = items.filter((one) => one.asks);
    const n = items.length - asking.length;
    line.querySelector("[data-wachtvragen]").replaceChildren(...asking.map(question));
    if (state === "uit" && n) {
      say(`${words.uit} `);
      const link = document.createElement("a");
      link.href = words.aanmelden;
      link.textContent = words.aanmeldwoord;
      told.querySelector("[data-woord]").append(link);
    } else if (state === "klaar" && n) say(words.ander);
    else if (n) say(n === 1 ? words.een : words.meer.replace("[n]", n));
    else {
      thanks ||= waited > 0;
      say(thanks ? words.verzonden : "");
    }
    told.classList.toggle("bericht--nog", n > 0);
    told.classList.toggle("bericht--ok", !n);
    waited = n;
    line.hidden = !told.textContent.trim() && !asking.length;
    clearTimeout(timer);
    if (state === "offline" || state === "later") timer = setTimeout(sendAll, AGAIN);
  };
  const sendAll = async () => {
    const state = await wait.send();
    await draw(state);
    return state;
  };

  const remembered = () => {
    const place = form.elements.location;
    const helped = form.elements.helped.value || "1";
    const together = form.querySelector("[data-samen]");
    if (!place.value) return;
    const people = helped === "1" ? together.dataset.een : together.dataset.meer.replace("[n]", helped);
    together.textContent = [people, place.selectedOptions[0].textContent, form.elements.shift?.value].filter(Boolean).join(", ");
  };
  const show = (where, text) => {
    const box = form.querySelector(where);
    box.querySelector("span").textContent = text;
    box.hidden = !text;
    if (text && where === "[data-gemist]") box.focus();
  };
  const again = () => {
    const { location, shift } = form.elements;
    const kept = [location.value, shift?.value];
    form.reset();
    [location.value] = kept;
    if (shift) [, shift.value] = kept;
    form.elements.key.value = crypto.randomUUID();
    remembered();
    window.scrollTo(0, 0);
  };
  const complete = (fields) => fields.what && fields.kind && (fields.solved || fields.kind === "success") && fields.location;

  const take = async (event) => {
    event.preventDefault();
    const { key, csrfmiddlewaretoken, ...fields } = Object.fromEntries(new FormData(form));
    if (event.submitter?.name === "namen") fields.namen = event.submitter.value;
    thanks = false;
    show("[data-gelukt]", "");
    show("[data-gemist]", "");
    if (!complete(fields)) {
      show("[data-gemist]", form.dataset.mist);
      return;
    }
    await wait.put({ key, who: form.dataset.wie, at: Date.now(), fields });
    again();
    const state = await sendAll();
    const left = (await wait.all()).find((one) => one.key === key);
    if (!left) {
      show("[data-gelukt]", form.dataset.klaar);
      location.assign(`/noteren/bewaard/${key}/`);
    } else if (state === "offline" || state === "later") {
      show("[data-gelukt]", form.dataset.offline);
      const worker = await navigator.serviceWorker?.getRegistration();
      worker?.sync?.register("notities").catch(() => {});
    }
  };

  if (form) {
    form.addEventListener("submit", (event) => { take(event); });
    form.addEventListener("change", remembered);
  }
  window.addEventListener("online", sendAll);
  // The worker sent by itself. The page says what that met: a note that waits for signing in is not somebody else's.
  navigator.serviceWorker?.addEventListener("message", ({ data }) => { if (data?.wacht) draw(data.wacht); });
  navigator.serviceWorker?.register("/noteren/werker.js", { scope: "/noteren/" }).catch(() => {});
  wait.all().then((items) => {
    waited = items.length;
    if (items.length) sendAll();
  });
})();
