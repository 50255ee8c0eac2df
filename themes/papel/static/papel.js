// Comfort for the reader, which no page needs: a place kept from one language to the other, notes in the margin, cards, a
// light or a dark page, contents that follow, long pages laid out part by part, and permalinks that copy themselves.
(() => {
  const root = document.documentElement;
  const words = document.body.dataset;
  const said = document.createElement("p");        // what a screen reader is told
  Object.assign(said, { id: "said", role: "status", className: "unseen" });
  document.body.append(said);
  const top = (block) => block.getBoundingClientRect().top;
  const named = (hash) => {                        // the element that the end of an address names
    try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; }
  };
  const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  // A link to this text in another language, or to its facing pages, is given the block nearest to the top of the
  // window. Where the browser lets it be stored, the block returns at its very height.
  (() => {
    const links = "a[hreflang], .facing-links a";
    const blocks = ".block > [id], figure[id], tr[id], .row[id]";
    const key = "papel-place";

    addEventListener("click", ({ target }) => {
      const link = target.closest?.(links);
      if (!link || link.origin !== location.origin) return;
      if (link.dataset.place) link.hash = "";        // left by an earlier click
      let block = named(link.hash);
      if (!link.hash && scrollY > 0) {
        for (const other of document.querySelectorAll(blocks)) {
          if (!block || Math.abs(top(other)) < Math.abs(top(block))) block = other;
        }
        if (block) link.hash = link.dataset.place = block.id;
      }
      if (!block) return;
      try { sessionStorage.setItem(key, JSON.stringify([block.id, top(block)])); } catch {}
    });

    // Browsers go to the end of an address when they please, WebKit once more when all is loaded. A margin above the
    // block lets each of these ways end at the height that it had.
    const block = named(location.hash);
    if (block) try {
      const [id, height] = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
      if (block.id === id) {
        block.style.scrollMarginTop = `${height - parseFloat(getComputedStyle(root).scrollPaddingTop)}px`;
        block.scrollIntoView({ behavior: "instant" });
        addEventListener("click", () => block.style.removeProperty("scroll-margin-top"), { capture: true, once: true });
      }
    } catch {}
  })();

  // Where the margin has room, each note stands there beside its line, or below the note before it. Else, and if they
  // are longer than what they stand beside, all stand at the end.
  (() => {
    const text = document.querySelector(".text");
    const notes = [...document.querySelectorAll(".text .notes > li[id]")];
    if (!notes.length) return;
    const place = () => {
      root.classList.remove("noted");
      const { left, right } = text.getBoundingClientRect();
      const em = parseFloat(getComputedStyle(root).fontSize);
      const room = getComputedStyle(text).direction === "rtl" ? left : root.clientWidth - right;
      if (room < 15 * em) return;
      root.classList.add("noted");
      text.style.setProperty("--room", `${room}px`);
      let end = 0;
      for (const note of notes) {
        const at = Math.max(top(named(`#${note.id}-ref`)) - top(text), end);
        note.style.top = `${at}px`;
        end = at + note.offsetHeight + em;
      }
      root.classList.toggle("noted", end <= text.offsetHeight);
    };
    new ResizeObserver(place).observe(text);
  })();
  const isBeside = (source) =>
    root.classList.contains("noted") && source.matches(".notes > li") && top(source) >= 0 && top(source) < innerHeight;

  // Cards. A citation, a name or a note shows what the page says of it elsewhere: in a list at its end, or in a row of
  // a table. Mouse and focus open it, and so does a first tap; a click follows the link as ever (WCAG 1.4.13).
  (() => {
    const sources = new Map();
    const heads = '.card > .record, th[scope="row"] > .mention:first-child, p.entry > .mention:first-child';
    for (const link of document.querySelectorAll(heads)) {
      if (!sources.has(link.href)) sources.set(link.href, link.closest(".card, tr, p.entry"));
    }
    for (const note of document.querySelectorAll(".notes > li[id]")) {
      sources.set(new URL("#" + note.id, location).href, note);
    }
    // What a reference leads to may stand on the page: a figure, a table (of which its caption), an equation, a theorem.
    for (const link of document.querySelectorAll("a.ref[href*='#']")) {
      const part = named(link.hash);
      if (part?.matches("figure, .formula, .equation, .statement")) sources.set(link.href, part);
    }
    const card = document.createElement("div");
    if (!sources.size || !card.showPopover) return;
    card.id = "card";
    card.popover = "manual";
    document.querySelector("main").append(card);

    let open, wide, before, touch, timer;
    const later = (act, wait) => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
    const linkOf = ({ target }) => {
      const link = target.closest?.(".cite, .mention, .ref, .note-ref a");
      const source = link && sources.get(link.href);
      return source && !source.contains(link) && !card.contains(link) && !isBeside(source) ? link : null;
    };

    const hide = () => {
      clearTimeout(timer);
      if (!open) return;
      if (card.contains(document.activeElement)) open.focus({ preventScroll: true });
      open.removeAttribute("aria-describedby");
      open = null;
      card.hidePopover();
      said.textContent = "";
    };

    const show = (link, y) => {
      hide();
      const source = sources.get(link.href);
      const { lang, dir } = source.closest("[lang]");
      Object.assign(card, { lang, dir });
      const parts = source.matches(".table") ? source.querySelectorAll("caption") : source.children;
      card.replaceChildren(...Array.from(parts, (child) => {
        const copy = child.cloneNode(true);
        if (!child.matches("th, td, caption")) return copy;
        const part = document.createElement("div");
        if (child.lang) part.lang = child.lang;
        part.append(...copy.childNodes);
        return part;
      }));
      for (const part of card.querySelectorAll("[id]")) part.removeAttribute("id");
      const { role, roleLang } = source.dataset;      // a row has no words for it
      if (role) {
        const part = Object.assign(document.createElement("p"), { className: "role", textContent: role });
        if (roleLang) part.lang = roleLang;
        card.firstElementChild.after(part);
      }
      open = link;
      wide = innerWidth;                             // not before: on a phone it waits for the whole page's layout
      link.setAttribute("aria-describedby", card.id);
      card.showPopover();

      // Under its link, or above it where there is more room, of a long one its line; on the page, so that it scrolls with the text.
      const lines = [...link.getClientRects()];
      const line = lines.length > 3 && lines.find((each) => each.top <= y && y <= each.bottom);
      const [first, last] = [line || lines[0], line || lines.at(-1)];
      const { width, height } = card.getBoundingClientRect();
      const isBelow = last.bottom + height + 12 < innerHeight || first.top < height + 12;
      const start = getComputedStyle(link).direction === "rtl" ? last.right - width : last.left;
      const left = Math.max(8, Math.min(start, root.clientWidth - width - 8));
      card.style.left = `${left + scrollX}px`;
      card.style.top = `${(isBelow ? last.bottom + 4 : first.top - height - 4) + scrollY}px`;
    };

    addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const link = linkOf(event);
      if (link && link !== open) later(() => show(link, event.clientY), 200);
      else if (link || card.contains(event.target) || open?.matches(":focus-visible")) clearTimeout(timer);
      else later(hide, 300);
    });
    addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link?.matches(":focus-visible")) show(link);
      else if (link !== open && !card.contains(event.target)) hide();
    });
    addEventListener("keydown", ({ key }) => {
      if (key === "Escape") hide();
    });
    addEventListener("pointerdown", (event) => {
      before = open;
      touch = event.pointerType === "touch";
      if (linkOf(event) !== open && !card.contains(event.target)) hide();
    });
    addEventListener("click", (event) => {
      const link = linkOf(event);
      if (link && touch && event.detail && link !== before && isPlain(event)) {
        event.preventDefault();
        show(link);
        said.textContent = card.textContent;
      } else if (event.target.closest?.("a")) hide();
    });
    // A phone's window changes its height when bars fold away; the card stands on the page and stays.
    addEventListener("resize", () => {
      if (open && innerWidth !== wide) hide();
    });
  })();

  // Light or dark: the system's way, unless the reader chose the other. What the system has anyway is not remembered.
  (() => {
    const key = "papel-theme";
    const button = document.createElement("button");
    Object.assign(button, { id: "theme-switch", type: "button", title: words.dark, ariaLabel: words.dark });
    document.querySelector(".banner")?.append(button);
    const system = matchMedia("(prefers-color-scheme: dark)");
    const name = (isDark) => (isDark ? "dark" : "light");
    const set = (theme) => {
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      button.setAttribute("aria-pressed", (theme || name(system.matches)) === "dark");
    };
    const remembered = () => {
      try { set(localStorage.getItem(key)); } catch { set(root.dataset.theme); }
    };
    button.addEventListener("click", () => {
      const theme = name(button.getAttribute("aria-pressed") === "false");
      const isSystem = theme === name(system.matches);
      set(isSystem ? null : theme);
      try { isSystem ? localStorage.removeItem(key) : localStorage.setItem(key, theme); } catch {}
    });
    for (const event of ["pageshow", "storage"]) addEventListener(event, remembered);
    system.addEventListener("change", () => set(root.dataset.theme));
    remembered();
  })();

  // The contents beside a text mark the part that is being read: the last that began above a third of the window.
  (() => {
    const toc = document.querySelector(".toc");
    const parts = new Map();
    for (const link of toc?.querySelectorAll("a[href*='#']") ?? []) {
      const part = named(link.hash);
      if (part && link.pathname === location.pathname) parts.set(part, link);
    }
    const watch = new IntersectionObserver(() => {
      let here;
      for (const [part, link] of parts) {
        link.removeAttribute("aria-current");
        if (top(part) < innerHeight / 3) here = link;
      }
      here?.setAttribute("aria-current", "location");
      if (here && toc.scrollHeight > toc.clientHeight) toc.scrollTop = here.offsetTop - toc.clientHeight / 2;
    }, { rootMargin: "9999999px 0px -66.6%" });
    for (const part of parts.keys()) watch.observe(part);
  })();

  // A long page on a phone: what is far below is laid out when the first lines are shown, a part at a time, so that no
  // finger waits for all of it.
  (() => {
    if (!root.classList.contains("unlaid")) return;
    const parts = [...document.querySelectorAll(".section, .rows, .entries > li")];
    const lay = () => {
      const end = performance.now() + 8;
      do {
        const part = parts.shift();
        if (!part) return root.classList.remove("unlaid");
        part.classList.add("laid");
        part.getBoundingClientRect();
      } while (performance.now() < end);
      setTimeout(lay);
    };
    addEventListener("load", () => setTimeout(lay));
  })();

  // A table stays a table for those who do not see it, also where style stacks its cells.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const part of document.querySelectorAll(".table :is(table, thead, tbody, tr, th, td)")) {
    part.setAttribute("role", roles[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
  }

  // A permalink copies its whole address, says so, and still leads to its place.
  addEventListener("click", async (event) => {
    const link = event.target.closest?.(".permalink");
    if (!link || !isPlain(event)) return;
    // The place of a file on this device is nobody else's: there, the published address.
    const published = location.protocol === "file:" && document.querySelector("link[rel=canonical]")?.href;
    const address = published ? published + link.hash : link.href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      const copy = (event) => {
        event.clipboardData.setData("text/plain", address);
        event.preventDefault();
      };
      addEventListener("copy", copy, { once: true });
      if (!document.execCommand("copy")) return;
    }
    said.textContent = link.dataset.said = words.copied;
    setTimeout(() => {
      said.textContent = "";
      delete link.dataset.said;
    }, 2000);
  });
})();
