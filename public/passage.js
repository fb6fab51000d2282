// Shows the passage that an address names before the explorer is there, and where it cannot be: boot.js loads this for such
// an address. It shows only what stands in the remark once and to the letter; the explorer finds more, and says more.

/// Signs of scripts that part words by spaces.
const SPACED = /[\p{L}\p{N}]/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const inWord = (sign = "") => SPACED.test(sign) && !UNSPACED.test(sign);

/// Letters and digits without differences of case, accents and width; an apostrophe and a stretcher that pass for letters
/// are none.
const bare = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]|[\u02BC\u0640]/gu, "");

/// The letters and digits of an element's text, and of each where it stands: a text, and the start and end in it.
function read(element) {
  // An editor's notes are none of the speaker's words.
  const spoken = ({ parentElement }) => (parentElement.closest("[role=note]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, spoken);
  const places = [];
  let letters = "";
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    let start = 0;
    for (const sign of text.data) {
      const end = start + sign.length;
      for (const letter of bare(sign)) {
        letters += letter;
        for (let unit = 0; unit < letter.length; unit += 1) places.push({ text, start, end });
      }
      start = end;
    }
  }
  return { letters, places };
}

/// Where letters begin and end that stand in others once.
function once(letters, sought) {
  const at = letters.indexOf(sought);
  return sought && at >= 0 && at === letters.lastIndexOf(sought) && [at, at + sought.length];
}

/// The range that a name, as `transcript::passage` writes it, gives in an element.
function find(element, name) {
  const { letters, places } = read(element);
  const [own, tail = ""] = name.replace(/^~/, "").split("~~");
  const [words, lead = ""] = own.split("~").reverse();
  const [first, last] = words.split("..");
  const [head, foot] = [bare(lead), bare(tail)];
  const begin = once(letters, head + bare(first) + foot);
  const end = last === undefined ? begin : once(letters, bare(last));
  if (!begin || !end) return;
  const from = places[begin[0] + head.length];
  const to = places[end[1] - 1 - foot.length];
  const cut = ({ text }, at) => inWord(text.data[at - 1]) && inWord(text.data[at]);
  if (end[1] < begin[1] || cut(from, from.start) || cut(to, to.end)) return;
  const range = new Range();
  range.setStart(from.text, from.start);
  range.setEnd(to.text, to.end);
  return range;
}

/// Undoes percent-encoding; what is malformed stays as it is.
function decoded(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/// Shows the passage of a fragment, if it names one; what this gives takes the mark back.
export function show(fragment) {
  const [, part, name] = decoded(fragment).match(/^#(?:([^~]+)\.)?~(.+)$/s) ?? [];
  const element = name && (part ? document.getElementById(part) : document.querySelector(".remark"))?.querySelector(".words");
  const range = element && find(element, name);
  if (!range) return () => {};
  if (globalThis.Highlight) CSS.highlights.set("passage", new Highlight(range));
  const sentence = range.startContainer.parentElement.closest(".s");
  // From within a frame that would scroll the page around it too.
  if (parent === window) sentence?.scrollIntoView();
  else if (sentence) scrollBy(0, sentence.getBoundingClientRect().top - innerHeight / 3);
  return () => globalThis.Highlight && CSS.highlights.delete("passage");
}
