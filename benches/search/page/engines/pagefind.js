// Pagefind. Its index lies in many files that it fetches as it needs them; here they all are in memory beforehand, so
// `fetch` gives them from there. Only files of the index count as its size: texts and Wasm lie apart.
const place = "/pagefind/";
const inMemory = new Map();

if (globalThis.document) {
  const { fetch } = globalThis;
  globalThis.fetch = (address, ...rest) => {
    const { pathname } = new URL(address, location.href);
    const file = inMemory.get(pathname);
    return file ? Promise.resolve(new Response(file)) : fetch(address, ...rest);
  };
}

export default {
  name: "Pagefind",
  file: "engines/pagefind.js",
  gives: "positions, phrases",
  storesPositions: true,
  async build(texts) {
    const [pagefind, { gunzipSync }, fs, os, path] = await Promise.all(
      ["pagefind", "node:zlib", "node:fs", "node:os", "node:path"].map((name) => import(name)),
    );
    const { index, errors } = await pagefind.createIndex();
    if (!index) throw new Error(errors.join("; "));
    for (const [id, content] of texts.entries()) {
      await index.addCustomRecord({ url: `/${id}`, content, language: "en" });
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pagefind-"));
    await index.writeFiles({ outputPath: folder });
    await pagefind.close();
    const files = {};
    const ids = {};
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const name = path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name));
      if (name.endsWith(".pf_fragment")) {
        const fragment = gunzipSync(fs.readFileSync(path.join(folder, name))).toString();
        const { url } = JSON.parse(fragment.slice(fragment.indexOf("{")));
        ids[path.basename(name, ".pf_fragment")] = Number(url.slice(1));
      } else if (/(pf_index|pf_meta|entry\.json|wasm\.en\.pagefind|^pagefind\.js)$/.test(name)) {
        files[name] = fs.readFileSync(path.join(folder, name));
      }
    }
    fs.rmSync(folder, { recursive: true });
    return { ...files, "ids.json": JSON.stringify(ids) };
  },
  /** Whether a file is part of the index. */
  counts: (name) => /(pf_index|pf_meta|entry\.json)$/.test(name),
  /** What is loaded before the clock starts, as other engines' code is. */
  async prepare(files, folder) {
    const { createInstance } = await import(`${folder}/pagefind.js`);
    return { createInstance, ids: new Map(Object.entries(JSON.parse(new TextDecoder().decode(files["ids.json"])))) };
  },
  async open(files, _texts, { createInstance, ids }) {
    for (const [name, file] of Object.entries(files)) inMemory.set(place + name, file);
    return { instance: createInstance({ basePath: place, noWorker: true }), ids };
  },
  async search({ instance, ids }, query, most) {
    const { results } = await instance.search(query);
    return results.slice(0, most).map((result) => ids.get(result.id));
  },
};
