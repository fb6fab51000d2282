// Every engine, ours first. A new one is a file beside this and a line here.
import colloquy from "./colloquy.js";
import flexsearch from "./flexsearch.js";
import fuse from "./fuse.js";
import lunr from "./lunr.js";
import minisearch from "./minisearch.js";
import orama from "./orama.js";
import pagefind from "./pagefind.js";

export default [colloquy, minisearch, flexsearch, lunr, fuse, orama, pagefind];
