// This folder was built to keep nothing for use without a network: what an earlier version of it kept goes, and so does
// its worker, as soon as no page of that version is open.
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const own = `colloquy ${registration.scope} `;
  for (const name of await caches.keys()) {
    if (name.startsWith(own)) await caches.delete(name);
  }
  await registration.unregister();
}
