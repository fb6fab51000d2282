  // The explorer comes when something is asked of it: by the address, or by a reader who reaches for a control. Reading needs
  // none. `publish::scripts` puts this into `boot.js`; what is done before it is there is in `reader.js`.
  // As much Wasm as a table of references, which the explorer's has: old browsers know none, and a policy may forbid any.
  try {
    new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0)));
  } catch {
    without("off");
    if (framed) frame();
    return;
  }
  const app = () => document.getElementById("_app");
  const box = () => document.getElementById("_q");
  const asks = (keys) => keys.some((key) => asked.getAll(key).some(Boolean));
  const narrows = asks(["q", "topic", "speaker", "side"]);
  // It is hidden until it is narrowed.
  if (narrows) page.dataset.pending = page.dataset.narrowed = "";
  // A page that is of no origin learns only by asking whether it may load the explorer.
  const addressed = narrows || location.hash || asked.has("exact") || asks(["view", "sort"]) || origin === "null";
  // A place to come back to.
  const returns = history.state !== null;
  // How long to wait for the explorer, and after a failure until something else than a press asks for it again.
  const PATIENCE_MS = 60_000;
  const PAUSE_MS = 5_000;
  let resting = 0;
  let started;
  start = () => (started ??= begin());
  const begin = async () => {
    if (document.readyState !== "loading" && !app()) return;
    page.dataset.waking = "";
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    let [explorer, came] = [];
    try {
      // Who reaches for a control from here on is where they want to be.
      if (!addressed && !returns) history.replaceState(null, "");
      const code = await fetch(new URL(laterWasm, here), { signal: stop.signal });
      if (!code.ok) throw new Error(`${code.url}: ${code.status}`);
      // What browsers compile as it comes they also keep compiled; some hosts do not say what it is.
      const known = code.headers.get("content-type")?.startsWith("application/wasm");
      const compiled = known ? WebAssembly.compileStreaming(code) : code.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
      // Not before there is an answer: Firefox never asks again for a module that it could not load. And hydration walks the
      // whole page, so all of it must be there.
      const [module, glue] = await Promise.all([compiled, import(new URL(laterJs, here)), parsed]);
      came = true;
      mend();
      await glue.default({ module_or_path: module });
      explorer = glue;
    } catch (error) {
      console.error("Colloquy could not start; the record can still be read.", error);
      if (came || addressed) without("failed");
      else {
        started = undefined;
        resting = performance.now() + PAUSE_MS;
      }
    }
    clearTimeout(timer);
    delete page.dataset.waking;
    catchUp(explorer);
    if (explorer && passage) passage.then((hide) => hide?.());
    return explorer;
  };
  // Hydration must find what was published: a browser that translates the page, or an extension, may have rewritten it since.
  const controls = () => [...app().querySelectorAll("a, button, input")];
  let published;
  let before;
  let rewritten;
  const changes = new MutationObserver((all) => {
    // What is said is the page's own.
    rewritten ||= all.some(({ target }) => !target.matches(".said"));
  });
  const mend = () => {
    changes.disconnect();
    document.querySelector(".said > [role=alert]")?.remove();
    if (rewritten) {
      const focused = before.indexOf(document.activeElement);
      const scrolled = document.querySelector(".facets")?.scrollTop;
      const { value, selectionStart, selectionEnd } = box() ?? {};
      app().replaceChildren(...published.childNodes);
      const after = controls();
      for (const [control, checked] of [...held]) {
        const same = after[before.indexOf(control)];
        held.delete(control);
        held.set(same ?? control, checked);
      }
      if (scrolled) document.querySelector(".facets").scrollTop = scrolled;
      if (value) box().value = value;
      after[focused]?.focus({ preventScroll: true });
      if (after[focused] === box()) box()?.setSelectionRange(selectionStart, selectionEnd);
    }
    published = before = undefined;
  };
  parsed.then(() => {
    if (!app()) return;
    published = app().cloneNode(true);
    before = controls();
    changes.observe(app(), { childList: true, subtree: true });
    if (!box()) return;
    // A browser may have kept what was typed before a reload.
    const [kept, asking] = [box().value, asked.get("q") ?? ""];
    if (!kept) box().value = asking;
    else if (kept !== asking) page.dataset.typed = "";
    if (box().value) start();
  });
  if (addressed || returns) start();
  // What reaches for a control will want it; on a fast line it is there before it is pressed.
  const reach = () => performance.now() < resting || start();
  for (const act of ["pointerover", "pointerdown", "focusin", "input"]) {
    addEventListener(act, ({ target }) => target.closest?.(".live, .tag, .words .n") && reach(), true);
  }
  document.addEventListener("selectionchange", () => started || getSelection().isCollapsed || reach());
  addEventListener("submit", () => start());
  addEventListener("online", () => box()?.value && start());
  addEventListener("hashchange", () => {
    // Whoever follows a link goes where it leads.
    if (!ready) delete page.dataset.acted;
    start();
  });
  // What the explorer does with these keys.
  addEventListener("keydown", (key) => {
    const escapes = key.key === "Escape";
    if (ready || page.dataset.app || !(escapes || key.key === "/") || key.ctrlKey || key.metaKey || key.altKey) return;
    if (key.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
    const tags = document.querySelectorAll(".tag:hover, .tag:focus-within");
    if (escapes && (held.size || tags.length)) {
      takeBack();
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
