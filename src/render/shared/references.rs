//! References as several pages show them: in words, with their status, and to take away.

use super::frame::Frame;
use crate::bibliography::Status;
use crate::csl::Block;
use crate::render::html::Writer;
use crate::render::runs;
use crate::render::view::LinkView;

/// Formats of a reference to take away: the id of its label and the file's extension.
const FORMATS: [(&str, &str); 3] = [("download_bibtex", "bib"), ("download_ris", "ris"), ("download_csl_json", "json")];

/// What a citation style made, as markup. Its direction is that of its own words, whatever the page around it reads.
pub(in crate::render) fn reference(made: &[Block]) -> String {
    let mut writer = Writer::default();
    writer.open("span", &[("class", "csl-entry"), ("dir", "auto")]);
    runs::write_entry(made, &mut writer);
    writer.close("span");
    writer.finish().into()
}

/// What a citation style made, in words alone.
pub(in crate::render) fn plain(made: &[Block]) -> String {
    runs::words(made)
}

/// Downloads of a list of references: `downloads/NAME.bib` and so on.
pub(in crate::render) fn downloads(frame: &Frame<'_>, name: &str) -> Vec<LinkView> {
    let link = |(label, extension): (&str, &str)| LinkView {
        label: frame.strings.get(label).to_owned(),
        href: frame.file(&format!("downloads/{name}.{extension}")),
        current: false,
    };
    FORMATS.into_iter().map(link).collect()
}

pub(in crate::render) fn status_label(frame: &Frame<'_>, status: Status) -> String {
    let id = match status {
        Status::Confirmed => "status_confirmed",
        Status::Probable => "status_probable",
        Status::Unresolved => "status_unresolved",
    };
    frame.strings.get(id).to_owned()
}
