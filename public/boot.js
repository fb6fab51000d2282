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
  // As much Wasm as a table of references, which the explorer's has: old browsers know none, and a policy may forbid any.
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0));
  } catch {
    without("off");
    if (framed) frame();
    return;
  }
  // An address that narrows the record hides it until it is narrowed.
  if (["q", "topic", "speaker", "side"].some((key) => asked.get(key))) page.dataset.pending = page.dataset.narrowed = "";
  // What the address asks for, and a place to come back to, are the explorer's to show; and a page that is of no origin learns
  // only so whether it may load it.
  const wanted = location.hash || history.state !== null || origin === "null" || ["q", "topic", "speaker", "side", "exact", "view", "sort"].some((key) => asked.has(key));
  const app = () => document.getElementById("_app");
  const box = () => document.getElementById("_q");
  let started;
  start = () => (started ??= begin());
  const begin = async () => {
    page.dataset.waking = "";
    let code;
    let explorer;
    try {
      // Who reaches for a control from here on is where they want to be.
      if (!wanted) history.replaceState(null, "");
      code = await fetch(new URL(laterWasm, here));
      if (!code.ok) throw new Error(`${code.url}: ${code.status}`);
      // Only where there is a network: Firefox never asks again for a module that it could not load.
      const [glue] = await Promise.all([import(new URL(laterJs, here)), parsed]);
      mend();
      await glue.default({ module_or_path: code });
      explorer = glue;
    } catch (error) {
      console.error("Colloquy could not start; the record can still be read.", error);
      const awaits = wanted || held.size || awaited.size || page.dataset.typed !== undefined;
      if (code?.status === 404 && awaits && (await renew())) return new Promise(() => {});
      if (wanted || code?.ok) without("failed");
      else started = undefined;
    }
    delete page.dataset.waking;
    catchUp(explorer);
    if (explorer && passage) passage.then((hide) => hide?.());
    return explorer;
  };
  // A version published since has taken this one's explorer away: the page as it is now has its own. Once, for a host may lack it.
  const renew = async () => {
    try {
      if (sessionStorage.colloquy === laterWasm) return false;
      sessionStorage.colloquy = laterWasm;
    } catch {
      return false;
    }
    // Nothing is taken away from whoever types.
    let words;
    do {
      words = box()?.value;
      await new Promise((resolve) => setTimeout(resolve, words ? 1000 : 0));
    } while (words !== box()?.value);
    const address = new URL(location);
    const typed = page.dataset.typed !== undefined && box()?.value;
    if (typed) address.searchParams.set("q", typed);
    else keep();
    history.replaceState(typed ? null : history.state, "", address);
    location.reload();
    return true;
  };
  // Hydration must find what was published: a browser that translates the page, or an extension, may have rewritten it since.
  let published;
  let rewritten;
  const changes = new MutationObserver(() => (rewritten = true));
  const mend = () => {
    changes.disconnect();
    if (!rewritten) return;
    const controls = () => [...app().querySelectorAll("a, button, input")];
    const before = controls();
    const [focused, typed] = [before.indexOf(document.activeElement), box()?.value];
    app().replaceChildren(...published.childNodes);
    const after = controls();
    if (typed) box().value = typed;
    after[focused]?.focus({ preventScroll: true });
    for (const [control, wish] of held) {
      const same = after[before.indexOf(control)];
      if (!same) continue;
      held.delete(control);
      held.set(same, wish);
    }
  };
  parsed.then(() => {
    if (!app()) return;
    published = app().cloneNode(true);
    changes.observe(app(), { childList: true, subtree: true });
    if (!box()) return;
    box().value ||= asked.get("q") ?? "";
    // A browser may have kept what was typed before a reload.
    if (box().value) start();
  });
  if (wanted) start();
  // What reaches for a control will want it; on a fast line it is there before it is pressed.
  for (const act of ["pointerover", "pointerdown", "focusin", "input"]) {
    addEventListener(act, ({ target }) => target.closest?.(".live, .tag, .words .n") && start(), true);
  }
  document.addEventListener("selectionchange", () => started || getSelection().isCollapsed || start());
  addEventListener("hashchange", () => {
    // Whoever follows a link goes where it leads.
    if (!started) delete page.dataset.acted;
    start();
  });
  // What the explorer does with these keys.
  addEventListener("keydown", (key) => {
    const escapes = key.key === "Escape";
    if (ready || page.dataset.app || !(escapes || key.key === "/") || key.ctrlKey || key.metaKey || key.altKey) return;
    if (key.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
    const tags = document.querySelectorAll(".tag:hover, .tag:focus-within");
    if (escapes && (held.size || tags.length)) {
      held.clear();
      for (const tag of tags) tag.classList.add("dismissed");
    } else if (box()) {
      key.preventDefault();
      box().focus();
    }
  });
  // The place to come back to, as `scroll::place` writes it, which is the explorer's to keep once it is there.
  const keep = () => {
    if (ready || !app()) return;
    const top = (element) => element.getBoundingClientRect().top;
    const read = [...document.querySelectorAll(".part")].filter((part) => top(part) <= 0).pop();
    const from = read ?? document.getElementById("_results") ?? document.getElementById("_main");
    history.replaceState(`${Math.round(top(from))} ${from.id}`, "");
  };
  addEventListener("click", (click) => click.target.closest?.("a[href]") && !click.defaultPrevented && keep(), true);
  addEventListener("pagehide", () => {
    // Where a place is still to be returned to, it stays.
    if (history.state === null ? scrollY : page.dataset.acted !== undefined) keep();
  });
  if (framed) (started ?? parsed).then(frame);

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
    addEventListener("hashchange", () => start().then(place));
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
