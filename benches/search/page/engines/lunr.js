// Lunr with positions kept; the query is the one its guide has for searching as one types: exact words count most, then
// what begins as the last word, then words one edit away from a longer one.
const lunr = globalThis.lunr ?? (await import("lunr")).default;

export default {
  name: "Lunr",
  file: "engines/lunr.js",
  gives: "positions",
  storesPositions: true,
  build(texts) {
    const index = lunr(function () {
      this.ref("id");
      this.field("text");
      this.metadataWhitelist = ["position"];
      texts.forEach((text, id) => this.add({ id, text }));
    });
    return { "index.json": JSON.stringify(index) };
  },
  open: (files) => lunr.Index.load(JSON.parse(files["index.json"])),
  search(index, query, most) {
    const words = lunr.tokenizer(query);
    const found = index.query((asked) => {
      asked.term(words, { boost: 100 });
      asked.term(words.slice(-1), { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      asked.term(
        words.filter((word) => String(word).length > 3),
        { boost: 1, usePipeline: false, editDistance: 1 },
      );
    });
    return found.slice(0, most).map((result) => Number(result.ref));
  },
};
