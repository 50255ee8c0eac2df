//! BibTeX and BibLaTeX files.
//!
//! Owns telling what in them would be lost or printed as it stands: a date that is none, a LaTeX command that the
//! parser does not resolve.

use biblatex::{Chunk, ParseError, PermissiveType, RawBibliography, RetrievalError};

use super::Reference;
use crate::data::{CiteKey, Texts};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// The references of a file. What is wrong with one does not keep the others from being read.
pub(super) fn read(file: FileId, sources: &SourceMap, sink: &mut Sink) -> Vec<Reference> {
    let text = &sources.file(file).text;
    let mut raw = match RawBibliography::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            sink.push(unreadable(&error, file, text));
            return Vec::new();
        }
    };
    let mut spans: Vec<(&str, Span)> = Vec::new();
    raw.entries.retain(|entry| {
        let key = &entry.v.key;
        let span = Span::new(file, key.span.clone());
        if let Some((_, first)) = spans.iter().find(|(known, _)| *known == key.v) {
            let found = Diagnostic::new(codes::DUPLICATE_REFERENCE, format!("the key `{}` stands twice", key.v));
            sink.push(found.at(span, "again here").at(*first, "first here"));
            return false;
        }
        spans.push((key.v, span));
        true
    });
    // The parser gives up at the first entry that it cannot read: that one is left out, and the rest read again.
    let parsed = loop {
        match biblatex::Bibliography::from_raw(raw.clone()) {
            Ok(parsed) => break parsed,
            Err(error) => {
                sink.push(unreadable(&error, file, text));
                let before = raw.entries.len();
                raw.entries
                    .retain(|entry| !(entry.span.start <= error.span.start && error.span.start < entry.span.end));
                if raw.entries.len() == before {
                    return Vec::new();
                }
            }
        }
    };
    let place = |key: &str| spans.iter().find(|(known, _)| *known == key).map(|(_, span)| *span);
    let mut references = Vec::new();
    for mut entry in parsed {
        let span = place(&entry.key).unwrap_or(Span::new(file, 0..0));
        // The converter drops a date that it cannot read, or the whole entry for it.
        if matches!(entry.date(), Ok(PermissiveType::Chunks(_)) | Err(RetrievalError::TypeError(_))) {
            for field in ["date", "year", "month", "day"] {
                entry.remove(field);
            }
            let message = format!("the date of `{}` cannot be read: write 2026, 2026-02 or 2026-02-26", entry.key);
            sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(span, ""));
        }
        report_commands(&entry, span, file, text, sink);
        match hayagriva::Entry::try_from(&entry) {
            Ok(converted) => references.push(Reference {
                key: CiteKey::new(&entry.key),
                entry: converted,
                item: crate::csl::Item::default(),
                lends: false,
                status: None,
                basis: Texts::default(),
                remark: Texts::default(),
                translated_title: Texts::default(),
                candidates: Vec::new(),
                span,
            }),
            Err(error) => {
                let message = format!("`{}` cannot be read: {}", entry.key, error.kind);
                sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(span, ""));
            }
        }
    }
    references
}

fn unreadable(error: &ParseError, file: FileId, text: &str) -> Diagnostic {
    let mut start = error.span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    // A whole entry is pointed at by its first line.
    let len = text[start..].lines().next().map_or(0, str::len).min(error.span.end.saturating_sub(start).max(1));
    let len = (0..=len).rev().find(|len| text.is_char_boundary(start + len)).unwrap_or(0);
    Diagnostic::new(codes::BAD_REFERENCE, error.kind.to_string()).at(Span::new(file, start..start + len), "")
}

/// A backslash that is left after parsing would be printed as it stands.
fn report_commands(entry: &biblatex::Entry, key: Span, file: FileId, text: &str, sink: &mut Sink) {
    for (field, chunks) in &entry.fields {
        if matches!(field.as_str(), "file" | "url" | "doi" | "eprint") {
            continue;
        }
        let Some(chunk) =
            chunks.iter().find(|chunk| !matches!(chunk.v, Chunk::Math(_)) && chunk.v.get().contains('\\'))
        else {
            continue;
        };
        let value = chunk.v.get();
        let command: String = value[value.find('\\').unwrap_or(0)..]
            .char_indices()
            .take_while(|(at, c)| *at == 0 || c.is_alphabetic() || *at == 1)
            .map(|(_, c)| c)
            .collect();
        let span = text.get(chunk.span.clone()).filter(|found| found.contains('\\') && !found.contains('\n'));
        let span = span.map_or(key, |_| Span::new(file, chunk.span.clone()));
        sink.push(
            Diagnostic::new(codes::BAD_REFERENCE, format!("the LaTeX command `{command}` in `{field}` cannot be read"))
                .at(span, "")
                .help("write the character itself: the file is UTF-8"),
        );
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diag::{Format, render};

    fn parse(bib: &str) -> (Vec<Reference>, String) {
        let mut sources = SourceMap::default();
        let file = sources.add("r.bib", bib);
        let mut sink = Sink::default();
        let found = read(file, &sources, &mut sink);
        (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
    }

    #[test]
    fn accents_and_names_are_read() {
        let (found, slips) = parse(
            "@article{ortega-2015,\n author = {Ortega Vel{\\'a}zquez, Elisa and {United Nations}},\n title = {Los ni{\\~n}os},\n journal = {Bolet\\'in},\n year = 2015\n}\n",
        );
        assert_eq!(slips, "");
        let entry = &found[0].entry;
        let names: Vec<&str> = entry.authors().into_iter().flatten().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Ortega Velázquez", "United Nations"]);
        assert_eq!(entry.title().map(ToString::to_string).as_deref(), Some("Los niños"));
        assert_eq!(found[0].span.range(), 9..20);
    }

    #[test]
    fn every_slip_is_reported_in_one_run() {
        let (found, slips) = parse(
            "@book{a,\n title = {An \\emph{x}},\n year = {soon}\n}\n@book{a, title={again}}\n@book{b, title = nosuch}\n@book{c, title={c}, year=2001}\n",
        );
        assert_eq!(found.iter().map(|reference| reference.key.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_data_eq!(
            slips,
            str![[r#"
r.bib:1:7: error[bad-reference]: the date of `a` cannot be read: write 2026, 2026-02 or 2026-02-26
r.bib:2:11: error[bad-reference]: the LaTeX command `/emph` in `title` cannot be read (write the character itself: the file is UTF-8)
r.bib:5:7: error[duplicate-reference]: the key `a` stands twice
r.bib:6:18: error[bad-reference]: unknown abbreviation "nosuch"

"#]]
        );
    }
}
