// Makes every engine's index of every corpus and notes its files and their sizes: `node build.js <folder>…`, where a
// folder holds `texts.json` and what our own engine reads. An index that is there stays until what it is made of changes.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";

import engines from "./engines/all.js";

const compressed = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;

/** What a file holds: Pagefind's are compressed already, by gzip. */
const unpacked = (bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);

async function make(engine, texts, folder) {
  const files = await engine.build(texts);
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, data] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), data);
  }
}

/** The files of an index, in order, and how many bytes those that count have, as they are and compressed. */
function note(engine, folder) {
  const names = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "note.json")
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
  const counted = names.filter(engine.counts ?? (() => true)).map((name) => unpacked(fs.readFileSync(path.join(folder, name))));
  const sum = (sizes) => sizes.reduce((sum, size) => sum + size, 0);
  return { names, raw: sum(counted.map((bytes) => bytes.length)), brotli: sum(counted.map(compressed)) };
}

/** What an index is made of, in short. */
function stamp(engine, corpus, folder) {
  const hash = createHash("sha256");
  const ours = engine.build ? [] : fs.readdirSync(folder).filter((name) => name !== "note.json");
  const files = [path.join(corpus, "texts.json"), "build.js", "package-lock.json", engine.file];
  for (const file of [...files, ...ours.map((name) => path.join(folder, name))]) hash.update(fs.readFileSync(file));
  return hash.digest("hex");
}

for (const corpus of process.argv.slice(2)) {
  const texts = JSON.parse(fs.readFileSync(path.join(corpus, "texts.json"), "utf8"));
  for (const engine of engines) {
    const folder = path.join(corpus, engine.name);
    const noted = path.join(folder, "note.json");
    const made = stamp(engine, corpus, folder);
    if (fs.existsSync(noted) && JSON.parse(fs.readFileSync(noted, "utf8")).made === made) continue;
    let result;
    try {
      if (engine.build) {
        fs.rmSync(folder, { recursive: true, force: true });
        await make(engine, texts, folder);
      }
      result = { made, ...note(engine, folder) };
    } catch (error) {
      fs.mkdirSync(folder, { recursive: true });
      result = { missing: String(error.message ?? error).split("\n")[0] };
    }
    fs.writeFileSync(noted, JSON.stringify(result));
    console.log(`  ${engine.name}, ${path.basename(corpus)}: ${result.missing ?? `${result.raw} bytes`}`);
  }
}
