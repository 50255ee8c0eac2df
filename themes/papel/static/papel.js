// Keeps the reader's place: a link to this text in another language, or to its facing pages, is given the block
// nearest to the top of the window. Where the browser lets it be stored, the block returns at its very height.
(() => {
  const links = "a[hreflang], .facing-links a";
  const blocks = ".block > [id], figure[id], tr[id], .row[id]";
  const key = "papel-place";
  const top = (block) => block.getBoundingClientRect().top;

  addEventListener("click", ({ target }) => {
    const link = target.closest?.(links);
    if (!link || link.origin !== location.origin) return;
    if (link.dataset.place) link.hash = "";        // left by an earlier click
    let block = document.getElementById(link.hash.slice(1));
    if (!link.hash && scrollY > 0) {
      for (const other of document.querySelectorAll(blocks)) {
        if (!block || Math.abs(top(other)) < Math.abs(top(block))) block = other;
      }
      if (block) link.hash = link.dataset.place = block.id;
    }
    if (!block) return;
    try { sessionStorage.setItem(key, JSON.stringify([block.id, top(block)])); } catch {}
  });

  const restore = () => {
    try {
      const [id, height] = JSON.parse(sessionStorage.getItem(key));
      if (location.hash === "#" + id) scrollBy({ top: top(document.getElementById(id)) - height, behavior: "instant" });
    } catch {}
  };
  restore();
  addEventListener("load", () => {
    restore();
    try { sessionStorage.removeItem(key); } catch {}
  });
})();
