//! How long works are for their readers, and where in them a place stands: what pictures of a text are drawn by.

use crate::data::Lang;
use crate::load::Work;
use crate::resolve::ResolvedWork;

use super::backlinks::edition;

/// The length of a work as the readers of a language get it, in characters of running text: the abstract, then the
/// sections.
#[derive(Debug, Default)]
pub struct Measure {
    /// Where each section begins.
    starts: Vec<usize>,
    length: usize,
}

impl Measure {
    pub(super) fn of(work: &Work, resolved: &ResolvedWork, lang: &Lang) -> Self {
        let length = |editions| edition(editions, lang, work.language()).map_or(0, |(_, text)| text.extent.length);
        let mut measure =
            Self { starts: Vec::with_capacity(resolved.sections.len()), length: length(&resolved.abstracts) };
        for editions in &resolved.sections {
            measure.starts.push(measure.length);
            measure.length += length(editions);
        }
        measure
    }

    /// All of it.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Where each section begins.
    #[must_use]
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// Characters before a place: that many into a section, or into the abstract.
    #[must_use]
    pub fn at(&self, section: Option<usize>, offset: usize) -> usize {
        section.and_then(|section| self.starts.get(section)).map_or(0, |start| *start) + offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_through_the_work() {
        let measure = Measure { starts: vec![100, 400], length: 1000 };
        assert_eq!(measure.at(None, 30), 30);
        assert_eq!(measure.at(Some(0), 0), 100);
        assert_eq!(measure.at(Some(1), 599), 999);
    }
}
