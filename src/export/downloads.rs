//! References to take away, for reference managers: those that a work cites, and the work's own.

use super::{Job, Made};
use crate::bibliography::{Reference, bibtex, csl_json, ris};
use crate::data::{CiteKey, OutPath};
use crate::diag::Sink;
use crate::load::Work;
use crate::resolve::own_item;
use crate::source::Span;

pub(super) fn export(job: &Job<'_>, _sink: &mut Sink) -> Made {
    let mut made = Made::new();
    for (work, resolved) in job.site.content.works.iter().zip(&job.site.resolution.works) {
        let order = resolved.references.get(work.language()).map_or(&[][..], |list| list.order.as_slice());
        let cited: Vec<&Reference> =
            order.iter().filter_map(|key| job.site.content.bibliography.get(key.as_str())).collect();
        let own = own_reference(work);
        for (name, references) in [(format!("{}-references", work.id), &cited[..]), (work.id.to_string(), &[&own])] {
            let lang = work.language().as_str();
            let files = [
                ("bib", bibtex(references, lang)),
                ("ris", ris(references, lang)),
                ("json", csl_json(references, lang)),
            ];
            made.extend(files.map(|(extension, text)| {
                (OutPath::new(&format!("downloads/{name}.{extension}")), text.into_bytes().into())
            }));
        }
    }
    made
}

fn own_reference(work: &Work) -> Reference {
    let item = own_item(&work.config, work.id.as_str(), work.language());
    Reference::new(CiteKey::new(work.id.as_str()), item, Span::new(work.file, 0..0))
}
