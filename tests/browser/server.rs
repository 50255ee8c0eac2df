//! A server on loopback for a folder, as a host for static sites does it: types, compression, a page for what is not there;
//! over a connection that is good, poor or lost; and with the policy that the README gives to hosts. Some addresses are its
//! own: `/-/frame`, a window as narrow as is asked for, in every engine alike; `/-/scripts`, a page that tells whether
//! scripts run, and `/-/forbidden`, the same under the policy; `/-/reports`, which takes what browsers say against it.

use crate::policy;
use flate2::{Compression, write::GzEncoder};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::collections::HashMap;
use std::fs;
use std::future::pending;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const HTML: &str = "text/html; charset=utf-8";

const SCRIPTS: &str = "<!DOCTYPE html><html lang=\"en\"><title>Scripts</title><p>No script runs.</p>\
    <script>document.querySelector('p').textContent = 'Scripts run.'</script></html>";

/// What a connection does with the files whose addresses begin with some words; all others come as they should.
#[derive(Clone, Copy)]
pub(crate) enum Connection {
    /// They come.
    Good,
    /// Each fails at first: the server is overloaded when it is first asked for it, and hangs up the second time. What is
    /// called `silent` has no answer at all the first time.
    Poor { below: &'static str, silent: &'static str },
    /// Who asks for them is hung up on.
    Lost { below: &'static str },
}

/// What becomes of a request.
enum Fate {
    Answered,
    Refused,
    HungUp,
    Forgotten,
}

/// A port of loopback that is asked for things in a folder.
pub(crate) struct Served {
    listener: TcpListener,
    line: Arc<Mutex<Line>>,
}

/// The connection as it is now, and how often each file has been asked for over it.
struct Line {
    connection: Connection,
    asked: HashMap<String, u32>,
}

impl Line {
    fn new(connection: Connection) -> Self {
        Self { connection, asked: HashMap::new() }
    }

    fn now(line: &Mutex<Self>) -> MutexGuard<'_, Self> {
        line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fate(&mut self, path: &str) -> Fate {
        match self.connection {
            Connection::Lost { below } if path.starts_with(below) => Fate::HungUp,
            Connection::Poor { below, silent } if path.starts_with(below) => {
                let asked = self.asked.entry(path.to_owned()).or_default();
                *asked += 1;
                match asked {
                    1 if path.ends_with(silent) => Fate::Forgotten,
                    1 => Fate::Refused,
                    2 => Fate::HungUp,
                    _ => Fate::Answered,
                }
            }
            _ => Fate::Answered,
        }
    }
}

impl Served {
    /// Takes a free port.
    pub(crate) fn bind() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .unwrap_or_else(|error| panic!("no port on loopback: {error}"));
        Self { listener, line: Arc::new(Mutex::new(Line::new(Connection::Good))) }
    }

    /// Takes a free port and answers from `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        let served = Self::bind();
        served.serve(folder);
        served
    }

    /// Its address, with a `/` at the end.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.listener.local_addr().expect("a server on loopback has a port"))
    }

    /// Answers from `folder`, for as long as the process lives.
    pub(crate) fn serve(&self, folder: &Path) {
        let listener = self.listener.try_clone().expect("a listener has two handles");
        let (line, folder) = (Arc::clone(&self.line), Arc::from(folder));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
        std::thread::spawn(move || runtime.block_on(accept(listener, line, folder)));
    }

    /// From now on the connection is another.
    pub(crate) fn connect(&self, connection: Connection) {
        *Line::now(&self.line) = Line::new(connection);
    }
}

/// A task for each connection: none waits for another to end, however long a browser keeps it.
async fn accept(listener: TcpListener, line: Arc<Mutex<Line>>, folder: Arc<Path>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener that does not block");
    loop {
        // A connection that was given up before it was taken is nobody's any more.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let (line, folder) = (Arc::clone(&line), Arc::clone(&folder));
        let service = service_fn(move |request: Request<Incoming>| {
            let fate = Line::now(&line).fate(request.uri().path());
            let folder = Arc::clone(&folder);
            async move {
                match fate {
                    Fate::Answered if request.uri().path() == policy::REPORTS => {
                        policy::report(&request.into_body().collect().await.map_err(io::Error::other)?.to_bytes());
                        Ok(plain(204, ""))
                    }
                    Fate::Answered => {
                        tokio::task::spawn_blocking(move || answer(&request, &folder)).await.map_err(io::Error::other)
                    }
                    Fate::Refused => Ok(plain(503, "Too much to do.")),
                    Fate::HungUp => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                    Fate::Forgotten => pending().await,
                }
            }
        });
        // A browser that went on to another page does not want the rest.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn plain(status: u16, words: &'static str) -> Response<Full<Bytes>> {
    Response::builder().status(status).body(words.into()).expect("a status without headers")
}

fn answer(request: &Request<Incoming>, folder: &Path) -> Response<Full<Bytes>> {
    let path = request.uri().path();
    let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let packed = accepted.is_some_and(|value| value.contains("gzip"));
    let (status, kind, bytes) = match path {
        "/-/frame" => (200, HTML, frame(request.uri().query().unwrap_or_default()).into_bytes()),
        "/-/scripts" | policy::FORBIDDEN => (200, HTML, SCRIPTS.into()),
        _ => match file(folder, path) {
            Some(file) => (200, kind(&file), fs::read(&file).unwrap_or_default()),
            None => (404, HTML, fs::read(folder.join("404.html")).unwrap_or_default()),
        },
    };
    // The names of assets carry their contents' hash.
    let kept = if path.starts_with("/assets/") { "max-age=31536000, immutable" } else { "no-cache" };
    let response = Response::builder().status(status).header(CONTENT_TYPE, kind).header(CACHE_CONTROL, kept);
    // The server's own pages have scripts and styles of theirs.
    let response = if path.starts_with("/-/") && path != policy::FORBIDDEN {
        response
    } else {
        response.header(CONTENT_SECURITY_POLICY, policy::HEADER.as_str())
    };
    let response = if packed && text(kind) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        let bytes = encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap_or_default();
        response.header(CONTENT_ENCODING, "gzip").body(bytes.into())
    } else {
        response.body(bytes.into())
    };
    response.expect("the headers above are ASCII")
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
