// What the dialogs share. boot.js loads a dialog when it is asked for; its words are in <dialog>.<language>.json. In the
// explorer in one file they are all in one module, which standalone.js unpacks; see crates/publish/src/dialogs.rs.

/// In the one file, what it holds in place of the folder's files: `words` by dialog, `citations` by part.
export const oneFile = globalThis.colloquyFiles;

export const root = new URL(".", import.meta.url);

/// The address of a part of the folder, of the version that this is of.
const part = (file) => new URL(file + new URL(import.meta.url).search, root);

/// The text of the first element that a selector names.
export const text = (from, selector) => from.querySelector(selector)?.textContent.trim() ?? "";

/// An element with properties and children.
export function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/// What stands between words and a sentence that follows them: no second full stop after one.
export const stop = (words) => (/[.?!…。？！]$/.test(words) ? " " : ". ");

/// HTML of elements made in a document of their own, where nothing loads or runs.
export function html(build) {
  const inert = document.implementation.createHTMLDocument("");
  const element = (name, attributes, ...children) => {
    const made = inert.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  return build(element)
    .map((made) => made.outerHTML)
    .join("\n");
}

/// A fragment of this page as the page of a part has it.
export function within(part, fragment) {
  return fragment.startsWith(`${part.id}.`) ? fragment.slice(part.id.length + 1) : fragment;
}

const dressed = new Map();
function dress(file) {
  if (!dressed.has(file)) {
    dressed.set(file, new Promise((resolve, reject) => {
      const link = make("link", { rel: "stylesheet", href: part(file).href, onload: resolve });
      link.onerror = () => {
        link.remove();
        dressed.delete(file);
        reject(new Error(`${file} is not there`));
      };
      document.head.append(link);
    }));
  }
  return dressed.get(file);
}

/// The words of a dialog, once its styles are there.
export async function prepare(name) {
  if (oneFile) return oneFile.words[name];
  const words = part(`${name}.${document.documentElement.dataset.words}.json`);
  const [answer] = await Promise.all([fetch(words), dress("dialog.css"), dress(`${name}.css`)]);
  return answer.json();
}

let latest = 0;
/// Whether a dialog that can be shown now is still wanted: not where one that was asked for after it was quicker. Its
/// `turn` says when it was asked for.
export function wanted(turn) {
  if (turn() < latest) return false;
  latest = turn();
  return true;
}

/// Shows a dialog that a control asked for, or the address, and gives the focus back to the control.
export function show(name, control, strings, ...content) {
  const heading = make("h2", { id: `_${name}-heading` }, strings.heading);
  const close = make("button", { type: "button", className: "close" }, strings.close);
  const head = make("div", { className: "head" }, heading, close);
  const dialog = make("dialog", { className: `dialog ${name}` }, head, ...content);
  dialog.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => dialog.close());
  // The page's keys are not the dialog's.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  // One at a time, and none over another place than it was asked for at.
  const leave = () => dialog.close();
  addEventListener("popstate", leave);
  for (const open of document.querySelectorAll("dialog.dialog")) {
    open.close();
    // What it does at its close comes later; its ids are another's now.
    open.remove();
  }
  dialog.addEventListener("close", () => {
    removeEventListener("popstate", leave);
    dialog.remove();
    // Not every browser focuses what is clicked.
    control?.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/// Copies what a field holds, with `rich` (HTML) beside it where the browser can; else selects it and says so.
export async function copy(field, say, strings, rich) {
  try {
    if (rich && globalThis.ClipboardItem) {
      const item = (type, data) => new Blob([data], { type });
      const formats = { "text/html": item("text/html", rich), "text/plain": item("text/plain", field.value) };
      await navigator.clipboard.write([new ClipboardItem(formats)]);
    } else {
      await navigator.clipboard.writeText(field.value);
    }
    say(strings.copied);
  } catch {
    field.focus();
    field.select();
    say(strings.by_hand);
  }
}
