  // What a reader does beside the explorer, on a page and in the single file: `publish::scripts` puts this into the scripts
  // of both, which say where the dialogs come from (`load`) and bring the explorer, if it can come (`start`).
  // What the reader does before the explorer is there is not undone by it.
  const acts = { wheel: () => true, touchmove: () => true, pointerdown: ({ target }) => target.closest?.("a, button, input"), keydown: ({ key }) => !/^(Shift|Control|Alt|Meta)/.test(key) };
  for (const [act, counts] of Object.entries(acts)) {
    addEventListener(act, (event) => counts(event) && (page.dataset.acted = ""), { capture: true, passive: true });
  }
  addEventListener("input", () => (page.dataset.typed = ""), { capture: true, once: true });
  // Each control that was pressed, and whether it is to be checked.
  const held = new Map();
  let ready;
  addEventListener("click", (click) => {
    const control = click.target.closest?.(":is(.live button, button.live):not([data-embeds], [data-cites], [data-keeps]), .live [type=checkbox], .tag > a, .words .n");
    if (!control || ready || page.dataset.app) return;
    if (control.href && (click.ctrlKey || click.metaKey || click.shiftKey || click.altKey)) return;
    // Not done twice where the explorer listens already.
    click.stopPropagation();
    const again = held.delete(control);
    if (control.type === "checkbox") held.set(control, control.checked);
    else {
      click.preventDefault();
      // What folds is unfolded by one press and folded by the next.
      if (!again || !control.matches(".fold")) held.set(control);
    }
    start();
  }, true);
  addEventListener("submit", (submit) => submit.preventDefault());
  const takeBack = () => {
    for (const [control, checked] of held) if (checked !== undefined) control.checked = !checked;
    held.clear();
  };
  // Who asked for what is on its way, and when last: an impatient second tap asks for nothing more, and of two dialogs the
  // one asked for last is shown, however long each takes to load.
  const awaited = new Map();
  let turns = 0;
  const say = (words) => {
    if (document.querySelector(".said > [role=alert]")) return;
    const told = Object.assign(document.createElement("p"), { role: "alert", textContent: words });
    document.querySelector(".said")?.append(told);
    setTimeout(() => told.remove(), 6000);
  };
  const later = async (name, asker, act) => {
    const waits = awaited.has(asker);
    awaited.set(asker, ++turns);
    if (waits) return;
    try {
      const [dialog, app] = await Promise.all([load(name), start()]);
      if (!app) throw new Error("the explorer is not there");
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
    const name = embeds !== undefined ? "embed-dialog" : cites !== undefined ? "cite-dialog" : "collection";
    // The toolbar may stand for other words when the dialog is there.
    const toolbar = control.closest("[data-of]");
    const selected = toolbar && { ...toolbar.dataset };
    later(name, selected ? name + selected.place : control, (dialog, app, turn) => dialog.open(control, app, turn, selected));
  });
  // What is copied by hand is the record's words alone, as HTML too.
  addEventListener("copy", (copying) => {
    const selection = getSelection();
    if (selection.isCollapsed || copying.target.closest?.("input, textarea, dialog")) return;
    const copied = document.createElement("div");
    const record = document.querySelector(".record");
    let within = true;
    for (let at = 0; at < selection.rangeCount; at += 1) {
      const range = selection.getRangeAt(at);
      // A copy of an element does not know whether it was seen.
      const unseen = [...document.querySelectorAll(".part, .part > *, .words p, .s")].filter((element) => range.intersectsNode(element) && !element.getClientRects().length);
      for (const element of unseen) element.dataset.unseen = "";
      copied.append(range.cloneContents());
      within &&= record?.contains(range.commonAncestorContainer);
      for (const element of unseen) delete element.dataset.unseen;
    }
    // What is not seen between sentences of a remark is told.
    let [gap, last, gaps] = [];
    for (const sentence of copied.querySelectorAll(".s")) {
      const words = sentence.closest(".words");
      if (sentence.dataset.unseen !== undefined) gap ??= sentence;
      else {
        if (gap && last?.closest(".words") === words) {
          gap.textContent = "[…]";
          delete gap.dataset.unseen;
          gaps = true;
        }
        [gap, last] = [, sentence];
      }
    }
    for (const link of copied.querySelectorAll("a[href]")) link.href = link.href;
    for (const furniture of copied.querySelectorAll("[data-unseen], [hidden], .n, .tags, .controls, .note, .notices, .said, .without-app")) furniture.remove();
    // What a search marks, the record does not.
    for (const mark of copied.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    copying.clipboardData.setData("text/html", copied.innerHTML);
    const lines = () => [...copied.querySelectorAll("header > *, .s")].map(({ textContent }) => textContent.trim()).filter(Boolean).join("\n");
    copying.clipboardData.setData("text/plain", gaps && within ? lines() : `${selection}`);
    copying.preventDefault();
  });
  const sent = () => location.hash.startsWith("#_kept&") && later("collection", "the address", (collection, app, turn) => collection.receive(app, turn));
  // Not at hashchange: a link followed a second time changes nothing.
  addEventListener("popstate", sent);
  // What was done before the explorer was there. Where it does not come, a link leads where it says.
  const catchUp = (app) => {
    if (!app) {
      const pressed = [...held.keys()];
      takeBack();
      const link = pressed.filter(({ href }) => href).pop();
      if (link) location.assign(link.href);
      if (document.getElementById("_q")?.value || pressed.some(({ href }) => !href)) say(document.body.dataset.missing);
      return;
    }
    sent();
    // It answers from its next turn on.
    setTimeout(() => {
      ready = true;
      for (const [control, checked] of held) if (checked === undefined || control.checked !== checked) control.click();
      held.clear();
    });
  };
