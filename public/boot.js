// Starts the explorer when something is asked of it: reading needs none. Runs before the page is painted, so that nothing is
// shown that will not work or will move.
(() => {
  const page = document.documentElement;
  const { laterJs, laterWasm, offline } = document.currentScript.dataset;
  const here = document.currentScript.src;
  const asked = new URLSearchParams(location.search);
  const framed = asked.has("embed") && parent !== window;
  if (asked.has("embed")) page.dataset.embed = "";
  if (framed) {
    try {
      const { colloquy: accent, scheme } = JSON.parse(name);
      if (typeof scheme === "string") page.style.colorScheme = scheme;
      if (CSS.supports("color", accent)) page.style.setProperty("--accent", accent);
      page.dataset.framed = "";
    } catch {
      // Another name than <colloquy-embed> gives.
    }
  }
  const part = (file) => new URL(file + new URL(here).search, here);
  // What translates a page writes its own language on it.
  page.dataset.words = page.lang;
  // What is seldom used loads when asked for.
  // Firefox never asks again for a module that it could not load, so it is asked for when it is there.
  const isThere = (file) => fetch(part(file)).then(({ ok }) => ok, () => false);
  const loaded = new Map();
  const load = (name) => {
    const script = `${name}.js`;
    const loading = async () => {
      const all = await Promise.all(["dialog.js", script].map(isThere));
      if (all.includes(false)) throw new Error(`${script} is not there`);
      return import(part(script));
    };
    if (!loaded.has(script)) loaded.set(script, loading());
    loaded.get(script).catch(() => loaded.delete(script));
    return loaded.get(script);
  };
  // reader.js
  // The worker serves pages of their own, not parts of others' pages. Where there can be none, nothing is lost.
  const serve = async () => {
    // Where one serves this page already, the browser looks for a newer one by itself.
    if (navigator.serviceWorker.controller) return;
    const worker = new URL("sw.js", here).href;
    // Under `require-trusted-types-for` no plain string names a script; this policy makes one address, whatever it is given.
    const policy = window.trustedTypes?.createPolicy("colloquy", { createScriptURL: () => worker });
    await navigator.serviceWorker.register(policy?.createScriptURL("") ?? worker);
  };
  if (offline !== undefined && parent === window && !asked.has("embed") && location.protocol !== "file:") {
    addEventListener("load", () => serve().catch(() => {}));
  }
  const parsed = new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
  // A passage is seen before the explorer is there to show it.
  const passage = /~|%7e/i.test(location.hash) && Promise.all([import(part("passage.js")), parsed]).then(([{ show }]) => show(location.hash)).catch(console.error);
  const without = (why) => {
    page.dataset.app = why;
    if (why === "failed") document.querySelector(".without-app")?.replaceChildren(document.body.dataset.missing);
    delete page.dataset.pending;
    delete page.dataset.narrowed;
  };
  let start = async () => {};
  // start.js
  // frame.js
})();
