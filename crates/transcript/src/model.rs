//! The model of an event's record: what the parser produces, the archive stores and the pages show.
//!
//! Every type derives [`rkyv::Archive`]; the browser and the prerenderer both read the archived form in place, so
//! opening an archive costs the same however long the record is. Offsets are bytes into UTF-8 text, indexes are
//! positions in the list they name.

use crate::name::{SplitName, split};
use rkyv::{Archive as Archived, Deserialize, Serialize};
use std::borrow::Cow;

/// Everything under `content/`: the site and its events, newest first.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Archive {
    /// The folder as a whole (`content/site.toml`).
    pub site: Site,
    /// The events, newest first, then by id.
    pub events: Vec<Event>,
    /// Where the addresses of events lead that have another id since they were published.
    pub moved: Vec<Moved>,
    /// Id of the event that stood at the folder's root while it was the only one.
    pub home: Option<String>,
}

/// What `content/site.toml` says of the published folder; every part may be missing.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    /// Name of the publisher's site.
    pub name: Option<String>,
    /// Absolute http(s) address at which the folder is published, ending in `/`.
    pub address: Option<String>,
}

/// One event and its whole record.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// Name of the folder under `content/`; part of every address.
    pub id: String,
    /// Title, as the source gives it.
    pub title: String,
    /// Day of the event, the first of several.
    pub date: Date,
    /// Last day, of an event of several.
    pub end: Option<Date>,
    /// Language of the record, a BCP 47 tag such as `en`.
    pub language: String,
    /// Theme of the event.
    pub theme: Option<String>,
    /// Where it took place.
    pub place: Option<String>,
    /// An address for questions, as the source gives it: an e-mail address or a URL.
    pub contact: Option<String>,
    /// Who held the event.
    pub organisers: Vec<Organiser>,
    /// Who chaired it.
    pub moderators: Vec<Moderator>,
    /// What kind of record the text is.
    pub record: Record,
    /// The delegations, in the order the editor lists them.
    pub sides: Vec<Side>,
    /// The people who speak, in order of their first remark.
    pub speakers: Vec<Speaker>,
    /// Groups of topics, in the order of `topics.toml`.
    pub groups: Vec<Group>,
    /// Topics, in the order of `topics.toml`; topics of one group are contiguous.
    pub topics: Vec<Topic>,
    /// The record in order: introduction, remarks, afterword.
    pub parts: Vec<Part>,
    /// Ids that were published once and now live elsewhere.
    pub moved: Vec<Moved>,
    /// Groups of words and phrases that mean the same in this record, at least two in each.
    pub synonyms: Vec<Vec<String>>,
}

/// A day of the proleptic Gregorian calendar.
#[derive(
    Archived,
    Serialize,
    Deserialize,
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// Days as [ISO 8601](https://www.iso.org/iso-8601-date-and-time-format.html) writes them, from the first to the last of
/// several: `2024-05-12`, or `2024-05-12/2024-05-14`.
#[must_use]
pub fn interval(first: Date, last: Option<Date>) -> String {
    match last {
        Some(last) => format!("{first}/{last}"),
        None => first.to_string(),
    }
}

/// An institution that held the event.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Organiser {
    /// Full name.
    pub name: String,
    /// Its web address (http or https).
    pub url: Option<String>,
}

/// A person who chaired the event or a session of it.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Moderator {
    /// Name.
    pub name: String,
    /// Role, such as `Senior Fellow`.
    pub role: Option<String>,
    /// Institution.
    pub affiliation: Option<String>,
    /// What they chaired, such as `first session`.
    pub session: Option<String>,
}

/// What kind of record the text is, and whose.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Verbatim, edited, or reported speech.
    pub kind: RecordKind,
    /// Who made the record, such as `Taihe Institute`.
    pub publisher: String,
    /// One or two plain sentences for the reader about what the record is and is not.
    pub note: Option<String>,
    /// Where the source was published (http or https).
    pub source: Option<String>,
}

/// How near the text is to the words spoken.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecordKind {
    /// Word for word.
    Verbatim,
    /// The speaker's words, edited for reading.
    Edited,
    /// A summary by others of what the speaker said.
    #[default]
    ReportedSpeech,
}

/// A delegation.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// Slug, used in addresses.
    pub id: String,
    /// Label shown.
    pub label: String,
}

/// A person who speaks.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// Slug, used in addresses.
    pub id: String,
    /// Name as the source gives it.
    pub name: String,
    /// The family name, which begins or ends the name, where the editor says which it is.
    pub family: Option<String>,
    /// The same name in the script of the speaker's own language, such as `吴海龙`.
    pub native_name: Option<String>,
    /// Role, such as `President` or `former ROK Ambassador to China`.
    pub role: Option<String>,
    /// Institution.
    pub affiliation: Option<String>,
    /// Index into [`Event::sides`].
    pub side: Option<u16>,
}

/// A group of topics.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Slug.
    pub id: String,
    /// Label shown.
    pub label: String,
}

/// A topic, without the terms that find it: those stay with the editor.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Topic {
    /// Slug, used in addresses.
    pub id: String,
    /// Index into [`Event::groups`].
    pub group: u16,
    /// Label shown.
    pub label: String,
    /// One plain sentence that says what the topic covers.
    pub covers: String,
}

/// One stretch of the record: the introduction, one remark, or the afterword.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Slug, pinned in the transcript; part of its address.
    pub id: String,
    /// Its place in the proceedings.
    pub kind: PartKind,
    /// Index into [`Event::speakers`]; `None` for the introduction and the afterword.
    pub speaker: Option<u16>,
    /// The sentence that the editor chose for the share preview, an index into [`Text::sentences`].
    pub preview: Option<u32>,
    /// The words.
    pub text: Text,
}

/// The place of a part in the proceedings.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartKind {
    /// Words of the record itself before the first remark.
    Introduction,
    /// An opening address.
    Opening,
    /// A speaker's contribution.
    #[default]
    Contribution,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// A closing address.
    Closing,
    /// Words of the record itself after the last remark.
    Afterword,
}

/// The words of a part, with everything that points into them.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The words to the letter; paragraphs are separated by `"\n\n"`.
    pub plain: String,
    /// The sentences, in order, covering every paragraph. The white space between two sentences of a paragraph
    /// belongs to neither.
    pub sentences: Vec<Sentence>,
    /// The numbers of the sentences in addresses, one for each, where they are not 1, 2, 3 and so on; else empty.
    pub numbers: Vec<u32>,
    /// Emphasis, links and editor's notes, ordered by start; each lies within one sentence.
    pub spans: Vec<Span>,
}

/// A sentence; [`Text::number`] says by which number addresses name it.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Where it stands in [`Text::plain`].
    pub range: Range,
    /// Number of its paragraph, counted from 0.
    pub paragraph: u32,
    /// Its topics, in the order of [`Event::topics`], each at most once.
    pub tags: Vec<Tag>,
}

/// A half-open range of bytes.
#[derive(
    Archived, Serialize, Deserialize, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default,
)]
pub struct Range {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A topic on a sentence.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Tag {
    /// Index into [`Event::topics`].
    pub topic: u16,
    /// The words that earned it, as ranges of [`Text::plain`], in order, never empty, never overlapping.
    pub words: Vec<Range>,
    /// Whether an editor set it by hand.
    pub by_editor: bool,
}

/// Markup on a run of words.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where it stands in [`Text::plain`].
    pub range: Range,
    /// What it is.
    pub kind: SpanKind,
}

/// The kinds of markup.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq)]
pub enum SpanKind {
    /// `*words*`
    Emphasis,
    /// `**words**`
    Strong,
    /// `[words](address)`; http, https or mailto only.
    Link(String),
    /// `[words]{note="…"}`: an editor's note, shown beside the words, never inside them.
    Note(String),
}

/// A published id that now lives elsewhere.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// What it is the id of.
    pub kind: MovedKind,
    /// The id as it was published.
    pub from: String,
    /// The id in the content that took its place.
    pub to: String,
    /// Of a remark: whether it was joined to another that was published too. The numbers of sentences are that one's.
    pub joined: bool,
}

/// What an id that moved is the id of.
#[derive(Archived, Serialize, Deserialize, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MovedKind {
    /// A remark: a page and a fragment.
    #[default]
    Remark,
    /// A topic: a value of the parameter `topic`.
    Topic,
    /// A speaker: a value of the parameter `speaker`.
    Speaker,
    /// A side: a value of the parameter `side`.
    Side,
    /// An event: a folder with all its pages.
    Event,
}

impl std::fmt::Display for Date {
    /// ISO 8601: `2022-08-18`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<&ArchivedDate> for Date {
    fn from(date: &ArchivedDate) -> Self {
        Self {
            year: date.year.to_native(),
            month: date.month,
            day: date.day,
        }
    }
}

impl ArchivedEvent {
    /// The remarks, each with its position among the parts: all but the record's own words.
    pub fn remarks(&self) -> impl Iterator<Item = (usize, &ArchivedPart)> {
        let parts = self.parts.iter().enumerate();
        parts.filter(|(_, part)| part.speaker.is_some())
    }

    /// Who speaks in a part; `None` for the record's own words.
    #[must_use]
    pub fn speaker(&self, part: &ArchivedPart) -> Option<&ArchivedSpeaker> {
        let speaker = part.speaker.as_ref()?;
        Some(&self.speakers[usize::from(speaker.to_native())])
    }

    /// The days of the event, as an [`interval`].
    #[must_use]
    pub fn interval(&self) -> String {
        interval((&self.date).into(), self.end.as_ref().map(Date::from))
    }

    /// What tells the speaker at a position from the others: the name, and where another has the same name, the role and the
    /// affiliation too.
    #[must_use]
    pub fn told_apart(&self, speaker: usize) -> Cow<'_, str> {
        let speaker = &self.speakers[speaker];
        let name = speaker.name.as_str();
        let namesakes = self.speakers.iter().filter(|other| other.name == name);
        if namesakes.count() < 2 {
            return Cow::Borrowed(name);
        }
        let beside = [&speaker.role, &speaker.affiliation];
        let beside = beside.into_iter().flat_map(|beside| beside.as_ref());
        Cow::Owned(beside.fold(name.to_owned(), |name, beside| {
            [&name, ", ", beside].concat()
        }))
    }

    /// The delegation that a speaker belongs to.
    #[must_use]
    pub fn side(&self, speaker: &ArchivedSpeaker) -> Option<&ArchivedSide> {
        let side = speaker.side.as_ref()?;
        Some(&self.sides[usize::from(side.to_native())])
    }
}

impl ArchivedSpeaker {
    /// The name in its parts, where the editor says which is the family name.
    #[must_use]
    pub fn split_name(&self) -> Option<SplitName<'_>> {
        split(&self.name, self.family.as_ref()?)
    }
}

impl PartKind {
    /// Whether someone speaks: neither introduction nor afterword.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        !matches!(self, Self::Introduction | Self::Afterword)
    }
}

impl ArchivedPartKind {
    /// Whether someone speaks: neither introduction nor afterword.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        !matches!(self, Self::Introduction | Self::Afterword)
    }
}

impl Range {
    /// The range as the standard library writes it.
    #[must_use]
    pub fn bytes(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl ArchivedRange {
    /// The range as the standard library writes it.
    #[must_use]
    pub fn bytes(&self) -> std::ops::Range<usize> {
        self.start.to_native() as usize..self.end.to_native() as usize
    }
}

impl Text {
    /// The words of a sentence, counted from 0.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Option<&str> {
        self.plain.get(self.sentences.get(index)?.range.bytes())
    }

    /// The number by which addresses name a sentence, counted from 0.
    #[must_use]
    pub fn number(&self, index: usize) -> usize {
        self.numbers
            .get(index)
            .map_or(index + 1, |number| *number as usize)
    }

    /// The sentence of a number, counted from 0.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<usize> {
        numbered(number, self.sentences.len(), self.numbers.iter().copied())
    }
}

impl ArchivedText {
    /// The words of a sentence, counted from 0.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Option<&str> {
        self.plain.get(self.sentences.get(index)?.range.bytes())
    }

    /// The number by which addresses name a sentence, counted from 0.
    #[must_use]
    pub fn number(&self, index: usize) -> usize {
        self.numbers
            .get(index)
            .map_or(index + 1, |number| number.to_native() as usize)
    }

    /// The sentence of a number, counted from 0.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<usize> {
        let numbers = self.numbers.iter().map(|number| number.to_native());
        numbered(number, self.sentences.len(), numbers)
    }
}

/// The position of a number among those of so many sentences, which are 1, 2, 3 and so on where there are none.
fn numbered(
    number: u32,
    sentences: usize,
    mut numbers: impl ExactSizeIterator<Item = u32>,
) -> Option<usize> {
    if numbers.len() > 0 {
        return numbers.position(|this| this == number);
    }
    let index = (number as usize).checked_sub(1)?;
    (index < sentences).then_some(index)
}
