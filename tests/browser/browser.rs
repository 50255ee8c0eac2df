//! What a journey does with a browser: go, look, point, type, wait. Each waits for what it needs, up to a bound, and
//! then says what was missing and where.

use crate::engines::{Engine, Session, Setup};
use crate::fonts::Fonts;
use crate::policy;
use crate::site::{Site, site};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};
use thirtyfour::common::command::Command;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebDriver, WebElement};

/// How long anything on a page may take.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// The window, unless a journey is about another: width and height in pixels.
const WINDOW: (u32, u32) = (1300, 900);
const PAUSE: Duration = Duration::from_millis(40);

/// What a page shows and has fetched, for a test that failed.
const SHOWN: &str = "[document.readyState, document.querySelector('main')?.innerText?.slice(0, 400),
    document.querySelector('#search-results')?.dataset.state,
    performance.getEntriesByType('resource').map(({ name, duration }) => `${name} ${Math.round(duration)} ms`)]";

/// A browser on its journey.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: WebDriver,
    pub(crate) site: &'static Site,
    pub(crate) fonts: Fonts,
}

/// Takes a journey in one engine. Its driver's last words are shown with what went wrong.
pub(crate) fn travel(name: &str, engine: Engine, setup: Setup, journey: impl AsyncFnOnce(&Browser)) {
    travel_in(site(), name, engine, setup, journey);
}

/// Takes a journey in another site than the article's.
pub(crate) fn travel_in(
    site: &'static Site,
    name: &str,
    engine: Engine,
    setup: Setup,
    journey: impl AsyncFnOnce(&Browser),
) {
    let log = format!("{}-{}", name.replace("::", "-"), engine.name());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let session: Session = runtime.block_on(engine.start(setup, &log));
    let browser = Browser { engine, driver: session.driver.clone(), site, fonts: setup.fonts };
    runtime
        .block_on(browser.driver.set_window_rect(0, 0, WINDOW.0, WINDOW.1))
        .unwrap_or_else(|error| panic!("the window cannot be made larger: {error}"));
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(journey(&browser))));
    let words = runtime.block_on(async {
        drop(browser);
        session.end().await
    });
    if let Err(panic) = outcome {
        println!("{words}");
        resume_unwind(panic);
    }
    let breaches: Vec<String> = policy::breaches().iter().map(ToString::to_string).collect();
    assert!(breaches.is_empty(), "against the README's policy:\n{}", breaches.join("\n"));
}

impl Browser {
    /// Opens a page of the site on loopback.
    pub(crate) async fn open(&self, page: &str) {
        let address = format!("{}{page}", self.site.address);
        self.go(&address).await;
    }

    /// Opens a page of the site from disk.
    pub(crate) async fn open_from_disk(&self, page: &str) {
        let address = self.site.on_disk(page);
        self.go(&address).await;
    }

    /// Opens a page in a window of `width` pixels and enters it.
    pub(crate) async fn open_narrow(&self, page: &str, width: u32) {
        self.go(&format!("{}-/frame?{width}&/{page}", self.site.address)).await;
        self.driver.enter_frame(0).await.expect("the narrow window is there");
        self.until(
            "the page in the narrow window",
            "document.querySelector('main') && document.readyState == 'complete'",
        )
        .await;
    }

    /// Opens any address.
    pub(crate) async fn go(&self, address: &str) {
        self.driver.goto(address).await.unwrap_or_else(|error| panic!("{address} does not open: {error}"));
    }

    /// Where the window is: path and fragment below the site's address, or the whole address elsewhere.
    pub(crate) async fn place(&self) -> String {
        let address = self.driver.current_url().await.expect("a window has an address").to_string();
        let disk = self.site.on_disk("");
        address.strip_prefix(&self.site.address).or(address.strip_prefix(&disk)).unwrap_or(&address).to_owned()
    }

    /// Waits until the window is at a place.
    pub(crate) async fn arrives(&self, place: &str) {
        let asked = Instant::now();
        loop {
            let here = self.place().await;
            if here == place {
                break;
            }
            assert!(asked.elapsed() < LONGEST_WAIT, "the window is at {here}, not at {place}");
            tokio::time::sleep(PAUSE).await;
        }
        self.until("the page is loaded", "document.readyState == 'complete'").await;
    }

    /// The value of an expression in the page.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.try_value(expression, &[]).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The value of an expression in the page, with `arguments`.
    pub(crate) async fn value_of(&self, expression: &str, arguments: &[Value]) -> Value {
        self.try_value(expression, arguments).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    async fn try_value(&self, expression: &str, arguments: &[Value]) -> WebDriverResult<Value> {
        Ok(self.driver.execute(format!("return {expression}"), arguments.to_vec()).await?.json().clone())
    }

    /// What the body of an asynchronous function in the page returns.
    pub(crate) async fn promised(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             (async () => {{ {body} }})().then(value => done({{ value }}), error => done({{ error: String(error) }}));"
        );
        let result =
            self.driver.execute_async(script, Vec::new()).await.unwrap_or_else(|error| panic!("{body}: {error}"));
        let result = result.json();
        assert!(result["error"].is_null(), "{body}: {}", result["error"]);
        result["value"].clone()
    }

    /// Whether an expression holds in the page.
    pub(crate) async fn holds(&self, expression: &str) -> bool {
        truth(&self.value(expression).await)
    }

    /// Waits until an expression holds; while a page gives way to another, it does not.
    pub(crate) async fn until(&self, what: &str, expression: &str) {
        let asked = Instant::now();
        loop {
            let last = self.try_value(&format!("({expression})"), &[]).await;
            if last.as_ref().is_ok_and(truth) {
                return;
            }
            if asked.elapsed() >= LONGEST_WAIT {
                let (place, shown) = (self.place().await, self.try_value(SHOWN, &[]).await);
                panic!(
                    "at {place}, not true in {} s: {what}\n  {expression}\n  {last:?}\n  the page: {shown:?}",
                    LONGEST_WAIT.as_secs()
                );
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The first element that a selector finds.
    pub(crate) async fn find(&self, selector: &str) -> WebElement {
        let asked = Instant::now();
        loop {
            match self.driver.find(By::Css(selector)).await {
                Ok(element) => return element,
                Err(error) if asked.elapsed() >= LONGEST_WAIT => {
                    panic!("{}: no {selector}: {error}", self.place().await)
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    /// What an element says: its `textContent`, spaces made one.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let script = "document.querySelector(arguments[0])?.textContent.replace(/\\s+/g, ' ').trim() ?? null";
        let text = self.value_of(script, &[json!(selector)]).await;
        text.as_str().unwrap_or_else(|| panic!("no {selector}")).to_owned()
    }

    /// Clicks an element where a reader would: in view, in its middle.
    pub(crate) async fn click(&self, selector: &str) {
        self.in_the_middle(selector).await;
        let element = self.find(selector).await;
        element.click().await.unwrap_or_else(|error| panic!("{selector} cannot be clicked: {error}"));
    }

    /// Brings an element to the middle of the window.
    pub(crate) async fn in_the_middle(&self, selector: &str) {
        self.find(selector).await;
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.value_of(script, &[json!(selector)]).await;
    }

    /// Moves the pointer onto the first line of an element.
    pub(crate) async fn point_at(&self, selector: &str) {
        let [x, y] = self.first_line(selector).await;
        self.move_pointer(x, y).await;
    }

    /// A point of the window on the first line of an element, which is brought into view.
    async fn first_line(&self, selector: &str) -> [i64; 2] {
        self.in_the_middle(selector).await;
        let script = "(r => [r.x + Math.min(r.width, 20) / 2, r.y + r.height / 2].map(Math.round))\
                      (document.querySelector(arguments[0]).getClientRects()[0])";
        serde_json::from_value(self.value_of(script, &[json!(selector)]).await).expect("two numbers")
    }

    /// Moves the pointer to a point of the window.
    pub(crate) async fn move_pointer(&self, x: i64, y: i64) {
        self.driver.action_chain().move_to(x, y).perform().await.expect("a pointer moves");
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn press(&self, keys: impl Into<thirtyfour::TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("keys can be pressed");
    }

    /// Taps the first line of an element with a finger.
    pub(crate) async fn tap(&self, selector: &str) {
        let [x, y] = self.first_line(selector).await;
        let finger = json!([{ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": [
            { "type": "pointerMove", "duration": 0, "x": x, "y": y },
            { "type": "pointerDown", "button": 0 },
            { "type": "pause", "duration": 40 },
            { "type": "pointerUp", "button": 0 },
        ] }]);
        self.driver.handle().cmd(Command::PerformActions(finger.into())).await.expect("a finger can tap");
    }

    /// Focuses an element, as a click on it would, without following it.
    pub(crate) async fn focus(&self, selector: &str) {
        self.find(selector).await;
        self.value_of("document.querySelector(arguments[0]).focus()", &[json!(selector)]).await;
    }

    /// Whether an expression holds at every frame that is drawn in most of a second.
    pub(crate) async fn stays(&self, what: &str, expression: &str) {
        let body = format!(
            "const end = performance.now() + 800;
             while (performance.now() < end) {{
                 if (!({expression})) return false;
                 await new Promise(done => requestAnimationFrame(done));
             }}
             return true;"
        );
        assert_eq!(self.promised(&body).await, json!(true), "does not stay so: {what}\n  {expression}");
    }

    /// Whether an element is in the window, at least its first line.
    pub(crate) fn in_view(selector: &str) -> String {
        format!(
            "(e => e && e.getBoundingClientRect().top >= -1 && e.getBoundingClientRect().top < innerHeight)\
             (document.querySelector({}))",
            json!(selector)
        )
    }
}

fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
