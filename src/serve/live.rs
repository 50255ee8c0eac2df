//! The site that is up, and those who wait for the next one.
//!
//! Owns one value that many look at: they take a copy of the pointer and let go, so a build never waits for a slow
//! browser, and a page is always of one build, never of two. How they wait is `http`'s.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

use tokio::sync::watch;

use super::later::Later;
use crate::output::Output;

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

/// What is up, seen from where it is asked for: nothing before the first build, and an end when the server ends.
pub(super) type Stages = watch::Receiver<Option<Arc<Stage>>>;

/// The stage, and the place from which it is changed.
#[derive(Debug)]
pub(super) struct Live {
    stage: watch::Sender<Option<Arc<Stage>>>,
    /// Where versions begin: a page that an earlier server sent must not be taken for one of this server's.
    origin: u64,
}

impl Default for Live {
    fn default() -> Self {
        // 32 bits, because JavaScript's numbers hold 53.
        let origin = RandomState::new().hash_one(std::process::id()) >> 32 << 16;
        Self { stage: watch::Sender::default(), origin }
    }
}

impl Live {
    /// Puts the result of a build up. If it brought no site, the one before stays.
    pub(super) fn publish(&self, mut next: Stage) {
        self.stage.send_modify(|stage| {
            let before = stage.as_deref();
            next.version = before.map_or(self.origin, |stage| stage.version) + 1;
            if next.errors.is_some() || next.output.is_none() {
                next.output = before.and_then(|stage| stage.output.clone());
                next.later = before.and_then(|stage| stage.later.clone());
            }
            *stage = Some(Arc::new(next));
        });
    }

    /// The stage from now on, for those who answer.
    pub(super) fn stages(&self) -> Stages {
        self.stage.subscribe()
    }

    /// How many look at it.
    #[cfg(test)]
    pub(super) fn listeners(&self) -> usize {
        self.stage.receiver_count()
    }
}
