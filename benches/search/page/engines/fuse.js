// Fuse.js with its token search, which its README has for queries of several words, and the places of matches.
import Fuse from "fuse.js";

const options = { keys: ["text"], useTokenSearch: true, ignoreLocation: true, includeMatches: true, threshold: 0.3 };

export default {
  name: "Fuse.js",
  file: "engines/fuse.js",
  gives: "positions",
  storesPositions: false,
  build(texts) {
    const documents = texts.map((text) => ({ text }));
    return { "index.json": JSON.stringify(Fuse.createIndex(options.keys, documents)) };
  },
  open: (files, texts) =>
    new Fuse(
      texts.map((text) => ({ text })),
      options,
      Fuse.parseIndex(JSON.parse(files["index.json"])),
    ),
  search: (index, query, most) => index.search(query, { limit: most }).map((result) => result.refIndex),
};
