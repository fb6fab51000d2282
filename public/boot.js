// Starts the explorer. Runs before the page is painted, so that nothing is shown that will not work or will move.
(() => {
  const page = document.documentElement;
  const { js, wasm, offline } = document.currentScript.dataset;
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
  let started;
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
  const asking = asked.get("q");
  if (asking) parsed.then(() => {
    const box = document.getElementById("_q");
    if (box && !box.value) box.value = asking;
  });
  const without = (why) => {
    page.dataset.app = why;
    if (why === "failed") document.querySelector(".without-app")?.replaceChildren(document.body.dataset.missing);
    delete page.dataset.pending;
    delete page.dataset.narrowed;
  };
  if (typeof WebAssembly !== "object") {
    without("off");
    if (framed) frame();
    return;
  }
  // An address that narrows the record hides it until it is narrowed.
  if (["q", "topic", "speaker", "side"].some((key) => asked.get(key))) page.dataset.pending = page.dataset.narrowed = "";
  const code = fetch(new URL(wasm, here));
  // Reported below, once.
  code.catch(() => {});
  // Hydration walks the whole page, so all of it must be there.
  started = Promise.all([import(new URL(js, here)), parsed])
    .then(([app]) => app.default({ module_or_path: code }).then(() => app))
    .catch((error) => {
      without("failed");
      console.error("Colloquy could not start; the record can still be read.", error);
    });
  started.then((app) => {
    if (app) {
      catchUp();
      if (passage) passage.then((hide) => hide?.());
    }
    if (framed) frame();
  });

  // In a <colloquy-embed>: tells it the page's height and where the named place is; what comes back is in embed.js.
  function frame() {
    const tell = (message) => parent.postMessage(message, "*");
    // Not at the next frame: a page out of sight has none, and its height is wanted before it comes into sight.
    const place = () => setTimeout(() => {
      const [named, notice] = [".named", ".notice"].map((name) => document.querySelector(name));
      // What there is to say of the place is said beside it.
      page.toggleAttribute("data-noticed", Boolean(named && notice));
      // The end of a whole remark may be far down.
      const beside = notice && (named?.querySelector("header") ?? named);
      if (beside) page.style.setProperty("--named-end", `${beside.getBoundingClientRect().bottom + scrollY}px`);
      const shown = named ?? notice;
      if (shown) tell({ colloquy: "place", top: shown.getBoundingClientRect().top + scrollY });
    });
    addEventListener("hashchange", place);
    // Where the reader is: what appears does so near there, since the frame is as high as its content.
    const at = (top) => page.style.setProperty("--at", `${top}px`);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, ({ pageY }) => at(pageY), true);
    addEventListener("focusin", ({ target }) => target.closest(".said, dialog") || at(target.getBoundingClientRect().bottom + scrollY));
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.isCollapsed) at(selection.getRangeAt(0).getBoundingClientRect().bottom + scrollY);
    });
    // A link to another page of the folder stays embedded.
    addEventListener("click", ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link?.origin !== location.origin || link.pathname === location.pathname) return;
      const to = new URL(link.href);
      to.searchParams.set("embed", "");
      link.href = to;
    }, true);
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent || typeof data !== "object" || !data) return;
      if (data.colloquy === "host") {
        page.dataset.framed = "";
        // Copied links lead to the page around this one, and to no other.
        try {
          const base = new URL(data.base);
          // A script's address has the same opaque origin as a page without one.
          if (/^https?:$/.test(base.protocol) && base.origin === origin) page.dataset.base = data.base;
        } catch {
          // No base was given, or none that is an address.
        }
        place();
      } else if (data.colloquy === "show" && typeof data.fragment === "string") {
        location.replace(`#${data.fragment}`);
      }
    });
    const size = (first) => tell({ colloquy: "size", height: page.getBoundingClientRect().height, first });
    setTimeout(() => {
      size(true);
      new ResizeObserver(() => size()).observe(page);
    });
  }
})();
