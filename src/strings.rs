//! Every word of the interface, in one place; another language is another [`Strings`] and a line in [`strings`].

use crate::state::{Facet, Sort};
use transcript::model::{ArchivedDate, ArchivedPartKind, ArchivedRecordKind};
use transcript::words::is_direction_control;

/// The words of the interface in one language.
pub struct Strings {
    /// The language, a BCP 47 tag.
    pub language: &'static str,
    /// Link to the main content.
    pub skip: &'static str,
    /// Link past the filters.
    pub skip_filters: &'static str,
    /// Label of the search box.
    pub search: &'static str,
    /// Label of the query among the active filters.
    pub query: &'static str,
    /// What the search box can do, shown beside it.
    pub search_hint: &'static str,
    /// The control that clears everything.
    pub clear_all: &'static str,
    /// Heading of the facets.
    pub filters: &'static str,
    /// Label of the list of active filters.
    pub active: &'static str,
    /// What a control of that list does, before the filter that it takes back.
    pub take_back: &'static str,
    /// Headings of the facets.
    pub facet: fn(Facet) -> &'static str,
    /// One value of a facet.
    pub facet_one: fn(Facet) -> &'static str,
    /// Label of the choice of view.
    pub view: &'static str,
    /// The view of whole remarks.
    pub view_remarks: &'static str,
    /// The view of passages only.
    pub view_passages: &'static str,
    /// The view of a concordance.
    pub view_concordance: &'static str,
    /// Label of the choice of order.
    pub sort: &'static str,
    /// The orders of a concordance.
    pub sorts: fn(Sort) -> &'static str,
    /// Headings of a concordance: before, words, after, speaker, sentence, address.
    pub concordance_columns: [&'static str; 6],
    /// Copies a concordance.
    pub copy_csv: &'static str,
    /// After copying it.
    pub csv_copied: &'static str,
    /// Words that were read as others: as written, as read.
    pub read_as: fn(&str, &str) -> String,
    /// Takes the query as written.
    pub as_written: fn(&str) -> String,
    /// The query could not be read by the grammar.
    pub read_literally: &'static str,
    /// A part of the page that is loaded when asked for could not be.
    pub not_loaded: &'static str,
    /// The same, of what the explorer in one file holds itself.
    pub not_unpacked: &'static str,
    /// Label of the suggestions.
    pub suggestions: &'static str,
    /// How much was found: remarks, of how many, passages, and whether the record's own words were found too.
    pub found: fn(usize, usize, Option<usize>, bool) -> String,
    /// How many lines a concordance has, after how much was found.
    pub lines: fn(usize) -> String,
    /// The order of passages, after how much was found.
    pub best_first: &'static str,
    /// Heading of an empty result.
    pub nothing: &'static str,
    /// Why nothing was found: the query, whether topics are chosen, and whether anything else is.
    pub nothing_because: fn(&str, bool, bool) -> String,
    /// Heading of the ways out.
    pub ways_out: &'static str,
    /// Gives up a chosen value: its facet, its label.
    pub without_choice: fn(Facet, &str) -> String,
    /// Searches for fewer words.
    pub fewer_words: fn(&str) -> String,
    /// Gives up the whole query.
    pub without_query: &'static str,
    /// Gives up every choice.
    pub without_choices: &'static str,
    /// A count of remarks.
    pub remarks: fn(usize) -> String,
    /// Heading of the topics of a remark.
    pub topics: &'static str,
    /// Heading of the words that earned a topic.
    pub earned: &'static str,
    /// Says that an editor set a tag by hand.
    pub by_editor: &'static str,
    /// Chooses or drops a topic as a filter: whether it is chosen.
    pub filter_by: fn(bool) -> &'static str,
    /// Label of a sentence's link: its number.
    pub link_sentence: fn(usize) -> String,
    /// Copies the link of a remark.
    pub link_remark: &'static str,
    /// Copies a remark as a quotation.
    pub copy_quotation: &'static str,
    /// Label of what can be done with selected words.
    pub take: &'static str,
    /// Says that a selection reaches beyond the remark that it begins in.
    pub narrowed: &'static str,
    /// Copies the link of a passage.
    pub link_passage: &'static str,
    /// Hands a passage to the system's share sheet.
    pub share: &'static str,
    /// Opens the dialog that embeds a remark.
    pub embed: &'static str,
    /// Opens the dialog that cites a part.
    pub cite: &'static str,
    /// Keeps a remark or a passage in the reader's collection.
    pub keep: &'static str,
    /// Opens the reader's collection.
    pub collection: &'static str,
    /// The words of the collection, by the names that `collection.js` knows them by.
    pub collection_dialog: &'static [(&'static str, &'static str)],
    /// Opens the dialog that embeds the current view.
    pub embed_view: &'static str,
    /// The words of that dialog, by the names that `embed-dialog.js` knows them by.
    pub embed_dialog: &'static [(&'static str, &'static str)],
    /// After copying a link.
    pub link_copied: &'static str,
    /// After copying a quotation.
    pub quotation_copied: &'static str,
    /// On the page of an address that has moved.
    pub moved: &'static str,
    /// When the browser refuses the clipboard.
    pub copy_refused: &'static str,
    /// Label of the field to copy from by hand.
    pub copy_field: &'static str,
    /// Closes a notice or a field.
    pub close: &'static str,
    /// Marks an editor's note.
    pub note: &'static str,
    /// Heading of the index of topics.
    pub topic_index: &'static str,
    /// Place in the proceedings; empty for an ordinary contribution.
    pub part_kind: fn(&ArchivedPartKind) -> &'static str,
    /// Who speaks, and as what, told apart by a number from the same speaker's other remarks of that kind.
    pub numbered: fn(&str, usize) -> String,
    /// Heading of the introduction, the afterword.
    pub introduction: &'static str,
    /// Heading of the words after the last remark.
    pub afterword: &'static str,
    /// What kind of record it is.
    pub record_kind: fn(&ArchivedRecordKind) -> &'static str,
    /// The same, said of one publisher.
    pub record_by: fn(&ArchivedRecordKind, &str) -> String,
    /// The day of an event in full, or the first and the last.
    pub dates: fn(&ArchivedDate, Option<&ArchivedDate>) -> String,
    /// Labels of the event's particulars.
    pub label_date: &'static str,
    /// Label.
    pub label_place: &'static str,
    /// Label.
    pub label_theme: &'static str,
    /// Label.
    pub label_organisers: &'static str,
    /// Label, for so many of them.
    pub label_moderators: fn(usize) -> &'static str,
    /// Label.
    pub label_contact: &'static str,
    /// Label.
    pub label_source: &'static str,
    /// Label of the record in other formats.
    pub label_downloads: &'static str,
    /// Label of the record's kind.
    pub label_record: &'static str,
    /// How many remarks, by how many speakers.
    pub extent: fn(usize, usize) -> String,
    /// Notice: the address names a remark that is not there; whether it is a remark's page that is shown.
    pub no_such_part: fn(&str, bool) -> String,
    /// Notice: the address names sentences that are not in the remark.
    pub no_such_sentence: fn(&str) -> String,
    /// Notice: the address names a passage that is not in the remark.
    pub no_such_passage: fn(&str) -> String,
    /// Notice: the passage was corrected since it was named: each word as named, as it stands now; none where the words that
    /// changed are not among those that name it.
    pub corrected: fn(&[(String, String)]) -> String,
    /// Notice: the fragment is not in the grammar; whether it is a remark's page that is shown.
    pub malformed: fn(&str, bool) -> String,
    /// Notice: the address chooses values that are not there, by facet and id.
    pub no_such_choices: fn(&[(Facet, String)]) -> String,
    /// Notice: the remark that the address names, by its speaker, is not among what was asked for.
    pub named_outside: fn(&str) -> String,
    /// Where scripts or Wasm are off.
    pub without_app: &'static str,
    /// The same in a single file, which then has no index.
    pub without_app_file: &'static str,
    /// The remark before.
    pub previous: &'static str,
    /// The remark after.
    pub next: &'static str,
    /// Label of the navigation between remarks.
    pub neighbours: &'static str,
    /// Leads from a remark to the whole record.
    pub whole_record: fn(usize) -> String,
    /// Heading of the list of events.
    pub events: &'static str,
    /// Title of the page shown where there is none.
    pub not_found: &'static str,
    /// What to do there.
    pub not_found_help: &'static str,
    /// The attribution of a quotation, but for its address.
    pub attribution: fn(&Quotation<'_>) -> String,
}

/// What a quotation is attributed to.
pub struct Quotation<'a> {
    /// Name, role and affiliation of the speaker; `None` for the record's own words.
    pub speaker: Option<String>,
    /// What kind of record it is, and whose.
    pub record: String,
    /// Title of the event.
    pub title: &'a str,
    /// Date of the event, in full.
    pub date: String,
}

/// The strings for a language tag; English where there are none.
#[must_use]
pub fn strings(_language: &str) -> &'static Strings {
    &ENGLISH
}

/// The words of citations. They are apart from [`Strings`], so that the Wasm, which shows none of them, holds none.
pub struct CitationStrings {
    /// The words of that dialog, by the names that `cite-dialog.js` knows them by.
    pub dialog: &'static [(&'static str, &'static str)],
    /// In that dialog: whose words are cited, by the kind of record and its publisher.
    pub cited: fn(&ArchivedRecordKind, &str) -> String,
    /// What a citation says of the kind of record and, of a remark, of its publisher; it may stand amid a sentence.
    pub record_description: fn(&ArchivedRecordKind, Option<&str>) -> String,
    /// What a part is called in a citation.
    pub part_title: fn(&ArchivedPartKind) -> &'static str,
    /// Label of the citations of a whole event.
    pub label: &'static str,
}

/// The words of citations for a language tag; English where there are none.
#[must_use]
pub fn citation_strings(_language: &str) -> &'static CitationStrings {
    &ENGLISH_CITATIONS
}

/// Words as a sentence: with a full stop, where they end in no stop of their own (`Ltd.`, `Where do we stand?`).
#[must_use]
pub fn sentence(words: &str) -> String {
    let stop = match words.ends_with(['.', '?', '!', '…', '。', '？', '！']) {
        true => "",
        false => ".",
    };
    format!("{words}{stop}")
}

/// Words with a capital at their start.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn facet_word(facet: Facet) -> &'static str {
    match facet {
        Facet::Topic => "topic",
        Facet::Speaker => "speaker",
        Facet::Side => "side",
    }
}

/// What an address names, as a notice can show it: no longer than it takes to know it again, and without controls of
/// direction.
fn named(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown = text.chars().filter(|c| !is_direction_control(*c));
    let mut out: String = shown.by_ref().take(MOST).collect();
    if shown.next().is_some() {
        out.push('…');
    }
    out
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

static ENGLISH: Strings = Strings {
    language: "en",
    skip: "Skip to the record",
    skip_filters: "Skip the filters",
    search: "Search the record",
    query: "Search",
    search_hint: "All words must occur; \"quotation marks\" find an exact phrase. Keys: / to search, ↑ ↓ to walk through what is found, Esc to clear.",
    clear_all: "Clear all",
    filters: "Filters",
    active: "Active filters",
    take_back: "Remove",
    facet: |facet| match facet {
        Facet::Topic => "Topics",
        Facet::Speaker => "Speakers",
        Facet::Side => "Sides",
    },
    facet_one: |facet| match facet {
        Facet::Topic => "Topic",
        Facet::Speaker => "Speaker",
        Facet::Side => "Side",
    },
    view: "Show",
    view_remarks: "Whole remarks",
    view_passages: "Passages only",
    view_concordance: "Concordance",
    sort: "Sorted by",
    sorts: |sort| match sort {
        Sort::Speaking => "order of speaking",
        Sort::Left => "words before",
        Sort::Right => "words after",
        Sort::Speaker => "speaker",
    },
    concordance_columns: ["Before", "Found", "After", "Speaker", "Sentence", "Address"],
    copy_csv: "Copy as CSV",
    csv_copied: "Concordance copied as CSV.",
    read_as: |written, read| format!("Showing results for {read} in place of “{written}”."),
    as_written: |written| format!("Search for “{written}” as written"),
    read_literally: "This search could not be read as written, so every word in it was looked for.",
    not_loaded: "This could not be loaded. If there is a connection, reload the page.",
    not_unpacked: "This could not be opened. Is the file whole?",
    suggestions: "Suggestions",
    found: |found, all, passages, frame| {
        let mut out = match passages {
            Some(passages) if found == 0 && frame => {
                return format!(
                    "{}, in the record’s own words",
                    count(passages, "passage", "passages")
                );
            }
            None if found == all => count(all, "remark", "remarks"),
            None => format!("{found} of {}", count(all, "remark", "remarks")),
            Some(passages) => {
                format!(
                    "{}, {}",
                    count(found, "remark", "remarks"),
                    count(passages, "passage", "passages")
                )
            }
        };
        if frame && passages.is_some() {
            out.push_str(", counting the record’s own words");
        } else if frame && found < all {
            out.push_str(", and the record’s own words");
        }
        out
    },
    lines: |lines| count(lines, "line", "lines"),
    best_first: "best first",
    nothing: "Nothing found",
    nothing_because: |query, topics, others| match (query.is_empty(), topics, others) {
        (true, ..) => "No remark meets all of the chosen filters.".to_owned(),
        (_, false, false) => format!("Nothing in this record matches “{query}”."),
        (_, false, true) => format!("No remark that meets the chosen filters matches “{query}”."),
        (_, true, false) => format!("No sentence on the chosen topics matches “{query}”."),
        (_, true, true) => format!(
            "No sentence on the chosen topics matches “{query}” in the remarks that meet the other filters."
        ),
    },
    ways_out: "What would find something",
    without_choice: |facet, label| format!("Without the {} “{label}”", facet_word(facet)),
    fewer_words: |words| format!("Search for “{words}”"),
    without_query: "Keep the filters, clear the search",
    without_choices: "Keep the search, clear the filters",
    remarks: |number| count(number, "remark", "remarks"),
    topics: "Topics",
    earned: "Words that earned this topic",
    by_editor: "set by the editor",
    filter_by: |chosen| {
        if chosen {
            "Stop filtering by this topic"
        } else {
            "Filter by this topic"
        }
    },
    link_sentence: |number| format!("Link to sentence {number}"),
    link_remark: "Copy link",
    copy_quotation: "Copy quotation",
    take: "Selected words",
    narrowed: "Only the first words are taken, up to the next remark or to words that are not shown.",
    link_passage: "Copy link to passage",
    share: "Share",
    embed: "Embed",
    cite: "Cite",
    keep: "Keep",
    collection: "Your collection",
    collection_dialog: &[
        ("heading", "Your collection"),
        ("heading_sent", "A collection sent to you"),
        (
            "empty",
            "Nothing is kept yet. “Keep” below a speaker’s name keeps a remark; on selected words it keeps a passage.",
        ),
        ("empty_sent", "This link holds no passage."),
        ("here", "It is kept in this browser only."),
        (
            "not_here",
            "What you keep now is not stored in this browser: take the collection with you before you leave.",
        ),
        ("kept", "Kept. Passages in your collection:"),
        ("already", "This is in your collection already."),
        ("all_kept", "All of these are now in your collection."),
        ("full", "A collection holds at most 500 passages."),
        ("left_out", "Left out:"),
        ("keep_all", "Keep all of these"),
        ("note", "Your note"),
        ("note_sent", "Note by whoever sent this"),
        ("noted", "Note:"),
        ("up", "Move up"),
        ("down", "Move down"),
        ("remove", "Remove"),
        ("unread", "This part of the link could not be read:"),
        ("take", "Take the collection as"),
        ("link", "Link that holds the collection"),
        ("markdown", "Markdown"),
        ("html", "Formatted text (HTML)"),
        ("text", "Plain text"),
        ("save", "Save as a file"),
        ("copy", "Copy"),
        ("copied", "Copied."),
        (
            "by_hand",
            "The browser does not allow copying here. The text is selected: copy it with the keyboard.",
        ),
        ("close", "Close"),
    ],
    embed_view: "Embed this view",
    embed_dialog: &[
        ("heading", "Embed on another page"),
        ("size", "Size"),
        ("small", "Small: 360 × 480"),
        ("medium", "Medium: 640 × 600"),
        ("full", "Full width × 800"),
        ("preview", "Preview"),
        (
            "element",
            "Grows with its content; shows the words where scripts are off",
        ),
        (
            "frame",
            "For systems that remove scripts: fixed height, scrolls by itself",
        ),
        ("copy", "Copy"),
        ("copied", "Copied."),
        (
            "by_hand",
            "The browser does not allow copying here. The text is selected: copy it with the keyboard.",
        ),
        ("close", "Close"),
    ],
    link_copied: "Link copied.",
    quotation_copied: "Quotation copied with its attribution.",
    moved: "This remark has moved:",
    copy_refused: "The browser does not allow copying here. Copy the text from this field:",
    copy_field: "Text to copy",
    close: "Close",
    note: "Editor’s note",
    topic_index: "Index of topics",
    part_kind: |kind| match kind {
        ArchivedPartKind::Opening => "Opening address",
        ArchivedPartKind::Question => "Question",
        ArchivedPartKind::Answer => "Answer",
        ArchivedPartKind::Closing => "Closing remarks",
        ArchivedPartKind::Introduction
        | ArchivedPartKind::Contribution
        | ArchivedPartKind::Afterword => "",
    },
    numbered: |who, number| format!("{who} ({number})"),
    introduction: "Introduction",
    afterword: "Afterword",
    record_kind: |kind| match kind {
        ArchivedRecordKind::Verbatim => "Verbatim record",
        ArchivedRecordKind::Edited => "Edited record",
        ArchivedRecordKind::ReportedSpeech => "Reported speech: a summary, not a verbatim record",
    },
    record_by: |kind, publisher| match kind {
        ArchivedRecordKind::Verbatim => format!("verbatim record by {publisher}"),
        ArchivedRecordKind::Edited => format!("record edited by {publisher}"),
        ArchivedRecordKind::ReportedSpeech => format!("as summarised by {publisher}, not verbatim"),
    },
    dates: |first, last| {
        let month = |date: &ArchivedDate| MONTHS[usize::from(date.month.clamp(1, 12)) - 1];
        let whole = |date: &ArchivedDate| format!("{} {} {}", date.day, month(date), date.year);
        match last {
            None => whole(first),
            Some(last) if first.year != last.year => format!("{} – {}", whole(first), whole(last)),
            Some(last) if first.month != last.month => {
                format!("{} {} – {}", first.day, month(first), whole(last))
            }
            Some(last) => format!("{}–{}", first.day, whole(last)),
        }
    },
    label_date: "Date",
    label_place: "Held",
    label_theme: "Theme",
    label_organisers: "Organised by",
    label_moderators: |number| {
        if number == 1 {
            "Moderator"
        } else {
            "Moderators"
        }
    },
    label_contact: "Contact",
    label_source: "Source",
    label_downloads: "The record as",
    label_record: "Record",
    extent: |remarks, speakers| {
        format!(
            "{} by {}",
            count(remarks, "remark", "remarks"),
            count(speakers, "speaker", "speakers")
        )
    },
    no_such_part: |id, remark| {
        let shown = if remark {
            "This remark"
        } else {
            "The whole record"
        };
        let id = named(id);
        format!(
            "This address names a remark, “{id}”, that is not in this record. {shown} is shown."
        )
    },
    no_such_sentence: |who| {
        format!(
            "The sentence that this address names is not, or no longer, in this remark ({who})."
        )
    },
    no_such_passage: |who| {
        format!("The passage that this address names is not in this remark ({who}).")
    },
    corrected: |changed| {
        let changes: Vec<String> = changed
            .iter()
            .map(|(named, now)| format!("it has “{named}” where the record has “{now}”"))
            .collect();
        let changes = if changes.is_empty() {
            "some words of the passage are not those that it was made for".to_owned()
        } else {
            changes.join(", ")
        };
        format!(
            "The text has been corrected since this link was made, or the link was not made here: {changes}."
        )
    },
    malformed: |fragment, remark| {
        let shown = if remark { "This remark" } else { "The record" };
        let fragment = named(fragment);
        format!(
            "The end of this address, “#{fragment}”, could not be understood. {shown} is shown from the start."
        )
    },
    no_such_choices: |choices| {
        const MOST: usize = 3;
        let mut asked: Vec<String> = choices
            .iter()
            .take(MOST)
            .map(|(facet, id)| format!("{} “{}”", facet_word(*facet), named(id)))
            .collect();
        if choices.len() > MOST {
            asked.push(format!("{} more", choices.len() - MOST));
        }
        let asked = asked.join(", ");
        format!("This address asks for what is not in this record: {asked}. It is left out.")
    },
    named_outside: |who| {
        format!(
            "This remark ({who}) is shown because the address names it. It is not among what the search and the filters find, and is not counted."
        )
    },
    without_app: "Search and filters need JavaScript and WebAssembly, which are off in this browser. Below is the whole record, with a link for every remark and an index of topics.",
    without_app_file: "Search and filters need JavaScript and WebAssembly, which are off in this browser. Below is the whole record.",
    previous: "Previous remark",
    next: "Next remark",
    neighbours: "Neighbouring remarks",
    whole_record: |remarks| {
        format!(
            "Search and read the whole record ({})",
            count(remarks, "remark", "remarks")
        )
    },
    events: "Events",
    not_found: "There is no page at this address",
    not_found_help: "The address may be mistyped, or the page may have moved. These records are here:",
    attribution: |quotation| {
        let who = match &quotation.speaker {
            Some(speaker) => format!("{speaker}, {}", quotation.record),
            None => quotation.record.clone(),
        };
        format!(
            "{} {}, {}.",
            sentence(&who),
            quotation.title,
            quotation.date
        )
    },
};

static ENGLISH_CITATIONS: CitationStrings = CitationStrings {
    dialog: &[
        ("heading", "Cite"),
        ("style", "Style"),
        ("styles", "Styles"),
        ("libraries", "For reference managers"),
        ("list", "In the list of references"),
        ("text", "In the text"),
        ("note", "In a note"),
        ("bibliography", "In the bibliography"),
        ("sentence", "sentence"),
        ("sentences", "sentences"),
        ("download", "Download"),
        ("copy", "Copy"),
        ("copied", "Copied."),
        (
            "by_hand",
            "The browser does not allow copying here. The text is selected: copy it with the keyboard.",
        ),
        ("close", "Close"),
    ],
    cited: |kind, publisher| match kind {
        ArchivedRecordKind::Verbatim => sentence(&format!(
            "What is cited is the verbatim record by {publisher}"
        )),
        ArchivedRecordKind::Edited => {
            format!("What is cited is the record as edited by {publisher}, not verbatim.")
        }
        ArchivedRecordKind::ReportedSpeech => format!(
            "What is cited is the summary by {publisher}: reported speech, not a verbatim record."
        ),
    },
    record_description: |kind, publisher| {
        let by = publisher.map_or_else(String::new, |publisher| format!(" by {publisher}"));
        match kind {
            ArchivedRecordKind::Verbatim => format!("verbatim record{by}"),
            ArchivedRecordKind::Edited if publisher.is_some() => {
                format!("record edited{by}, not verbatim")
            }
            ArchivedRecordKind::Edited => "edited record, not verbatim".to_owned(),
            ArchivedRecordKind::ReportedSpeech => format!("summary{by}, not a verbatim record"),
        }
    },
    part_title: |kind| match kind {
        ArchivedPartKind::Introduction => "Introduction",
        ArchivedPartKind::Opening => "Opening address",
        ArchivedPartKind::Contribution => "Remarks",
        ArchivedPartKind::Question => "Question",
        ArchivedPartKind::Answer => "Answer",
        ArchivedPartKind::Closing => "Closing remarks",
        ArchivedPartKind::Afterword => "Afterword",
    },
    label: "Citations as",
};

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::archive::{open, to_bytes};
    use transcript::model::{Archive, Date, Event};

    #[test]
    fn a_sentence_has_one_stop() {
        let quotation = Quotation {
            speaker: Some("Kim Min".to_owned()),
            record: "verbatim record by Acme Inc.".to_owned(),
            title: "Whither?",
            date: "1 May 2022".to_owned(),
        };
        assert_eq!(
            (strings("en").attribution)(&quotation),
            "Kim Min, verbatim record by Acme Inc. Whither?, 1 May 2022."
        );
        assert_eq!(sentence("18 remarks"), "18 remarks.");
        assert_eq!(sentence("我们在哪里？"), "我们在哪里？");
    }

    #[test]
    fn days_are_written_shortly() {
        let days = |first: (u16, u8, u8), last: Option<(u16, u8, u8)>| {
            let date = |(year, month, day)| Date { year, month, day };
            let event = Event {
                date: date(first),
                end: last.map(date),
                ..Event::default()
            };
            let bytes = to_bytes(&Archive {
                events: vec![event],
                ..Archive::default()
            });
            let event = &open(&bytes).unwrap().events[0];
            (ENGLISH.dates)(&event.date, event.end.as_ref())
        };
        assert_eq!(days((2024, 5, 12), None), "12 May 2024");
        assert_eq!(days((2024, 5, 12), Some((2024, 5, 14))), "12–14 May 2024");
        assert_eq!(
            days((2024, 4, 30), Some((2024, 5, 2))),
            "30 April – 2 May 2024"
        );
        assert_eq!(
            days((2023, 12, 30), Some((2024, 1, 2))),
            "30 December 2023 – 2 January 2024"
        );
    }
}
