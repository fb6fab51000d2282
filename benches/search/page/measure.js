// Measures every engine on one corpus after the other. The benchmark calls `measure` and reads `result`.
//
// Queries are asked by each engine in turn, so that what else the machine does falls on all. An engine that takes too
// long is asked fewer of them, and the result says how many.
import engines from "./engines/all.js";

/** Results that are asked for. */
const MOST = 10;
/** How often each query is timed. */
const ROUNDS = 5;
/** How long one sample takes at least, in ms; the timer counts in steps of 0.005 ms. */
const SAMPLE = 0.4;
/** How long an engine may take for a step, in ms. */
const ENOUGH = 12_000;
/** How often the first answer is timed. */
const OPENINGS = 21;
/** Searches before memory is measured. */
const SEARCHES = 1_000;

const pause = () => new Promise((resolve) => setTimeout(resolve));

window.measure = async (corpus) => {
  window.result = null;
  try {
    window.result = await measured(`/corpora/${corpus}`);
  } catch (error) {
    window.result = { error: String(error.stack ?? error) };
  }
};

async function measured(folder) {
  if (!crossOriginIsolated) throw new Error("the page is not isolated, so its timer is too coarse");
  const json = async (name) => (await fetch(`${folder}/${name}`)).json();
  const [texts, queries] = [await json("texts.json"), shuffled(await json("queries.json"))];
  const runs = [];
  const missing = {};
  for (const engine of engines) {
    const note = await json(`${engine.name}/note.json`);
    if (note.missing) missing[engine.name] = note.missing;
    else runs.push(await new Run(engine, texts, `${folder}/${engine.name}`, note).load());
  }

  for (const run of runs) await run.find(queries);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const number of queries.keys()) {
      for (const run of runs) await run.time(queries, number);
      await pause();
    }
  }
  for (const run of runs) run.handle = null;
  const quotes = queries.filter((query) => query.kind === "quote");
  for (let number = 0; number < OPENINGS; number += 1) {
    for (const run of runs) await run.first(quotes[number % quotes.length].q);
    await pause();
  }
  for (const run of runs) await run.weigh(queries);
  return { queries: queries.length, missing, runs: runs.map((run) => run.report()) };
}

/** An engine on a corpus. */
class Run {
  constructor(engine, texts, folder, note) {
    Object.assign(this, { engine, texts, folder, note, samples: [], openings: [], spent: 0 });
  }

  async load() {
    this.files = {};
    for (const name of this.note.names) {
      const response = await fetch(`${this.folder}/${name}`);
      this.files[name] =
        name.endsWith(".json") && this.engine.name !== "Pagefind"
          ? await response.text()
          : new Uint8Array(await response.arrayBuffer());
    }
    return this;
  }

  /** Loads what stands ready before the clock starts: code, and for our engine the bytes in its memory. */
  async ready() {
    this.prepared ??= await this.engine.prepare?.(this.files, this.folder);
    return this.engine.place ? this.engine.place(this.prepared, this.files) : this.prepared;
  }

  async open() {
    return this.engine.open(this.files, this.texts, await this.ready());
  }

  async ask(handle, query) {
    return this.engine.search(handle, query, MOST);
  }

  /** Asks every query once, which warms up, and notes the rank of what was to be found. */
  async find(queries) {
    this.handle = await this.open();
    this.ranks = [];
    const start = performance.now();
    for (const { q, gold, kind } of queries) {
      const before = performance.now();
      const found = await this.ask(this.handle, q);
      const took = performance.now() - before;
      this.ranks.push({ q, kind, gold, rank: found.indexOf(gold) + 1, first: found[0] ?? null });
      this.samples.push({ estimate: took, times: [] });
      if (performance.now() - start > ENOUGH) break;
      if (took > 10) await pause();
    }
  }

  async time(queries, number) {
    const sample = this.samples[number];
    if (!sample || this.spent > ENOUGH) return;
    const repeats = Math.min(1_000, Math.max(1, Math.ceil(SAMPLE / sample.estimate)));
    const { engine, handle } = this;
    const query = queries[number].q;
    const start = performance.now();
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const found = engine.search(handle, query, MOST);
      if (found instanceof Promise) await found;
    }
    const took = performance.now() - start;
    this.spent += took;
    sample.estimate = took / repeats;
    sample.times.push(sample.estimate);
  }

  /** Times the way from the bytes of the index to an answer. */
  async first(query) {
    if (this.openings.reduce((sum, time) => sum + time, 0) > ENOUGH) return;
    const { engine, files, texts } = this;
    const prepared = await this.ready();
    gc();
    const start = performance.now();
    let handle = engine.open(files, texts, prepared);
    if (handle instanceof Promise) handle = await handle;
    const found = engine.search(handle, query, MOST);
    if (found instanceof Promise) await found;
    this.openings.push(performance.now() - start);
  }

  /** Counts the bytes that the page holds more once an index is open and was searched. */
  async weigh(queries) {
    const { engine } = this;
    let prepared = await engine.prepare?.(this.files, this.folder);
    const before = await held();
    if (engine.place) prepared = engine.place(prepared, this.files);
    const handle = await engine.open(this.files, this.texts, prepared);
    const start = performance.now();
    for (this.searches = 0; this.searches < SEARCHES && performance.now() - start < ENOUGH; this.searches += 1) {
      await this.ask(handle, queries[this.searches % queries.length].q);
      if (this.searches % 50 === 0) await pause();
    }
    this.memory = (await held()) - before - (engine.aside?.(this.files) ?? 0);
    // Once more, so that nothing was let go before it was counted.
    await this.ask(handle, queries[0].q);
  }

  report() {
    const { engine, note, samples, openings, ranks, memory, searches } = this;
    return {
      name: engine.name,
      gives: engine.gives,
      storesPositions: engine.storesPositions,
      raw: note.raw,
      brotli: note.brotli,
      times: samples.map((sample) => median(sample.times)).filter((time) => !Number.isNaN(time)),
      openings,
      ranks,
      memory,
      searches,
    };
  }
}

/** The bytes that the page holds, once what it let go is collected. Wasm memory is counted beyond what a module begins
 * with, its stack and constants: the code of an engine is not counted, in JavaScript either. */
async function held() {
  for (let times = 0; times < 3; times += 1) {
    gc();
    await pause();
  }
  const { bytes } = await performance.measureUserAgentSpecificMemory();
  const grown = [...memories].map(([reference, begun]) => (reference.deref()?.buffer.byteLength ?? begun) - begun);
  return grown.reduce((sum, bytes) => sum + bytes, bytes);
}

/** Every Wasm memory of the page and the bytes it began with; the browser does not count them. */
const memories = new Map();
for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name];
  WebAssembly[name] = async (...rest) => {
    const made = await real.apply(WebAssembly, rest);
    const { memory } = (made.instance ?? made).exports;
    if (memory) memories.set(new WeakRef(memory), memory.buffer.byteLength);
    return made;
  };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length ? sorted[(sorted.length - 1) >> 1] : NaN;
}

/** In an order that is the same every time and mixes the kinds of queries. */
function shuffled(queries) {
  const out = [...queries];
  let seed = 1;
  for (let at = out.length - 1; at > 0; at -= 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    const other = seed % (at + 1);
    [out[at], out[other]] = [out[other], out[at]];
  }
  return out;
}
