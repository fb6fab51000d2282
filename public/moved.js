// Leads from an address that has moved to the new one, with all that the old one asked for: its state, its place, its frame.
// Of a remark that was joined to another (`data-joined`, its id) sentences are named as its own, since numbers are that one's.
// The list of events stands where one event stood alone: there only what was that one's leads on (`data-asked`).
(() => {
  const { to, asked, joined } = document.currentScript.dataset;
  const state = /[?&](q|topic|speaker|side|view|sort|exact|embed)(=|&|$)/.test(location.search);
  const place = /^#([^_]|_kept&)/.test(location.hash);
  if (asked === undefined || state || place) {
    const hash = joined ? location.hash.replace(/^#(?=s\d)/, `#${joined}.`) : location.hash;
    location.replace(to + location.search + hash);
  }
})();
