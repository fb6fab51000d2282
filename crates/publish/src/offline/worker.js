// Lets the explorer open without a network, from the second visit on. `publish` writes the two constants.
//
// Pages come from the network while there is one, so that nobody reads what was corrected since. They name their parts
// by version, so a part that is kept is the part that a page means, and any other is the network's: no page is ever
// made of two versions. A new version waits until no page of the one before is open.
const VERSION = "";
// Addresses below the folder, and what they must hold: a host in the middle of an upload gives us nothing to keep.
const KEPT = [];

const { scope } = registration;
const own = `colloquy ${scope} `;
const cacheName = own + VERSION;
const kept = new Set(KEPT.map(([address]) => new URL(address, scope).href));

addEventListener("install", (event) => event.waitUntil(keep()));
// Also for the page that brought it, which may ask for its explorer when there is no network any more.
addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    // A frame is a part of another page.
    if (request.destination === "document") event.respondWith(page(request));
  } else if (kept.has(request.url)) {
    event.respondWith(part(request));
  } else if (request.url.endsWith("citations.json")) {
    event.respondWith(citations(request));
  }
});

/// Keeps all or nothing.
async function keep() {
  const had = await caches.has(cacheName);
  const cache = await caches.open(cacheName);
  const requests = KEPT.map(([address, integrity]) => new Request(new URL(address, scope), { integrity, cache: "no-cache" }));
  try {
    await cache.addAll(requests);
  } catch (error) {
    // What was there before may be what serves now.
    if (!had) await caches.delete(cacheName);
    throw error;
  }
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(own) && name !== cacheName) await caches.delete(name);
  }
}

async function find(address) {
  const cache = await caches.open(cacheName);
  return cache.match(address, { ignoreVary: true });
}

async function part(request) {
  return (await find(request.url)) ?? fetch(request);
}

/// The citations of a part, `<event>/<part>/citations.json` or `<event>/<part>.citations.json`: those of all parts of an
/// event are kept in one file.
async function citations(request) {
  try {
    return await fetch(request);
  } catch {
    const [event, part] = request.url.slice(scope.length).split(/[/.]/);
    const all = await find(`${scope}${event}/citations.json`);
    const own = all && (await all.json())[part];
    return own ? new Response(JSON.stringify(own)) : Response.error();
  }
}

async function page(request) {
  try {
    // Asks the host even where the browser has a page from before: its parts may be gone.
    return await fetch(request, { cache: "no-cache", referrer: request.referrer });
  } catch {
    return (await pageKept(new URL(request.url))) ?? Response.error();
  }
}

/// A page that is kept; for a remark's own page, the way to the remark on the event's.
async function pageKept({ pathname, search, hash }) {
  const way = pathname.slice(new URL(scope).pathname.length);
  const [event, remark] = way.split("/").filter((step) => step && step !== "index.html");
  const home = event ? `${scope}${event}/` : scope;
  const found = await find(home);
  // Other files have a full stop in their names; remarks have not.
  if (remark?.includes(".")) return undefined;
  if (found && remark) {
    const place = hash && `.${hash.slice(1)}`;
    return Response.redirect(`${home}${search}#${remark}${place}`);
  }
  // What a page names lies relative to its slash.
  if (found && event && !way.includes("/")) return Response.redirect(home + search + hash);
  return found;
}
