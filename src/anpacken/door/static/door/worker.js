// Keeps the check-in page itself, so that it opens again without a network. The list is the page's affair.
const STORE = "door";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
  if (event.data?.forget) event.waitUntil(caches.delete(STORE));
});

async function keep(addresses) {
  const store = await caches.open(STORE);
  await Promise.allSettled(
    addresses.map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin" });
      // Where the sign-in answers instead, the page that is kept stays.
      if (answer.ok && !answer.redirected) await store.put(address, answer);
    }),
  );
}

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(
    fetch(event.request).catch(async () => {
      const store = await caches.open(STORE);
      const kept = await store.match(event.request, { ignoreVary: true });
      return kept ?? Response.error();
    }),
  );
});
