//! Ctrl-C while a site is built: the old site stays, and nothing lies beside it.
//!
//! Owns who ends the run: while nothing is written, this; later the writer, which is asked to and takes back what it has
//! prepared. Once the new site is in its place, the run goes on to its end. A run that is ended by other means (a signal
//! that asks nobody, a power cut) leaves one of the two sites as well, and the next build tidies up.

use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use camino::Utf8Path;

use super::terminal;
use crate::output::Watch;

/// The exit status of a run that was stopped: 128 and the number of the signal, as shells have it.
pub(super) const STOPPED: u8 = 130;

/// What is said then.
pub(super) const NOTHING_WRITTEN: &str = "stopped: nothing was written\n";

/// Hears Ctrl-C, from when it is made.
#[derive(Debug, Default)]
pub(super) struct Interrupt {
    heard: Arc<AtomicBool>,
    is_writing: Arc<AtomicBool>,
}

impl Interrupt {
    pub(super) fn listen() -> Self {
        let own = Self::default();
        let (heard, is_writing) = (Arc::clone(&own.heard), Arc::clone(&own.is_writing));
        // Where nothing can be heard, the system ends the run by itself.
        let _ = ctrlc::set_handler(move || {
            heard.store(true, Ordering::SeqCst);
            if !is_writing.load(Ordering::SeqCst) {
                terminal::message(NOTHING_WRITTEN);
                // Nothing else ends a run that is at work on other threads.
                exit(STOPPED.into());
            }
        });
        own
    }

    /// From now on the writer ends the run.
    pub(super) fn writing(&self) -> &Self {
        self.is_writing.store(true, Ordering::SeqCst);
        self
    }
}

impl Watch for Interrupt {
    fn is_stopped(&self) -> bool {
        self.heard.load(Ordering::SeqCst)
    }

    fn waits(&self, dir: &Utf8Path) {
        terminal::message(&format!("another run of Pliego is writing to `{dir}`: waiting until it has ended\n"));
    }
}
