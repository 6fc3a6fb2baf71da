// A shared tablet: after three minutes without a tap or a key the next colleague begins, and «terug» shows nobody's answers.
(() => {
  const { weg } = document.currentScript.dataset;
  let clock;
  const again = () => {
    clearTimeout(clock);
    clock = setTimeout(() => window.location.replace(weg), 180000);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) window.addEventListener(sign, again, { passive: true });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  again();
})();
