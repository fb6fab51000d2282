// Passages that a reader keeps while reading, on their own device: boot.js loads this when it is asked for.
//
// A collection is written the same way in the browser's storage and in the link that carries it:
//   #_kept&<place>&<place>=<note>
// A place is a fragment of the event's page (`wu-hailong.~first-words..last-words`); notes are percent-encoded. The app
// says what words a place holds.

import { copy, html, make, oneFile, prepare, show, text } from "./dialog.js";

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

/// Reads a written collection: `[{ place, note }]`, each place once.
function read(written) {
  const items = new Map();
  for (const item of written.split("&").filter(Boolean)) {
    const [place, ...note] = item.split("=");
    const name = decoded(place);
    if (!items.has(name)) items.set(name, [...decoded(note.join("="))].slice(0, LONGEST_NOTE).join(""));
  }
  return [...items].slice(0, MOST).map(([place, note]) => ({ place, note }));
}

const write = (items) =>
  items.map(({ place, note }) => encodeURIComponent(place) + (note ? `=${encodeURIComponent(note)}` : "")).join("&");

/// The reader's own collection, for this visit where the browser keeps nothing.
let memory = [];
let stored = true;

function mine() {
  try {
    memory = read(localStorage.getItem(key) ?? "");
  } catch {
    stored = false;
  }
  return memory;
}

function keep(items) {
  memory = items;
  try {
    localStorage.setItem(key, write(items));
    stored = true;
  } catch {
    stored = false;
  }
}

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
  say.over = setTimeout(() => (status.textContent = ""), 4000);
}

/// Keeps the passage that a control stands for, or opens the collection.
export async function open(control, app) {
  const strings = await prepare("collection");
  const place = control.closest("[data-place]")?.dataset.place ?? control.dataset.keeps;
  if (!place) return present(mine(), app, strings, control);
  const items = mine();
  if (items.some((item) => item.place === place)) return say(strings.already);
  if (items.length >= MOST) return say(strings.full);
  keep([...items, { place, note: "" }]);
  say(`${strings.kept} ${memory.length}`);
}

/// Opens the collection that the address carries.
export async function receive(app) {
  present(read(location.hash.slice("#_kept&".length)), app, await prepare("collection"));
}

/// What a place holds, as the app knows it.
function held({ place, note }, app) {
  const answer = app.kept_at(place) ?? [""];
  if (answer.length === 1) return { place, note, notice: answer[0] };
  const [words, attribution, address, notice] = answer;
  return { place, note, words, attribution, address, notice };
}

const paragraphs = (words) => words.split("\n\n");

// What a collection can be taken away as: items that `held` gave, the event's title, and its items as they are written.
const FORMATS = {
  link: (_items, _title, written) => `${page.href}#_kept&${written}`,
  text: (items, title) =>
    [title, ...items.map(({ words, attribution, address, note }) => `“${words}”\n— ${attribution} ${address}${note && `\n\n${note}`}`)].join("\n\n\n"),
  markdown: (items, title) =>
    [`# ${plain(title)}`, ...items.map(markdown)].join("\n\n"),
  html: (items, title) =>
    html((element) => [
      element("h1", {}, title),
      ...items.flatMap(({ words, attribution, address, note }) => [
        element("blockquote", { cite: address }, ...paragraphs(words).map((words) => element("p", {}, words))),
        element("p", {}, `— ${attribution} `, element("a", { href: address }, address)),
        ...(note ? [element("p", {}, note)] : []),
      ]),
    ]),
};
const FILES = { text: ["txt", "text/plain"], markdown: ["md", "text/markdown"], html: ["html", "text/html"] };

/// Text that Markdown shows as it is.
const plain = (text) => text.replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&");

function markdown({ words, attribution, address, note }) {
  const quoted = [...paragraphs(words), `— ${attribution}`].map((paragraph) => `> ${plain(paragraph)}`).join("\n>\n");
  return `${quoted} <${address}>${note && `\n\n${plain(note)}`}`;
}

/// Shows a collection: the reader's own, which a control opened and which can be changed, or one that was sent.
function present(items, app, strings, control) {
  const sent = !control;
  document.querySelector("dialog.collection")?.close();
  const title = text(document, ".masthead :is(h1, .title)");
  const told = make("p", { role: "status" });
  const tell = (what) => (told.textContent = what);
  const list = make("ol");
  const where = make("p", { className: "where" });
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
  const all = make("button", { type: "button", hidden: !sent }, strings.keep_all);

  const taken = (as) => {
    const found = items.map((item) => held(item, app)).filter(({ words }) => words);
    return FORMATS[as](found, title, write(items));
  };
  const take = () => {
    field.value = taken(format.value);
    save.hidden = !FILES[format.value];
  };
  const change = (to) => {
    items = to;
    keep(items);
    draw();
  };
  const move = (from, by) => {
    const to = [...items];
    to.splice(from + by, 0, ...to.splice(from, 1));
    change(to);
    // The focus goes with what was moved; at either end, to the control that leads back.
    const controls = list.children[from + by].querySelectorAll(".controls button");
    const [same, other] = by < 0 ? [0, 1] : [1, 0];
    controls[controls[same].disabled ? other : same].focus();
  };
  const remove = (at) => {
    change(items.filter((_, index) => index !== at));
    (list.children[Math.min(at, items.length - 1)]?.querySelector("a, button:not(:disabled)") ?? list.closest("dialog").querySelector(".close")).focus();
  };
  const item = ({ words, attribution, address, notice, place, note }, at) => {
    const button = (label, act, disabled) => {
      const button = make("button", { type: "button", disabled }, label);
      button.addEventListener("click", act);
      return button;
    };
    const field = make("textarea", { value: note, rows: 2, maxLength: LONGEST_NOTE, id: `_collection-note-${at}` });
    field.addEventListener("input", () => {
      items = items.map((item, index) => (index === at ? { ...item, note: field.value } : item));
      keep(items);
      take();
    });
    const noted = sent
      ? [make("p", { className: "noted" }, note)]
      : [make("label", { htmlFor: field.id }, strings.note), field];
    return make(
      "li",
      {},
      ...(words ? [make("blockquote", words.length > 600 ? { tabIndex: 0 } : {}, ...paragraphs(words).map((words) => make("p", {}, words)))] : []),
      ...(attribution
        ? [make("p", {}, `— ${attribution} `, make("a", { href: address }, address))]
        : [make("p", {}, `${strings.unread} `, make("code", {}, place))]),
      ...(notice ? [make("p", { className: "notice" }, notice)] : []),
      ...noted,
      ...(sent
        ? []
        : [
            make(
              "p",
              { className: "controls" },
              button(strings.up, () => move(at, -1), at === 0),
              button(strings.down, () => move(at, 1), at === items.length - 1),
              button(strings.remove, () => remove(at)),
            ),
          ]),
    );
  };
  function draw() {
    list.replaceChildren(...items.map((kept, at) => item(held(kept, app), at)));
    taking.hidden = items.length === 0;
    where.textContent = items.length === 0 ? strings.empty : sent ? "" : stored ? strings.here : strings.not_here;
    take();
  }
  draw();
  const heading = sent ? strings.heading_sent : strings.heading;
  const shown = show("collection", control, { ...strings, heading }, where, list, all, taking, told);
  // Another tab may keep and drop meanwhile; what is written here next must not undo that.
  const follow = ({ key: changed }) => {
    if (changed !== key) return;
    items = mine();
    draw();
  };
  if (!sent) {
    addEventListener("storage", follow);
    shown.addEventListener("close", () => removeEventListener("storage", follow));
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
    setTimeout(() => URL.revokeObjectURL(href));
  });
  all.addEventListener("click", () => {
    const own = mine();
    const places = new Set(own.map(({ place }) => place));
    keep([...own, ...items.filter(({ place }) => !places.has(place))].slice(0, MOST));
    all.disabled = true;
    tell(strings.all_kept);
  });
  // A link in the list leads to its place on this very page.
  list.addEventListener("click", ({ target }) => target.closest("a") && shown.close());
}
