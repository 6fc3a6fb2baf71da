// A toast leaves after 10 seconds; it waits while the pointer or the focus is on it.
(() => {
  const STAY = 10000;
  for (const toast of document.querySelectorAll("[data-toast]")) {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), STAY); };
    const stop = () => clearTimeout(timer);
    toast.addEventListener("mouseenter", stop);
    toast.addEventListener("focusin", stop);
    toast.addEventListener("mouseleave", start);
    toast.addEventListener("focusout", start);
    start();
  }
})();
