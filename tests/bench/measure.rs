//! How things are measured: whole processes from the outside, their time and their largest memory, medians of
//! interleaved runs. Also the few things that every measurement needs of the disk.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Bench;

/// What one run of a program took.
///
/// # Errors
/// When it cannot be run, or fails; the error ends with what it said.
pub(crate) fn time(command: &mut Command) -> io::Result<Duration> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let taken = start.elapsed();
    if output.status.success() {
        return Ok(taken);
    }
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    let tail = lines[lines.len().saturating_sub(8)..].join("\n");
    Err(io::Error::other(format!("{} ended with {}\n{tail}", program(command), output.status)))
}

/// The largest resident memory of one run of a program, in bytes: `VmHWM` of `/proc/PID/status`, looked at each
/// millisecond until it ends. `None` where there is no `/proc`.
///
/// # Errors
/// When it cannot be run, or fails.
pub(crate) fn peak_memory(command: &mut Command) -> io::Result<Option<u64>> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    loop {
        // The mark never falls, so the last look is the one that counts.
        let seen = std::fs::read_to_string(&status).ok().and_then(|text| field(&text, "VmHWM:"));
        peak = peak.max(seen);
        if let Some(ended) = child.try_wait()? {
            return if ended.success() {
                Ok(peak)
            } else {
                Err(io::Error::other(format!("{} ended with {ended}", program(command))))
            };
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn program(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The memory that this process holds now, in bytes; 0 where there is no `/proc`.
pub(crate) fn resident() -> u64 {
    std::fs::read_to_string("/proc/self/status").ok().and_then(|text| field(&text, "VmRSS:")).unwrap_or(0)
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// The middle value; of an even number, the lower one of the two in the middle. Zero if there is none.
pub(crate) fn median(values: &[Duration]) -> Duration {
    let mut values = values.to_vec();
    values.sort();
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

/// Lets the system write what earlier runs left to write, so that the next one does not pay for it.
pub(crate) fn settle(bench: &Bench) {
    if !bench.in_memory {
        // Where there is no `sync`, runs are a little less even; that is all.
        let _ = Command::new("sync").status();
    }
}

/// Removes what a run wrote, where that costs the next one nothing; else it goes with the folder around it.
pub(crate) fn sweep(bench: &Bench, folder: &Path) {
    if bench.in_memory {
        // What stays behind is removed at the end.
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Writes files below a folder, which is made if need be.
///
/// # Errors
/// When the system refuses.
pub(crate) fn write_tree<'a>(root: &Path, files: impl Iterator<Item = (&'a str, &'a str)>) -> io::Result<()> {
    let mut made = BTreeSet::new();
    for (path, text) in files {
        let path = root.join(path);
        if let Some(folder) = path.parent()
            && made.insert(folder.to_owned())
        {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// What lies in a folder.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tree {
    /// Files.
    pub(crate) files: usize,
    /// Those that are HTML.
    pub(crate) pages: usize,
    /// Bytes of all.
    pub(crate) bytes: u64,
}

/// Counts what a program wrote.
pub(crate) fn count(root: &Path) -> Tree {
    let mut tree = Tree::default();
    for entry in walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        tree.files += 1;
        tree.pages += usize::from(entry.path().extension().is_some_and(|extension| extension == "html"));
        tree.bytes += entry.metadata().map_or(0, |data| data.len());
    }
    tree
}
