// Colloquy's own engine. The explorer carries index and text in its Wasm module; here they are put into the module's
// memory before the clock starts, which leaves them where the explorer has them. `search` opens the index every time
// and works out the highlights of what it gives.
const glue = "/engine/search_bench.js";
let instances = 0;

export default {
  name: "Colloquy",
  file: "engines/colloquy.js",
  gives: "positions, phrases",
  storesPositions: true,
  async prepare() {
    // A module of its own each time, so that memory is counted from nothing.
    const { default: init, Record } = await import(`${glue}?${(instances += 1)}`);
    await init({ module_or_path: await compiled() });
    return { Record };
  },
  /** Puts index and text into the module's memory. */
  place({ Record }, files) {
    const numbers = (name) => new Uint32Array(files[name].buffer);
    return new Record(files["index.bin"], files["text.txt"], numbers("sentences.bin"), numbers("parts.bin"));
  },
  /** Bytes put into the module's memory that are no index; no other engine's texts are counted either. */
  aside: (files) => ["text.txt", "sentences.bin", "parts.bin"].reduce((sum, name) => sum + files[name].length, 0),
  counts: (name) => name === "index.bin",
  open: (_files, _texts, record) => record,
  search(record, query, most) {
    const found = record.search(query, most);
    const parts = [];
    for (let at = 0; at < found.length; at += 2 + 3 * found[at + 1]) parts.push(found[at]);
    return parts;
  },
};

let module;
const compiled = () => (module ??= WebAssembly.compileStreaming(fetch(glue.replace(".js", "_bg.wasm"))));
