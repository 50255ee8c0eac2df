//! Printed.

use super::Browser;
use crate::engines::Engine;
use crate::programs;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::fs;
use std::process::Command;
use thirtyfour::common::print::{PrintPage, PrintParameters};

/// A section prints to pages of A4 with all of its words. WebKit's driver refuses the command to print: that it does is
/// held, so that the day it learns to is noticed.
pub(super) async fn to_pdf(browser: &Browser) {
    browser.open("en/introduction.html").await;
    let a4 = PrintParameters { page: PrintPage { width: 21.0, height: 29.7 }, ..PrintParameters::default() };
    let printed = browser.driver.print_page(a4).await;
    if browser.engine == Engine::WebKit {
        assert!(printed.is_err(), "WebKit's driver prints now: hold its pages as the others' are");
        return;
    }
    let pdf = printed.expect("the page prints");
    assert!(pdf.starts_with(b"%PDF-"), "what is printed is PDF");
    let folder = programs::target().join("browser/printed");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("introduction-{}.pdf", browser.engine.name()));
    fs::write(&file, pdf).unwrap();

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
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
