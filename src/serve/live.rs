//! The site that is up, and the browsers that wait for the next one.
//!
//! Owns one value behind one lock: requests take a copy of the pointer and let go, so a build never waits for a slow
//! browser, and a page is always of one build, never of two.

use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::later::Later;
use crate::output::Output;

/// How often a waiting browser hears something. Only by writing does one learn that it has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What is up at one moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Stage {
    /// The last good site, if there was one.
    pub(super) output: Option<Arc<Output>>,
    /// What belongs to that site and is made when it is asked for.
    pub(super) later: Option<Arc<Later>>,
    /// What is wrong with the latest build, as HTML, if it failed.
    pub(super) errors: Option<String>,
    /// Another number for each build and each start of the server.
    pub(super) version: u64,
}

#[derive(Debug, Default)]
struct State {
    stage: Option<Arc<Stage>>,
    closed: bool,
}

/// The stage, and a bell that rings when it changes.
#[derive(Debug)]
pub(super) struct Live {
    state: Mutex<State>,
    bell: Condvar,
    /// Where versions begin: a page that an earlier server sent must not be taken for one of this server's.
    origin: u64,
}

impl Default for Live {
    fn default() -> Self {
        // 32 bits, because JavaScript's numbers hold 53.
        let origin = RandomState::new().hash_one(std::process::id()) >> 32 << 16;
        Self { state: Mutex::default(), bell: Condvar::new(), origin }
    }
}

impl Live {
    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is replaced whole, so a thread that panicked has left none half-made.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the result of a build up. If it brought no site, the one before stays.
    pub(super) fn publish(&self, mut next: Stage) {
        let mut state = self.lock();
        let before = state.stage.as_deref();
        next.version = before.map_or(self.origin, |stage| stage.version) + 1;
        if next.errors.is_some() || next.output.is_none() {
            next.output = before.and_then(|stage| stage.output.clone());
            next.later = before.and_then(|stage| stage.later.clone());
        }
        state.stage = Some(Arc::new(next));
        self.bell.notify_all();
    }

    /// Lets all who wait go.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.bell.notify_all();
    }

    /// What is up, once there has been a build; `None` when the server ends.
    pub(super) fn wait(&self) -> Option<Arc<Stage>> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            if let Some(stage) = &state.stage {
                return Some(Arc::clone(stage));
            }
            state = self.bell.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Tells a browser the version that is up, now and whenever it changes, until it goes or the server ends.
    pub(super) fn stream(&self, mut writer: impl Write) {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n\
                    Connection: close\r\n\r\n";
        let mut told = None;
        let mut tell = |text: &str| -> io::Result<()> {
            writer.write_all(text.as_bytes())?;
            writer.flush()
        };
        if tell(head).is_err() {
            return;
        }
        let mut state = self.lock();
        while !state.closed {
            let version = state.stage.as_ref().map(|stage| stage.version);
            let text = match version {
                Some(version) if told != Some(version) => format!("data: {version}\n\n"),
                _ => {
                    let waited = self.bell.wait_timeout(state, HEARTBEAT).unwrap_or_else(PoisonError::into_inner);
                    state = waited.0;
                    if !waited.1.timed_out() {
                        continue;
                    }
                    ":\n\n".to_owned()
                }
            };
            // No lock is held while a browser is written to.
            drop(state);
            if tell(&text).is_err() {
                return;
            }
            told = version;
            state = self.lock();
        }
    }
}
