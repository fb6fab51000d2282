//! From files in memory to events.

use super::assemble::{Assembled, assemble};
use super::check;
use super::diagnostic::{Diagnostic, Report, Severity, SourceFile};
use super::event;
use super::file::{self, File};
use super::gold::{self, Evaluation};
use super::gold_file;
use super::published::{self, Current, OF_EVENT};
use super::speakers;
use super::suggest::slug;
use super::topics;
use super::transcript;
use crate::address::is_slug;
use crate::model::{Archive, Event, MovedKind, Site};

pub(super) const SITE: &str = "site.toml";
const EVENT: &str = "event.toml";
const SPEAKERS: &str = "speakers.toml";
const TOPICS: &str = "topics.toml";
const TRANSCRIPT: &str = "transcript.md";
pub(super) const PUBLISHED: &str = "published.toml";
const GOLD: &str = "gold.toml";

/// The files of an event, in the order in which their problems are reported.
pub(super) const FILES: [&str; 6] = [EVENT, SPEAKERS, TOPICS, TRANSCRIPT, PUBLISHED, GOLD];
const REQUIRED: [&str; 4] = [EVENT, SPEAKERS, TOPICS, TRANSCRIPT];

/// The folder of one event, in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder {
    /// Its name: the event's id.
    pub id: String,
    /// Its files; those of other names are passed over.
    pub files: Vec<File>,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The site and its events, newest first, then by id. Where there are errors, as far as it could be read.
    pub archive: Archive,
    /// How the tags compare with `gold.toml`, for the events that have one, in the order of the archive.
    pub evaluations: Vec<Evaluation>,
    /// Every problem: those of the folder, of `site.toml`, then event by event (by id) and file by file, each file's
    /// in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether the content can be published: there may be warnings, but no errors.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.diagnostics
            .iter()
            .all(|diagnostic| diagnostic.severity != Severity::Error)
    }
}

/// One event, as far as it could be read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The event.
    pub event: Event,
    /// How its tags compare with `gold.toml`, if it has one.
    pub evaluation: Option<Evaluation>,
    /// Every problem, file by file in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the content folder shown as `path`: those of its own files that it has (`site.toml`, `published.toml`), and its
/// events.
#[must_use]
pub fn read(path: &str, files: &[File], mut folders: Vec<Folder>) -> Loaded {
    let mut loaded = Loaded::default();
    let own = |name: &str| files.iter().find(|file| file.name == name);
    if let Some(site) = own(SITE) {
        let (mut report, text) = file::decode(format!("{path}/{SITE}"), &site.bytes);
        loaded.archive.site =
            text.map_or_else(Site::default, |text| event::read_site(&text, &mut report));
        loaded.diagnostics.append(&mut report.finish());
    }
    if let Some(published) = own(PUBLISHED) {
        let (mut report, text) = file::decode(format!("{path}/{PUBLISHED}"), &published.bytes);
        if let Some(text) = text {
            hold_events(path, &text, &folders, &mut loaded, &mut report);
        }
        loaded.diagnostics.append(&mut report.finish());
    }
    if folders.is_empty() {
        loaded.diagnostics.push(about_path(
            "transcript::no-events",
            path,
            format!("`{path}` holds no event"),
            "make a folder in it for each event, with the four files that content/README.md describes".to_owned(),
        ));
    }
    folders.sort_by(|a, b| a.id.cmp(&b.id));
    let mut read: Vec<(Event, Option<Evaluation>)> = Vec::new();
    for folder in &folders {
        let mut reading = read_event(path, folder);
        loaded.diagnostics.append(&mut reading.diagnostics);
        read.push((reading.event, reading.evaluation));
    }
    read.sort_by(|(a, _), (b, _)| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
    for (event, evaluation) in read {
        loaded.archive.events.push(event);
        loaded.evaluations.extend(evaluation);
    }
    loaded
}

/// Holds the ledger of events against the folders that there are.
fn hold_events(
    path: &str,
    text: &str,
    folders: &[Folder],
    loaded: &mut Loaded,
    report: &mut Report,
) {
    let (published, home) = published::read_events(text, report);
    let current = Current {
        kind: MovedKind::Event,
        ids: Some(folders.iter().map(|folder| folder.id.as_str()).collect()),
        beside: Vec::new(),
    };
    loaded.archive.moved = published.check(&[current], report);
    let moved = &loaded.archive.moved;
    loaded.archive.home = home.map(|home| {
        let now = moved.iter().find(|moved| moved.from == home.value);
        now.map_or(home.value, |moved| moved.to.clone())
    });
    for folder in folders {
        let has_ledger = folder.files.iter().any(|file| file.name == PUBLISHED);
        if published.lists(&folder.id) && !has_ledger {
            let file = format!("{path}/{}/{PUBLISHED}", folder.id);
            loaded.diagnostics.push(about_path(
                "transcript::missing-file",
                &file,
                format!("the file `{file}` is missing: it says which ids readers hold links to"),
                format!("restore it; if the event was never published, take `{}` out of `{path}/{PUBLISHED}`", folder.id),
            ));
        }
    }
}

/// Reads one event, in the content folder shown as `path`.
#[must_use]
pub fn read_event(path: &str, folder: &Folder) -> Reading {
    let path = format!("{path}/{}", folder.id);
    let mut problems = check_folder(&path, folder);
    if !has_event_files(folder) {
        return Reading {
            event: Event::default(),
            evaluation: None,
            diagnostics: problems,
        };
    }

    let mut files = FILES.map(|name| Source::of(&path, name, folder));
    let [
        event_file,
        speakers_file,
        topics_file,
        transcript_file,
        published_file,
        gold_source,
    ] = &mut files;

    let head = event_file.read(event::read);
    let sides = head
        .as_ref()
        .filter(|head| head.whole)
        .map(|head| head.sides.as_slice());
    let sides_known = sides.is_some();
    let language = head.as_ref().map_or("", |head| head.language.as_str());
    let speakers = speakers_file
        .read(|text, report| speakers::read(text, language, sides, report))
        .unwrap_or_default();
    let topics = topics_file.read(topics::read).unwrap_or_default();
    let parts = transcript_file.read(transcript::read);

    if let (Some(text), Some(parts)) = (&transcript_file.text, &parts) {
        check::speakers_in_paragraphs(text, parts, &speakers.list, &mut transcript_file.report);
    }

    // Where the language or the abbreviations are in doubt, so are sentences and stems.
    let sentences_known = head
        .as_ref()
        .is_some_and(|head| head.whole && !head.language.is_empty());
    // Without a single remark, everything would seem unused.
    let transcript_known = parts
        .as_ref()
        .is_some_and(|parts| parts.iter().any(|part| part.heading.speaker.is_some()));
    let topics_known = topics.known;
    let topics_at: Vec<_> = topics
        .at
        .iter()
        .cloned()
        .zip(topics.words.iter().map(|words| !words.terms.is_empty()))
        .collect();
    let sides_at = head
        .as_ref()
        .map(|head| head.sides_at.clone())
        .unwrap_or_default();
    let mut assembled = assemble(
        &folder.id,
        head.unwrap_or_default(),
        &speakers,
        topics,
        parts.unwrap_or_default(),
        &mut transcript_file.report,
    );

    if transcript_known {
        let text = transcript_file.text.as_deref().unwrap_or_default();
        check::unused_speakers(
            &speakers.at,
            &speakers.list,
            text,
            &assembled,
            &mut speakers_file.report,
        );
    }
    if transcript_known && sentences_known {
        check::unused_topics(&topics_at, &assembled, &mut topics_file.report);
        let all_have_terms = topics_at.iter().all(|(_, has_terms)| *has_terms);
        if topics_known && all_have_terms && !topics_at.is_empty() {
            check::remarks_without_topic(&assembled, &mut transcript_file.report);
        }
    }
    if speakers.known {
        check::unused_sides(&sides_at, &speakers.sides_mentioned, &mut event_file.report);
    }
    if let Some((published, numbers)) = published_file.read(published::read) {
        let parts = |remarks: bool| {
            let parts = assembled.event.parts.iter();
            let wanted = parts.filter(move |part| part.kind.is_remark() == remarks);
            wanted.map(|part| part.id.as_str()).collect()
        };
        let speaker_ids = speakers.at.iter().map(|id| id.value.as_str());
        let topic_ids = topics_at.iter().map(|(id, _)| id.value.as_str());
        let side_ids = sides_at.iter().map(|id| id.value.as_str());
        let current = OF_EVENT.map(|kind| {
            let ids = match kind {
                MovedKind::Remark => transcript_known.then(|| parts(true)),
                MovedKind::Topic => topics_known.then(|| topic_ids.clone().collect()),
                MovedKind::Speaker => speakers.known.then(|| speaker_ids.clone().collect()),
                MovedKind::Side => sides_known.then(|| side_ids.clone().collect()),
                MovedKind::Event => None,
            };
            let beside = match kind {
                MovedKind::Remark => parts(false),
                _ => Vec::new(),
            };
            Current { kind, ids, beside }
        });
        assembled.event.moved = published.check(&current, &mut published_file.report);
        numbers.apply(&mut assembled.event);
    }
    assembled.choose_previews();
    if transcript_known && sentences_known {
        check::previews(&assembled, &mut transcript_file.report);
    }
    let Assembled {
        event, by_terms, ..
    } = assembled;
    let evaluation = gold_source.read(gold_file::read).map(|gold| {
        let expected = gold.check(
            &event,
            transcript_known && topics_known && sentences_known,
            &mut gold_source.report,
        );
        gold::evaluate(&event, &by_terms, &expected)
    });

    for file in files {
        problems.extend(file.missing);
        problems.append(&mut file.report.finish());
    }
    Reading {
        event,
        evaluation,
        diagnostics: problems,
    }
}

/// One file of an event.
struct Source {
    report: Report,
    /// Its text; `None` where it is missing or nothing of it can be read.
    text: Option<String>,
    missing: Option<Diagnostic>,
}

impl Source {
    fn of(path: &str, name: &str, folder: &Folder) -> Self {
        let path = format!("{path}/{name}");
        if let Some(file) = folder.files.iter().find(|file| file.name == name) {
            let (report, text) = file::decode(path, &file.bytes);
            return Self {
                report,
                text,
                missing: None,
            };
        }
        let missing = REQUIRED.contains(&name).then(|| {
            let help = "every event has the files event.toml, speakers.toml, topics.toml and transcript.md";
            about_path("transcript::missing-file", &path, format!("the file `{path}` is missing"), help.to_owned())
        });
        Self {
            report: Report::new(SourceFile::new(path, "")),
            text: None,
            missing,
        }
    }

    fn read<T>(&mut self, read: impl FnOnce(&str, &mut Report) -> T) -> Option<T> {
        self.text
            .as_deref()
            .map(|text| read(text, &mut self.report))
    }
}

/// Reports a folder whose name cannot be an address, and one that is no event's.
fn check_folder(path: &str, folder: &Folder) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if !is_slug(&folder.id) {
        let example =
            slug(&folder.id).map_or_else(String::new, |slug| format!(", such as `{slug}`"));
        problems.push(about_path(
            "transcript::not-a-slug",
            path,
            format!(
                "the folder's name `{}` cannot be part of an address",
                folder.id
            ),
            format!("use lower-case letters a to z, digits and single hyphens{example}"),
        ));
    }
    if !has_event_files(folder) {
        problems.push(about_path(
            "transcript::missing-file",
            path,
            format!("the folder `{path}` holds none of the files of an event"),
            "write event.toml, speakers.toml, topics.toml and transcript.md in it, or move it out"
                .to_owned(),
        ));
    }
    problems
}

fn has_event_files(folder: &Folder) -> bool {
    folder
        .files
        .iter()
        .any(|file| REQUIRED.contains(&file.name.as_str()))
}

/// An error about a file or folder as a whole.
fn about_path(code: &'static str, path: &str, message: String, help: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code,
        message,
        file: SourceFile::new(path, ""),
        labels: Vec::new(),
        help: Some(help),
    }
}
