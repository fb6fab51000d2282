//! Which page of the folder this is, and the addresses within the folder as that page writes them.

use transcript::model::ArchivedEvent;

/// Which page of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The explorer of an event.
    Event,
    /// One remark, at this position among the event's parts.
    Remark(usize),
}

/// Where a page stands: all that differs between two pages of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Position of the event in the archive.
    pub event: usize,
    /// Which of its pages.
    pub page: Page,
    /// The way from the page to the folder's root: `./`, `../` or `../../`. Empty in a single file, which stands alone
    /// and holds the whole record: there every place is on the page itself.
    pub root: &'static str,
}

impl Shown {
    /// Whether this is a single file.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.root.is_empty()
    }

    /// The way from this page to a remark's own page; in a single file, to the remark.
    #[must_use]
    pub fn remark_href(&self, event: &ArchivedEvent, part: usize) -> String {
        self.place_href(event, part, "")
    }

    /// The way from this page to a place in a part: `s3`, `~first-words`, or empty for all of it.
    #[must_use]
    pub fn place_href(&self, event: &ArchivedEvent, part: usize, place: &str) -> String {
        if self.is_file() {
            joined(&format!("#{}", event.parts[part].id), ".", place)
        } else {
            place_in(self.root, event, part, place)
        }
    }

    /// The fragment of a sentence on this page, without `#`; also the id of its element.
    #[must_use]
    pub fn sentence_id(&self, event: &ArchivedEvent, part: usize, sentence: usize) -> String {
        let part = &event.parts[part];
        let number = part.text.number(sentence);
        match self.page {
            Page::Event => format!("{}.s{number}", part.id),
            Page::Remark(_) => format!("s{number}"),
        }
    }
}

/// The address of a place in a part, as [`Shown::place_href`] takes it, below the root of a folder: on the page of a
/// remark, on the event's page for the record's own words.
#[must_use]
pub fn place_in(root: &str, event: &ArchivedEvent, part: usize, place: &str) -> String {
    let part = &event.parts[part];
    let page = format!("{root}{}/", event.id);
    if part.speaker.is_some() {
        joined(&format!("{page}{}/", part.id), "#", place)
    } else {
        joined(&format!("{page}#{}", part.id), ".", place)
    }
}

/// A place after what it is in.
#[must_use]
pub fn joined(whole: &str, mark: &str, place: &str) -> String {
    match place {
        "" => whole.to_owned(),
        _ => format!("{whole}{mark}{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::archive;

    fn hrefs(root: &'static str, id: &str) -> [String; 2] {
        let event = &archive().events[0];
        let part = crate::place::part_by_id(event, id).unwrap();
        let shown = Shown {
            event: 0,
            page: Page::Event,
            root,
        };
        [
            shown.remark_href(event, part),
            shown.place_href(event, part, "s3"),
        ]
    }

    #[test]
    fn in_a_folder_a_remark_has_a_page_and_the_records_own_words_have_not() {
        assert_eq!(
            hrefs("../", "wu-hailong"),
            [
                "../china-rok-30/wu-hailong/",
                "../china-rok-30/wu-hailong/#s3"
            ]
        );
        assert_eq!(
            hrefs("./", "introduction"),
            [
                "./china-rok-30/#introduction",
                "./china-rok-30/#introduction.s3"
            ]
        );
    }

    #[test]
    fn in_a_single_file_every_place_is_on_the_page() {
        assert_eq!(hrefs("", "wu-hailong"), ["#wu-hailong", "#wu-hailong.s3"]);
        assert_eq!(
            hrefs("", "introduction"),
            ["#introduction", "#introduction.s3"]
        );
    }
}
