//! A work in pictures: what the template of the page "At a glance" sees. Each picture carries its sentence and its data.

use serde::Serialize;

use super::TextView;

/// The pictures of a work; those that have nothing to show are not there.
#[derive(Debug, Serialize)]
pub(in crate::render) struct GlanceView {
    pub(in crate::render) matrices: Vec<MatrixView>,
    pub(in crate::render) through: Option<ThroughView>,
    pub(in crate::render) years: Option<YearsView>,
}

/// The entries of a register by section: a table whose cells hold discs.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MatrixView {
    pub(in crate::render) id: String,
    pub(in crate::render) title: TextView,
    pub(in crate::render) singular: TextView,
    pub(in crate::render) href: String,
    pub(in crate::render) sentence: String,
    /// Whether a table lists any of them.
    pub(in crate::render) lists: bool,
    pub(in crate::render) columns: Vec<ColumnView>,
    pub(in crate::render) groups: Vec<MatrixGroup>,
    pub(in crate::render) count: usize,
}

/// A section, or the abstract.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ColumnView {
    pub(in crate::render) number: Option<String>,
    pub(in crate::render) is_section: bool,
    pub(in crate::render) title: TextView,
    pub(in crate::render) href: String,
    pub(in crate::render) count: usize,
}

/// Entries that share the value of the register's first facet.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MatrixGroup {
    pub(in crate::render) label: Option<String>,
    pub(in crate::render) rows: Vec<MatrixRow>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct MatrixRow {
    pub(in crate::render) name: TextView,
    pub(in crate::render) acronym: Option<TextView>,
    pub(in crate::render) href: String,
    pub(in crate::render) cells: Vec<Option<MatrixCell>>,
    pub(in crate::render) count: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct MatrixCell {
    /// Mentions; none where only a table lists the entry.
    pub(in crate::render) count: usize,
    /// The first mention, else the row.
    pub(in crate::render) href: String,
    pub(in crate::render) place: String,
    pub(in crate::render) disc: String,
}

/// Citations through the text.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ThroughView {
    pub(in crate::render) sentence: String,
    pub(in crate::render) strip: String,
    pub(in crate::render) rows: Vec<ThroughRow>,
    pub(in crate::render) citations: usize,
    pub(in crate::render) works: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct ThroughRow {
    pub(in crate::render) section: ColumnView,
    /// Different works cited in it.
    pub(in crate::render) works: usize,
}

/// The works cited, by year and kind.
#[derive(Debug, Serialize)]
pub(in crate::render) struct YearsView {
    pub(in crate::render) sentence: String,
    pub(in crate::render) legend: Vec<FamilyView>,
    /// What the columns are, where they are more than a year or leave years out.
    pub(in crate::render) note: Option<String>,
    pub(in crate::render) slots: Vec<SlotView>,
    pub(in crate::render) rows: Vec<YearRow>,
    pub(in crate::render) count: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct FamilyView {
    pub(in crate::render) id: &'static str,
    pub(in crate::render) label: String,
    pub(in crate::render) mark: String,
    pub(in crate::render) count: usize,
}

/// A column: its years, or a gap, or the works without a date.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SlotView {
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) label: String,
    pub(in crate::render) named: bool,
    pub(in crate::render) marks: Vec<MarkView>,
}

/// A work as a mark.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct MarkView {
    pub(in crate::render) href: String,
    /// Who wrote what.
    pub(in crate::render) name: String,
    pub(in crate::render) kind: String,
    pub(in crate::render) mark: String,
}

/// A row of the table behind the columns.
#[derive(Debug, Serialize)]
pub(in crate::render) struct YearRow {
    pub(in crate::render) label: String,
    pub(in crate::render) works: Vec<MarkView>,
}

/// Where in a text something stands.
#[derive(Debug, Serialize)]
pub(in crate::render) struct StripView {
    pub(in crate::render) sentence: String,
    pub(in crate::render) strip: String,
}
