// «Lees voor»: hidden until a voice for the language of the page really exists.
(() => {
  const button = document.querySelector("[data-voorlezen]");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const language = document.documentElement.lang || "nl-BE";
  const short = language.slice(0, 2);
  const words = button.querySelector("[data-woord]");
  const voice = () => {
    const fit = speech.getVoices().filter((one) => one.lang.replace("_", "-").toLowerCase().startsWith(short));
    return fit.find((one) => one.lang.replace("_", "-") === language) || fit[0];
  };
  const show = () => { button.hidden = !voice(); };
  const idle = () => { words.textContent = button.dataset.lees; button.setAttribute("aria-pressed", "false"); };
  button.addEventListener("click", () => {
    if (speech.speaking) { speech.cancel(); idle(); return; }
    const text = [...document.querySelectorAll("main [data-lees], main .antwoord, main .vinkje")].filter((part) => part.offsetParent && !part.parentElement.closest("[data-lees]")).map((part) => part.innerText.trim()).filter(Boolean).join(". ");
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice();
    spoken.lang = language;
    spoken.rate = 0.95;
    spoken.onend = idle;
    spoken.onerror = idle;
    words.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    speech.speak(spoken);
  });
  window.addEventListener("pagehide", () => speech.cancel());
  speech.addEventListener?.("voiceschanged", show);
  show();
})();
