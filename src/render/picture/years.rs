//! The years of a work's references, laid out in columns: as many years a column as leave them wide enough to be seen,
//! and one narrow column for a long gap, which says that it is one.

/// More columns than this are too narrow on a telephone.
const COLUMNS: usize = 40;

/// So many empty columns or more are drawn as one.
const LONG: usize = 4;

/// Years a column, from the finest.
const STEPS: [i32; 7] = [1, 2, 5, 10, 25, 50, 100];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Slot {
    /// The years from the first to the last, both of them.
    Years {
        from: i32,
        to: i32,
        /// Whether there is room for its name below it.
        named: bool,
    },
    /// Years without a work that are left out.
    Gap { from: i32, to: i32 },
}

/// The columns of a set of years.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::render) struct Years {
    /// Years a column.
    pub(in crate::render) step: i32,
    /// In the order of time.
    pub(in crate::render) slots: Vec<Slot>,
}

impl Years {
    /// The columns for years in any order; none for none.
    pub(in crate::render) fn of(years: &[i32]) -> Self {
        let fits = STEPS.into_iter().map(|step| Self { step, slots: slots(years, step) });
        let mut fits = fits.skip_while(|years| years.slots.len() > COLUMNS && years.step < STEPS[STEPS.len() - 1]);
        let mut years = fits.next().unwrap_or(Self { step: 1, slots: Vec::new() });
        name(&mut years.slots, years.step);
        years
    }
}

fn slots(years: &[i32], step: i32) -> Vec<Slot> {
    let mut bins: Vec<i32> = years.iter().map(|year| year.div_euclid(step)).collect();
    bins.sort_unstable();
    bins.dedup();
    let column = |bin: i32| Slot::Years { from: bin * step, to: bin * step + step - 1, named: false };
    let mut slots = Vec::new();
    let mut last = None;
    for bin in bins {
        if let Some(last) = last {
            let empty = usize::try_from(bin - last - 1).unwrap_or(0);
            if empty >= LONG {
                slots.push(Slot::Gap { from: (last + 1) * step, to: bin * step - 1 });
            } else {
                slots.extend((last + 1..bin).map(column));
            }
        }
        slots.push(column(bin));
        last = Some(bin);
    }
    slots
}

/// Names the columns at both ends of each run, and every fifth between them; none beside another.
fn name(slots: &mut [Slot], step: i32) {
    let is_gap = |slot: Option<&Slot>| !matches!(slot, Some(Slot::Years { .. }));
    let ends: Vec<bool> = (0..slots.len())
        .map(|at| {
            !is_gap(slots.get(at))
                && (is_gap(at.checked_sub(1).and_then(|at| slots.get(at))) || is_gap(slots.get(at + 1)))
        })
        .collect();
    let near = |at: usize| (at.saturating_sub(1)..=at + 1).any(|near| near != at && ends.get(near) == Some(&true));
    let near: Vec<bool> = (0..slots.len()).map(near).collect();
    for (at, slot) in slots.iter_mut().enumerate() {
        if let Slot::Years { from, named, .. } = slot {
            let beside_first = at > 0 && ends[at] && ends[at - 1];
            *named = (ends[at] && !beside_first) || (from.rem_euclid(5 * step) == 0 && !near[at] && !ends[at]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(years: &[i32]) -> Vec<String> {
        let show = |slot: &Slot| match slot {
            Slot::Years { from, named: true, .. } => from.to_string(),
            Slot::Years { .. } => "·".to_owned(),
            Slot::Gap { from, to } => format!("{from}…{to}"),
        };
        Years::of(years).slots.iter().map(show).collect()
    }

    #[test]
    fn a_long_gap_is_one_column_and_a_short_one_keeps_its_years() {
        assert_eq!(shown(&[2014, 1951, 2011, 2014]), ["1951", "1952…2010", "2011", "·", "·", "2014"]);
        assert_eq!(shown(&[2014]), ["2014"]);
        assert_eq!(shown(&[2014, 2013]), ["2013", "·"]);
        assert!(shown(&[]).is_empty());
    }

    #[test]
    fn every_fifth_is_named_but_not_beside_an_end() {
        let years: Vec<i32> = (2003..=2021).collect();
        let named: Vec<String> = shown(&years).into_iter().filter(|name| name != "·").collect();
        assert_eq!(named, ["2003", "2005", "2010", "2015", "2021"]);
    }

    #[test]
    fn many_years_share_columns() {
        let years: Vec<i32> = (1850..2026).collect();
        let laid = Years::of(&years);
        assert_eq!((laid.step, laid.slots.len()), (5, 36));
        assert_eq!(laid.slots[0], Slot::Years { from: 1850, to: 1854, named: true });
        assert!(Years::of(&(-3000..2000).collect::<Vec<_>>()).step == 100);
    }
}
