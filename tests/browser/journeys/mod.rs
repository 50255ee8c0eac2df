//! The ways of readers through the site. Each is taken in every engine: a test for each journey and engine, named after
//! both.

use crate::browser::{Browser, travel};
use crate::engines::{Engine, Setup, USUAL};
use crate::fonts::Fonts;

mod aids;
mod cards;
mod facing;
mod languages;
mod looks;
mod offline;
mod paper;
mod plain;
mod policy;
mod references;
mod search;

const WITHOUT_SCRIPTS: Setup = Setup { scripts: false, ..USUAL };
const DARK: Setup = Setup { dark: true, ..USUAL };
const WIDE: Setup = Setup { fonts: Fonts::Wide, ..USUAL };

/// A test for each engine and journey.
macro_rules! journeys {
    ($($journey:path => $name:ident, $setup:expr;)*) => {$(
        mod $name {
            use super::*;

            #[test]
            fn chromium() {
                travel(stringify!($name), Engine::Chromium, $setup, $journey);
            }

            #[test]
            fn firefox() {
                travel(stringify!($name), Engine::Firefox, $setup, $journey);
            }

            #[test]
            fn webkit() {
                travel(stringify!($name), Engine::WebKit, $setup, $journey);
            }
        }
    )*};
}

journeys! {
    languages::switch_at_a_paragraph => switch_at_a_paragraph, USUAL;
    languages::switch_by_links => switch_without_scripts, WITHOUT_SCRIPTS;
    languages::switch_from_disk => switch_from_disk, USUAL;
    references::to_the_entry_and_back => citation_and_back, USUAL;
    references::to_the_entry_and_back => citation_and_back_without_scripts, WITHOUT_SCRIPTS;
    references::to_the_entry_and_back_from_disk => citation_and_back_from_disk, USUAL;
    references::every_place_is_there => every_place_is_there, USUAL;
    references::to_the_actor_and_back => actor_and_back_without_scripts, WITHOUT_SCRIPTS;
    facing::side_by_side => facing_side_by_side, USUAL;
    facing::side_by_side => facing_side_by_side_without_scripts, WITHOUT_SCRIPTS;
    facing::folded => facing_folded, USUAL;
    facing::side_by_side => wide_facing_side_by_side, WIDE;
    facing::folded => wide_facing_folded, WIDE;
    looks::dark_by_the_system => dark_by_the_system, DARK;
    looks::light_by_the_system => light_by_the_system, USUAL;
    looks::faces => faces, USUAL;
    looks::faces => wide_faces, WIDE;
    looks::headings => headings_near_their_text, USUAL;
    looks::headings => headings_near_their_wide_text, WIDE;
    looks::heads_apart => heads_apart, USUAL;
    looks::heads_apart => wide_heads_apart, WIDE;
    looks::notes_in_the_margin => notes_in_the_margin, USUAL;
    looks::notes_in_the_margin => wide_notes_in_the_margin, WIDE;
    looks::notes_at_the_end => notes_without_scripts, WITHOUT_SCRIPTS;
    looks::whole_words => words_in_one_line, USUAL;
    looks::whole_words => wide_words_in_one_line, WIDE;
    paper::to_pdf => printed, USUAL;
    paper::to_pdf => wide_printed, WIDE;
    paper::facing_to_pdf => facing_printed, USUAL;
    paper::facing_to_pdf => wide_facing_printed, WIDE;
    cards::by_pointer => card_by_pointer, USUAL;
    cards::from_a_table => card_from_a_table, USUAL;
    cards::by_keyboard => card_by_keyboard, USUAL;
    cards::by_tap => card_by_tap, USUAL;
    cards::without_scripts => citation_without_scripts_has_no_card, WITHOUT_SCRIPTS;
    aids::theme_switch => theme_switch, USUAL;
    aids::permalink => permalink, USUAL;
    aids::permalink_between_pages => permalink_between_pages, USUAL;
    aids::contents_that_follow => contents_that_follow, USUAL;
    aids::long_page => long_page_on_a_phone, USUAL;
    aids::enlarged => text_at_400_percent, USUAL;
    aids::enlarged => wide_text_at_400_percent, WIDE;
    offline::single_files => single_files, USUAL;
    offline::keep => keep, USUAL;
    search::accents => search_accents, USUAL;
    search::actors => search_actors, USUAL;
    search::names_first => search_names_first, USUAL;
    search::misspelt => search_misspelt, USUAL;
    search::focus => search_focus, USUAL;
    search::by_keyboard => search_by_keyboard, USUAL;
    search::weight => search_weight, USUAL;
    search::poor_connection => search_over_a_poor_connection, USUAL;
    search::lost_connection => search_over_a_lost_connection, USUAL;
    search::from_disk => search_from_disk, USUAL;
    search::without_scripts => search_without_scripts, WITHOUT_SCRIPTS;
    policy::holds => under_the_policy, USUAL;
    plain::scripts_run => scripts_run, USUAL;
    plain::all_text_without_scripts => all_text_without_scripts, WITHOUT_SCRIPTS;
    plain::all_text_from_disk => all_text_from_disk, USUAL;
}
