//! A smaller site that fails as well, for a person to read.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::generate::Case;
use crate::{CHILD_FOLDER, child, end};

/// Builds that are tried; a smaller site is a courtesy, not worth minutes.
const TRIES: usize = 160;

/// How long one of them may take.
const LONGEST_WAIT: Duration = Duration::from_secs(12);

/// The smallest site that was found to fail, and how; `None` if the whole one does not.
pub(crate) fn shrink(case: &Case) -> io::Result<Option<(Case, String)>> {
    let mut tries = 0;
    let Some(mut said) = fails(case)? else { return Ok(None) };
    let mut best = case.clone();
    let mut is_smaller = |candidate: Case, best: &mut Case, said: &mut String| -> io::Result<bool> {
        tries += 1;
        if tries > TRIES {
            return Ok(false);
        }
        let found = fails(&candidate)?;
        // Something else that is wrong with a part of it is another finding.
        let is_same = found.as_ref().is_some_and(|found| kind(found) == kind(said));
        if let Some(found) = found.filter(|_| is_same) {
            (*best, *said) = (candidate, found);
        }
        Ok(is_same)
    };
    for path in case.files.keys() {
        let mut candidate = best.clone();
        candidate.files.remove(path);
        is_smaller(candidate, &mut best, &mut said)?;
    }
    // Halves, quarters … of the lines of each file; then of its bytes.
    for separator in ["\n", " "] {
        for path in best.files.keys().cloned().collect::<Vec<_>>() {
            let mut parts = 2;
            loop {
                let text = String::from_utf8_lossy(&best.files[&path]).into_owned();
                let pieces: Vec<&str> = text.split(separator).collect();
                if parts > pieces.len().min(32) {
                    break;
                }
                let size = pieces.len().div_ceil(parts);
                let mut changed = false;
                for part in 0..parts {
                    let rest: Vec<&str> = pieces
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| at / size != part)
                        .map(|(_, piece)| *piece)
                        .collect();
                    let mut candidate = best.clone();
                    candidate.files.insert(path.clone(), rest.join(separator).into_bytes());
                    if is_smaller(candidate, &mut best, &mut said)? {
                        changed = true;
                        break;
                    }
                }
                if !changed {
                    parts *= 2;
                }
            }
        }
    }
    Ok(Some((best, said)))
}

/// The first words of a finding.
fn kind(said: &str) -> String {
    said.split_whitespace().take(4).collect()
}

/// How a site fails in a process of its own, if it does.
fn fails(case: &Case) -> io::Result<Option<String>> {
    let folder = tempfile::tempdir()?;
    for (path, bytes) in &case.files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(path, bytes)?;
    }
    let mut child = child(&[CHILD_FOLDER, &folder.path().to_string_lossy()])?;
    let Some(code) = wait(&mut child)? else {
        end(child)?;
        return Ok(Some("it does not end".to_owned()));
    };
    let mut said = String::new();
    child.stdout.take().ok_or_else(|| io::Error::other("it has no output"))?.read_to_string(&mut said)?;
    Ok(match code {
        0 => None,
        1 => Some(said.trim().to_owned()),
        _ => Some("the process ended: a stack that overflows, or memory".to_owned()),
    })
}

/// The exit status of a process, -1 for a signal; `None` if it does not end.
fn wait(child: &mut Child) -> io::Result<Option<i32>> {
    let start = Instant::now();
    while start.elapsed() < LONGEST_WAIT {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.code().unwrap_or(-1)));
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    Ok(None)
}
