// Keeps a work in this browser for reading without a connection, once the reader asks for it. `sw.js` does the work.
(async () => {
  const box = document.getElementById("keep-box");
  const workers = navigator.serviceWorker;
  const able = workers && "caches" in self && self.DecompressionStream && location.protocol.startsWith("http");
  if (!box || !able) return;
  const [keep, remove, status] = ["keep", "keep-remove", "keep-status"].map((id) => document.getElementById(id));
  const { work, root } = box.dataset;
  const scope = new URL(root, location).href;
  const store = "kept " + scope;

  // What is kept of this work and of others: a store is not opened unless it is there, since that would make it.
  const kept = async () => {
    const found = { own: [], others: 0 };
    if (!await caches.has(store)) return found;
    const cache = await caches.open(store);
    for (const request of await cache.keys()) {
      const name = /\/offline\/([^/]+)\.[0-9a-f]+\.gz$/.exec(decodeURI(request.url))?.[1];
      if (name === work) found.own.push(request);
      else if (name) found.others++;
    }
    return found;
  };
  const show = (state, text = "") => {
    const held = [keep, remove].includes(document.activeElement);
    box.dataset.state = state;
    keep.hidden = state === "kept";
    remove.hidden = !keep.hidden;
    keep.setAttribute("aria-disabled", state === "busy");
    status.textContent = text;
    if (held) (keep.hidden ? remove : keep).focus();
  };
  const showKept = (bytes) => {
    const format = { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 };
    const size = new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / 1000);
    show("kept", box.dataset.kept.replace("{}", size));
  };
  const drop = async () => {
    const { own, others } = await kept();
    if (others) {
      const cache = await caches.open(store);
      await Promise.all(own.map((request) => cache.delete(request)));
      return;
    }
    await caches.delete(store);
    const registration = await workers.getRegistration(scope);
    if (registration?.scope === scope) await registration.unregister();
  };

  keep.addEventListener("click", async () => {
    if (box.dataset.state === "busy") return;
    show("busy", box.dataset.busy);
    try {
      const registration = await workers.register(scope + "sw.js");
      const coming = registration.installing ?? registration.waiting;
      if (coming) await new Promise((done) => {
        const look = () => { if (["activated", "redundant"].includes(coming.state)) done(); };
        coming.addEventListener("statechange", look);
        look();
      });
      const { active } = registration;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
      active.postMessage({ keep: work }, [port2]);
      const { size } = await answer;
      if (!size) throw 0;
      showKept(size);
    } catch {
      await drop().catch(() => {});
      show("failed", box.dataset.failed);
    }
  });
  remove.addEventListener("click", async () => {
    try {
      await drop();
      show("no", box.dataset.removed);
    } catch {}
  });

  try {
    const { own } = await kept();
    if (own.length) {
      const bodies = own.map(async (request) => (await (await caches.match(request, { cacheName: store })).blob()).size);
      showKept((await Promise.all(bodies)).reduce((sum, size) => sum + size));
    }
    box.hidden = false;
  } catch {}               // a browser that stores nothing: there is nothing to offer
})();
