// Starts the explorer. Runs before the page is painted, so that nothing is shown that will not work or will move.
(() => {
  const page = document.documentElement;
  const { js, wasm } = document.currentScript.dataset;
  const here = document.currentScript.src;
  const asked = new URLSearchParams(location.search);
  if (asked.has("embed")) page.dataset.embed = "";
  const without = (why) => {
    page.dataset.app = why;
    delete page.dataset.pending;
  };
  if (typeof WebAssembly !== "object") return without("off");
  // An address that narrows the record hides it until it is narrowed.
  if (["q", "topic", "speaker", "side"].some((key) => asked.get(key))) page.dataset.pending = "";
  const code = fetch(new URL(wasm, here));
  // Reported below, once.
  code.catch(() => {});
  // Hydration walks the whole page, so all of it must be there.
  const parsed = new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
  Promise.all([import(new URL(js, here)), parsed])
    .then(([app]) => app.default({ module_or_path: code }))
    .catch((error) => {
      without("failed");
      console.error("Colloquy could not start; the record can still be read.", error);
    });
})();
