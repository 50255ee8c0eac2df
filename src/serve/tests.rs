//! The server over real sockets, with a build that only reads one file.
#![expect(clippy::disallowed_methods, reason = "these tests change the files that the server watches")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use camino::Utf8PathBuf;

use super::{BuildResult, Changed, Later, ServeError, ServeOptions, Server, Stop};
use crate::data::OutPath;
use crate::diag::{Diagnostic, codes};
use crate::output::Output;
use crate::source::{SourceMap, Span};

/// A server over a folder whose `content/a.md` is the text of its one page. The text `bad` is an error, at its place.
struct Running {
    temporary: tempfile::TempDir,
    address: SocketAddr,
    stop: Stop,
    /// How often the files were made that no page waits for.
    made: Arc<AtomicUsize>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

fn build(root: &Utf8PathBuf) -> BuildResult {
    let text = fs::read_to_string(root.join("content/a.md")).unwrap_or_default();
    let mut sources = SourceMap::default();
    let file = sources.add("content/a.md", text.clone());
    if let Some(at) = text.find("bad") {
        let found = Diagnostic::new(codes::BROKEN_LINK, "no <such> page").at(Span::new(file, at..at + 3), "here");
        return BuildResult { output: None, diagnostics: vec![found], sources, later: None };
    }
    let mut output = Output::default();
    let mut add = |path: &str, bytes: &[u8]| output.insert(OutPath::new(path), bytes).expect("no path twice");
    add("index.html", format!("<!doctype html><body><p>{text}</p></body>").as_bytes());
    add("en/index.html", b"<body>English</body>");
    add("404.html", b"<body>Nothing here</body>");
    add("style.css", b"p{}");
    add("refs.bib", b"@book{x}");
    BuildResult { output: Some(output), diagnostics: Vec::new(), sources, later: None }
}

impl Running {
    fn new(text: &str) -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let root = Utf8PathBuf::from_path_buf(temporary.path().to_owned()).expect("its name is UTF-8");
        fs::create_dir(root.join("content")).expect("made");
        fs::write(root.join("content/a.md"), text).expect("written");
        let quiet = Duration::from_millis(20);
        let server = Server::bind(ServeOptions { port: 0, quiet, ..ServeOptions::new(root.clone()) }).expect("bound");
        let (address, stop) = (server.address(), server.stop());
        let made = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&made);
        let later = move || {
            let mut output = Output::default();
            let turn = count.fetch_add(1, Ordering::SeqCst) + 1;
            output.insert(OutPath::new("later/a.txt"), format!("turn {turn}").into_bytes()).expect("no path twice");
            output
        };
        let build =
            move |_: &Changed| BuildResult { later: Some(Later::new(["later/"], later.clone())), ..build(&root) };
        let thread = Some(std::thread::spawn(move || server.run(build)));
        Self { temporary, address, stop, made, thread }
    }

    fn write(&self, text: &str) {
        fs::write(self.temporary.path().join("content/a.md"), text).expect("written");
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout can be set");
        stream
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8(answer).expect("UTF-8")
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        stream.write_all(b"GET /.pliego/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        Events { lines: BufReader::new(stream) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        let ended = self.thread.take().expect("it was started").join();
        if !std::thread::panicking() {
            ended.expect("no panic").expect("no error");
        }
    }
}

struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.lines.read_line(&mut line).expect("an event in time");
            assert!(!line.is_empty(), "the stream has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return data.trim().to_owned();
            }
        }
    }
}

#[test]
fn files_come_with_their_types_and_pages_with_the_script() {
    let server = Running::new("Hello");
    let page = server.get("/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
    assert!(page.contains("<p>Hello</p><script src=\"/.pliego/live.js\""), "{page}");
    assert_eq!(
        page.split("\r\n\r\n").nth(1).map(str::len),
        page.find("Content-Length: ").and_then(|at| { page[at + 16..].split("\r\n").next()?.parse().ok() }),
        "{page}"
    );
    let style = server.get("/style.css?v=1");
    assert!(style.contains("Content-Type: text/css; charset=utf-8\r\n") && style.ends_with("\r\n\r\np{}"), "{style}");
    assert!(server.get("/refs.bib").contains("Content-Type: application/x-bibtex; charset=utf-8\r\n"));
    assert!(server.get("/en/").contains("English"));
    let folder = server.get("/en");
    assert!(folder.starts_with("HTTP/1.1 301") && folder.contains("Location: /en/\r\n"), "{folder}");
    let script = server.get("/.pliego/live.js");
    assert!(script.contains("Content-Type: text/javascript") && script.contains("EventSource"), "{script}");

    let head = server.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn what_is_not_there_and_what_is_not_allowed() {
    let server = Running::new("Hello");
    let missing = server.get("/en/nothing.html");
    assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("Nothing here"), "{missing}");
    for path in
        ["/../content/a.md", "/%2e%2e/content/a.md", "/en/..%2f..%2fcontent/a.md", "//etc/passwd", "/content/a.md"]
    {
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 400") || answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.contains("Hello"), "{path}");
    }
    for host in ["Host: evil.example\r\n", "Host: localhost.evil.example\r\n", ""] {
        let answer = server.ask(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("Hello"), "{host}: {answer}");
    }
    let post = server.ask("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    assert!(post.starts_with("HTTP/1.1 405"), "{post}");
}

#[test]
fn a_change_reloads_the_page_and_an_error_shows_on_it() {
    let server = Running::new("Hello");
    let mut events = server.events();
    let first = events.next();
    assert!(server.get("/").contains(&format!("data-version=\"{first}\"")));

    server.write("Goodbye");
    let second = events.next();
    assert_ne!(second, first);
    // An editor's save may reach the disk in two steps, so what counts is where it ends.
    wait_for(|| server.get("/").contains("<p>Goodbye</p>"));

    server.write("a bad word");
    wait_for(|| server.get("/").contains("pliego-errors"));
    let page = server.get("/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<p>Goodbye</p>"), "the last good site stays up: {page}");
    assert!(page.contains("<summary>1 error</summary>"), "{page}");
    assert!(page.contains("error[broken-link]: no &lt;such&gt; page"), "{page}");
    assert!(page.contains("content/a.md:1:3"), "{page}");
    assert!(server.get("/nowhere").contains("pliego-errors"));

    server.write("Better");
    wait_for(|| server.get("/").contains("<p>Better</p>"));
    assert!(!server.get("/").contains("pliego-errors"));
}

#[test]
fn what_no_page_waits_for_is_made_once_when_it_is_asked_for() {
    let server = Running::new("Hello");
    let mut events = server.events();
    let first = events.next();
    assert!(server.get("/").contains("Hello") && server.get("/later.txt").starts_with("HTTP/1.1 404"));
    assert_eq!(server.made.load(Ordering::SeqCst), 0, "nobody has asked");
    for _ in 0..2 {
        assert!(server.get("/later/a.txt").ends_with("turn 1"));
    }
    assert!(server.get("/later/b.txt").starts_with("HTTP/1.1 404"));
    server.write("a bad word");
    wait_for(|| server.get("/").contains("pliego-errors"));
    assert!(server.get("/later/a.txt").ends_with("turn 1"), "the last good site stays up");
    server.write("Better");
    wait_for(|| server.get("/").contains("<p>Better</p>"));
    assert_ne!(events.next(), first);
    let before = server.made.load(Ordering::SeqCst);
    assert!(server.get("/later/a.txt").ends_with(&format!("turn {}", before + 1)), "what changed is made anew");
}

#[test]
fn a_site_that_never_was_good_shows_its_errors_until_it_is() {
    let server = Running::new("bad");
    let page = server.get("/en/");
    assert!(page.starts_with("HTTP/1.1 500") && page.contains("no &lt;such&gt; page"), "{page}");
    assert!(page.contains("/.pliego/live.js"), "{page}");
    server.write("good");
    wait_for(|| server.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_content_folder_that_is_made_anew_is_watched_again() {
    let server = Running::new("Hello");
    assert!(server.get("/").contains("Hello"));
    let content = server.temporary.path().join("content");
    fs::remove_dir_all(&content).expect("removed");
    wait_for(|| server.get("/").contains("<p></p>"));
    fs::create_dir(&content).expect("made");
    std::thread::sleep(Duration::from_millis(100));
    server.write("Again");
    wait_for(|| server.get("/").contains("<p>Again</p>"));
}

/// As a browser does with a page of many parts: the connections begin together, and none is closed before all are answered.
#[test]
fn none_of_many_connections_waits_for_another_to_be_closed() {
    for _ in 0..3 {
        let server = Running::new("Hello");
        let mut all: Vec<_> = (0..60).map(|_| BufReader::new(server.connect())).collect();
        for turn in 1..=3 {
            for lines in &mut all {
                lines.get_mut().write_all(b"GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
            }
            for (number, lines) in all.iter_mut().enumerate() {
                let last = lines.lines().map(|line| line.expect("answered in time")).find(String::is_empty);
                assert!(last.is_some(), "connection {number} was closed in turn {turn}");
                let mut body = [0; 3];
                lines.read_exact(&mut body).expect("answered in time");
                assert_eq!(&body, b"p{}");
            }
        }
    }
}

#[test]
fn the_end_waits_for_no_browser() {
    let server = Running::new("Hello");
    let mut events = server.events();
    events.next();
    let mut idle = BufReader::new(server.connect());
    idle.get_mut().write_all(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    assert!(idle.by_ref().lines().map(|line| line.expect("answered in time")).any(|line| line.is_empty()));
    server.stop.stop();
    for mut open in [events.lines, idle] {
        open.read_to_end(&mut Vec::new()).expect("closed in time");
    }
}

#[test]
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let server = Running::new("Hello");
    let port = server.address.port();
    let taken = Server::bind(ServeOptions { port, ..ServeOptions::new(".") }).expect_err("it is taken");
    assert!(matches!(taken, ServeError::PortTaken(p) if p == port));
    assert!(taken.to_string().contains("--port 0"), "{taken}");
    assert!(server.address.ip().is_loopback());
}

fn wait_for(mut met: impl FnMut() -> bool) {
    for _ in 0..200 {
        if met() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("it did not happen within five seconds");
}
