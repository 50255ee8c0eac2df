//! From a request to an answer, without a socket: which file a path means, and what is sent for it.
//!
//! Owns what a browser may ask for. A path is looked up among the names of the output and never on the disk, so there
//! is no folder that it could leave; and only pages of this machine are answered (see [`is_local`]).

use std::sync::Arc;

use super::live::Stage;
use super::overlay;
use crate::output::content_type;

/// What a request is for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The stream of versions.
    Events,
    /// The script that listens to it.
    Script,
    /// A file of the site, by its path without the slash in front.
    File(String),
}

/// Bytes to be sent: the output's own, or a page that something was added to.
#[derive(Debug)]
pub(super) enum Body {
    Shared(Arc<[u8]>),
    Own(Vec<u8>),
}

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Shared(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

/// What is sent back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
}

/// What a request is for, or the answer that refuses it.
pub(super) fn route(method: &str, url: &str, host: Option<&str>) -> Result<Route, Answer> {
    if !host.is_some_and(is_local) {
        return Err(Answer::text(403, "This server answers to localhost and 127.0.0.1 only.\n"));
    }
    if !matches!(method, "GET" | "HEAD") {
        let mut answer = Answer::text(405, "This server can only be read from.\n");
        answer.headers.push(("Allow", "GET, HEAD".to_owned()));
        return Err(answer);
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path {
        overlay::EVENTS if method == "GET" => return Ok(Route::Events),
        overlay::SCRIPT_PATH => return Ok(Route::Script),
        _ => {}
    }
    match path.strip_prefix('/').and_then(decode) {
        Some(path) => Ok(Route::File(path)),
        None => Err(Answer::text(400, "This is not an address that a page can have.\n")),
    }
}

/// Whether a `Host` header names this machine. A page of another site can make its own name point to 127.0.0.1 and then
/// read what is served there (DNS rebinding); but its name still stands in the header.
fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]")
}

/// A path with its percent signs decoded, if it is UTF-8 and leads nowhere but down.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let leads_away = path.contains(['\\', '\0']) || path.split('/').any(|part| matches!(part, "." | ".."));
    (!leads_away).then_some(path)
}

/// A path as it is written in a header.
fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

impl Answer {
    fn new(status: u16, content_type: &str, body: Body) -> Self {
        let headers = vec![
            ("Content-Type", content_type.to_owned()),
            // What is up changes with every edit.
            ("Cache-Control", "no-store".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        Self { status, headers, body }
    }

    fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", Body::Own(text.as_bytes().to_vec()))
    }

    fn page(status: u16, page: Vec<u8>) -> Self {
        Self::new(status, "text/html; charset=utf-8", Body::Own(page))
    }

    /// The script that reloads a page.
    pub(super) fn script() -> Self {
        Self::new(200, "text/javascript; charset=utf-8", Body::Own(overlay::SCRIPT.as_bytes().to_vec()))
    }

    /// A file of the site, the redirection to a folder's own page, or the page that says that there is nothing.
    pub(super) fn file(stage: &Stage, path: &str) -> Self {
        let Some(output) = &stage.output else {
            return Self::page(500, overlay::error_page(stage.errors.as_deref().unwrap_or_default(), stage.version));
        };
        let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if let Some(bytes) = output.get(&name) {
            return Self::found(200, &name, bytes, stage);
        }
        if let Some(bytes) = stage.later.as_ref().and_then(|later| later.get(&name)) {
            return Self::found(200, &name, bytes, stage);
        }
        if output.get(&format!("{path}/index.html")).is_some() {
            // Relative links of that page need the slash, as on GitHub Pages.
            let mut answer = Self::text(301, "This is a folder.\n");
            answer.headers.push(("Location", format!("/{}/", encode(path))));
            return answer;
        }
        if let Some(bytes) = output.get("404.html") {
            return Self::found(404, "404.html", bytes, stage);
        }
        let page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>404</title></head>\n\
                    <body><h1>404</h1><p>There is no such page.</p></body></html>\n";
        Self::page(404, overlay::inject(page.as_bytes(), stage.errors.as_deref(), stage.version))
    }

    fn found(status: u16, name: &str, bytes: &Arc<[u8]>, stage: &Stage) -> Self {
        let content_type = content_type(name);
        if content_type.starts_with("text/html") {
            Self::page(status, overlay::inject(bytes, stage.errors.as_deref(), stage.version))
        } else {
            Self::new(status, content_type, Body::Shared(Arc::clone(bytes)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(url: &str) -> Result<Route, u16> {
        route("GET", url, Some("localhost:4000")).map_err(|answer| answer.status)
    }

    #[test]
    fn a_path_is_decoded_and_never_leads_up() {
        assert_eq!(to("/"), Ok(Route::File(String::new())));
        assert_eq!(to("/es/a%C3%B1o.html?x=1#y"), Ok(Route::File("es/año.html".to_owned())));
        assert_eq!(to("/.pliego/events"), Ok(Route::Events));
        for bad in ["/../x", "/%2e%2e/x", "/a/%2E%2e", "/a%5c..%5cx", "/%00", "/%ff", "/%zz", "/%4", "x", "*"] {
            assert_eq!(to(bad), Err(400), "{bad}");
        }
    }

    #[test]
    fn only_this_machine_is_answered() {
        for host in ["localhost", "LocalHost:80", "127.0.0.1:4000", "[::1]:4000", "[::1]"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example:4000", "127.0.0.1.nip.io", "[::1].x", "localhost:x"] {
            assert!(!is_local(host), "{host}");
        }
        assert_eq!(route("GET", "/", None).map_err(|answer| answer.status), Err(403));
        assert_eq!(route("POST", "/", Some("localhost")).map_err(|answer| answer.status), Err(405));
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_on_within_the_site() {
        let mut output = crate::output::Output::default();
        let page = crate::data::OutPath::new("es/año/index.html");
        output.insert(page, *b"x").expect("the path is plain");
        let stage = Stage { output: Some(Arc::new(output)), later: None, errors: None, version: 1 };
        let answer = Answer::file(&stage, "es/año");
        assert_eq!(answer.status, 301);
        assert!(answer.headers.contains(&("Location", "/es/a%C3%B1o/".to_owned())));
        assert_eq!(Answer::file(&stage, "/evil.example").status, 404);
        assert_eq!(Answer::file(&stage, "es/año/").status, 200);
    }
}
