//! The three engines: how each one's driver is started, asked for a session, and ended.

use crate::fonts::Fonts;
use crate::programs::{self, Running};
use serde_json::json;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::{Capabilities, WebDriver};

/// How long a driver may take to listen.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// What renders the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// How a browser is set before it opens anything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setup {
    /// Whether pages may run scripts.
    pub(crate) scripts: bool,
    /// Whether the system prefers dark.
    pub(crate) dark: bool,
    /// The fonts that the system has.
    pub(crate) fonts: Fonts,
}

/// As most readers have it.
pub(crate) const USUAL: Setup = Setup { scripts: true, dark: false, fonts: Fonts::Narrow };

/// A driver and its browser.
pub(crate) struct Session {
    pub(crate) driver: WebDriver,
    process: Running,
    // After the driver: a browser does not outlive its screen.
    _screen: Option<Running>,
}

impl Engine {
    /// Its name, as a file has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// A driver that listens, its browser open. `log` names the files of what they say.
    pub(crate) async fn start(self, setup: Setup, log: &str) -> Session {
        let (screen, display) = match self {
            Self::WebKit => {
                let (screen, display) = screen(&format!("{log}-screen"));
                (Some(screen), display)
            }
            _ => (None, String::new()),
        };
        let fonts = setup.fonts.configuration();
        let mut failures = Vec::new();
        // A port that was free may be taken by the time the driver asks for it.
        for _ in 0..3 {
            let port = free_port();
            let mut process = Running::start(self.command(port, &display).env("FONTCONFIG_FILE", &fonts), log);
            if !listens(&mut process, port) {
                failures.push(format!("the driver does not listen; {}", process.last_words()));
                continue;
            }
            match WebDriver::new(format!("http://127.0.0.1:{port}"), self.capabilities(setup)).await {
                Ok(driver) => return Session { driver, process, _screen: screen },
                Err(error) => failures.push(format!("no session: {error}; {}", process.last_words())),
            }
        }
        panic!("{} does not start:\n{}", self.name(), failures.join("\n"));
    }

    fn command(self, port: u16, display: &str) -> Command {
        match self {
            Self::Chromium => {
                let mut command = Command::new(programs::program("chromedriver", "chromium-driver"));
                command.arg(format!("--port={port}"));
                command
            }
            Self::Firefox => {
                let mut command = Command::new(programs::tool("bin/geckodriver"));
                command.args(["--host", "127.0.0.1", "--port", &port.to_string()]).env("MOZ_HEADLESS", "1");
                command
            }
            Self::WebKit => {
                let mut command = Command::new(programs::program("WebKitWebDriver", "webkit2gtk-driver"));
                command
                    .args(["--host=127.0.0.1", &format!("--port={port}")])
                    .env("DISPLAY", display)
                    .env("GDK_BACKEND", "x11")
                    .env("NO_AT_BRIDGE", "1")
                    .env("LIBGL_ALWAYS_SOFTWARE", "1")
                    // Its sandbox cannot be had by root or inside a container.
                    .env("WEBKIT_FORCE_SANDBOX", "0")
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                command
            }
        }
    }

    fn capabilities(self, setup: Setup) -> Capabilities {
        let mut capabilities = Capabilities::new();
        let (key, options) = match self {
            Self::Chromium => {
                let mut preferences = json!({});
                if !setup.scripts {
                    preferences["profile.managed_default_content_settings.javascript"] = 2.into();
                }
                let arguments = [
                    "--headless=new",
                    // Its sandbox cannot be had by root or inside a container.
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1280,900",
                ];
                let browser = programs::program("chromium", "chromium");
                ("goog:chromeOptions", json!({ "binary": browser, "args": arguments, "prefs": preferences }))
            }
            Self::Firefox => {
                let preferences = json!({
                    "javascript.enabled": setup.scripts,
                    "layout.css.prefers-color-scheme.content-override": i32::from(!setup.dark),
                });
                let browser = programs::program("firefox-esr", "firefox-esr");
                let arguments = ["-headless", "--width", "1280", "--height", "900"];
                ("moz:firefoxOptions", json!({ "binary": browser, "args": arguments, "prefs": preferences }))
            }
            Self::WebKit => {
                let mut arguments = vec!["--automation"];
                if !setup.scripts {
                    // Scripts of pages; the driver's own go on.
                    arguments.push("--enable-javascript-markup=false");
                }
                if setup.dark {
                    arguments.push("--dark-mode");
                }
                ("webkitgtk:browserOptions", json!({ "binary": mini_browser(), "args": arguments }))
            }
        };
        capabilities.set(key, options).expect("JSON is JSON");
        capabilities
    }
}

impl Session {
    /// Ends the session; what the driver has said of it, for a test that failed.
    pub(crate) async fn end(self) -> String {
        let words = self.process.last_words();
        if let Err(error) = self.driver.quit().await {
            return format!("the driver does not end: {error}\n{words}");
        }
        words
    }
}

/// WebKit's own small browser stands with its libraries, in a folder that the machine's architecture names.
fn mini_browser() -> PathBuf {
    let libraries = ["/usr/lib", "/usr/libexec"].into_iter().flat_map(|folder| {
        walkdir::WalkDir::new(folder).max_depth(3).sort_by_file_name().into_iter().filter_map(Result::ok)
    });
    libraries
        .filter(|entry| entry.file_name() == "MiniBrowser")
        .map(walkdir::DirEntry::into_path)
        .last()
        .unwrap_or_else(|| panic!("MiniBrowser is missing: install the Debian package webkit2gtk-driver"))
}

/// A screen without glass, and its name. It chooses a free one by itself.
fn screen(log: &str) -> (Running, String) {
    let file = programs::target().join("browser/logs").join(format!("{log}.name"));
    let mut command = Command::new("bash");
    let server = programs::program("Xvfb", "xvfb");
    fs::create_dir_all(file.parent().expect("a file in a folder")).unwrap();
    let _ = fs::remove_file(&file);
    command
        .args(["-c", r#"exec "$0" -displayfd 3 -screen 0 1440x1000x24 -nolisten tcp 3>"$1""#])
        .arg(server)
        .arg(&file)
        .stdout(Stdio::null());
    let mut running = Running::start(&mut command, log);
    let asked = Instant::now();
    loop {
        let name = fs::read_to_string(&file).unwrap_or_default();
        if name.ends_with('\n') {
            return (running, format!(":{}", name.trim()));
        }
        assert!(running.alive() && asked.elapsed() < LONGEST_WAIT, "Xvfb does not start; {}", running.last_words());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("loopback has free ports").port()
}

fn listens(process: &mut Running, port: u16) -> bool {
    let asked = Instant::now();
    while process.alive() && asked.elapsed() < LONGEST_WAIT {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}
