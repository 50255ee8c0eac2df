//! The programs that the tests call, and fonts: where they are, and which package brings the one that is missing. A driver or a
//! server of windows runs in a group of its own, so that the browsers it started end with it.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where cargo puts what it builds, and the tests what they write: `target/browser` and `target/tools`.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from)
}

/// The file of a program on the path.
///
/// # Panics
///
/// Where there is none, with the Debian package that brings it.
pub(crate) fn program(name: &str, package: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()).unwrap_or_else(|| {
        panic!("{name} is missing: install the Debian package {package} (apt-get install {package})")
    })
}

/// The file of a font.
///
/// # Panics
///
/// Where there is none, with the Debian package that brings it.
pub(crate) fn font(name: &str, package: &str) -> PathBuf {
    let found = ["/usr/share/fonts", "/usr/local/share/fonts"]
        .into_iter()
        .flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name())
        .filter_map(Result::ok)
        .find(|entry| entry.file_name() == name);
    let found = found.unwrap_or_else(|| {
        panic!("the font {name} is missing: install the Debian package {package} (apt-get install {package})")
    });
    found.into_path()
}

/// A file that `tests/browser/tools` brings.
pub(crate) fn tool(path: &str) -> PathBuf {
    let file = target().join("tools").join(path);
    assert!(file.exists(), "{} is missing: run tests/browser/tools, which brings it", file.display());
    file
}

/// A program that runs beside the tests until this value goes.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    name: String,
    log: PathBuf,
}

impl Running {
    /// Starts it; what it says goes to a file in `target/browser/logs`.
    pub(crate) fn start(command: &mut Command, name: &str) -> Self {
        let folder = target().join("browser/logs");
        fs::create_dir_all(&folder).unwrap();
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log).unwrap();
        command.stdin(Stdio::null()).stderr(file.try_clone().unwrap()).process_group(0);
        let child = command
            .stdout(file)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", command.get_program().display()));
        Self { child, name: name.to_owned(), log }
    }

    /// Whether it still runs.
    pub(crate) fn alive(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_none())
    }

    /// What it has said.
    pub(crate) fn said(&self) -> String {
        fs::read(&self.log).map_or_else(|error| error.to_string(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The last lines of what it has said, for a person who looks for a cause.
    pub(crate) fn last_words(&self) -> String {
        let said = self.said();
        let lines: Vec<&str> = said.lines().collect();
        let tail = lines[lines.len().saturating_sub(25)..].join("\n    ");
        format!("the end of {} ({}):\n    {tail}", self.log.display(), self.name)
    }

    fn signal(&self, signal: &str) {
        let group = format!("kill -s {signal} -- -{}", self.child.id());
        let _ = Command::new("bash").args(["-c", &group]).stderr(Stdio::null()).status();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.signal("TERM");
        let asked = Instant::now();
        while self.alive() && asked.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(20));
        }
        self.signal("KILL");
        let _ = self.child.wait();
    }
}

#[test]
fn a_missing_program_names_its_package() {
    let panic = std::panic::catch_unwind(|| program("no-such-browser", "browser-package")).unwrap_err();
    let message = panic.downcast::<String>().unwrap();
    assert_eq!(
        *message,
        "no-such-browser is missing: install the Debian package browser-package (apt-get install browser-package)"
    );
}

#[test]
fn a_missing_font_names_its_package() {
    let panic = std::panic::catch_unwind(|| font("NoSuchFont.ttf", "fonts-none")).unwrap_err();
    assert_eq!(
        *panic.downcast::<String>().unwrap(),
        "the font NoSuchFont.ttf is missing: install the Debian package fonts-none (apt-get install fonts-none)"
    );
}

#[test]
fn a_missing_tool_names_what_brings_it() {
    let panic = std::panic::catch_unwind(|| tool("bin/no-such-driver")).unwrap_err();
    assert!(panic.downcast::<String>().unwrap().ends_with("is missing: run tests/browser/tools, which brings it"));
}
