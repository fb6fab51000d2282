// MiniSearch, by its README: typos up to a fifth of a word, the last word as a beginning too.
import MiniSearch from "minisearch";

const options = {
  fields: ["text"],
  searchOptions: { fuzzy: 0.2, prefix: (_word, number, words) => number === words.length - 1 },
};

export default {
  name: "MiniSearch",
  file: "engines/minisearch.js",
  gives: "documents",
  storesPositions: false,
  build(texts) {
    const index = new MiniSearch(options);
    index.addAll(texts.map((text, id) => ({ id, text })));
    return { "index.json": JSON.stringify(index) };
  },
  open: (files) => MiniSearch.loadJSON(files["index.json"], options),
  search: (index, query, most) => index.search(query).slice(0, most).map((result) => result.id),
};
