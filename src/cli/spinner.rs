//! A sign of life while something takes long. Short work shows nothing, and neither does work that nobody watches.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::ProgressBar;

use super::terminal::Terminal;

/// How long work may take before it shows.
const LONG: Duration = Duration::from_millis(300);

/// Shows that work is going on, from [`LONG`] after it began until this is dropped. The line is then cleared.
pub(super) struct Spinner {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Spinner {
    pub(super) fn new(message: &'static str, terminal: Terminal) -> Self {
        let running = terminal.is_watched().then(|| {
            let (done, ended) = channel();
            let thread = std::thread::spawn(move || {
                if ended.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout) {
                    let spinner = ProgressBar::new_spinner().with_message(message);
                    spinner.enable_steady_tick(Duration::from_millis(100));
                    // The other end is dropped when the work is done, which is an error here and what is waited for.
                    let _ = ended.recv();
                    spinner.finish_and_clear();
                }
            });
            (done, thread)
        });
        Self { running }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.running.take() {
            drop(done);
            // It only draws; if it panicked, the work itself is none the worse.
            let _ = thread.join();
        }
    }
}
