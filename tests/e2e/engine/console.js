// The first script of every page that WebKit is served: keeps what the console would say where the tests can read it.
// The tests' browser is a private one, whose console WebKit writes nowhere.
(() => {
  const key = "e2e console";
  const keep = (level, ...words) => {
    const message = `${level} ${location.href.slice(0, 200)} ${words.map(String).join(" ")}`;
    try {
      sessionStorage.setItem(key, JSON.stringify([...JSON.parse(sessionStorage.getItem(key) ?? "[]"), message]));
    } catch {
      // A sandboxed frame has no storage.
      parent.postMessage({ e2e: message }, "*");
    }
  };
  for (const level of ["error", "warn", "info", "log", "debug"]) {
    const write = console[level];
    console[level] = (...words) => {
      keep(level, ...words);
      write.apply(console, words);
    };
  }
  addEventListener("error", ({ message, filename, lineno, target }) => {
    if (message) keep("error", `${filename}:${lineno}`, message);
    else keep("error", "not loaded:", target.src ?? target.href);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => keep("error", "unhandled rejection:", reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => keep("error", "refused by the policy:", violatedDirective, blockedURI));
  addEventListener("message", ({ data }) => {
    if (data?.e2e) keep("frame", data.e2e);
  });
})();
