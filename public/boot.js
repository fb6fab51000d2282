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
    } catch {
      // Another name than <colloquy-embed> gives.
    }
  }
  // What the reader does before the explorer is there is not undone by it.
  const acts = { wheel: () => true, touchmove: () => true, pointerdown: ({ target }) => target.closest?.("a, button, input"), keydown: ({ key }) => !/^(Shift|Control|Alt|Meta)/.test(key) };
  for (const [act, counts] of Object.entries(acts)) {
    addEventListener(act, (event) => counts(event) && (page.dataset.acted = ""), { capture: true, passive: true });
  }
  addEventListener("input", () => (page.dataset.typed = ""), { capture: true, once: true });
  let folds = 0;
  addEventListener("click", ({ target }) => target.closest?.(".fold") && (folds += 1), true);
  addEventListener("submit", (submit) => submit.preventDefault());
  const part = (file) => new URL(file + new URL(here).search, here);
  // What translates a page writes its own language on it.
  page.dataset.words = page.lang;
  // What is seldom used loads when asked for.
  let started;
  // Who asked for what is on its way, and when last: an impatient second tap asks for nothing more, and of two dialogs the
  // one asked for last is shown, however long each takes to load.
  const awaited = new Map();
  let turns = 0;
  const say = (words) => {
    const told = Object.assign(document.createElement("p"), { role: "alert", textContent: words });
    document.querySelector(".said")?.append(told);
    setTimeout(() => told.remove(), 6000);
  };
  // Firefox never asks again for a module that it could not load, so it is asked for when it is there.
  const isThere = (file) => fetch(part(file)).then(({ ok }) => ok, () => false);
  const loaded = new Map();
  const load = (script) => {
    const loading = async () => {
      const all = await Promise.all(["dialog.js", script].map(isThere));
      if (all.includes(false)) throw new Error(`${script} is not there`);
      return import(part(script));
    };
    if (!loaded.has(script)) loaded.set(script, loading());
    loaded.get(script).catch(() => loaded.delete(script));
    return loaded.get(script);
  };
  const later = async (script, asker, act) => {
    const waits = awaited.has(asker);
    awaited.set(asker, ++turns);
    if (waits) return;
    try {
      const [dialog, app] = await Promise.all([load(script), started]);
      await act(dialog, app, () => awaited.get(asker));
    } catch (error) {
      console.error(error);
      say(document.body.dataset.missing);
    }
    awaited.delete(asker);
  };
  addEventListener("click", ({ target }) => {
    const control = target.closest?.("[data-embeds], [data-cites], [data-keeps]");
    if (!control) return;
    const { embeds, cites } = control.dataset;
    const script = embeds !== undefined ? "embed-dialog.js" : cites !== undefined ? "cite-dialog.js" : "collection.js";
    // The toolbar may stand for other words when the dialog is there.
    const toolbar = control.closest("[data-of]");
    const selected = toolbar && { ...toolbar.dataset };
    later(script, selected ? script + selected.place : control, (dialog, app, turn) => dialog.open(control, app, turn, selected));
  });
  // What is copied by hand is the record's words alone, as HTML too.
  addEventListener("copy", (copying) => {
    const selection = getSelection();
    if (selection.isCollapsed || copying.target.closest?.("input, textarea, dialog")) return;
    const copied = document.createElement("div");
    for (let at = 0; at < selection.rangeCount; at += 1) {
      const range = selection.getRangeAt(at);
      // A copy of an element does not know whether it was seen.
      const unseen = [...document.querySelectorAll(".part, .part > *, .words p, .s")].filter((element) => range.intersectsNode(element) && !element.getClientRects().length);
      for (const element of unseen) element.dataset.unseen = "";
      copied.append(range.cloneContents());
      for (const element of unseen) delete element.dataset.unseen;
    }
    for (const link of copied.querySelectorAll("a[href]")) link.href = link.href;
    for (const furniture of copied.querySelectorAll("[data-unseen], [hidden], .n, .tags, .controls, .note, .notices, .said")) furniture.remove();
    copying.clipboardData.setData("text/html", copied.innerHTML);
    copying.clipboardData.setData("text/plain", `${selection}`);
    copying.preventDefault();
  });
  const sent = () => location.hash.startsWith("#_kept&") && later("collection.js", "the address", (collection, app, turn) => collection.receive(app, turn));
  // Not at hashchange: a link followed a second time changes nothing.
  addEventListener("popstate", sent);
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
  const passage = location.hash.includes("~") && Promise.all([import(part("passage.js")), parsed]).then(([{ show }]) => show(location.hash)).catch(console.error);
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
      sent();
      if (folds % 2) document.querySelector(".fold").click();
      if (passage) passage.then((hide) => hide?.());
    }
    if (framed) frame();
  });

  // In a <colloquy-embed>: tells it the page's height and where the named place is; what comes back is in embed.js.
  function frame() {
    const tell = (message) => parent.postMessage(message, "*");
    // Not at the next frame: a page out of sight has none, and its height is wanted before it comes into sight.
    const place = () => setTimeout(() => {
      const named = document.querySelector(".named");
      if (named) tell({ colloquy: "place", top: named.getBoundingClientRect().top + scrollY });
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
