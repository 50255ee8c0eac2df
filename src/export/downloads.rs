//! References to take away, for reference managers: those that a work cites, and the work's own.

use super::references::{bibtex, csl_json, ris};
use super::{Job, Made};
use crate::data::{CiteKey, OutPath, Texts};
use crate::diag::Sink;
use crate::load::Work;
use crate::load::bibliography::Reference;
use crate::resolve::own_entry;
use crate::source::Span;

pub(super) fn export(job: &Job<'_>, _sink: &mut Sink) -> Made {
    let mut made = Made::new();
    for (work, resolved) in job.site.content.works.iter().zip(&job.site.resolution.works) {
        let order = resolved.references.get(work.language()).map_or(&[][..], |list| list.order.as_slice());
        let cited: Vec<&Reference> =
            order.iter().filter_map(|key| job.site.content.bibliography.get(key.as_str())).collect();
        let own = own_reference(work);
        for (name, references) in [(format!("{}-references", work.id), &cited[..]), (work.id.to_string(), &[&own])] {
            let files = [("bib", bibtex(references)), ("ris", ris(references)), ("json", csl_json(references))];
            made.extend(files.map(|(extension, text)| {
                (OutPath::new(&format!("downloads/{name}.{extension}")), text.into_bytes().into())
            }));
        }
    }
    made
}

fn own_reference(work: &Work) -> Reference {
    Reference {
        key: CiteKey::new(work.id.as_str()),
        entry: own_entry(&work.config, work.id.as_str(), work.language()),
        item: crate::csl::Item::default(),
        lends: false,
        status: None,
        basis: Texts::default(),
        remark: Texts::default(),
        translated_title: Texts::default(),
        candidates: Vec::new(),
        span: Span::new(work.file, 0..0),
    }
}
