// Searching a site that was opened from disk, where a page may run scripts but not fetch: the files of one language of
// the index stand in this script, and are handed to Pagefind as if they had come over the net.
globalThis.pagefindOnDisk = () => {
  const basePath = "https://disk.invalid/";
  const bytes = (name) => Uint8Array.from(atob(files[name]), (c) => c.charCodeAt(0));
  const overTheNet = globalThis.fetch;
  globalThis.fetch = async (address, ...rest) => {
    const [before, name] = String(address).split(basePath);
    if (before || name === undefined) return overTheNet(address, ...rest);
    const file = name.split("?")[0];
    return file in files ? new Response(bytes(file)) : new Response("", { status: 404 });
  };
  const program = URL.createObjectURL(new Blob([bytes("pagefind.js")], { type: "text/javascript" }));
  return import(program).then((pagefind) => pagefind.createInstance({ noWorker: true, basePath }));
};
