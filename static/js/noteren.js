// Live notes on a phone: Enter saves the line. What is not saved yet stays on this device and is sent again, under the
// same key, until the server has it: a line is never lost and never doubled. Without this file it is a plain form.
(() => {
  const form = document.querySelector("[data-noteren]");
  if (!form || !window.localStorage || !window.crypto?.randomUUID) return;
  const field = form.elements.text;
  const list = document.querySelector("[data-notities]");
  const waiting = form.querySelector("[data-wachtrij]");
  const place = `notities:${form.getAttribute("action")}`;
  const AGAIN = 8000;
  const CHOICES = ["lens", "speaker", "quote", "may_quote"];
  let queue = JSON.parse(localStorage.getItem(place) || "[]");
  let busy = false;
  let timer;

  const keep = () => {
    if (queue.length) localStorage.setItem(place, JSON.stringify(queue));
    else localStorage.removeItem(place);
  };
  const keepDraft = () => {
    if (field.value.trim()) localStorage.setItem(`${place}:veld`, field.value);
    else localStorage.removeItem(`${place}:veld`);
  };
  const rowOf = (item) => waiting.querySelector(`[data-sleutel="${item.key}"]`);
  const say = (item, text) => { rowOf(item).querySelector("small").textContent = text; };

  const draw = (item) => {
    const row = document.createElement("li");
    row.dataset.sleutel = item.key;
    const box = document.createElement("div");
    const words = document.createElement("p");
    words.textContent = item.text;
    const state = document.createElement("small");
    state.className = "zacht";
    const answer = document.createElement("div");
    const back = document.createElement("button");
    back.type = "button";
    back.className = "tekstknop";
    back.textContent = form.dataset.terug;
    back.addEventListener("click", () => {
      drop(item);
      field.value = [item.text, field.value].filter(Boolean).join("\n");
      keepDraft();
      field.focus();
    });
    box.append(words, state, answer, back);
    row.append(box);
    waiting.append(row);
    waiting.hidden = false;
    say(item, form.dataset.bezig);
  };
  const drop = (item) => {
    queue = queue.filter((one) => one.key !== item.key);
    keep();
    rowOf(item)?.remove();
    waiting.hidden = !queue.length;
  };
  const refused = (item, html) => {
    item.asks = true;
    keep();
    const answer = rowOf(item).querySelector("div > div");
    answer.innerHTML = html;
    say(item, "");
    for (const button of answer.querySelectorAll("button[name=namen]")) {
      button.addEventListener("click", () => {
        Object.assign(item, { asks: false, namen: button.value });
        answer.textContent = "";
        say(item, form.dataset.bezig);
        send();
      });
    }
  };
  const post = (item) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const name of ["text", "key", "namen", ...CHOICES]) if (item[name]) body.set(name, item[name]);
    return fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Per-Regel": "1" } });
  };
  const saved = (item, html) => {
    drop(item);
    document.querySelector("[data-nog-niets]")?.remove();
    list.insertAdjacentHTML("afterbegin", html);
    window.htmx?.process(list);
  };

  const send = async () => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    for (const item of [...queue].filter((one) => !one.asks)) {
      try {
        const answer = await post(item);
        if (answer.status === 201) saved(item, await answer.text());
        else if (answer.status === 422) refused(item, await answer.text());
        else say(item, form.dataset.fout);
      } catch {
        say(item, form.dataset.wacht);
        timer = setTimeout(send, AGAIN);
        break;
      }
    }
    busy = false;
  };

  const take = () => {
    const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (!lines.length) return;
    const chosen = Object.fromEntries(new FormData(form));
    for (const text of lines) {
      const item = { key: crypto.randomUUID(), text };
      for (const name of CHOICES) item[name] = chosen[name] || "";
      queue.push(item);
      draw(item);
    }
    keep();
    field.value = "";
    keepDraft();
    // What it is about may stay; who spoke, and whether it may be repeated, is said of each line.
    form.elements.speaker.value = "";
    form.elements.quote.checked = form.elements.may_quote.checked = false;
    send().then(() => queue.some((one) => !one.asks) && navigator.onLine && send());
  };

  field.addEventListener("input", keepDraft);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    take();
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "namen") { localStorage.removeItem(`${place}:veld`); return; }
    event.preventDefault();
    take();
    field.focus();
  });
  // The page of a finished report has no field any more: what still waits would be left behind on this device.
  document.querySelector("[data-verslag]")?.addEventListener("submit", (event) => {
    take();
    if (!queue.length) return;
    event.preventDefault();
    for (const item of queue) say(item, form.dataset.eerst);
    rowOf(queue[0]).querySelector("button").focus();
  });
  window.addEventListener("online", send);
  if (!field.value) field.value = localStorage.getItem(`${place}:veld`) || "";
  for (const item of queue) draw(Object.assign(item, { asks: false }));
  send();
})();
