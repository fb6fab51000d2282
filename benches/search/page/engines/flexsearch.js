// FlexSearch with what its README has for relevance and misspellings: a context of words, a Latin encoder, suggestions.
import { Charset, Index } from "flexsearch";

const make = () =>
  new Index({
    tokenize: "strict",
    encoder: Charset.LatinBalance,
    context: { resolution: 5, depth: 3, bidirectional: true },
  });

export default {
  name: "FlexSearch",
  file: "engines/flexsearch.js",
  gives: "documents",
  storesPositions: false,
  async build(texts) {
    const index = make();
    texts.forEach((text, id) => index.add(id, text));
    const files = {};
    await index.export((key, data) => {
      files[`${key}.json`] = data;
    });
    return files;
  },
  open(files) {
    const index = make();
    for (const [name, data] of Object.entries(files)) index.import(name.replace(/\.json$/, ""), data);
    return index;
  },
  search: (index, query, most) => index.search(query, { limit: most, suggest: true }),
};
