// Runs in the browser's own window, with its rights: `arguments` are the name of an act and what it needs. Returns what
// the act gives.
const [act, ...given] = arguments;
const browser = gBrowser.selectedBrowser;
// Sets what a tab emulates. A page in another process makes another tab of it, which has to be told again.
const keep = (settings) => {
  browser.kept = { ...browser.kept, ...settings };
  Object.assign(browser.browsingContext, browser.kept);
};
// Messages of the pages, not those of the browser and its extensions.
const ofPage = (source) => /^(https?|file|blob|about:(blank|srcdoc))/.test(source);
// What this browser says of things that are meant for others, and are as they should be.
const NOTES = [
  /Couldn’t process unknown directive ‘(require-trusted-types-for|trusted-types)’/,
  /Skipping unsupported feature name “(clipboard-write|web-share)”/,
  /Layout was forced before the page was fully loaded/,
  /HTTP Referrer header: Length is over/,
  // Said when a page is left while its script runs. One that truly hangs keeps its test waiting, which then fails.
  /^Script terminated by timeout/,
  // Said when a page is left while its parts load. A worker that gives none leaves a page that fails its test.
  /A ServiceWorker intercepted the request and encountered an unexpected error/,
];
// What the end of a test's server can leave behind for the next test.
const LEFT_BEHIND = /Service worker event waitUntil\(\)/;
const host = (address) => address.split("/")[2];
const isNews = (source, words) =>
  ofPage(source) && !NOTES.some((note) => note.test(words))
  && !(LEFT_BEHIND.test(words) && host(source) !== host(browser.currentURI.spec));

const acts = {
  // `console.*` of every process of pages comes to the console that `hear` reads.
  listen() {
    const script = `{
      const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
      const forward = (event) => {
        const { level, filename, arguments: words } = event.wrappedJSObject ?? event;
        if (!(${ofPage})(filename)) return;
        Services.console.logStringMessage(JSON.stringify(["page", level, filename, [...words].map(String).join(" ")]));
      };
      if (Services.appinfo.processType === Services.appinfo.PROCESS_TYPE_CONTENT) {
        storage.addLogEventListener(forward, Services.scriptSecurityManager.getSystemPrincipal());
      }
    }`;
    Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(script)}`, true);
    Services.console.reset();
    addEventListener("DidChangeBrowserRemoteness", ({ target }) => Object.assign(target.browsingContext, target.kept), true);
    // What `refuse` names is refused.
    Services.obs.addObserver((channel) => {
      const { spec } = channel.QueryInterface(Ci.nsIChannel).URI;
      if (window.refusedEnding && spec.endsWith(window.refusedEnding)) channel.cancel(Cr.NS_ERROR_ABORT);
    }, "http-on-modify-request");
  },
  // A page that is kept to go back to holds on to its service worker.
  forget() {
    browser.browsingContext.sessionHistory.evictAllDocumentViewers();
  },
  // Errors, warnings, breaches of the policy and `console.*`, each with its level.
  hear() {
    const messages = Services.console.getMessageArray().map((message) => {
      if (message instanceof Ci.nsIScriptError) {
        const level = message.flags & Ci.nsIScriptError.warningFlag ? "warning" : "error";
        const { sourceName, lineNumber, errorMessage } = message;
        return isNews(sourceName, errorMessage) ? `${level} ${sourceName}:${lineNumber} ${errorMessage}` : "";
      }
      if (!message.message?.startsWith('["page",')) return "";
      const [, level, source, words] = JSON.parse(message.message);
      return isNews(source, words) ? `${level} ${source} ${words}` : "";
    });
    Services.console.reset();
    return messages.filter(Boolean);
  },
  // The size of a window; on a phone also its touch, its one coarse pointer and its way with the viewport.
  shape(width, height, phone) {
    window.refusedEnding = "";
    Object.assign(browser.style, { flex: "none", minWidth: `${width}px`, maxWidth: `${width}px`, minHeight: `${height}px`, maxHeight: `${height}px` });
    const pointers = phone ? 1 : 6;
    for (const which of ["primary", "all"]) Services.prefs.setIntPref(`ui.${which}PointerCapabilities`, pointers);
    keep({ inRDMPane: phone, touchEventsOverride: phone ? "enabled" : "none" });
    acts.emulate("", {});
  },
  emulate(medium, features) {
    keep({
      mediumOverride: medium,
      prefersColorSchemeOverride: features["prefers-color-scheme"] ?? "none",
      forcedColorsOverride: features["forced-colors"] ?? "none",
    });
    Services.prefs.setIntPref("ui.prefersReducedMotion", features["prefers-reduced-motion"] === "reduce" ? 1 : 0);
  },
  scripts(on) {
    keep({ allowJavascript: on });
  },
  refuse(ending) {
    window.refusedEnding = ending;
  },
};
return acts[act](...given);
