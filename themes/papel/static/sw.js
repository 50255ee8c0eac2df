// Answers for what a reader has kept. In front of this stands `const site`: the files of each work, and what is said of a
// page that is not kept, with its style, and of a picture that is not.
//
// A work is kept as it comes: compressed files, each a line of JSON (lengths of pieces; path, type and pieces of every
// part) with the pieces behind it. A kept page is always answered from there: at once, at no cost, and all of one build.
// A new build has another `sw.js`; its files are fetched before it takes over, and the old ones go after that.

const root = new URL(registration.scope);
const store = "kept " + root.href;
const decoded = (text) => { try { return decodeURI(text); } catch { return text; } };
const address = (file) => new URL(file, root).href;
const opened = new Map();

const unpack = async (body) => {
  let bytes = new Uint8Array(body);
  // A server that calls the file encoded has had it unpacked on the way.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  }
  let at = bytes.indexOf(10) + 1;
  const [lengths, files] = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
  const pieces = lengths.map((length) => bytes.subarray(at, at += length));
  if (at !== bytes.length) throw new Error("incomplete");
  return new Map(files.map(([path, type, own]) => [path, { type, body: new Blob(own.map((piece) => pieces[piece])) }]));
};

// The addresses of what is kept; a store is not opened unless it is there, since that would make it.
const kept = async () => await caches.has(store) ? (await (await caches.open(store)).keys()).map(({ url }) => url) : [];

const known = () => new Set(Object.values(site.works).flat().map(address));

const find = async (path) => {
  const mine = known();
  for (const url of await kept()) {
    if (!mine.has(url)) continue;
    if (!opened.has(url)) {
      const response = await caches.match(url, { cacheName: store });
      if (response) opened.set(url, unpack(await response.arrayBuffer()));
    }
    const part = (await opened.get(url))?.get(path);
    if (part) return part;
  }
};

// Fetches what is lacking of a work; gives the size of its own.
const keep = async (work) => {
  const cache = await caches.open(store);
  let size = 0;
  for (const url of site.works[work].map(address)) {
    let body = await (await cache.match(url))?.arrayBuffer();
    if (!body) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(response.status);
      body = await response.arrayBuffer();
      await unpack(body);
      await cache.put(url, new Response(body));
    }
    if (workOf(url) === work) size += body.byteLength;
  }
  return size;
};

const workOf = (url) => /\/offline\/([^/]+)\.[0-9a-f]+\.gz$/.exec(decoded(url))?.[1];   // as keep.js has it

const renew = async () => {
  for (const work of new Set((await kept()).map(workOf))) if (site.works[work]) await keep(work);
  await skipWaiting();
};

const settle = async () => {
  const mine = known();
  const old = (await kept()).filter((url) => !mine.has(url));
  if (old.length) {
    const cache = await caches.open(store);
    await Promise.all(old.map((url) => cache.delete(url)));
  }
  await clients.claim();
};

// The language of a page, else one that the reader knows, of those that have words.
const language = (path, words) => {
  const asked = [path.split("/")[0], ...navigator.languages.flatMap((tag) => [tag, tag.split("-")[0]])];
  return asked.find((lang) => Object.hasOwn(words, lang)) ?? Object.keys(words)[0];
};

const answer = async (request) => {
  let path = decoded(new URL(request.url).pathname.slice(root.pathname.length));
  if (path === "" || path.endsWith("/")) path += "index.html";
  // What is kept and cannot be read is no reason to refuse the page to a reader who has a connection.
  const part = await find(path).catch(() => {});
  if (part) return new Response(part.body, { headers: { "Content-Type": part.type } });
  try {
    return await fetch(request);
  } catch (error) {
    // A picture that was too heavy to be kept, or is not part of what is.
    if (request.destination === "image") {
      const shown = decoded(new URL(request.referrer || root).pathname.slice(root.pathname.length));
      const svg = site.noPicture[language(shown, site.noPicture)];
      return new Response(svg, { headers: { "Content-Type": "image/svg+xml; charset=utf-8" } });
    }
    if (request.mode !== "navigate") throw error;
    if (await find(path + "/index.html").catch(() => {})) return Response.redirect(address(path + "/"));
    const lang = language(path, site.notKept);
    const headers = { "Content-Type": "text/html; charset=utf-8" };
    const page = site.notKept[lang].replace("{style}", () => site.style).replaceAll("{root}", root.pathname);
    return new Response(page, { status: 503, headers });
  }
};

addEventListener("install", (event) => event.waitUntil(renew()));
addEventListener("activate", (event) => event.waitUntil(settle()));
addEventListener("message", (event) => {
  const [port] = event.ports;
  event.waitUntil(keep(event.data.keep).then((size) => port.postMessage({ size }), () => port.postMessage({})));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === "GET" && url.origin === root.origin && url.pathname.startsWith(root.pathname)) {
    event.respondWith(answer(request));
  }
});
