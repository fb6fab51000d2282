// The dialog that cites a part or a passage of it. boot.js loads it when it is asked for.
//
// Its control stands in the part, or on the toolbar of a selection, which says what it holds. What is cited,
// and how, is in the part's citations.json, or in the one file.

import { make, oneFile, prepare, show, stop, text, wanted, within } from "./dialog.js";

/// Signs that stand for what only the browser knows, as crates/publish/src/citations/marks.rs numbers them.
const MARKS = /[\uE000-\uE007]/g;

/// The style chosen last, for the next time.
let chosen;

/// What a control cites, or a selection: the `part`, where its citations lie (`source`), and of a passage its `fragment` and the
/// numbers of its `sentences`, first and last.
function subject(control, selected) {
  const part = selected ? document.getElementById(selected.of) : control.closest(".part");
  const own = new URL(part.querySelector(".controls [data-cites]").dataset.cites, location);
  const source = oneFile ? own : new URL(own.hash ? `${part.id}.citations.json` : "citations.json", own);
  // In the one file the search follows the place.
  let [hash] = location.hash.split("?");
  let sentences = [...part.querySelectorAll(".s.named")].map((sentence) => sentence.id.match(/\d+$/)[0]);
  if (selected) {
    hash = `#${selected.place}`;
    sentences = selected.sentences.split("-");
  }
  if (!sentences.length) return { part, source };
  return { part, source, fragment: within(part, hash.slice(1)), sentences: [sentences[0], sentences.at(-1)] };
}

/// The address that is cited. Signs that formats give a meaning of their own are written by number.
function addressOf({ part, source, fragment }, address) {
  const url = new URL(address, source);
  if (fragment) url.hash = url.hash ? `${part.id}.${fragment}` : fragment;
  return url.href.replace(/[{}\\^]/g, encodeURIComponent);
}

/// Puts today's date, the address, the sentences and what a key has of them in the place of their marks.
function filler(address, sentences, passage) {
  const today = new Date();
  const [year, month, day] = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map(String);
  const monthName = today.toLocaleDateString("en", { month: "long" });
  const values = [address, sentences, year, month.padStart(2, "0"), day.padStart(2, "0"), monthName, day, passage];
  return (words) => words.replace(MARKS, (mark) => values[mark.charCodeAt(0) - 0xe000]);
}

/// Words that can be selected, with a button that copies them.
function copyable(id, label, words, say, strings) {
  const what = make("p", { id: `${id}-label` }, label);
  const copy = make("button", { type: "button" }, strings.copy);
  copy.setAttribute("aria-describedby", what.id);
  words.id = id;
  words.tabIndex = 0;
  words.setAttribute("role", "group");
  words.setAttribute("aria-labelledby", what.id);
  copy.addEventListener("click", async () => {
    try {
      await write(words);
      say(strings.copied);
    } catch {
      words.focus({ focusVisible: true });
      getSelection().selectAllChildren(words);
      say(strings.by_hand);
    }
  });
  return make("div", { className: "copyable" }, what, copy, words);
}

/// Writes what an element shows to the clipboard: a citation with its italics too, where the browser can.
async function write(element) {
  const plain = element.textContent;
  if (element.localName === "pre" || !window.ClipboardItem) return navigator.clipboard.writeText(plain);
  const html = make("p", {}, ...[...element.childNodes].map((node) => node.cloneNode(true))).outerHTML;
  const blob = (type, words) => new Blob([words], { type });
  const flavours = { "text/plain": blob("text/plain", plain), "text/html": blob("text/html", html) };
  return navigator.clipboard.write([new ClipboardItem(flavours)]);
}

/// Saves words as a file.
function save(words, { file, type }) {
  const href = URL.createObjectURL(new Blob([words], { type }));
  make("a", { href, download: file }).click();
  // The browser reads it when it has asked where to put it.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/// Opens the dialog for what a control stands for, if it is still wanted when it has loaded.
export async function open(control, _app, turn, selected) {
  const what = subject(control, selected);
  const citations = oneFile?.citations[what.part.id] ?? fetch(what.source).then((answer) => answer.json());
  const [{ address, about, styles, libraries }, strings] = await Promise.all([citations, prepare("cite-dialog")]);
  if (!wanted(turn)) return;
  const [first, last] = what.sentences ?? [];
  const sentences = first === last ? `${strings.sentence} ${first}` : `${strings.sentences} ${first}–${last}`;
  // As their fragment names them.
  const passage = !first ? "" : first === last ? `.s${first}` : `.s${first}-${last}`;
  const fill = filler(addressOf(what, address), sentences, passage);
  const version = (cited) => (first ? cited.passage : cited.whole);
  const status = make("p", { role: "status" });
  const say = (words) => (status.textContent = words);

  const citation = (runs) =>
    make("div", { className: "citation" }, ...runs.map((run) => (run.italic ? make("i", {}, fill(run.italic)) : fill(run))));
  const entry = (library) => make("pre", { className: "citation" }, fill(version(library)));
  const shown = make("div", {});
  const choice = make("select", { id: "_cite-style" });
  for (const [label, all] of [[strings.styles, styles], [strings.libraries, libraries]]) {
    choice.append(make("optgroup", { label }, ...all.map(({ id, label }) => make("option", { value: id }, label))));
  }
  const update = () => {
    chosen = choice.value;
    const style = styles.find(({ id }) => id === chosen);
    const library = libraries.find(({ id }) => id === chosen);
    const parts = style
      ? style.forms.map((form) => [form.name, strings[form.name], citation(version(form))])
      : [[library.id, library.label, entry(library)]];
    shown.replaceChildren(...parts.map(([id, label, words]) => copyable(`_cite-${id}`, label, words, say, strings)));
    say("");
  };
  choice.value = chosen ?? styles[0].id;
  choice.addEventListener("change", update);
  update();

  const name = text(what.part, "header :is(h1, h2)");
  const cited = first ? `${name}, ${sentences}` : name;
  const downloads = libraries.map((library) => {
    const button = make("button", { type: "button" }, library.label);
    button.addEventListener("click", () => save(fill(version(library)), { ...library, file: library.file.replace(".", `${passage}.`) }));
    return button;
  });
  const content = [
    make("p", { className: "cited" }, make("strong", {}, cited), stop(cited), about),
    make("p", { className: "style" }, make("label", { htmlFor: choice.id }, strings.style), choice),
    shown,
  ];
  // A sandboxed frame, which has no origin, as a file has none, saves nothing and does not say so; the formats can be chosen
  // and copied all the same.
  if (origin !== "null" || location.protocol === "file:") content.push(make("p", { className: "downloads" }, `${strings.download} `, ...downloads));
  show("cite-dialog", control, strings, ...content, status);
}
