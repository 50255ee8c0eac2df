// This site keeps nothing in browsers, or no longer does. A browser that has something of it asks for this file at its
// next visit, forgets what it has, and reads the site from the net again.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  await caches.delete("kept " + registration.scope);
  await registration.unregister();
})()));
