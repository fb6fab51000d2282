// Passages that a reader keeps while reading, on their own device: boot.js loads this when it is asked for.
//
// A collection is written the same way in the browser's storage and in the link that carries it:
//   #_kept&<place>&<place>=<note>
// A place is a fragment of the event's page (`wu-hailong.~first-words..last-words`); notes are percent-encoded. The app
// says what words a place holds.

import { copy, html, make, oneFile, prepare, show, stop, text, wanted } from "./dialog.js";

const SENT = "#_kept&";
const MOST = 500;
const LONGEST_NOTE = 2000;
const { id: eventId, root: way } = document.getElementById("_app").dataset;
const { site } = document.documentElement.dataset;
// The one file is a page of its own where it does not know of another.
const page = oneFile && !site ? new URL(location.pathname, location) : new URL(`${eventId}/`, oneFile ? site : new URL(way, location));
const key = `colloquy ${page.pathname}`;

/// Undoes percent-encoding; what is malformed stays as it is.
function decoded(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/// Reads a written collection: its `items`, `{ place, note }` with each place once, and how many `more` it holds than a
/// collection can.
function read(written) {
  const entries = new Map();
  for (const item of written.split("&").filter(Boolean)) {
    const [place, ...note] = item.split("=");
    if (!entries.has(place)) entries.set(place, note.join("="));
  }
  const items = new Map();
  let more = entries.size;
  for (const [place, note] of entries) {
    if (items.size === MOST) break;
    more -= 1;
    const name = decoded(place);
    if (!items.has(name)) items.set(name, [...decoded(note)].slice(0, LONGEST_NOTE).join(""));
  }
  return { items: [...items].map(([place, note]) => ({ place, note })), more };
}

/// Percent-encodes text. Half a character, which another program may have stored, has no encoding.
const encoded = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));

const write = (items) => items.map(({ place, note }) => encoded(place) + (note ? `=${encoded(note)}` : "")).join("&");

/// The items that are not among others.
function without(items, others) {
  const places = new Set(others.map(({ place }) => place));
  return items.filter(({ place }) => !places.has(place));
}

/// The reader's own collection, for this visit where the browser does not store it; what was stored when that was last
/// looked at.
let memory = [];
let seen = "";
let stored = true;

function mine() {
  try {
    const written = localStorage.getItem(key) ?? "";
    if (written !== seen) {
      const { items } = read(written);
      // What could not be stored is not another tab's to drop.
      memory = stored ? items : [...memory, ...without(items, memory)].slice(0, MOST);
      seen = written;
    }
  } catch {
    stored = false;
  }
  return memory;
}

function keep(items) {
  memory = items;
  try {
    const written = write(items);
    localStorage.setItem(key, written);
    seen = written;
    stored = true;
  } catch {
    stored = false;
  }
}

/// What was done, and that it is not stored where it is not.
const done = (told, strings) => (stored ? told : told + stop(told) + strings.not_here);

let status;
/// Says what was done, where no dialog is open.
async function say(told) {
  if (!status) {
    status = make("p", { role: "status" });
    document.querySelector(".said").append(status);
    // Screen readers announce what changes in a region that was there before.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  status.textContent = told;
  clearTimeout(say.over);
  // Long words take long to read.
  say.over = setTimeout(() => (status.textContent = ""), 2000 + 60 * told.length);
}

/// Keeps what was selected, or the part that a control stands for, or opens the collection.
export async function open(control, app, turn, selected) {
  const place = selected?.place ?? control.dataset.keeps;
  const strings = await prepare("collection");
  if (!place) return present({ items: mine(), more: 0 }, app, strings, turn, control);
  const items = mine();
  if (items.some((item) => item.place === place)) return say(strings.already);
  if (items.length >= MOST) return say(strings.full);
  keep([...items, { place, note: "" }]);
  say(done(`${strings.kept} ${memory.length}`, strings));
}

/// Opens the collection that the address carries, unless the reader has gone on meanwhile.
export async function receive(app, turn) {
  const strings = await prepare("collection");
  const { hash } = location;
  if (hash.startsWith(SENT)) present(read(hash.slice(SENT.length)), app, strings, turn);
}

/// What a place holds, as the app knows it.
function held(place, app) {
  const answer = app.kept_at(place) ?? [""];
  if (answer.length === 1) return {};
  const [words, attribution, address, notice] = answer;
  return { words, attribution, address, notice };
}

const paragraphs = (words) => words.split(/\n\s*\n/);

/// Where an item's words are, and of what can no longer be found why.
const source = ({ attribution, address, notice, words, unread }) => (words ? [`— ${attribution}`, address] : [notice || unread, address]);

// What a collection can be taken away as: items that `held` gave, the event's title, and its items as they are written.
const FORMATS = {
  link: (_items, _title, written) => `${page.href}${SENT}${written}`,
  text: (items, title) =>
    [title, ...items.map((item) => [item.words && `“${item.words}”`, source(item).join(" "), item.note && `\n${item.note}`].filter(Boolean).join("\n"))].join("\n\n\n"),
  markdown: (items, title) =>
    [`# ${plain(title)}`, ...items.map(markdown)].join("\n\n"),
  html: (items, title) =>
    html((element) => [
      element("h1", {}, title),
      ...items.flatMap((item) => {
        const { words, address, note } = item;
        const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [element("br", {}), line] : [line]));
        const [who, where] = source(item);
        return [
          ...(words ? [element("blockquote", { cite: address }, ...paragraphs(words).map((words) => element("p", {}, words)))] : []),
          element("p", {}, `${who} `, ...(where ? [element("a", { href: where }, where)] : [])),
          ...(note ? paragraphs(note).map((note) => element("p", {}, ...lines(note))) : []),
        ];
      }),
    ]),
};
const FILES = { text: ["txt", "text/plain"], markdown: ["md", "text/markdown"], html: ["html", "text/html"] };

/// Text that Markdown shows as it is, its lines too.
const plain = (text) =>
  text
    .replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&")
    .replace(/^[ \t]+/gm, "")
    .replace(/^[-+=]/gm, "\\$&")
    .replace(/^(\d+)([.)])/gm, "$1\\$2")
    .replace(/(\S)\n(?=\S)/g, "$1\\\n");

function markdown(item) {
  const [who, where] = source(item);
  const quoted = [...(item.words ? paragraphs(item.words) : []), who].map((paragraph) => `> ${plain(paragraph)}`).join("\n>\n");
  return `${quoted}${where ? ` <${where}>` : ""}${item.note && `\n\n${plain(item.note)}`}`;
}

/// Puts these elements into a list. The one that holds the focus is not moved, for it would lose it.
function arrange(list, elements) {
  const staying = new Set(elements);
  for (const element of [...list.children]) if (!staying.has(element)) element.remove();
  let next = list.firstChild;
  for (const element of elements) {
    if (element !== next && !element.contains(document.activeElement)) list.insertBefore(element, next);
    next = element.nextSibling;
  }
}

/// Shows a collection: the reader's own, which a control opened and which can be changed, or one that was sent.
function present({ items, more }, app, strings, turn, control) {
  if (!wanted(turn)) return;
  const sent = !control;
  const title = text(document, ".masthead :is(h1, .title)");
  const told = make("p", { role: "status" });
  const tell = (what) => (told.textContent = what);
  const list = make("ol");
  const where = make("p", { className: "where" });
  where.setAttribute("aria-live", "polite");
  const format = make("select", { id: "_collection-format" }, ...Object.keys(FORMATS).map((name) => make("option", { value: name }, strings[name])));
  const field = make("textarea", { readOnly: true, rows: 5, spellcheck: false });
  field.setAttribute("aria-labelledby", "_collection-take");
  const copied = make("button", { type: "button" }, strings.copy);
  const save = make("button", { type: "button" }, strings.save);
  const taking = make(
    "div",
    { className: "taking" },
    make("label", { htmlFor: format.id, id: "_collection-take" }, strings.take),
    format,
    copied,
    save,
    field,
  );
  const all = make("button", { type: "button", hidden: !sent || items.length === 0 }, strings.keep_all);

  // By place, made once: what is typed in a row, and the focus in it, outlast what another tab changes.
  const rows = new Map();
  const take = () => {
    const found = items.map(({ place, note }) => ({ ...rows.get(place).holds, note: note && `${strings.noted} ${note}`, unread: `${strings.unread} ${place}` }));
    field.value = FORMATS[format.value](found, title, write(items));
    save.hidden = !FILES[format.value];
  };
  const about = () => {
    if (items.length === 0) return sent ? strings.empty_sent : strings.empty;
    if (sent) return more ? `${strings.full} ${strings.left_out} ${more}` : "";
    return stored ? strings.here : strings.not_here;
  };
  const update = () => {
    taking.hidden = items.length === 0;
    // Said anew it would be read out anew.
    if (where.textContent !== about()) where.textContent = about();
    take();
  };
  const change = (to) => {
    items = to;
    keep(items);
    draw();
  };
  const position = (place) => items.findIndex((item) => item.place === place);
  const move = (place, by) => {
    const from = position(place);
    const to = [...items];
    to.splice(from + by, 0, ...to.splice(from, 1));
    change(to);
    // The focus goes with what was moved; at either end, to the control that leads back.
    const controls = list.children[from + by].querySelectorAll(".controls button");
    const [same, other] = by < 0 ? [0, 1] : [1, 0];
    controls[controls[same].disabled ? other : same].focus();
    list.children[from + by].scrollIntoView({ block: "nearest" });
  };
  /// Focuses what is at a position now that what had the focus there is gone.
  const rest = (at) =>
    (list.children[Math.min(at, items.length - 1)]?.querySelector("a, button:not(:disabled)") ?? shown.querySelector(".close")).focus();
  const remove = (place) => {
    const at = position(place);
    change(items.filter((_, index) => index !== at));
    rest(at);
  };
  const row = ({ place, note }) => {
    const holds = held(place, app);
    const { words, attribution, address, notice } = holds;
    const button = (label, act) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", act);
      return button;
    };
    const up = button(strings.up, () => move(place, -1));
    const down = button(strings.down, () => move(place, 1));
    const field = make("textarea", { rows: 2, maxLength: LONGEST_NOTE, id: `_collection-note-${rows.size}` });
    // What the controls are about.
    const whose = attribution
      ? make("p", {}, `— ${attribution} `, make("a", { href: address }, address))
      : make("p", {}, `${strings.unread} `, make("code", {}, place));
    whose.id = `_collection-whose-${rows.size}`;
    field.addEventListener("input", () => {
      items = items.map((item) => (item.place === place ? { ...item, note: field.value } : item));
      keep(items);
      update();
    });
    const noted = sent
      ? note
        ? [make("div", { className: "own-note" }, make("span", { className: "label" }, strings.note_sent), make("p", {}, note))]
        : []
      : [make("label", { htmlFor: field.id }, strings.note), field];
    const element = make(
      "li",
      {},
      ...(words ? [make("blockquote", words.length > 600 ? { tabIndex: 0 } : {}, ...paragraphs(words).map((words) => make("p", {}, words)))] : []),
      whose,
      ...(notice ? [make("p", { className: "notice" }, notice)] : []),
      ...noted,
      ...(sent
        ? []
        : [make("p", { className: "controls" }, up, down, button(strings.remove, () => remove(place)))]),
    );
    for (const control of element.querySelectorAll("button, textarea, blockquote[tabindex]")) control.setAttribute("aria-describedby", whose.id);
    const follow = (note, at) => {
      up.disabled = at === 0;
      down.disabled = at === items.length - 1;
      const { value, selectionStart, selectionEnd } = field;
      if (value === note) return;
      field.value = note;
      if (field === document.activeElement) field.setSelectionRange(selectionStart, selectionEnd);
    };
    return { element, holds, follow };
  };
  function draw() {
    const elements = items.map((item, at) => {
      if (!rows.has(item.place)) rows.set(item.place, row(item));
      const { element, follow } = rows.get(item.place);
      follow(item.note, at);
      return element;
    });
    arrange(list, elements);
    update();
  }
  draw();
  const heading = sent ? strings.heading_sent : strings.heading;
  const shown = show("collection", control, { ...strings, heading }, where, list, all, taking, told);
  // Another tab may keep and drop meanwhile; what is written here next must not undo that.
  const follow = ({ key: changed = key }) => {
    // Where all that was stored is gone, no key is named.
    if (changed !== key && changed !== null) return;
    const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
    items = mine();
    draw();
    if (at >= 0 && !list.contains(document.activeElement)) rest(at);
  };
  if (!sent) {
    // A page that the browser kept while another was open heard nothing meanwhile.
    for (const event of ["storage", "pageshow"]) {
      addEventListener(event, follow);
      shown.addEventListener("close", () => removeEventListener(event, follow));
    }
  }
  format.addEventListener("change", take);
  copied.addEventListener("click", () => {
    const rich = format.value === "html";
    copy(field, tell, strings, rich && field.value);
  });
  save.addEventListener("click", () => {
    const [ending, type] = FILES[format.value];
    const href = URL.createObjectURL(new Blob([field.value], { type: `${type};charset=utf-8` }));
    make("a", { href, download: `${eventId}.${ending}` }).click();
    // Saving may begin by a question to the reader.
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  });
  all.addEventListener("click", () => {
    const notes = new Map(items.map(({ place, note }) => [place, note]));
    // What was noted with what is kept already is added to the reader's own note.
    const own = mine().map(({ place, note }) => {
      const theirs = notes.get(place);
      return { place, note: theirs && !note.includes(theirs) ? [note, theirs].filter(Boolean).join("\n\n").slice(0, LONGEST_NOTE) : note };
    });
    const added = without(items, own);
    keep([...own, ...added].slice(0, MOST));
    const over = own.length + added.length - MOST;
    // What is disabled loses the focus.
    if (over <= 0) shown.querySelector(".close").focus();
    all.disabled = over <= 0;
    tell(done(over > 0 ? `${strings.full} ${strings.left_out} ${over}` : strings.all_kept, strings));
  });
  // A link in the list leads to its place on this very page.
  list.addEventListener("click", ({ target }) => target.closest("a") && shown.close());
}
