//! A small event for tests, read from files as an editor writes them.

use transcript::model::{ArchivedArchive, ArchivedEvent};
use transcript::source::{self, File, Folder};

/// The archive of one event in English, `talks`, of these files; `kind` is its kind of record.
pub(crate) fn archive(
    kind: &str,
    speakers: &str,
    transcript: &str,
    published: &str,
) -> &'static ArchivedArchive {
    archive_in("en", kind, speakers, transcript, published)
}

/// The same in another language.
pub(crate) fn archive_in(
    language: &str,
    kind: &str,
    speakers: &str,
    transcript: &str,
    published: &str,
) -> &'static ArchivedArchive {
    let event = format!(
        "title = \"Neighbours\"\ndate = 2022-08-18\nlanguage = \"{language}\"\n\n\
         [record]\nkind = \"{kind}\"\npublisher = \"The Institute\"\n\n\
         [[organisers]]\nname = \"The Institute\"\n"
    );
    let files = [
        ("event.toml", event.as_str()),
        ("speakers.toml", speakers),
        ("topics.toml", ""),
        ("transcript.md", transcript),
        ("published.toml", published),
    ];
    let files = files.map(|(name, text)| File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let folder = Folder {
        id: "talks".to_owned(),
        files: files.into(),
    };
    let loaded = source::read("content", &[], vec![folder]);
    let problems = source::render(&loaded.diagnostics, source::Look::Plain);
    assert!(loaded.is_sound(), "{problems}");
    let bytes = transcript::archive::to_bytes(&loaded.archive).leak();
    transcript::archive::open(bytes).expect("these bytes are an archive")
}

/// An event with one remark in Arabic, whose letters no font of the pictures has, by a speaker of this name.
pub(crate) fn arabic_remark_by(name: &str) -> &'static ArchivedEvent {
    let speakers = format!("[abdullah]\nname = \"{name}\"\n");
    let transcript = format!("## {name} {{#abdullah}}\n\nنريد السلام.\n");
    &archive("verbatim", &speakers, &transcript, "").events[0]
}
