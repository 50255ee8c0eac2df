// Shows what Pagefind finds, in groups. The index is loaded when the reader begins to type or arrives with a query,
// which stands in the address.
(() => {
  const element = (id) => document.getElementById(id);
  const [form, field, status, results] = ["search-form", "q", "search-status", "search-results"].map(element);
  const groups = [...results.querySelectorAll(".group")];
  const others = document.querySelectorAll(".other-language a, .languages a");
  const beside = document.querySelector(".other-language");
  const words = results.dataset;
  const title = document.title;
  const FEW = { section: 3, entity: 5, reference: 5 };   // results at first, each a file to fetch
  const PLACES = 2;                                      // passages of a section at first
  const LENGTH = 30;                                     // words of an excerpt
  const BEFORE = 8;                                      // of them before the first that matches

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const make = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  // A poor connection: what fails, or does not begin to come, is asked for again.
  const TRIES = 3;
  const PATIENCE = 8000;                                 // milliseconds for an answer to begin; the last try waits on
  const persist = async (ask) => {
    for (let left = TRIES; ; left--) {
      const stop = new AbortController();
      const patience = setTimeout(() => left > 1 && stop.abort(), PATIENCE);
      try {
        return await ask({ signal: stop.signal, first: left === TRIES, answered: () => clearTimeout(patience) });
      } catch (error) {
        if (left === 1) throw error;
        await new Promise((done) => setTimeout(done, 300 * (TRIES - left + 1)));
      } finally {
        clearTimeout(patience);
      }
    }
  };

  // Pagefind takes a part of the index that does not come for one that is empty; what fails for good is counted, so that
  // "nothing found" is never said for it.
  const folder = new URL(words.root + "pagefind/", document.baseURI).href;
  let lost = 0;
  const fetchPersistently = () => {
    const once = globalThis.fetch;
    globalThis.fetch = async (address, options) => {
      if (!new URL(address, document.baseURI).href.startsWith(folder)) return once(address, options);
      try {
        return await persist(async ({ signal, answered }) => {
          const response = await once(address, { ...options, signal });
          answered();
          if (!response.ok) throw new Error(`${response.status} ${address}`);
          return new Response(await response.arrayBuffer(), response);
        });
      } catch (error) {
        lost++;
        throw error;
      }
    };
  };

  // A module that failed once fails for good, under the same address.
  const overTheNet = () => persist(({ signal, first }) => new Promise((done, failed) => {
    signal.onabort = failed;
    import(`${folder}pagefind.js${first ? "" : `?${Date.now()}`}`).then(done, failed);
  })).then((pagefind) => pagefind.createInstance({ noWorker: true }));

  // A page that was opened from disk may fetch nothing; there a script brings the index.
  let library;
  const fromDisk = () => new Promise((done, failed) => {
    const script = make("script");
    script.src = `${words.root}pagefind/disk.${document.documentElement.lang}.js`;
    script.onload = () => done(pagefindOnDisk());
    script.onerror = failed;
    document.head.append(script);
  });
  const onDisk = location.protocol === "file:";
  if (!onDisk) fetchPersistently();
  const load = () => library ??= onDisk ? fromDisk() : overTheNet();

  // A word, and each of its parts.
  const key = (text) => text.normalize("NFD").replace(/[^\p{Alphabetic}\p{N}]/gu, "").toLowerCase();
  const forms = (word) => [word, ...word.split(/[^\p{L}\p{M}\p{N}]+|(?=\p{Lu}\p{Ll})/u)].map(key);

  // Where no word begins like it, Pagefind takes "una" for "unacompanied".
  const begins = (form, word) => {
    let same = 0;
    while (same < word.length && form[same] === word[same]) same++;
    return same >= Math.min(word.length, Math.max(4, word.length * 0.6));
  };
  const fits = (record, id, terms) => {
    const all = record.content.split(" ");
    const found = record.locations.flatMap((at) => forms(all[at]));
    return terms.every(({ word, exact }) => exact.has(id) || found.some((form) => begins(form, word)));
  };

  // What is marked: a short word only whole, and beside longer ones only in capitals or next to them ("Remain in");
  // no much longer words where the record holds the word itself.
  const marks = (record, all, id, terms) => {
    const hits = new Map();
    for (const at of record.locations) {
      const found = forms(all[at]);
      for (const { word, exact } of terms) {
        const long = word.length > 3;
        const most = long ? (exact.has(id) ? word.length * 1.4 : 99) : word.length;
        if (found.some((form) => form.length <= most && begins(form, word))) hits.set(at, hits.get(at) || long);
      }
    }
    const alone = ![...hits.values()].includes(true);
    const kept = (at) => alone || [at - 1, at, at + 1].some((near) => hits.get(near)) || /\p{Lu}{2}/u.test(all[at]);
    return new Set(hits.size ? [...hits.keys()].filter(kept) : record.locations);
  };

  // Words from one to another, those that match marked without the signs around them.
  const marked = (all, from, to, hits) => {
    const made = document.createDocumentFragment();
    for (let at = from; at < to;) {
      let next = at + 1;
      if (hits.has(at)) while (next < to && hits.has(next)) next++;
      const run = all.slice(at, next).join(" ");
      const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(run);
      if (hits.has(at) && core) made.append(before, make("mark", "", core), after);
      else made.append(run);
      if (next < to) made.append(" ");
      at = next;
    }
    return made;
  };

  // The part of a passage that holds most of its hits.
  const excerpt = (all, { from, to, hits }, found) => {
    let start = from, best = 0;
    for (const hit of hits) {
      const count = hits.filter((other) => other >= hit && other < hit + LENGTH - BEFORE).length;
      if (count > best) [best, start] = [count, Math.max(from, hit - BEFORE)];
    }
    if (to - start < LENGTH) start = Math.max(from, to - LENGTH);
    const end = Math.min(to, start + LENGTH);
    return [start > from ? "… " : "", marked(all, start, end, found), end < to ? " …" : ""];
  };

  // A record in parts: what stands before the first anchor, then one part for each anchor.
  const parts = (record, all, found) => {
    const skipped = record.meta.title ? record.meta.title.split(/\s+/).length : 0;
    const list = [{ id: "", from: skipped }];
    for (const { id, title: place, location } of record.anchors.sort((a, b) => a.location - b.location)) {
      const last = list.at(-1);
      if (last.from === location && last.id) Object.assign(last, { id, place: place ?? last.place });
      else list.push({ id, place, from: location });
    }
    list.forEach((part, at) => {
      part.to = list[at + 1]?.from ?? all.length;
      const inside = record.weighted_locations.filter(({ location }) =>
        found.has(location) && location >= part.from && location < part.to);
      part.hits = inside.map(({ location }) => location).sort((a, b) => a - b);
      part.score = inside.reduce((sum, hit) => sum + hit.balanced_score, 0);
    });
    return list;
  };

  const result = (record, id, kind, terms) => {
    const all = record.content.split(" ");
    const found = marks(record, all, id, terms);
    const page = words.root + record.raw_url;
    const link = make("a", "", record.meta.title ?? marked(all, 0, all.length, found));
    const item = make("li", "result", kind === "reference" ? link : make("h3", "", link));
    if (record.filters.work) item.append(make("p", "by", record.filters.work[0]));
    link.setAttribute("href", page);
    if (kind === "reference") return item;
    const list = parts(record, all, found);
    let shown = list.filter((part) => part.hits.length);
    if (kind === "entity") {
      const description = list.find((part) => part.id);
      if (description && !shown.includes(description)) shown.push(description);
    }
    const best = shown.reduce((a, b) => (b.score > a?.score ? b : a), shown[0]);
    if (kind === "section" && best?.id) link.setAttribute("href", `${page}#${best.id}`);
    const ranked = [...shown].sort((a, b) => b.score - a.score).slice(0, PLACES);
    const rest = [];
    for (const part of shown) {
      if (part.from === part.to) continue;
      const line = make("p", "excerpt", ...excerpt(all, part, found));
      if (record.filters.lang && part.id) line.lang = record.filters.lang[0];
      if (kind === "section" && part.place) {
        const place = make("a", "place", part.place);
        place.setAttribute("href", `${page}#${part.id}`);
        line.prepend(place, " ");
      }
      line.hidden = kind === "section" && !ranked.includes(part);
      if (line.hidden) rest.push(line);
      item.append(line);
    }
    const show = () => rest.forEach((line) => (line.hidden = false));
    if (rest.length) item.append(more(say(words.passages, { n: rest.length }), show, item, rest[0]));
    return item;
  };

  // A button that shows what is left, and hands the focus on to the first of it.
  const more = (label, show, within, next) => {
    const button = make("button", "more", label);
    button.type = "button";
    button.onclick = async () => {
      if (button.ariaBusy) return;
      button.ariaBusy = "true";
      const last = within.querySelector("ol")?.lastElementChild;
      try {
        await show();
      } catch {
        if (button.isConnected) fail(words.failed);
        return;
      }
      button.remove();
      (next ?? last.nextElementSibling)?.querySelector("a")?.focus();
    };
    return button;
  };

  const clear = (state) => {
    for (const group of groups) {
      group.hidden = true;
      group.querySelector("ol")?.remove();
      group.querySelector(".more:not(li *)")?.remove();
    }
    results.querySelector(":scope > .without")?.remove();
    if (state) words.state = state;
    else delete words.state;
  };

  const fail = (why) => {
    clear("failed");
    status.textContent = why;
    results.prepend(element("search-instead").content.cloneNode(true));
  };

  const fill = async (group, found, terms, current) => {
    const list = make("ol", "results");
    const kind = group.dataset.group;
    const add = async (some) => {
      const records = await Promise.all(some.map((one) => one.data()));
      if (current()) list.append(...records.map((record, at) => result(record, some[at].id, kind, terms)));
    };
    const few = FEW[kind];
    await add(found.slice(0, few));
    if (!current()) return;
    group.querySelector(".count").textContent = found.length;
    group.append(list);
    if (found.length > few) {
      group.append(more(say(words.results, { n: found.length - few }), () => add(found.slice(few)), group));
    }
    group.hidden = !found.length;
  };

  // First what is called as the query, then what holds it as a phrase. A word that is anywhere is not looked for in
  // longer ones.
  const find = async (pagefind, query) => {
    const asked = query.replace(/[“”„«»]/g, '"');   // a phrase, whatever the marks around it
    const ask = async (text, filters) => (await pagefind.search(text, { filters })).results;
    const exactly = async (text) => new Set((await ask(`"${text}"`, {})).map(({ id }) => id));
    const is = key(query.replace(/^.*\bdoi(\.org\/|:)/i, ""));
    const each = asked.replace(/"/g, " ").split(/\s+/).filter(key);
    const [phrase, ...exact] = await Promise.all([each.join(" "), ...each].map(exactly));
    const terms = each.map((word, at) => ({ word: key(word), exact: exact[at] }));
    const sure = exact.filter(({ size }) => size);
    const fitting = async (some) => {
      const records = await Promise.all(some.map((one) => one.data()));
      return some.filter(({ id }, at) => fits(records[at], id, terms));
    };
    const lists = await Promise.all(groups.map(async ({ dataset }) => {
      const group = dataset.filter, few = FEW[dataset.group];
      const [own, all] = await Promise.all([ask(null, { group, is }), ask(asked, { group })]);
      const called = ({ id }) => own.some((one) => one.id === id);
      let rest = all.filter((one) => !called(one) && sure.every((ids) => ids.has(one.id)));
      rest.sort((a, b) => phrase.has(b.id) - phrase.has(a.id));
      if (sure.length < each.length) {
        const first = rest.slice(0, few), fit = await fitting(first);
        if (fit.length < first.length) rest = fit.length ? await fitting(rest) : fit;
      }
      return { own: own.length, found: [...own.map((one) => all.find(({ id }) => id === one.id) ?? one), ...rest] };
    }));
    return { lists, terms };
  };

  let turn = 0;
  const search = async () => {
    const query = field.value.trim();
    const mine = ++turn;
    const current = () => mine === turn;
    document.title = query ? `${query} · ${title}` : title;
    if (beside) beside.hidden = !query;
    for (const link of others) link.search = query ? "?q=" + encodeURIComponent(query) : "";
    if (!query) {
      clear();
      status.textContent = "";
      return;
    }
    words.state = "loading";
    if (!library) status.textContent = words.loading;
    const before = lost;
    try {
      const pagefind = await load();
      const { lists, terms } = await find(pagefind, query);
      if (lost > before) throw new Error("a part of the index did not come");
      if (!current()) return;
      clear("loading");
      const own = (group) => lists[groups.indexOf(group)].own;
      results.append(...[...groups].sort((a, b) => own(b) - own(a)));
      await Promise.all(groups.map((group, at) => fill(group, lists[at].found, terms, current)));
      if (!current()) return;
      const n = lists.reduce((sum, list) => sum + list.found.length, 0);
      status.textContent = say(n ? words.found : words.none, { query, n });
      words.state = "done";
    } catch (error) {
      console.error(error);
      library = undefined;
      if (current()) fail(words.failed);
    }
  };

  const address = () => {
    const url = new URL(location);
    const query = field.value.trim();
    url.hash = "";
    url.search = query ? "?q=" + encodeURIComponent(query) : "";
    return url;
  };
  // A page from disk may not change its address in every browser.
  const remember = (how) => {
    try { history[how](null, "", address()); } catch {}
  };
  const read = () => {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    search();
  };

  // What was asked for with Enter stays on the way back; what was typed on the way to it does not.
  let pause, how = "replaceState";
  const typed = () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      remember(how);
      how = "replaceState";
      search();
    }, 250);
  };

  field.addEventListener("input", () => load().catch(() => (library = undefined)), { once: true });
  field.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    if (address().href !== location.href) remember("pushState");
    how = "pushState";
    search();
  });
  addEventListener("popstate", read);

  // Down from the field to the results and up again.
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape" && event.target === field) {
      event.preventDefault();
      field.value = "";
      typed();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...results.querySelectorAll(".result h3 a, li.result > a")];
    const at = event.target === field ? -1 : links.indexOf(event.target);
    if (!step || (at < 0 && event.target !== field)) return;
    const next = at + step < 0 ? (at < 0 ? null : field) : links[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  if (new URLSearchParams(location.search).has("q")) read();
  else field.focus();
})();
