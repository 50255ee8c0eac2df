//! Strips: where in a text something stands. A thin line, as long as the text; a tick for each place, which leads there.

use crate::render::html::{Html, Writer};
use crate::site::Measure;

/// The length of every strip, in units of its own; the page says how wide it is.
const LENGTH: usize = 1000;

/// Kept free at both ends, so that a tick there is whole.
const END: usize = 4;

/// The height of its box, and the line in it: mentions stand upon the line, rows of tables hang from it.
const HEIGHT: usize = 32;
const LINE: usize = 23;

/// A place that a strip shows.
#[derive(Debug, Clone)]
pub(in crate::render) struct Tick {
    /// Characters of the text before it.
    pub(in crate::render) at: usize,
    /// Whether a table lists what the text does not mention there.
    pub(in crate::render) listed: bool,
    /// Its address.
    pub(in crate::render) href: String,
    /// What it is called.
    pub(in crate::render) name: String,
}

/// How large a page shows a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Scale {
    /// Beside an entry of a list.
    Small,
    /// On the page of what it shows.
    Large,
}

/// A strip to be drawn.
#[derive(Debug)]
pub(in crate::render) struct Strip<'a> {
    /// The text.
    pub(in crate::render) measure: &'a Measure,
    /// Whether it begins at the right.
    pub(in crate::render) mirrored: bool,
    /// How large it is shown.
    pub(in crate::render) scale: Scale,
    /// The places, in any order.
    pub(in crate::render) ticks: Vec<Tick>,
}

/// Places that are too close to be told apart, and so share a tick.
struct Cluster<'a> {
    x: usize,
    ticks: Vec<&'a Tick>,
}

impl Scale {
    /// Ticks that are closer become one.
    fn nearest(self) -> usize {
        match self {
            Self::Small => 24,
            Self::Large => 10,
        }
    }

    /// The gap in the line between two sections.
    fn gap(self) -> usize {
        match self {
            Self::Small => 16,
            Self::Large => 8,
        }
    }

    /// How far from a tick a pointer still finds it.
    fn reach(self) -> usize {
        match self {
            Self::Small => 50,
            Self::Large => 24,
        }
    }
}

impl Strip<'_> {
    /// The strip; `None` if there is nothing to show.
    pub(in crate::render) fn draw(mut self) -> Option<Html> {
        if self.ticks.is_empty() || self.measure.length() == 0 {
            return None;
        }
        self.ticks.sort_by_key(|tick| tick.at);
        let view = format!("0 0 {LENGTH} {HEIGHT}");
        let class = if self.scale == Scale::Large { "strip large" } else { "strip" };
        let mut writer = Writer::default();
        let attributes = [("viewBox", view.as_str()), ("preserveAspectRatio", "none"), ("aria-hidden", "true")];
        writer.open("svg", &[&[("class", class)][..], &attributes].concat());
        writer.element("path", &[("d", &self.line())], "");
        // What hangs from the line first: where both stand, the pointer finds the mention.
        for listed in [true, false] {
            let clusters = self.clusters(listed);
            for (index, cluster) in clusters.iter().enumerate() {
                let before = index.checked_sub(1).map(|before| clusters[before].x);
                self.tick(cluster, before, clusters.get(index + 1).map(|after| after.x), &mut writer);
            }
        }
        writer.close("svg");
        Some(writer.finish())
    }

    /// Where a place is drawn, counted from the beginning of the text.
    fn x(&self, at: usize) -> usize {
        END + at.min(self.measure.length()) * (LENGTH - 2 * END) / self.measure.length()
    }

    /// From the beginning of the text to the left edge.
    fn place(&self, x: usize) -> usize {
        if self.mirrored { LENGTH - x } else { x }
    }

    /// The line, with a gap between sections.
    fn line(&self) -> String {
        let mut breaks: Vec<usize> = self.measure.starts().iter().map(|start| self.x(*start)).collect();
        breaks.retain(|x| *x > END && *x < LENGTH - END);
        breaks.dedup();
        let mut runs = Vec::new();
        let mut from = 0;
        let half = self.scale.gap() / 2;
        for x in breaks.into_iter().chain([LENGTH + half]) {
            let to = x.saturating_sub(half);
            if to > from {
                let (one, other) = (self.place(from), self.place(to));
                runs.push(format!("M{} {LINE}H{}", one.min(other), one.max(other)));
            }
            from = x + half;
        }
        runs.concat()
    }

    fn clusters(&self, listed: bool) -> Vec<Cluster<'_>> {
        let mut clusters: Vec<Cluster<'_>> = Vec::new();
        for tick in self.ticks.iter().filter(|tick| tick.listed == listed) {
            let x = self.x(tick.at);
            match clusters.last_mut() {
                Some(last) if x < last.x + self.scale.nearest() => last.ticks.push(tick),
                _ => clusters.push(Cluster { x, ticks: vec![tick] }),
            }
        }
        clusters
    }

    /// A tick, higher for more places, in a field that a pointer can find: half the way to its neighbours, and no more
    /// than its reach.
    fn tick(&self, cluster: &Cluster<'_>, before: Option<usize>, after: Option<usize>, writer: &mut Writer) {
        let Some(first) = cluster.ticks.first() else { return };
        let reach = self.scale.reach();
        let from = before.map_or(0, |before| before.midpoint(cluster.x)).max(cluster.x.saturating_sub(reach));
        let to = after.map_or(LENGTH, |after| after.midpoint(cluster.x)).min(cluster.x + reach);
        let left = self.place(from).min(self.place(to));
        let count = cluster.ticks.len();
        let number = count.to_string();
        let mut attributes = vec![("href", first.href.as_str()), ("tabindex", "-1")];
        if first.listed {
            attributes.push(("class", "listed"));
        }
        if count > 1 {
            attributes.push(("data-n", &number));
        }
        writer.open("a", &attributes).element("title", &[], &title(&cluster.ticks));
        let end = if first.listed { LINE + 7 } else { LINE - 10 - 6 * (count.min(3) - 1) };
        // The theme gives the field its height.
        writer.element("rect", &[("x", &left.to_string()), ("width", &(to - from).to_string())], "");
        writer.element("path", &[("d", &format!("M{} {LINE}V{end}", self.place(cluster.x)))], "").close("a");
    }
}

/// The names of the places that share a tick, each once, and how many places there are.
fn title(ticks: &[&Tick]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for tick in ticks {
        if !names.contains(&tick.name.as_str()) {
            names.push(&tick.name);
        }
    }
    let count = if ticks.len() > names.len() { format!(" ({})", ticks.len()) } else { String::new() };
    format!("{}{count}", names.join(" · "))
}
