//! Small shapes: discs that stand for counts, marks that stand for works.

use super::family::Family;
use crate::render::html::{Html, Writer};

/// The radius of the largest disc, in tenths of a unit; a disc's box is 24 units wide.
const RADIUS: usize = 115;

/// Counts below this one are drawn on its scale, so that a few single mentions do not look like many.
const LEAST: usize = 4;

/// The radius of a ring without a disc.
const RING: usize = 42;

/// How an entry is present in a part of a work.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Presence {
    /// How often the part mentions it.
    pub(in crate::render) mentions: usize,
    /// The most that any part mentions any entry.
    pub(in crate::render) most: usize,
    /// Whether a table of the part lists it.
    pub(in crate::render) listed: bool,
}

/// A disc whose area is to that of the largest one as `mentions` is to `most`; a ring, around it or alone, where a table
/// lists the entry.
pub(in crate::render) fn presence(Presence { mentions, most, listed }: Presence) -> Html {
    let radius = match mentions {
        0 => RING,
        _ => (RADIUS * RADIUS * mentions / most.max(LEAST)).isqrt(),
    };
    let class = match (mentions, listed) {
        (0, _) => "ring",
        (_, true) => "disc ring",
        (_, false) => "disc",
    };
    let mut writer = Writer::default();
    writer.open("svg", &[("class", class), ("viewBox", "-12 -12 24 24"), ("aria-hidden", "true")]);
    writer.element("circle", &[("r", &format!("{}.{}", radius / 10, radius % 10))], "").close("svg");
    writer.finish()
}

/// The mark of a work, told by its shape and by how full it is.
pub(in crate::render) fn mark(family: Family) -> Html {
    // A box of 12 units; the outline, then what is filled of it.
    let (outline, filled) = match family {
        Family::Book => ("M1.5 1.5h9v9h-9z", "M1.5 1.5h9v9h-9z"),
        Family::Chapter => ("M1.5 1.5h9v9h-9z", "M1.5 6h9v4.5h-9z"),
        Family::Article => (CIRCLE, CIRCLE),
        Family::Press => (CIRCLE, "M1 6a5 5 0 0 0 10 0z"),
        Family::Report => ("M6 1l5 9.5H1z", "M6 1l5 9.5H1z"),
        Family::Law => ("M6 .5L11.5 6L6 11.5L.5 6z", "M6 .5L11.5 6L6 11.5L.5 6z"),
        Family::Web => ("M6 .5L11.5 6L6 11.5L.5 6z", ""),
        Family::Media => ("M6 1l5 9.5H1z", ""),
        Family::Other => (CIRCLE, ""),
    };
    let class = format!("mark {}", family.name());
    let mut writer = Writer::default();
    writer.open("svg", &[("class", &class), ("viewBox", "0 0 12 12"), ("aria-hidden", "true")]);
    writer.element("path", &[("d", outline)], "");
    if !filled.is_empty() {
        writer.element("path", &[("class", "full"), ("d", filled)], "");
    }
    writer.close("svg");
    writer.finish()
}

const CIRCLE: &str = "M1 6a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_to_each_other_as_counts() {
        let radius = |count, most| {
            let html = presence(Presence { mentions: count, most, listed: false }).into_string();
            let value = html.split("r=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a radius").to_owned();
            value.parse::<f64>().expect("a number")
        };
        assert!((radius(12, 12) - 11.5).abs() < 0.01);
        assert!((radius(3, 12) * 2.0 - radius(12, 12)).abs() < 0.2, "a quarter of the area, half of the radius");
        assert!(radius(1, 1) < radius(4, 4), "one mention is not drawn as many");
    }

    #[test]
    fn what_a_table_lists_has_a_ring() {
        let class = |mentions, listed| {
            let html = presence(Presence { mentions, most: 3, listed }).into_string();
            html.split('"').nth(1).expect("a class").to_owned()
        };
        assert_eq!([class(0, true), class(2, true), class(2, false)], ["ring", "disc ring", "disc"]);
    }

    #[test]
    fn no_two_families_share_a_mark() {
        let mut marks = Family::ALL.map(|family| {
            let html = mark(family).into_string();
            html.split_once("viewBox").map(|(_, shape)| shape.to_owned()).unwrap_or_default()
        });
        marks.sort();
        assert!(marks.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
