// Puts what is packed in place and starts the explorer. Without it the record is there to read.
(() => {
  const page = document.documentElement;
  const without = (why) => {
    page.dataset.app = why;
    delete page.dataset.pending;
  };
  const unpack = (id) => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  // The record is not seen until its tags are there and the address has narrowed it.
  page.dataset.pending = "";
  // The address holds more than an id, so the browser would not find the way.
  const skip = (event) => {
    if (!event.target.closest?.(".skip")) return;
    event.preventDefault();
    // Without the explorer what was found is not shown.
    const found = document.getElementById("_found");
    if (found.getClientRects().length) found.focus();
    else document.getElementById("_record").scrollIntoView();
  };
  // As in boot.js: what the reader does before the explorer is there is not undone by it.
  for (const act of ["wheel", "touchmove", "input"]) {
    addEventListener(act, () => (page.dataset[act === "input" ? "typed" : "acted"] = ""), { capture: true, once: true, passive: true });
  }
  addEventListener("submit", (submit) => submit.preventDefault());
  const module = async (id) => {
    const script = document.createElement("script");
    script.type = "module";
    script.textContent = await unpack(id).text();
    document.body.append(script);
  };
  let ready;
  const started = new Promise((resolve) => (ready = resolve));
  // What is seldom used is unpacked when asked for.
  let dialogs;
  const unpacked = async () => {
    window.colloquyFiles = await unpack("_files").json();
    return new Promise((resolve, reject) => {
      window.colloquyDialogs = resolve;
      module("_dialogs").catch(reject);
    });
  };
  // As in boot.js: a second tap asks for nothing more, and the dialog asked for last is shown.
  const awaited = new Map();
  let turns = 0;
  const say = (words) => {
    const told = Object.assign(document.createElement("p"), { role: "alert", textContent: words });
    document.querySelector(".said")?.append(told);
    setTimeout(() => told.remove(), 6000);
  };
  const later = async (name, asker, act) => {
    const waits = awaited.has(asker);
    awaited.set(asker, ++turns);
    if (waits) return;
    try {
      const [all, app] = await Promise.all([(dialogs ??= unpacked()), started]);
      await act(all[name], app, () => awaited.get(asker));
    } catch (error) {
      console.error(error);
      say(document.body.dataset.missing);
    }
    awaited.delete(asker);
  };
  addEventListener("click", ({ target }) => {
    const control = target.closest?.("[data-cites], [data-keeps]");
    if (!control) return;
    const name = control.dataset.cites !== undefined ? "cite-dialog" : "collection";
    // The toolbar may stand for other words when the dialog is there.
    const toolbar = control.closest("[data-of]");
    const selected = toolbar && { ...toolbar.dataset };
    later(name, selected ? name + selected.place : control, (dialog, app, turn) => dialog.open(control, app, turn, selected));
  });
  const sent = () => location.hash.startsWith("#_kept&") && later("collection", "the address", (collection, app, turn) => collection.receive(app, turn));
  addEventListener("popstate", sent);
  const start = async () => {
    const later = document.createElement("template");
    later.innerHTML = await unpack("_later").text();
    for (const place of document.querySelectorAll("template.later")) place.replaceWith(later.content.firstChild);
    if (typeof WebAssembly !== "object") return without("off");
    window.colloquy = (init, app) =>
      unpack("_wasm")
        .arrayBuffer()
        .then((code) => init({ module_or_path: code }))
        .then(() => ready(app))
        .catch(failed);
    await module("_glue");
    sent();
  };
  const failed = (error) => {
    without("failed");
    console.error("Colloquy could not start; the record can still be read.", error);
  };
  addEventListener("click", skip);
  addEventListener("DOMContentLoaded", () => start().catch(failed));
})();
