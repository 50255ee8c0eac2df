//! Printed.

use super::Browser;
use crate::engines::Engine;
use crate::programs;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use thirtyfour::common::print::{PrintPage, PrintParameters};

/// A section prints to pages of A4 with all of its words. WebKit's driver refuses the command to print: that it does is
/// held, so that the day it learns to is noticed.
pub(super) async fn to_pdf(browser: &Browser) {
    browser.open("en/introduction.html").await;
    let Some(file) = print(browser, "introduction").await else { return };
    let pages = said(Command::new(programs::program("pdfinfo", "poppler-utils")).arg(&file));
    let count = pages.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse::<u32>().ok());
    assert!((2..=12).contains(&count.unwrap_or(0)), "pages: {count:?}");

    let text = said(Command::new(programs::program("pdftotext", "poppler-utils")).arg(&file).arg("-"));
    // Ligatures are letters again; lines and hyphens at their ends are the paper's.
    let letters = |text: &str| -> String {
        ComposingNormalizerBorrowed::new_nfkc().normalize(text).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let (text, paragraph) = (letters(&text), letters(&browser.text("#introduction-p3").await));
    assert!(text.contains(&paragraph), "the paragraph is on paper:\n  {paragraph}\n  {text}");
    // What is folded on a screen is not on paper, and has its heading there.
    let names = ["#ref-cbp-2023 .reference", ".names summary", ".names .card .description"];
    let mut before = 0;
    for part in names {
        let words = letters(&browser.text(part).await);
        let at = text.rfind(&words).unwrap_or_else(|| panic!("on paper there is no {part}:\n  {words}\n  {text}"));
        assert!(at > before, "{part} stands before what it follows");
        before = at;
    }
}

/// A paragraph of facing pages that breaks over two sheets of paper: no word lies on another.
pub(super) async fn facing_to_pdf(browser: &Browser) {
    browser.open("en-es/humanitarian-diplomacy.html").await;
    let Some(file) = print(browser, "facing").await else { return };
    let boxes = said(Command::new(programs::program("pdftotext", "poppler-utils")).arg("-bbox").arg(&file).arg("-"));
    let sheets: Vec<Vec<[f64; 4]>> =
        boxes.split("<page ").skip(1).map(|sheet| sheet.lines().filter_map(word).collect()).collect();
    assert!(sheets.len() > 3 && sheets.iter().all(|words| words.len() > 1), "{} sheets", sheets.len());
    for (at, words) in sheets.iter().enumerate() {
        let lies_on =
            |a: &[f64; 4], b: &[f64; 4]| a[2].min(b[2]) - a[0].max(b[0]) > 4.0 && a[3].min(b[3]) - a[1].max(b[1]) > 5.0;
        let others = |n: usize| words[n + 1..].iter();
        let found = words.iter().enumerate().filter(|(n, word)| others(*n).any(|other| lies_on(word, other))).count();
        assert_eq!(found, 0, "sheet {}: words lie on words", at + 1);
    }
}

/// Left, top, right and bottom of a word, in points.
fn word(line: &str) -> Option<[f64; 4]> {
    let side = |name: &str| line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse().ok();
    line.trim_start().starts_with("<word ").then_some(())?;
    Some([side("xMin")?, side("yMin")?, side("xMax")?, side("yMax")?])
}

/// The page that is open, on A4; nothing where the engine's driver cannot print.
async fn print(browser: &Browser, name: &str) -> Option<PathBuf> {
    let a4 = PrintParameters { page: PrintPage { width: 21.0, height: 29.7 }, ..PrintParameters::default() };
    let printed = browser.driver.print_page(a4).await;
    if browser.engine == Engine::WebKit {
        assert!(printed.is_err(), "WebKit's driver prints now: hold its pages as the others' are");
        return None;
    }
    let pdf = printed.expect("the page prints");
    assert!(pdf.starts_with(b"%PDF-"), "what is printed is PDF");
    let folder = programs::target().join("browser/printed");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}-{}-{}.pdf", browser.engine.name(), browser.fonts.name()));
    fs::write(&file, pdf).unwrap();
    Some(file)
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
