// The dialog that embeds a remark, a passage of it or the current view. boot.js loads it when it is asked for.
//
// It reads what it needs from the page: whose words they are, what kind of record they come from, what the address names.

import { copy, html, make, prepare, root, show, stop, text, wanted, within } from "./dialog.js";

/// The words between two elements, without the furniture that stands among them.
function wordsBetween(first, last) {
  const range = document.createRange();
  range.setStartBefore(first);
  range.setEndAfter(last);
  const words = range.cloneContents();
  for (const furniture of words.querySelectorAll(".n, .note")) furniture.remove();
  // A quotation is one paragraph.
  for (const paragraph of words.querySelectorAll("p")) paragraph.append(" ");
  return words.textContent.trim();
}

/// What a control embeds, or a selection: `address`, `title`, and, of a remark or a selection, `words` and `who`. A passage that the address names in
/// the remark is taken in place of the whole.
function subject(control, app, selected) {
  const event = text(document, ".masthead :is(h1, .title)");
  const part = selected ? document.getElementById(selected.of) : control.closest(".part");
  // A collection is no part of the view.
  if (!part) return { address: new URL(location.href.replace(/#_.*/s, "")), title: event };
  const name = text(part, "header :is(h1, h2)");
  const who = [name, text(part, ".standing")].filter(Boolean).join(", ");
  if (selected) return { address: new URL(selected.address), title: `${name}: ${event}`, words: app.kept_at(selected.place)[0], who };
  const address = new URL(control.dataset.embeds, location);
  const named = [...part.querySelectorAll(".s.named")];
  const marks = part.querySelectorAll(".named-mark");
  let words;
  if (named.length) {
    address.hash = within(part, location.hash.slice(1));
    words = marks.length ? wordsBetween(marks[0], marks[marks.length - 1]) : wordsBetween(named[0], named.at(-1));
  } else {
    // A quotation stands for the remark by its first two sentences.
    const sentences = part.querySelectorAll(".s");
    const opening = [...sentences].slice(0, 2);
    words = wordsBetween(opening[0], opening.at(-1));
    if (sentences.length > opening.length) words += " […]";
  }
  return { address, title: `${name}: ${event}`, words, who };
}

/// The address of a page without its furniture.
function embedded(address) {
  const url = new URL(address);
  if (!url.searchParams.has("embed")) url.search += url.search ? "&embed" : "embed";
  return url.href;
}

/// The address of a page with its furniture.
function whole(address) {
  const url = new URL(address);
  url.search = url.search.slice(1).split("&").filter((pair) => !/^embed=?$/.test(pair)).join("&");
  return url.href;
}

/// <colloquy-embed> with a quotation, or a link, that stands where scripts are off.
function elementSnippet({ address, title, words, who }, height) {
  const link = whole(address);
  const record = [text(document, ".masthead :is(.record-kind strong, p.record-kind)"), text(document, ".masthead .eyebrow")];
  // Not made as an element: Trusted Types guard the address of a script even where none runs. URLs hold no quotation mark.
  const script = `<script src="${new URL("embed.js", root).href}" async=""></script>`;
  return `${script}\n${html((element) => {
    const source = element("a", { href: link }, words ? text(document, ".masthead :is(h1, .title)") : title);
    const about = words ? element("p", {}, `— ${who}${stop(who)}`, source) : element("p", {}, source);
    about.append(stop(source.textContent), record.filter(Boolean).join(" "));
    const quotation = words ? [element("blockquote", { cite: link }, element("p", {}, `“${words}”`))] : [];
    return [element("colloquy-embed", { src: link, title, ...(height && { height }) }, "\n", ...quotation, about, "\n")];
  })}`;
}

/// A plain frame, for systems that remove scripts.
function frameSnippet({ address, title }, [width, height]) {
  const attributes = { src: embedded(address), title, width, height, loading: "lazy", allow: "clipboard-write" };
  return html((element) => [element("iframe", attributes)]);
}

const SIZES = { small: ["360", "480"], medium: ["640", "600"], full: ["100%", "800"] };

/// A snippet in a field, with a button that copies it.
function snippet(id, label, say, strings) {
  const field = make("textarea", { id, readOnly: true, rows: 5, spellcheck: false });
  const what = make("label", { htmlFor: id, id: `${id}-label` }, label);
  const button = make("button", { type: "button" }, strings.copy);
  button.setAttribute("aria-describedby", what.id);
  button.addEventListener("click", () => copy(field, say, strings));
  return [field, make("div", {}, what, button, field)];
}

/// Opens the dialog for what a control stands for, if it is still wanted when it has loaded; `app` says what words a
/// selection holds.
export async function open(control, app, turn, selected) {
  const strings = await prepare("embed-dialog");
  if (!wanted(turn)) return;
  const what = subject(control, app, selected);
  const status = make("p", { role: "status" });
  const say = (words) => (status.textContent = words);
  const sizes = make("select", { id: "_embed-size" }, ...Object.keys(SIZES).map((size) => make("option", { value: size }, strings[size])));
  const preview = make("iframe", { title: strings.preview, name: "{}", src: embedded(what.address), inert: true });
  const [element, elementPart] = snippet("_embed-element", strings.element, say, strings);
  const [frame, framePart] = snippet("_embed-frame", strings.frame, say, strings);
  // Wider than a narrow window, the preview is scrolled by keys too.
  const box = make("div", { className: "preview", tabIndex: 0 }, preview);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", strings.preview);
  let height;
  const update = () => {
    const size = SIZES[sizes.value];
    [preview.width, preview.height] = size;
    element.value = elementSnippet(what, height);
    frame.value = frameSnippet(what, size);
  };
  // The preview says how high its content is at this width: the first hint of the element.
  const hear = ({ source, origin, data }) => {
    if (source !== preview.contentWindow || origin !== location.origin || data?.colloquy !== "size") return;
    const told = Math.ceil(data.height);
    if (!(told > 0) || told === height) return;
    height = told;
    update();
  };
  addEventListener("message", hear);
  sizes.value = "medium";
  sizes.addEventListener("change", update);
  update();
  const size = make("p", { className: "size" }, make("label", { htmlFor: "_embed-size" }, strings.size), sizes);
  const dialog = show("embed-dialog", control, strings, size, elementPart, framePart, status, box);
  // Browsers scroll what is around a frame to the place that its address names, at times of their own.
  let byHand = false;
  for (const act of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    dialog.addEventListener(act, () => (byHand = true), { capture: true, passive: true });
  }
  dialog.addEventListener("scroll", () => {
    if (!byHand) dialog.scrollTop = 0;
  });
  dialog.addEventListener("close", () => removeEventListener("message", hear));
}
