//! Entries of registers as several pages show them: their names, and what is said of them.

use super::frame::Frame;
use crate::align::Freshness;
use crate::data::EntityId;
use crate::load::Entity;
use crate::render::html::Writer;
use crate::render::view::{DescriptionView, NameView, TextView};

/// What an entry is called in languages in which that is another name than the one shown.
pub(in crate::render) fn names(frame: &Frame<'_>, entity: &Entity, shown: &TextView) -> Vec<NameView> {
    let names = frame.site().languages().iter().filter_map(|language| {
        let text = entity.name.get(&language.code)?;
        (text != shown.text).then(|| NameView {
            lang: language.code.to_string(),
            lang_name: language.name.clone(),
            dir: language.dir.as_str(),
            text: text.to_owned(),
        })
    });
    names.collect()
}

pub(in crate::render) fn description(frame: &Frame<'_>, id: &EntityId) -> Option<DescriptionView> {
    let site = frame.site();
    let description = site.resolution.descriptions.get(&(id.clone(), frame.lang.clone()))?;
    let mut writer = Writer::default();
    writer.open("p", &[]);
    frame.writer(0).description(description, &mut writer);
    writer.close("p");
    Some(DescriptionView {
        html: writer.finish().into(),
        stale: site.alignment.description(id, frame.lang).is_some_and(Freshness::is_stale),
        lang: description.lang.to_string(),
        dir: frame.dir(&description.lang),
        untranslated: frame.untranslated(&description.lang),
    })
}
