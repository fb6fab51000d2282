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
  const module = async (id) => {
    const script = document.createElement("script");
    script.type = "module";
    script.textContent = await unpack(id).text();
    document.body.append(script);
  };
  let arrive;
  const started = new Promise((resolve) => (arrive = resolve));
  const start = () => started;
  // What is seldom used is unpacked when asked for.
  let dialogs;
  const unpacked = async () => {
    window.colloquyFiles = await unpack("_files").json();
    return new Promise((resolve, reject) => {
      window.colloquyDialogs = resolve;
      module("_dialogs").catch(reject);
    });
  };
  const load = async (name) => (await (dialogs ??= unpacked()))[name];
  // reader.js
  const begin = async () => {
    const later = document.createElement("template");
    later.innerHTML = await unpack("_later").text();
    for (const place of document.querySelectorAll("template.later")) place.replaceWith(later.content.firstChild);
    if (typeof WebAssembly !== "object") {
      arrive();
      return without("off");
    }
    window.colloquy = (init, app) =>
      unpack("_wasm")
        .arrayBuffer()
        .then((code) => init({ module_or_path: code }))
        .then(() => {
          arrive(app);
          catchUp(app);
        })
        .catch(failed);
    await module("_glue");
  };
  const failed = (error) => {
    without("failed");
    console.error("Colloquy could not start; the record can still be read.", error);
    arrive();
    catchUp();
  };
  addEventListener("click", skip);
  addEventListener("DOMContentLoaded", () => begin().catch(failed));
})();
