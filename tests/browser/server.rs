//! A server on loopback for a folder, as a host for static sites does it: types, compression, a page for what is not there.
//! Two addresses are its own: `/-/frame`, a window as narrow as is asked for, in every engine alike, and `/-/scripts`, a
//! page that tells whether scripts run.

use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tiny_http::{Header, Request, Response, Server};

/// How many requests are answered at the same time.
const THREADS: usize = 8;

const HTML: &str = "text/html; charset=utf-8";

const SCRIPTS: &str = "<!DOCTYPE html><html lang=\"en\"><title>Scripts</title><p>No script runs.</p>\
    <script>document.querySelector('p').textContent = 'Scripts run.'</script></html>";

/// A port of loopback that is asked for things in a folder.
pub(crate) struct Served {
    server: Arc<Server>,
    port: u16,
    lost: Arc<AtomicBool>,
}

impl Served {
    /// Takes a free port.
    pub(crate) fn bind() -> Self {
        let server = Server::http("127.0.0.1:0").unwrap_or_else(|error| panic!("no port on loopback: {error}"));
        let port = server.server_addr().to_ip().expect("a server on loopback has a port").port();
        Self { server: Arc::new(server), port, lost: Arc::default() }
    }

    /// Its address, with a `/` at the end.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers from `folder`, for as long as the process lives.
    pub(crate) fn serve(&self, folder: &Path) {
        for _ in 0..THREADS {
            let (server, lost, folder) = (Arc::clone(&self.server), Arc::clone(&self.lost), folder.to_owned());
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A request that is dropped is answered with an empty 500.
                    if !lost.load(Ordering::Relaxed) {
                        answer(request, &folder);
                    }
                }
            });
        }
    }

    /// From now on nothing is to be had.
    pub(crate) fn lose(&self) {
        self.lost.store(true, Ordering::Relaxed);
    }
}

fn answer(request: Request, folder: &Path) {
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let packed = request
        .headers()
        .iter()
        .any(|header| header.field.equiv("Accept-Encoding") && header.value.as_str().contains("gzip"));
    let (status, kind, bytes) = match path {
        "/-/frame" => (200, HTML, frame(query).into_bytes()),
        "/-/scripts" => (200, HTML, SCRIPTS.into()),
        _ => match file(folder, path) {
            Some(file) => (200, kind(&file), fs::read(&file).unwrap_or_default()),
            None => (404, HTML, fs::read(folder.join("404.html")).unwrap_or_default()),
        },
    };
    let mut headers = vec![("Content-Type", kind)];
    // The names of assets carry their contents' hash.
    headers
        .push(("Cache-Control", if path.starts_with("/assets/") { "max-age=31536000, immutable" } else { "no-cache" }));
    let bytes = if packed && text(kind) {
        headers.push(("Content-Encoding", "gzip"));
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap_or_default()
    } else {
        bytes
    };
    let mut response = Response::from_data(bytes).with_status_code(status).with_chunked_threshold(usize::MAX);
    for (name, value) in headers {
        response.add_header(Header::from_bytes(name, value).expect("the headers above are ASCII"));
    }
    // A browser that went on to another page does not want the rest.
    let _ = request.respond(response);
}

/// A window of its own inside a page: no engine's window can be made as narrow as a telephone.
fn frame(query: &str) -> String {
    let (width, path) = query.split_once('&').unwrap_or(("320", "/"));
    format!(
        "<!DOCTYPE html><html lang=\"en\"><title>A narrow window</title><body style=\"margin:0\">\
         <iframe title=\"page\" src=\"{path}\" style=\"border:0;width:{width}px;height:800px\"></iframe></body></html>"
    )
}

/// The file of an address: never one outside the folder.
fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains('\\') {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "xml" => "application/xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "txt" | "csv" | "bib" | "ris" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn text(kind: &str) -> bool {
    kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("xml")
}
