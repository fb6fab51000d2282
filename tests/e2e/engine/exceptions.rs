//! What an engine or its driver cannot show, each with the reason; and the few tests that stand for all.

/// A test that is not run in an engine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exception {
    /// Its name, without the width that it is run at.
    pub(crate) test: &'static str,
    /// Why the engine cannot show it.
    pub(crate) reason: &'static str,
}

const fn unless(test: &'static str, reason: &'static str) -> Exception {
    Exception { test, reason }
}

const NO_SHIFTS: &str = "the engine does not report what moves (layout-shift)";

const NO_SELF: &str = "WebKit bug 316847: in a sandboxed frame ‘self’ in a policy means nothing; \
     embed::a_sandboxed_frame_works_where_the_policy_names_the_origin is run";
const NO_MEDIA: &str = "the driver can emulate neither print nor forced colours";

/// What shows by moving.
const SHIFTS: &[Exception] = &[
    unless(
        "hydration::nothing_moves_while_the_page_loads_and_comes_alive",
        NO_SHIFTS,
    ),
    unless("embed::an_embedded_page_moves_nothing", NO_SHIFTS),
    unless("addresses::a_notice_moves_nothing", NO_SHIFTS),
    unless(
        "embed::a_frame_of_the_hinted_height_moves_nothing",
        NO_SHIFTS,
    ),
];

pub(super) const FIREFOX: &[&[Exception]] = &[SHIFTS];

pub(super) const WEBKIT: &[&[Exception]] = &[SHIFTS, OF_WEBKIT];

const OF_WEBKIT: &[Exception] = &[
    unless("media::print_is_the_document_without_controls", NO_MEDIA),
    unless(
        "media::print_shows_what_was_found_and_says_by_what",
        NO_MEDIA,
    ),
    unless("embed::two_frames_and_a_script_included_twice", NO_SELF),
    unless("citing::a_sandboxed_frame_offers_nothing_to_save", NO_SELF),
    unless(
        "collecting::without_storage_a_collection_lives_as_long_as_the_page",
        NO_SELF,
    ),
    unless(
        "accessibility::without_scripts_the_page_is_accessible",
        "the checker waits for timers, which the engine has not where scripts are off",
    ),
    unless("media::a_page_can_be_printed", "the driver cannot print"),
    unless("media::forced_colours_keep_marks_and_focus", NO_MEDIA),
];

/// The tests that are run where `COLLOQUY_SMOKE` is set: each part of the explorer once.
pub(crate) const SMOKE: &[&str] = &[
    "hydration::coming_alive_changes_no_word",
    "search::typing_finds_as_one_types",
    "search::a_query_in_the_address_is_answered",
    "facets::several_values_of_a_facet_widen_and_facets_narrow",
    "history::typing_is_one_step_however_many_keys_it_takes",
    "addresses::a_fragment_shows_its_remark_or_sentences",
    "copying::a_quotation_holds_the_words_to_the_letter_and_says_whose_they_are",
    "citing::a_remark_is_cited_and_the_focus_comes_back",
    "embed::a_frame_is_as_high_as_its_content",
    "without_app::without_scripts_the_record_is_whole_and_its_links_work",
    "without_app::without_wasm_the_record_is_whole_and_its_links_work",
    "hostile::a_malformed_address_runs_nothing_and_shows_the_record",
    "standalone::the_file_shows_the_record_and_asks_for_nothing",
];
