//! The author's own server: a site in memory, rebuilt when a file changes, reloaded in the browser.
//!
//! Owns requests and answers, watching, and how a failed build shows on a page. Nothing is written to disk, so ending
//! the process at any moment (Ctrl-C) leaves nothing behind. What a build is, is the caller's: a closure; and so is
//! what the terminal says. Listens on the loopback address only.

mod answer;
mod http;
mod later;
mod live;
mod overlay;
mod watch;

pub use later::Later;
pub use watch::Changed;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use camino::Utf8PathBuf;

use crate::diag::{Diagnostic, Severity};
use crate::output::Output;
use crate::source::SourceMap;
use live::{Live, Stage};
use watch::Watch;

/// How to serve a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeOptions {
    /// The folder that holds `content/`.
    pub root: Utf8PathBuf,
    /// The port on 127.0.0.1; 0 lets the system choose a free one.
    pub port: u16,
    /// How long the disk has to be quiet before a build begins: an editor saves in several steps.
    pub quiet: Duration,
    /// How long a build waits at most while changes go on and on.
    pub longest_wait: Duration,
}

impl ServeOptions {
    /// The usual options: port 4000, a pause of 20 ms (an edit is to be on the page within 50), at most 500 ms.
    #[must_use]
    pub fn new(root: impl Into<Utf8PathBuf>) -> Self {
        let (quiet, longest_wait) = (Duration::from_millis(20), Duration::from_millis(500));
        Self { root: root.into(), port: 4000, quiet, longest_wait }
    }
}

/// What a build gives to the server.
#[derive(Debug, Default)]
pub struct BuildResult {
    /// The site, or nothing if it has errors: then the last good one stays up.
    pub output: Option<Output>,
    /// What is wrong with the content. Errors show on every page.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: SourceMap,
    /// Files of the site that are made when a browser first asks for one of them.
    pub later: Option<Later>,
}

/// Why a site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// The port is taken.
    PortTaken(u16),
    /// The port cannot be listened on.
    Listen {
        /// The port that was asked for.
        port: u16,
        /// The system's own words.
        source: io::Error,
    },
    /// Changes cannot be watched for.
    Watch {
        /// The folder to be watched.
        path: Utf8PathBuf,
        /// The system's own words, and what to do.
        reason: String,
    },
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken(port) => write!(
                f,
                "port {port} is taken, perhaps by another `pliego serve`; choose another with `--port`, \
                 or let the system choose with `--port 0`"
            ),
            Self::Listen { port, source } => write!(f, "cannot listen on 127.0.0.1:{port}: {source}"),
            Self::Watch { path, reason } => write!(f, "cannot watch `{path}` for changes: {reason}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// A server that has its address, and serves once it is [run](Server::run).
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    live: Live,
    stop: Stop,
    options: ServeOptions,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Ends a running server from another thread.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    stopped: Arc<AtomicBool>,
}

impl Stop {
    /// Makes [`Server::run`] return, after the build that may be going on.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

impl Server {
    /// Takes the port. Browsers that ask from now on wait for the first build.
    ///
    /// # Errors
    /// When the port is taken or cannot be listened on.
    pub fn bind(options: ServeOptions) -> Result<Self, ServeError> {
        let port = options.port;
        let listen = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => ServeError::PortTaken(port),
            _ => ServeError::Listen { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        Ok(Self { listener, address, live: Live::default(), stop: Stop::default(), options })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A handle that ends it.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Builds, serves, and builds again after each change below `content/` and `themes/`, until it is
    /// [stopped](Server::stop). Each good build replaces the site at once; a failed one leaves it and puts the errors
    /// on every page.
    ///
    /// # Errors
    /// When the folder cannot be watched, or nobody can be answered.
    pub fn run(self, mut build: impl FnMut(&Changed) -> BuildResult) -> Result<(), ServeError> {
        // Watching begins before the first build, so that no change falls between the two.
        let mut watch = Watch::new(&self.options)?;
        let answering = http::start(self.listener, self.live.stages())
            .map_err(|source| ServeError::Listen { port: self.address.port(), source })?;
        let mut changed = Changed::everything();
        while !self.stop.is_stopped() {
            self.live.publish(build(&changed).into());
            match watch.next(&self.stop) {
                Some(next) => changed = next,
                None => break,
            }
        }
        // With nobody left to publish, the answering ends.
        drop(self.live);
        // A thread that panicked has shown its message.
        let _ = answering.join();
        Ok(())
    }
}

impl From<BuildResult> for Stage {
    fn from(built: BuildResult) -> Self {
        let errors = built.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        let failed = built.output.is_none() || !errors.is_empty();
        Self {
            output: built.output.map(Arc::new),
            later: built.later.map(Arc::new),
            // A build that gave neither a site nor an error is a failure all the same: what there is, is shown.
            errors: failed.then(|| {
                overlay::describe(if errors.is_empty() { &built.diagnostics } else { &errors }, &built.sources)
            }),
            version: 0,
        }
    }
}

#[cfg(test)]
mod tests;
