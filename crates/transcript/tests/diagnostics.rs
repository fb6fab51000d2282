//! Every mistake an editor can make has its message: what is wrong, where, and what to do.
//!
//! Each test writes one file of a small sound event wrongly and shows what the checker prints.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use transcript::source::{File, Folder, Look, load, read, read_event, render};

const EVENT: &str = r#"title = "Neighbours"
date = 2022-08-18
language = "en"

[record]
kind = "verbatim"
publisher = "The Institute"

[[organisers]]
name = "The Institute"

[[sides]]
id = "north"
label = "North"
"#;

const SPEAKERS: &str = r#"[wu-hailong]
name = "Wu Hailong"
side = "north"
"#;

const TOPICS: &str = r#"[[groups]]
id = "security"
label = "Security"

[[groups.topics]]
id = "peace"
label = "Peace"
covers = "Peace."
terms = ["peace"]
"#;

const TRANSCRIPT: &str = "\
## Wu Hailong {#wu-hailong}

We want peace.
";

/// What is printed about a sound event in which one file holds `bytes` instead.
fn with(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    with_all([(name, bytes.into())])
}

fn sound() -> Vec<File> {
    let sound = [
        ("event.toml", EVENT),
        ("speakers.toml", SPEAKERS),
        ("topics.toml", TOPICS),
        ("transcript.md", TRANSCRIPT),
    ];
    sound.map(|(name, text)| file(name, text)).into()
}

fn with_all<const N: usize>(changed: [(&str, Vec<u8>); N]) -> String {
    let mut files = sound();
    for (name, bytes) in changed {
        files.retain(|file| file.name != name);
        files.push(file(name, bytes));
    }
    report("talks", files)
}

fn report(id: &str, files: Vec<File>) -> String {
    let folder = Folder {
        id: id.to_owned(),
        files,
    };
    render(&read_event("content", &folder).diagnostics, Look::Plain)
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

/// A file of the sound event in which `old` is written as `new`.
fn edited(sound: &str, old: &str, new: &str) -> String {
    assert!(sound.contains(old), "{old:?} is not in the file");
    sound.replacen(old, new, 1)
}

fn event(old: &str, new: &str) -> String {
    with("event.toml", edited(EVENT, old, new))
}

fn speakers(old: &str, new: &str) -> String {
    with("speakers.toml", edited(SPEAKERS, old, new))
}

fn topics(old: &str, new: &str) -> String {
    with("topics.toml", edited(TOPICS, old, new))
}

fn remark(old: &str, new: &str) -> String {
    with("transcript.md", edited(TRANSCRIPT, old, new))
}

#[test]
fn a_sound_event_gives_no_message() {
    assert_eq!(with_all([]), "");
}

// The folder and its files

#[test]
fn a_folder_without_events() {
    let loaded = read("content", &[], Vec::new());
    assert_snapshot!(render(&loaded.diagnostics, Look::Plain), @r"
    transcript::no-events

      × `content` holds no event
      help: make a folder in it for each event, with the four files that content/README.md describes
    ");
}

#[test]
fn a_folder_whose_name_is_not_a_slug() {
    let files = [
        ("event.toml", EVENT),
        ("speakers.toml", SPEAKERS),
        ("topics.toml", TOPICS),
    ];
    let mut files: Vec<File> = files.map(|(name, text)| file(name, text)).into();
    files.push(file("transcript.md", TRANSCRIPT));
    assert_snapshot!(report("Peace Talks", files), @r"
    transcript::not-a-slug

      × the folder's name `Peace Talks` cannot be part of an address
      help: use lower-case letters a to z, digits and single hyphens, such as `peace-talks`
    ");
}

#[test]
fn a_folder_that_is_no_event() {
    assert_snapshot!(report("images", vec![file("notes.txt", "")]), @r"
    transcript::missing-file

      × the folder `content/images` holds none of the files of an event
      help: write event.toml, speakers.toml, topics.toml and transcript.md in it, or move it out
    ");
}

#[test]
fn files_that_are_missing_are_each_named() {
    assert_snapshot!(report("talks", vec![file("event.toml", EVENT), file("topics.toml", TOPICS)]), @r"
    transcript::missing-file

      × the file `content/talks/speakers.toml` is missing
      help: every event has the files event.toml, speakers.toml, topics.toml and transcript.md

    transcript::missing-file

      × the file `content/talks/transcript.md` is missing
      help: every event has the files event.toml, speakers.toml, topics.toml and transcript.md
    ");
}

#[test]
fn a_file_whose_name_is_almost_known() {
    let content = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("almost-known")
        .join("content");
    let event = content.join("talks");
    fs::create_dir_all(&event).unwrap();
    let sound = [
        ("event.toml", EVENT),
        ("speakers.toml", SPEAKERS),
        ("topics.toml", TOPICS),
        ("transcript.md", TRANSCRIPT),
    ];
    // What stands beside the files of an event under other names is the editor's own.
    let others = [
        ("notes.md", ""),
        ("events.toml", ""),
        ("publishd.toml", ""),
        ("Gold.toml", ""),
        ("published.toml.txt", ""),
        ("notes.docx", ""),
    ];
    for (name, text) in sound.iter().chain(&others) {
        fs::write(event.join(name), text).unwrap();
    }
    fs::write(content.join("README.md"), "").unwrap();
    let mut misnamed = load(&content).diagnostics;
    // A disk that does not tell capitals apart reads `Gold.toml` too, and more is said of it.
    misnamed.retain(|diagnostic| diagnostic.code == "transcript::misnamed-file");
    assert_snapshot!(render(&misnamed, Look::Plain), @r"
    transcript::misnamed-file

      ⚠ `content/talks/Gold.toml` has a name that means nothing here
      help: name it `gold.toml`: capital letters count

    transcript::misnamed-file

      ⚠ `content/talks/publishd.toml` has a name that means nothing here
      help: did you mean `published.toml`?

    transcript::misnamed-file

      ⚠ `content/talks/published.toml.txt` has a name that means nothing here
      help: did you mean `published.toml`?
    ");
}

#[test]
fn a_site_address_that_no_browser_can_open() {
    let site = |text: &str| {
        let mut loaded = read("content", &[file("site.toml", text)], Vec::new());
        loaded.diagnostics.pop();
        render(&loaded.diagnostics, Look::Plain)
    };
    assert_snapshot!(site("name = \"Talks\"\naddress = \"example.org/talks\"\n"), @r#"
    transcript::bad-address

      × `address` is not an address that a browser can open
       ╭─[content/site.toml:2:11]
     2 │ address = "example.org/talks"
       ·           ─────────┬─────────
       ·                    ╰── no `https://` at its start
       ╰────
      help: write a whole address, such as `https://example.org/seminars/`
    "#);
    assert_snapshot!(site("adress = \"https://example.org/?a=b\"\n"), @r#"
    transcript::unknown-key

      × unknown key `adress`
       ╭─[content/site.toml:1:1]
     1 │ adress = "https://example.org/?a=b"
       · ───┬──
       ·    ╰── not a key of this table
       ╰────
      help: did you mean `address`?
    "#);
    assert_snapshot!(site("address = \"https://example.org/?a=b\"\n"), @r#"
    transcript::bad-address

      × `address` is not an address that a browser can open
       ╭─[content/site.toml:1:11]
     1 │ address = "https://example.org/?a=b"
       ·           ─────────────┬────────────
       ·                        ╰── it has a query or a fragment
       ╰────
      help: write a whole address, such as `https://example.org/seminars/`
    "#);
}

// Characters

#[test]
fn bytes_that_are_not_utf8() {
    let text =
        b"## Wu Hailong {#wu-hailong}\n\nWe want peace, caf\xE9 and cr\xE8me.\n\nSo na\xEFve.\n";
    assert_snapshot!(with("transcript.md", *text), @r"
    transcript::not-utf8

      × the line holds bytes that are not UTF-8
       ╭─[content/talks/transcript.md:3:19]
     3 │ We want peace, caf� and cr�me.
       ·                   ┬
       ·                   ╰── byte E9
       ╰────
      help: save the file again with the encoding UTF-8, then look whether the words here are right

    transcript::not-utf8

      × the line holds bytes that are not UTF-8
       ╭─[content/talks/transcript.md:5:6]
     5 │ So na�ve.
       ·      ┬
       ·      ╰── byte EF
       ╰────
      help: save the file again with the encoding UTF-8, then look whether the words here are right
    ");
}

#[test]
fn a_file_saved_as_utf16() {
    let text: Vec<u8> = "\u{FEFF}title"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_snapshot!(with("event.toml", text), @r"
    transcript::not-utf8

      × the file is encoded as UTF-16, not as UTF-8
       ╭─[content/talks/event.toml:1:1]
     1 │
       · ─
       ╰────
      help: save the file again with the encoding UTF-8
    ");
}

#[test]
fn control_characters() {
    assert_snapshot!(remark("want peace", "want\u{7} peace\u{1b}[31m"), @r"
    transcript::control-character

      × the character U+0007 cannot be seen
       ╭─[content/talks/transcript.md:3:8]
     3 │ We want<U+0007> peace<U+001B>[31m.
       ·        ────┬───
       ·            ╰── here
       ╰────
      help: delete it

    transcript::control-character

      × the character U+001B cannot be seen
       ╭─[content/talks/transcript.md:3:15]
     3 │ We want<U+0007> peace<U+001B>[31m.
       ·                      ────┬───
       ·                          ╰── here
       ╰────
      help: delete it

    transcript::unclosed-bracket

      × the bracket is never closed in this paragraph
       ╭─[content/talks/transcript.md:3:16]
     3 │ We want<U+0007> peace<U+001B>[31m.
       ·                              ┬
       ·                              ╰── opened here
       ╰────
      help: write `]` after the last of its words, or `\[` for the sign itself
    ");
    assert_snapshot!(event("Neighbours", "Neigh\u{0}bours"), @r#"
    transcript::control-character

      × the character U+0000 cannot be seen
       ╭─[content/talks/event.toml:1:15]
     1 │ title = "Neigh<U+0000>bours"
       ·               ────┬───
       ·                   ╰── here
       ╰────
      help: delete it
    "#);
    assert_snapshot!(event("Neighbours", "Neigh\\u0007bours"), @r#"
    transcript::control-character

      × the text holds the character U+0007
       ╭─[content/talks/event.toml:1:9]
     1 │ title = "Neigh\u0007bours"
       ·         ─────────┬────────
       ·                  ╰── written as an escape
       ╰────
      help: delete it
    "#);
}

#[test]
fn characters_that_break_lines_without_showing_it() {
    for c in ["\u{B}", "\u{C}", "\u{85}", "\u{2028}"] {
        let printed = remark("want peace", &format!("want{c}peace"));
        assert!(
            printed.contains("help: use an ordinary line break"),
            "{printed}"
        );
    }
}

#[test]
fn characters_that_change_the_direction_of_text() {
    assert_snapshot!(remark("want peace", "want peace \u{202E}won\u{202C}"), @r"
    transcript::bidirectional-override

      × the character U+202E changes the direction of the text after it
       ╭─[content/talks/transcript.md:3:15]
     3 │ We want peace <U+202E>won<U+202C>.
       ·               ────┬───
       ·                   ╰── here
       ╰────
      help: delete it

    transcript::bidirectional-override

      × the character U+202C changes the direction of the text after it
       ╭─[content/talks/transcript.md:3:19]
     3 │ We want peace <U+202E>won<U+202C>.
       ·                          ────┬───
       ·                              ╰── here
       ╰────
      help: delete it
    ");
}

#[test]
fn marks_that_right_to_left_text_needs_are_allowed() {
    assert_eq!(remark("want peace", "want peace\u{200F} \u{200E}now"), "");
}

#[test]
fn lines_that_end_with_a_carriage_return_alone() {
    let lines = |text: &str| text.replace('\n', "\r");
    let printed = with_all([
        ("event.toml", lines(EVENT).into()),
        (
            "transcript.md",
            lines(&edited(TRANSCRIPT, "peace.", "[peace.")).into(),
        ),
    ]);
    assert_snapshot!(printed, @r#"
    transcript::line-ends

      × the lines of the file end with a carriage return alone
       ╭─[content/talks/event.toml:1:21]
     1 │ title = "Neighbours"
       ·                     ┬
       ·                     ╰── the first of them
       ╰────
      help: save the file again with the line ends of Unix (LF) or of Windows (CRLF)

    transcript::line-ends

      × the lines of the file end with a carriage return alone
       ╭─[content/talks/transcript.md:1:28]
     1 │ ## Wu Hailong {#wu-hailong}
       ·                            ┬
       ·                            ╰── the first of them
       ╰────
      help: save the file again with the line ends of Unix (LF) or of Windows (CRLF)

    transcript::unclosed-bracket

      × the bracket is never closed in this paragraph
       ╭─[content/talks/transcript.md:3:9]
     3 │ We want [peace.
       ·         ┬
       ·         ╰── opened here
       ╰────
      help: write `]` after the last of its words, or `\[` for the sign itself
    "#);
    assert_eq!(with("event.toml", EVENT.replace('\n', "\r\n")), "");
    assert_snapshot!(remark("We want", "We\rwant"), @r"
    transcript::control-character

      × the character U+000D cannot be seen
       ╭─[content/talks/transcript.md:3:3]
     3 │ We<U+000D>want peace.
       ·   ────┬───
       ·       ╰── here
       ╰────
      help: end the line with a line feed, or carriage return and line feed
    ");
}

// TOML

#[test]
fn what_is_not_toml() {
    assert_snapshot!(event("title = \"Neighbours\"", "title = Neighbours"), @r#"
    transcript::toml-syntax

      × this is not TOML: text without quotation marks
       ╭─[content/talks/event.toml:1:9]
     1 │ title = Neighbours
       ·         ─────┬────
       ·              ╰── here
       ╰────
      help: put the text in quotes: "…"
    "#);
    assert_snapshot!(event("title = \"Neighbours\"", "title = \"Neighbours"), @r#"
    transcript::toml-syntax

      × this is not TOML: the quotation mark is never closed on its line
       ╭─[content/talks/event.toml:1:20]
     1 │ title = "Neighbours
       ·                    ┬
       ·                    ╰── here
       ╰────
      help: close the text with a straight quotation mark
    "#);
    assert_snapshot!(event("[record]", "[record"), @r"
    transcript::toml-syntax

      × this is not TOML: unclosed table
       ╭─[content/talks/event.toml:5:8]
     5 │ [record
       ·        ┬
       ·        ╰── here
       ╰────
      help: expected `]`
    ");
}

#[test]
fn text_that_toml_does_not_take_for_text() {
    let title = |written: &str| event("title = \"Neighbours\"", written);
    assert_snapshot!(title("title = “A Panel”"), @r#"
    transcript::toml-syntax

      × this is not TOML: the text begins with “
       ╭─[content/talks/event.toml:1:9]
     1 │ title = “A Panel”
       ·         ────┬────
       ·             ╰── here
       ╰────
      help: write straight quotation marks around the text: "…"
    "#);
    assert_snapshot!(title("title = \"A Panel”"), @r#"
    transcript::toml-syntax

      × this is not TOML: the quotation mark is never closed on its line
       ╭─[content/talks/event.toml:1:18]
     1 │ title = "A Panel”
       ·                  ┬
       ·                  ╰── here
       ╰────
      help: close the text with a straight quotation mark
    "#);
    assert_snapshot!(title("title = \"A \"Panel\"\""), @r#"
    transcript::toml-syntax

      × this is not TOML: something follows what the line says
       ╭─[content/talks/event.toml:1:13]
     1 │ title = "A "Panel""
       ·             ┬
       ·             ╰── here
       ╰────
      help: end the line here; in a text between `"` and `"`, write `\"` for a quotation mark
    "#);
    assert_snapshot!(title("title = 1.2.3"), @r#"
    transcript::toml-syntax

      × this is not TOML: neither a number nor text in quotation marks
       ╭─[content/talks/event.toml:1:12]
     1 │ title = 1.2.3
       ·            ─┬
       ·             ╰── here
       ╰────
      help: put a text in quotes, "…"; write a number in digits, without a zero before it
    "#);
    assert_snapshot!(topics("[\"peace\"]", "[“peace”]"), @r#"
    transcript::toml-syntax

      × this is not TOML: the text begins with “
       ╭─[content/talks/topics.toml:9:10]
     9 │ terms = [“peace”]
       ·          ───┬───
       ·             ╰── here
       ╰────
      help: write straight quotation marks around the text: "…"
    "#);
}

#[test]
fn signs_that_toml_does_not_know() {
    assert_snapshot!(event("title = ", "title: "), @r#"
    transcript::toml-syntax

      × this is not TOML: `:` instead of `=`
       ╭─[content/talks/event.toml:1:6]
     1 │ title: "Neighbours"
       ·      ┬
       ·      ╰── here
       ╰────
      help: write `=` between a key and its value
    "#);
    assert_snapshot!(event("[record]", "［record］"), @r"
    transcript::toml-syntax

      × this is not TOML: `［` instead of `[`
       ╭─[content/talks/event.toml:5:1]
     5 │ ［record］
       · ─┬
       ·  ╰── here
       ╰────
      help: write `[`
    ");
    assert_snapshot!(topics("[\"peace\"]", "[\"peace\"，\"peaceful\"]"), @r#"
    transcript::toml-syntax

      × this is not TOML: `，` instead of `,`
       ╭─[content/talks/topics.toml:9:17]
     9 │ terms = ["peace"，"peaceful"]
       ·                 ─┬
       ·                  ╰── here
       ╰────
      help: write `,` between the items of a list
    "#);
}

#[test]
fn a_name_in_brackets_that_is_not_a_slug() {
    assert_snapshot!(speakers("[wu-hailong]", "[Wu Hailong]"), @r"
    transcript::toml-syntax

      × this is not TOML: `Wu Hailong` cannot be the name of a table
       ╭─[content/talks/speakers.toml:1:2]
     1 │ [Wu Hailong]
       ·  ─────┬────
       ·       ╰── here
       ╰────
      help: write a slug: lower-case letters a to z, digits and single hyphens, such as `[wu-hailong]`
    ");
    assert_snapshot!(speakers("[wu-hailong]", "[吴海龙]"), @r"
    transcript::toml-syntax

      × this is not TOML: `吴海龙` cannot be the name of a table
       ╭─[content/talks/speakers.toml:1:2]
     1 │ [吴海龙]
       ·  ───┬──
       ·     ╰── here
       ╰────
      help: write a slug: lower-case letters a to z, digits and single hyphens
    ");
    assert_eq!(speakers("[wu-hailong]", "[ \"wu-hailong\" ]"), "");
}

#[test]
fn an_unknown_key() {
    assert_snapshot!(event("title = ", "tilte = "), @r#"
    transcript::unknown-key

      × unknown key `tilte`
       ╭─[content/talks/event.toml:1:1]
     1 │ tilte = "Neighbours"
       · ──┬──
       ·   ╰── not a key of this table
       ╰────
      help: did you mean `title`?
    "#);
    assert_snapshot!(speakers("side = ", "colour = "), @r#"
    transcript::unknown-key

      × unknown key `colour`
       ╭─[content/talks/speakers.toml:3:1]
     3 │ colour = "north"
       · ───┬──
       ·    ╰── not a key of this table
       ╰────
      help: delete it; the keys known here are `name`, `family`, `native_name`, `role`, `affiliation`,
            `side`
    "#);
}

#[test]
fn a_key_of_the_file_below_a_table() {
    assert_snapshot!(event("kind = ", "place = \"Bonn\"\nkind = "), @r#"
    transcript::unknown-key

      × unknown key `place`
       ╭─[content/talks/event.toml:6:1]
     6 │ place = "Bonn"
       · ──┬──
       ·   ╰── not a key of this table
       ╰────
      help: move it above the first `[…]`, where the keys of the whole file stand
    "#);
    let moved = edited(EVENT, "language = \"en\"\n", "") + "language = \"en\"\n";
    assert_snapshot!(with("event.toml", moved), @r#"
    transcript::unknown-key

      × unknown key `language`
        ╭─[content/talks/event.toml:14:1]
     14 │ language = "en"
        · ────┬───
        ·     ╰── not a key of this table
        ╰────
      help: move it above the first `[…]`, where the keys of the whole file stand
    "#);
    assert_snapshot!(event("kind = ", "title = \"Dr\"\nkind = "), @r#"
    transcript::unknown-key

      × unknown key `title`
       ╭─[content/talks/event.toml:6:1]
     6 │ title = "Dr"
       · ──┬──
       ·   ╰── not a key of this table
       ╰────
      help: delete it; the keys known here are `kind`, `publisher`, `note`, `source`
    "#);
}

#[test]
fn a_missing_key() {
    assert_snapshot!(event("title = \"Neighbours\"\n", ""), @r#"
    transcript::missing-key

      × `title` is missing
       ╭─[content/talks/event.toml:1:1]
     1 │ date = 2022-08-18
       · ┬
       · ╰── in this file
       ╰────
      help: add `title = "…"`
    "#);
    assert_snapshot!(event("publisher = \"The Institute\"\n", ""), @r#"
    transcript::missing-key

      × `publisher` is missing
       ╭─[content/talks/event.toml:5:1]
     5 │ [record]
       · ────┬───
       ·     ╰── in this table
       ╰────
      help: add `publisher = "…"`
    "#);
    assert_snapshot!(speakers("name = \"Wu Hailong\"\n", ""), @r#"
    transcript::missing-key

      × `name` is missing
       ╭─[content/talks/speakers.toml:1:2]
     1 │ [wu-hailong]
       ·  ─────┬────
       ·       ╰── in this table
       ╰────
      help: add `name = "…"`
    "#);
    assert_snapshot!(event("[[organisers]]\nname = \"The Institute\"\n", ""), @r#"
    transcript::missing-key

      × `organisers` is missing
       ╭─[content/talks/event.toml:1:1]
     1 │ title = "Neighbours"
       · ┬
       · ╰── in this file
       ╰────
      help: add `[[organisers]]` with a `name = "…"`
    "#);
    assert_snapshot!(topics("terms = [\"peace\"]", ""), @r#"
    transcript::missing-key

      × `terms` is missing
       ╭─[content/talks/topics.toml:5:1]
     5 │ [[groups.topics]]
       · ────────┬────────
       ·         ╰── in this table
       ╰────
      help: add `terms = ["…"]`
    "#);
}

#[test]
fn a_key_given_twice() {
    assert_snapshot!(event("[record]", "title = \"Talks\"\n\n[record]"), @r#"
    transcript::duplicate-key

      × `title` is given twice
       ╭─[content/talks/event.toml:5:1]
     5 │ title = "Talks"
       · ──┬──
       ·   ╰── again here
       ╰────
      help: delete one, or give it another name
    "#);
}

#[test]
fn a_value_of_the_wrong_type() {
    assert_snapshot!(event("\"Neighbours\"", "30"), @r#"
    transcript::wrong-type

      × `title` must be text
       ╭─[content/talks/event.toml:1:9]
     1 │ title = 30
       ·         ─┬
       ·          ╰── a number
       ╰────
      help: write `title = "…"`
    "#);
    assert_snapshot!(event("[[organisers]]", "[organisers]"), @r"
    transcript::wrong-type

      × `organisers` must be a list of tables
       ╭─[content/talks/event.toml:9:1]
     9 │ [organisers]
       · ──────┬─────
       ·       ╰── a table
       ╰────
      help: write `[[organisers]]`
    ");
    assert_snapshot!(topics("[\"peace\"]", "\"peace\""), @r#"
    transcript::wrong-type

      × `terms` must be a list of strings
       ╭─[content/talks/topics.toml:9:9]
     9 │ terms = "peace"
       ·         ───┬───
       ·            ╰── text
       ╰────
      help: write `terms = ["…", "…"]`
    "#);
    assert_snapshot!(topics("[\"peace\"]", "[\"peace\", 2]"), @r#"
    transcript::wrong-type

      × an item of `terms` must be text
       ╭─[content/talks/topics.toml:9:19]
     9 │ terms = ["peace", 2]
       ·                   ┬
       ·                   ╰── a number
       ╰────
      help: write `"…"`
    "#);
}

#[test]
fn a_value_without_words() {
    assert_snapshot!(topics("[\"peace\"]", "[\"peace\", \"\"]"), @r#"
    transcript::empty-value

      × an item of `terms` is empty
       ╭─[content/talks/topics.toml:9:19]
     9 │ terms = ["peace", ""]
       ·                   ─┬
       ·                    ╰── no words
       ╰────
      help: write its text, or delete it if it is optional
    "#);
    assert_snapshot!(event("\"Neighbours\"", "\" \""), @r#"
    transcript::empty-value

      × `title` is empty
       ╭─[content/talks/event.toml:1:9]
     1 │ title = " "
       ·         ─┬─
       ·          ╰── no words
       ╰────
      help: write its text, or delete it if it is optional
    "#);
}

// event.toml

#[test]
fn a_day_that_does_not_exist() {
    assert_snapshot!(event("2022-08-18", "2022-02-30"), @r"
    transcript::bad-date

      × `2022-02-30` is not a day of the calendar
       ╭─[content/talks/event.toml:2:8]
     2 │ date = 2022-02-30
       ·        ─────┬────
       ·             ╰── here
       ╰────
      help: write a day between 01 and 28, as in `2022-08-18`
    ");
    assert_snapshot!(event("2022-08-18", "2022-8-18"), @r"
    transcript::bad-date

      × `2022-8-18` is not a day of the calendar
       ╭─[content/talks/event.toml:2:8]
     2 │ date = 2022-8-18
       ·        ────┬────
       ·            ╰── here
       ╰────
      help: write a two-digit month (MM), as in `2022-08-18`
    ");
}

#[test]
fn a_date_that_is_no_day() {
    assert_snapshot!(event("2022-08-18", "\"18 August 2022\""), @r#"
    transcript::bad-date

      × `date` is a date, not text
       ╭─[content/talks/event.toml:2:8]
     2 │ date = "18 August 2022"
       ·        ────────┬───────
       ·                ╰── text in quotes
       ╰────
      help: write `date = 2022-08-18`, without quotes
    "#);
    assert_snapshot!(event("2022-08-18", "2022-08-18T09:00:00"), @r"
    transcript::bad-date

      × `date` is a day, without a time
       ╭─[content/talks/event.toml:2:8]
     2 │ date = 2022-08-18T09:00:00
       ·        ─────────┬─────────
       ·                 ╰── here
       ╰────
      help: write `date = 2022-08-18`
    ");
    assert_snapshot!(event("2022-08-18", "0000-01-01"), @r"
    transcript::bad-date

      × the calendar has no year 0
       ╭─[content/talks/event.toml:2:8]
     2 │ date = 0000-01-01
       ·        ─────┬────
       ·             ╰── here
       ╰────
      help: write `date = 2022-08-18`
    ");
}

#[test]
fn a_date_written_in_another_way() {
    assert_snapshot!(event("date = 2022-08-18", "date = 2022-08-18\nend = 19 August 2022"), @r"
    transcript::bad-date

      × `19 August 2022` is not how a date is written here
       ╭─[content/talks/event.toml:3:7]
     3 │ end = 19 August 2022
       ·       ───────┬──────
       ·              ╰── here
       ╰────
      help: write year, month and day, without quotes: `end = 2022-08-18`
    ");
    assert_snapshot!(event("2022-08-18", "2022/08/18"), @r"
    transcript::bad-date

      × `2022/08/18` is not how a date is written here
       ╭─[content/talks/event.toml:2:8]
     2 │ date = 2022/08/18
       ·        ─────┬────
       ·             ╰── here
       ╰────
      help: write year, month and day, without quotes: `date = 2022-08-18`
    ");
    assert_snapshot!(event("2022-08-18", "August 18, 2022  # in Bonn"), @r"
    transcript::bad-date

      × `August 18, 2022` is not how a date is written here
       ╭─[content/talks/event.toml:2:8]
     2 │ date = August 18, 2022  # in Bonn
       ·        ───────┬───────
       ·               ╰── here
       ╰────
      help: write year, month and day, without quotes: `date = 2022-08-18`
    ");
    for written in [
        "18.08.2022",
        "2022.08.18",
        "18. August 2022",
        "2022年8月18日",
        "\"2022-08-18",
    ] {
        let printed = event("2022-08-18", written);
        let told = printed.matches("help:").count() == 1 && printed.contains("`date = 2022-08-18`");
        assert!(told, "{printed}");
    }
}

#[test]
fn a_language_that_is_no_tag() {
    assert_snapshot!(event("\"en\"", "\"english\""), @r#"
    transcript::bad-language

      × `english` is not a language tag
       ╭─[content/talks/event.toml:3:12]
     3 │ language = "english"
       ·            ────┬────
       ·                ╰── here
       ╰────
      help: write a BCP 47 tag, such as `en`, `ko` or `zh-Hans`
    "#);
}

#[test]
fn a_contact_that_is_no_address() {
    assert_snapshot!(event("[record]", "contact = \"public at example.org\"\n\n[record]"), @r#"
    transcript::bad-contact

      × `public at example.org` is neither an e-mail address nor a web address
       ╭─[content/talks/event.toml:5:11]
     5 │ contact = "public at example.org"
       ·           ───────────┬───────────
       ·                      ╰── here
       ╰────
      help: write an address such as `public@example.org` or `https://example.org/contact`
    "#);
}

#[test]
fn a_web_address_that_no_browser_can_open() {
    assert_snapshot!(event("kind =", "source = \"javascript:alert(1)\"\nkind ="), @r#"
    transcript::bad-address

      × `source` is not an address that a browser can open
       ╭─[content/talks/event.toml:6:10]
     6 │ source = "javascript:alert(1)"
       ·          ──────────┬──────────
       ·                    ╰── `javascript:` is neither `http:` nor `https:`
       ╰────
      help: write a whole address, such as `https://example.org/seminars/`
    "#);
    assert_snapshot!(event("kind =", "source = \"https://exa mple.org\"\nkind ="), @r#"
    transcript::bad-address

      × `source` is not an address that a browser can open
       ╭─[content/talks/event.toml:6:10]
     6 │ source = "https://exa mple.org"
       ·          ───────────┬──────────
       ·                     ╰── it holds a sign that an address cannot hold
       ╰────
      help: write a whole address, such as `https://example.org/seminars/`
    "#);
    assert_snapshot!(event("kind =", "source = \"https://\"\nkind ="), @r#"
    transcript::bad-address

      × `source` is not an address that a browser can open
       ╭─[content/talks/event.toml:6:10]
     6 │ source = "https://"
       ·          ─────┬────
       ·               ╰── it names no host
       ╰────
      help: write a whole address, such as `https://example.org/seminars/`
    "#);
}

#[test]
fn an_unknown_kind_of_record() {
    assert_snapshot!(event("\"verbatim\"", "\"verbatin\""), @r#"
    transcript::unknown-kind

      × unknown kind of record `verbatin`
       ╭─[content/talks/event.toml:6:8]
     6 │ kind = "verbatin"
       ·        ─────┬────
       ·             ╰── here
       ╰────
      help: did you mean `verbatim`?
    "#);
}

#[test]
fn synonyms_that_are_none() {
    assert_snapshot!(event("[[organisers]]", "[[synonyms]]\nwords = [\"ROK\"]\n\n[[synonyms]]\nwords = [\"ROK\", \"…\"]\n\n[[synonyms]]\nword = 1\n\n[[organisers]]"), @r#"
    transcript::bad-synonym

      × one word alone has no synonym
        ╭─[content/talks/event.toml:10:9]
     10 │ words = ["ROK"]
        ·         ───┬───
        ·            ╰── here
        ╰────
      help: list at least two words or phrases that mean the same

    transcript::bad-synonym

      × `…` holds no word
        ╭─[content/talks/event.toml:13:17]
     13 │ words = ["ROK", "…"]
        ·                 ─┬─
        ·                  ╰── here
        ╰────
      help: write a word or a phrase as people search for it, such as `South Korea`

    transcript::unknown-key

      × unknown key `word`
        ╭─[content/talks/event.toml:16:1]
     16 │ word = 1
        · ──┬─
        ·   ╰── not a key of this table
        ╰────
      help: did you mean `words`?
    "#);
}

#[test]
fn an_abbreviation_without_its_full_stop() {
    assert_snapshot!(event("[record]", "abbreviations = [\"Dep.\", \"Min\"]\n\n[record]"), @r#"
    transcript::bad-abbreviation

      × `Min` is not one word that ends in a full stop
       ╭─[content/talks/event.toml:5:26]
     5 │ abbreviations = ["Dep.", "Min"]
       ·                          ──┬──
       ·                            ╰── here
       ╰────
      help: write abbreviations as they stand in the text, such as `Dep.`
    "#);
}

#[test]
fn a_side_listed_twice() {
    assert_snapshot!(event("[[sides]]", "[[sides]]\nid = \"north\"\nlabel = \"The North\"\n\n[[sides]]"), @r#"
    transcript::duplicate-id

      × two sides have the id `north`
        ╭─[content/talks/event.toml:13:6]
     13 │ id = "north"
        ·      ───┬───
        ·         ╰── first here
        ╰────
        ╭─[content/talks/event.toml:17:6]
     17 │ id = "north"
        ·      ───┬───
        ·         ╰── again here
        ╰────
      help: give one of them another id
    "#);
}

#[test]
fn a_side_without_speakers() {
    assert_snapshot!(event("[[sides]]", "[[sides]]\nid = \"south\"\nlabel = \"South\"\n\n[[sides]]"), @r#"
    transcript::unused-side

      ⚠ no speaker belongs to the side `south`
        ╭─[content/talks/event.toml:13:6]
     13 │ id = "south"
        ·      ───┬───
        ·         ╰── has no speaker
        ╰────
      help: write `side = "south"` in speakers.toml, or delete the side
    "#);
}

// speakers.toml

#[test]
fn an_id_that_is_not_a_slug() {
    assert_snapshot!(speakers("[wu-hailong]", "[Wu_Hailong]"), @r"
    transcript::not-a-slug

      × the id `Wu_Hailong` of a speaker cannot be part of an address
       ╭─[content/talks/speakers.toml:1:2]
     1 │ [Wu_Hailong]
       ·  ─────┬────
       ·       ╰── here
       ╰────
      help: use lower-case letters a to z, digits and single hyphens, such as `wu-hailong`
    ");
}

#[test]
fn a_family_name_that_is_no_part_of_the_name() {
    assert_snapshot!(speakers("\"north\"", "\"north\"\nfamily = \"Xu\""), @r#"
    transcript::bad-family

      × `Xu` neither begins nor ends the name `Wu Hailong`
       ╭─[content/talks/speakers.toml:4:10]
     4 │ family = "Xu"
       ·          ──┬─
       ·            ╰── here
       ╰────
      help: write the part of the name that is the family name, or leave `family` out: the name is
            then cited whole
    "#);
}

#[test]
fn a_family_name_that_is_the_whole_name() {
    assert_snapshot!(speakers("\"north\"", "\"north\"\nfamily = \"Wu Hailong\""), @r#"
    transcript::bad-family

      × `Wu Hailong` is the whole name
       ╭─[content/talks/speakers.toml:4:10]
     4 │ family = "Wu Hailong"
       ·          ──────┬─────
       ·                ╰── here
       ╰────
      help: write the part of the name that is the family name, or leave `family` out: the name is
            then cited whole
    "#);
}

#[test]
fn an_unknown_side() {
    assert_snapshot!(speakers("\"north\"", "\"nort\""), @r#"
    transcript::unknown-side

      × unknown side `nort`
       ╭─[content/talks/speakers.toml:3:8]
     3 │ side = "nort"
       ·        ───┬──
       ·           ╰── here
       ╰────
      help: did you mean `north`?
    "#);
}

#[test]
fn a_speaker_who_says_nothing() {
    assert_snapshot!(speakers("[wu-hailong]", "[kim-min]\nname = \"Kim Min\"\n\n[wu-hailong]"), @r"
    transcript::unused-speaker

      × the speaker `kim-min` says nothing in the transcript
       ╭─[content/talks/speakers.toml:1:2]
     1 │ [kim-min]
       ·  ───┬───
       ·     ╰── has no remark
       ╰────
      help: delete the table, or write the remark
    ");
}

// topics.toml

#[test]
fn a_topic_that_matches_nothing() {
    assert_snapshot!(topics("[\"peace\"]", "[\"war\"]"), @r#"
    transcript::unused-topic

      × the topic `peace` is on no sentence
       ╭─[content/talks/topics.toml:6:6]
     6 │ id = "peace"
       ·      ───┬───
       ·         ╰── matches nothing
       ╰────
      help: add terms that stand in the transcript, or delete the topic
    "#);
}

#[test]
fn a_topic_listed_twice() {
    let again = "\n[[groups.topics]]\nid = \"peace\"\nlabel = \"Peace\"\ncovers = \"Peace.\"\nterms = [\"peace\"]\n";
    assert_snapshot!(with("topics.toml", format!("{TOPICS}{again}")), @r#"
    transcript::duplicate-id

      × two topics have the id `peace`
       ╭─[content/talks/topics.toml:6:6]
     6 │ id = "peace"
       ·      ───┬───
       ·         ╰── first here
       ╰────
        ╭─[content/talks/topics.toml:12:6]
     12 │ id = "peace"
        ·      ───┬───
        ·         ╰── again here
        ╰────
      help: give one of them another id
    "#);
}

#[test]
fn a_group_without_topics() {
    assert_snapshot!(topics("[[groups]]", "[[groups]]\nid = \"trade\"\nlabel = \"Trade\"\n\n[[groups]]"), @r"
    transcript::missing-key

      × `topics` is missing
       ╭─[content/talks/topics.toml:1:1]
     1 │ [[groups]]
       · ─────┬────
       ·      ╰── in this table
       ╰────
      help: add `[[groups.topics]]` with `id`, `label`, `covers` and `terms`
    ");
}

#[test]
fn a_topic_without_terms() {
    assert_snapshot!(topics("[\"peace\"]", "[]"), @r#"
    transcript::empty-terms

      × a topic without terms finds nothing
       ╭─[content/talks/topics.toml:9:9]
     9 │ terms = []
       ·         ─┬
       ·          ╰── no words
       ╰────
      help: write the words that find it, such as `terms = ["missile defence"]`
    "#);
}

#[test]
fn a_term_without_words_or_with_a_stray_sign() {
    assert_snapshot!(topics("[\"peace\"]", "[\"peace\", \"—\", \"pea*ce\", \"peace =\"]"), @r#"
    transcript::bad-term

      × `—` is not a term
       ╭─[content/talks/topics.toml:9:19]
     9 │ terms = ["peace", "—", "pea*ce", "peace ="]
       ·                   ─┬─
       ·                    ╰── no letter or digit
       ╰────
      help: write one word or more, such as `missile defence`

    transcript::bad-term

      × `pea*ce` is not a term
       ╭─[content/talks/topics.toml:9:24]
     9 │ terms = ["peace", "—", "pea*ce", "peace ="]
       ·                        ────┬───
       ·                            ╰── `*` has no meaning where it stands
       ╰────
      help: `*` stands right after a word: `missil*`

    transcript::bad-term

      × `peace =` is not a term
       ╭─[content/talks/topics.toml:9:34]
     9 │ terms = ["peace", "—", "pea*ce", "peace ="]
       ·                                  ────┬────
       ·                                      ╰── `=` has no meaning where it stands
       ╰────
      help: `=` stands right before a word: `=missile`
    "#);
}

#[test]
fn a_term_listed_twice() {
    assert_snapshot!(topics("[\"peace\"]", "[\"peace\", \"peace\"]"), @r#"
    transcript::duplicate-term

      ⚠ the term `peace` is listed twice
       ╭─[content/talks/topics.toml:9:19]
     9 │ terms = ["peace", "peace"]
       ·          ───┬───  ───┬───
       ·             │        ╰── again here
       ·             ╰── first here
       ╰────
      help: delete one of them
    "#);
}

// transcript.md: headings

#[test]
fn an_unknown_speaker() {
    assert_snapshot!(remark("## Wu Hailong", "## Wu Hailon"), @r"
    transcript::unknown-speaker

      × unknown speaker “Wu Hailon”
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## Wu Hailon {#wu-hailong}
       ·    ────┬────
       ·        ╰── here
       ╰────
      help: did you mean “Wu Hailong”?
    ");
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## Kim Min {{#kim-min}}\n\nPeace.\n")), @r#"
    transcript::unknown-speaker

      × unknown speaker “Kim Min”
       ╭─[content/talks/transcript.md:5:4]
     5 │ ## Kim Min {#kim-min}
       ·    ───┬───
       ·       ╰── here
       ╰────
      help: add to speakers.toml a table `[kim-min]` with `name = "Kim Min"`
    "#);
    assert_snapshot!(remark("{#wu-hailong}", "{#wu-hailong speaker=wu-halong}"), @r"
    transcript::unknown-speaker

      × unknown speaker `wu-halong`
       ╭─[content/talks/transcript.md:1:36]
     1 │ ## Wu Hailong {#wu-hailong speaker=wu-halong}
       ·                                    ────┬────
       ·                                        ╰── here
       ╰────
      help: did you mean `wu-hailong`?
    ");
    assert_snapshot!(remark("## Wu Hailong", "##"), @r"
    transcript::unknown-speaker

      × the heading names nobody
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## {#wu-hailong}
       ·    ┬
       ·    ╰── here
       ╰────
      help: write who speaks: `## Name {#id}`
    ");
}

#[test]
fn a_name_with_signs_of_emphasis() {
    assert_snapshot!(remark("## Wu Hailong", "## **Wu Hailong**"), @r"
    transcript::emphasis-in-heading

      × the name stands between signs of emphasis, which a heading does not have
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## **Wu Hailong** {#wu-hailong}
       ·    ───────┬──────
       ·           ╰── here
       ╰────
      help: write the name alone: `## Wu Hailong`, then the braces
    ");
    assert_snapshot!(remark("## Wu Hailong {#wu-hailong}", "## _Wu Hailon_"), @r"
    transcript::missing-id

      × the remark has no id
       ╭─[content/talks/transcript.md:1:1]
     1 │ ## _Wu Hailon_
       · ───────┬──────
       ·        ╰── no id
       ╰────
      help: pin one: `## Wu Hailon {#wu-hailon}`

    transcript::emphasis-in-heading

      × the name stands between signs of emphasis, which a heading does not have
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## _Wu Hailon_
       ·    ─────┬─────
       ·         ╰── here
       ╰────
      help: write the name alone: `## Wu Hailon`, then the braces

    transcript::unknown-speaker

      × unknown speaker “Wu Hailon”
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## _Wu Hailon_
       ·    ─────┬─────
       ·         ╰── here
       ╰────
      help: did you mean “Wu Hailong”?
    ");
}

#[test]
fn a_name_that_two_speakers_share() {
    let twins =
        "[wu-1]\nname = \"Wu Hailong\"\nside = \"north\"\n\n[wu-2]\nname = \"Wu Hailong\"\n";
    assert_snapshot!(with("speakers.toml", twins), @r"
    transcript::ambiguous-speaker

      × 2 speakers are called “Wu Hailong”
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## Wu Hailong {#wu-hailong}
       ·    ─────┬────
       ·         ╰── which one?
       ╰────
      help: say which in the braces: `speaker=wu-1` or `speaker=wu-2`
    ");
}

#[test]
fn a_speaker_called_otherwise() {
    assert_snapshot!(remark("## Wu Hailong {#wu-hailong}", "## Wu {#wu-hailong speaker=wu-hailong}"), @r"
    transcript::other-name

      × the speaker `wu-hailong` is called “Wu Hailong” in speakers.toml
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## Wu {#wu-hailong speaker=wu-hailong}
       ·    ─┬
       ·     ╰── another name
       ╰────
      help: write `## Wu Hailong {#… speaker=wu-hailong}`
    ");
}

#[test]
fn a_remark_id_used_twice() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n{TRANSCRIPT}")), @r"
    transcript::duplicate-id

      × two remarks have the id `wu-hailong`
       ╭─[content/talks/transcript.md:1:17]
     1 │ ## Wu Hailong {#wu-hailong}
       ·                 ─────┬────
       ·                      ╰── first here
       ╰────
       ╭─[content/talks/transcript.md:5:17]
     5 │ ## Wu Hailong {#wu-hailong}
       ·                 ─────┬────
       ·                      ╰── again here
       ╰────
      help: give one of them another id
    ");
}

#[test]
fn a_remark_without_an_id() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## Wu Hailong\n\nPeace.\n")), @r"
    transcript::missing-id

      × the remark has no id
       ╭─[content/talks/transcript.md:5:1]
     5 │ ## Wu Hailong
       · ──────┬──────
       ·       ╰── no id
       ╰────
      help: pin one: `## Wu Hailong {#wu-hailong-2}`
    ");
    assert_snapshot!(remark("{#wu-hailong}", "{#}"), @r"
    transcript::missing-id

      × the remark has no id
       ╭─[content/talks/transcript.md:1:1]
     1 │ ## Wu Hailong {#}
       · ────────┬────────
       ·         ╰── no id
       ╰────
      help: pin one: `## Wu Hailong {#wu-hailong}`
    ");
    assert_snapshot!(remark("{#wu-hailong}", "{#wu-hailong #wu}"), @r"
    transcript::duplicate-attribute

      × the heading gives `id` twice
       ╭─[content/talks/transcript.md:1:29]
     1 │ ## Wu Hailong {#wu-hailong #wu}
       ·                             ─┬
       ·                              ╰── again here
       ╰────
      help: keep the one that readers have links to
    ");
}

#[test]
fn a_remark_id_that_is_the_address_of_something_else() {
    assert_snapshot!(remark("{#wu-hailong}", "{#introduction}"), @r"
    transcript::reserved-id

      × the id `introduction` is the address of a section of the record
       ╭─[content/talks/transcript.md:1:17]
     1 │ ## Wu Hailong {#introduction}
       ·                 ──────┬─────
       ·                       ╰── here
       ╰────
      help: give the remark another id, by custom the speaker's name as a slug
    ");
    assert_snapshot!(remark("{#wu-hailong}", "{#s3-5}"), @r"
    transcript::reserved-id

      × the id `s3-5` is the address of a sentence
       ╭─[content/talks/transcript.md:1:17]
     1 │ ## Wu Hailong {#s3-5}
       ·                 ──┬─
       ·                   ╰── here
       ╰────
      help: give the remark another id, by custom the speaker's name as a slug
    ");
}

#[test]
fn an_unknown_kind_of_remark() {
    assert_snapshot!(remark("{#wu-hailong}", "{#wu-hailong kind=openning}"), @r"
    transcript::unknown-kind

      × unknown kind of remark `openning`
       ╭─[content/talks/transcript.md:1:33]
     1 │ ## Wu Hailong {#wu-hailong kind=openning}
       ·                                 ────┬───
       ·                                     ╰── here
       ╰────
      help: did you mean `opening`?
    ");
}

#[test]
fn a_preview_that_is_no_sentence_of_the_remark() {
    let preview = |chosen: &str| remark("{#wu-hailong}", &format!("{{#wu-hailong {chosen}}}"));
    assert_snapshot!(preview("preview=3"), @r"
    transcript::no-such-sentence

      × there is no sentence 3: the remark has one sentence
       ╭─[content/talks/transcript.md:1:36]
     1 │ ## Wu Hailong {#wu-hailong preview=3}
       ·                                    ┬
       ·                                    ╰── here
       ╰────
      help: write `preview=1`, or leave it out
    ");
    assert_snapshot!(preview("preview=0"), @r"
    transcript::bad-preview

      × `0` is not the number of a sentence
       ╭─[content/talks/transcript.md:1:36]
     1 │ ## Wu Hailong {#wu-hailong preview=0}
       ·                                    ┬
       ·                                    ╰── here
       ╰────
      help: write `preview=3` for the remark's third sentence; the page shows the number after each
    ");
    assert_snapshot!(preview("preview=third"), @r"
    transcript::bad-preview

      × `third` is not the number of a sentence
       ╭─[content/talks/transcript.md:1:36]
     1 │ ## Wu Hailong {#wu-hailong preview=third}
       ·                                    ──┬──
       ·                                      ╰── here
       ╰────
      help: write `preview=3` for the remark's third sentence; the page shows the number after each
    ");
    assert_snapshot!(preview("preview=1 preview=1"), @r"
    transcript::duplicate-attribute

      × the heading gives `preview` twice
       ╭─[content/talks/transcript.md:1:38]
     1 │ ## Wu Hailong {#wu-hailong preview=1 preview=1}
       ·                                      ────┬────
       ·                                          ╰── again here
       ╰────
      help: keep one of them
    ");
    assert_snapshot!(remark("{#wu-hailong}\n\nWe want peace.", "{#wu-hailong preview=4}\n\nWe want peace. And we have it."), @r"
    transcript::no-such-sentence

      × there is no sentence 4: the remark has 2 sentences
       ╭─[content/talks/transcript.md:1:36]
     1 │ ## Wu Hailong {#wu-hailong preview=4}
       ·                                    ┬
       ·                                    ╰── here
       ╰────
      help: write a number from 1 to 2
    ");
    assert_eq!(preview("preview=1"), "");
}

#[test]
fn where_sentences_are_in_doubt_no_preview_is_said_to_be_missing() {
    let printed = with_all([
        (
            "event.toml",
            edited(EVENT, "language = \"en\"\n", "").into(),
        ),
        (
            "transcript.md",
            edited(TRANSCRIPT, "{#wu-hailong}", "{#wu-hailong preview=9}").into(),
        ),
    ]);
    assert!(
        printed.contains("`language` is missing") && !printed.contains("sentence 9"),
        "{printed}"
    );
}

#[test]
fn what_means_nothing_in_a_heading() {
    assert_snapshot!(remark("{#wu-hailong}", "{#wu-hailong knd=opening +peace aside}"), @r#"
    transcript::unknown-attribute

      × unknown attribute `knd`
       ╭─[content/talks/transcript.md:1:28]
     1 │ ## Wu Hailong {#wu-hailong knd=opening +peace aside}
       ·                            ─────┬─────
       ·                                 ╰── here
       ╰────
      help: did you mean `kind`?

    transcript::unknown-attribute

      × `+peace` means nothing in a heading
       ╭─[content/talks/transcript.md:1:40]
     1 │ ## Wu Hailong {#wu-hailong knd=opening +peace aside}
       ·                                        ───┬──
       ·                                           ╰── here
       ╰────
      help: set a topic on words: `[words]{+peace}`

    transcript::unknown-attribute

      × `aside` means nothing in braces
       ╭─[content/talks/transcript.md:1:47]
     1 │ ## Wu Hailong {#wu-hailong knd=opening +peace aside}
       ·                                               ──┬──
       ·                                                 ╰── here
       ╰────
      help: after words stand `+topic`, `-topic` and `note="…"`; in a heading stand `#id`, `kind=…`,
            `speaker=…` and `preview=…`
    "#);
    assert_snapshot!(remark("{#wu-hailong}", "{#wu-hailong} said"), @r"
    transcript::text-after-attributes

      × a heading ends with its braces
       ╭─[content/talks/transcript.md:1:29]
     1 │ ## Wu Hailong {#wu-hailong} said
       ·                             ──┬─
       ·                               ╰── here
       ╰────
      help: move this before the braces, or into the text of the remark
    ");
}

#[test]
fn braces_never_closed_in_a_heading() {
    assert_snapshot!(remark("{#wu-hailong}", "{#wu-hailong"), @r"
    transcript::unclosed-brace

      × the brace is never closed
       ╭─[content/talks/transcript.md:1:15]
     1 │ ## Wu Hailong {#wu-hailong
       ·               ┬
       ·               ╰── opened here
       ╰────
      help: close it with `}`; write `\{` for the sign itself
    ");
}

#[test]
fn text_before_the_first_heading() {
    assert_snapshot!(with("transcript.md", format!("Good morning.\n\nAll.\n\n{TRANSCRIPT}")), @r"
    transcript::text-before-heading

      × text before the first heading
       ╭─[content/talks/transcript.md:1:1]
     1 │ Good morning.
       · ──────┬──────
       ·       ╰── belongs to no part
       ╰────
      help: write `# Introduction` above it, or `## Name {#id}` if someone says it
    ");
}

#[test]
fn a_heading_within_a_remark() {
    assert_snapshot!(remark("We want", "### Aims\n\nWe want"), @r"
    transcript::deep-heading

      × a heading of more than two signs
       ╭─[content/talks/transcript.md:3:1]
     3 │ ### Aims
       · ─┬─
       ·  ╰── here
       ╰────
      help: write `## Name {#id}` for a remark; a remark has no headings within it
    ");
}

#[test]
fn a_heading_without_a_blank() {
    assert_snapshot!(remark("## Wu", "##Wu"), @r"
    transcript::heading-without-blank

      × a heading needs a blank after its signs
       ╭─[content/talks/transcript.md:1:1]
     1 │ ##Wu Hailong {#wu-hailong}
       · ─┬
       ·  ╰── here
       ╰────
      help: write `## ` for a heading, `\##` for the sign itself
    ");
}

#[test]
fn a_heading_whose_signs_only_look_like_it() {
    let heading = |written: &str| remark("## Wu Hailong {#wu-hailong}", written);
    assert_snapshot!(heading("## Wu Hailong ｛#wu-hailong｝"), @r"
    transcript::lookalike-heading

      × signs in the braces of the heading are full-width
       ╭─[content/talks/transcript.md:1:15]
     1 │ ## Wu Hailong ｛#wu-hailong｝
       ·               ───────┬───────
       ·                      ╰── here
       ╰────
      help: write `{#wu-hailong}`
    ");
    assert_snapshot!(heading("\u{200B}## Wu Hailong {#wu-hailong}"), @r"
    transcript::lookalike-heading

      × U+200B before the `##` of a heading cannot be seen
       ╭─[content/talks/transcript.md:1:1]
     1 │ <U+200B>## Wu Hailong {#wu-hailong}
       · ────┬───
       ·     ╰── here
       ╰────
      help: delete it, so that the line begins with `##`; write `\#` if no heading is meant
    ");
    assert_snapshot!(heading("\u{A0}## Wu Hailong {#wu-hailong}"), @r"
    transcript::lookalike-heading

      × U+00A0 before the `##` of a heading cannot be seen
       ╭─[content/talks/transcript.md:1:1]
     1 │  ## Wu Hailong {#wu-hailong}
       · ┬
       · ╰── here
       ╰────
      help: delete it, so that the line begins with `##`; write `\#` if no heading is meant
    ");
    assert_snapshot!(heading("＃＃ Wu Hailong {#wu-hailong kind=opening｝"), @r"
    transcript::lookalike-heading

      × the signs of the heading are full-width
       ╭─[content/talks/transcript.md:1:1]
     1 │ ＃＃ Wu Hailong {#wu-hailong kind=opening｝
       · ──┬─
       ·   ╰── here
       ╰────
      help: write `##`

    transcript::lookalike-heading

      × signs in the braces of the heading are full-width
       ╭─[content/talks/transcript.md:1:15]
     1 │ ＃＃ Wu Hailong {#wu-hailong kind=opening｝
       ·                 ─────────────┬─────────────
       ·                              ╰── here
       ╰────
      help: write `{#wu-hailong kind=opening}`
    ");
    assert_snapshot!(heading("##\u{A0}Wu Hailong {#wu-hailong}"), @r"
    transcript::heading-without-blank

      × a heading needs an ordinary blank after its signs, not U+00A0
       ╭─[content/talks/transcript.md:1:1]
     1 │ ## Wu Hailong {#wu-hailong}
       · ─┬
       ·  ╰── here
       ╰────
      help: write `## ` for a heading, `\##` for the sign itself
    ");
    assert_eq!(remark("We want", "＃We\n\n　# 1 of us wants"), "");
}

#[test]
fn full_width_signs_after_words() {
    assert_snapshot!(remark("want peace", "want [peace]｛+peace｝，[it]（https://example.org）"), @r"
    transcript::full-width-sign

      × the braces after words in brackets are full-width
       ╭─[content/talks/transcript.md:3:16]
     3 │ We want [peace]｛+peace｝，[it]（https://example.org）.
       ·                ─────┬────
       ·                     ╰── here
       ╰────
      help: write `{+peace}`; write `\[…\]` before it if they are only letters

    transcript::full-width-sign

      × the round brackets after words in brackets are full-width
       ╭─[content/talks/transcript.md:3:29]
     3 │ We want [peace]｛+peace｝，[it]（https://example.org）.
       ·                                ───────────┬───────────
       ·                                           ╰── here
       ╰────
      help: write `(https://example.org)`; write `\[…\]` before it if no link is meant
    ");
    assert_snapshot!(remark("want peace", "want [peace](https://example.org)｛＋peace }，[it]（https://example.org/a_(b)）"), @r"
    transcript::full-width-sign

      × the braces after words in brackets are full-width
       ╭─[content/talks/transcript.md:3:37]
     3 │ We want [peace](https://example.org)｛＋peace }，[it]（https://example.org/a_(b)）.
       ·                                     ─────┬─────
       ·                                          ╰── here
       ╰────
      help: write `{+peace }`; write `\[…\]` before it if they are only letters

    transcript::full-width-sign

      × the round brackets after words in brackets are full-width
       ╭─[content/talks/transcript.md:3:51]
     3 │ We want [peace](https://example.org)｛＋peace }，[it]（https://example.org/a_(b)）.
       ·                                                      ──────────────┬──────────────
       ·                                                                    ╰── here
       ╰────
      help: write `(https://example.org/a_(b))`; write `\[…\]` before it if no link is meant
    ");
    assert_snapshot!(remark("want peace", "want [peace]{+peace，+hope、}"), @r"
    transcript::unknown-attribute

      × a full-width comma stands in the braces
       ╭─[content/talks/transcript.md:3:23]
     3 │ We want [peace]{+peace，+hope、}.
       ·                       ─┬
       ·                        ╰── here
       ╰────
      help: part topics by a blank: `{+peace +hope}`

    transcript::unknown-topic

      × unknown topic `hope`
       ╭─[content/talks/transcript.md:3:25]
     3 │ We want [peace]{+peace，+hope、}.
       ·                          ──┬─
       ·                            ╰── here
       ╰────
      help: add the topic to topics.toml, or correct its id
    ");
    for meant in [
        "want peace [sic]（peace）",
        "want \\[peace\\]｛+t｝",
        "want \\[peace\\]（https://example.org）",
        "want peace（https://example.org）｛peace｝",
    ] {
        assert_eq!(remark("want peace", meant), "");
    }
}

#[test]
fn text_that_begins_with_the_sign_of_a_heading() {
    assert_snapshot!(remark("We want peace.", "#WeWant, they say, peace."), @r"
    transcript::heading-without-blank

      × a line that begins with `#` is a heading, and has a blank after its sign
       ╭─[content/talks/transcript.md:3:1]
     3 │ #WeWant, they say, peace.
       · ┬
       · ╰── here
       ╰────
      help: write `\#WeWant`: after a backslash the sign is a letter
    ");
    assert_eq!(remark("We want peace.", "\\#WeWant, they say, peace."), "");
    assert_snapshot!(remark("want peace.", "want peace.\n\n# WeWant"), @r"
    transcript::unknown-section

      × unknown section `WeWant`
       ╭─[content/talks/transcript.md:5:1]
     5 │ # WeWant
       · ────┬───
       ·     ╰── here
       ╰────
      help: write `# Introduction` or `# Afterword`, `## Name {#id}` for a remark, or `\#` where the
            sign is a letter
    ");
}

#[test]
fn an_unknown_section() {
    assert_snapshot!(with("transcript.md", format!("# Introductoin\n\nHello.\n\n{TRANSCRIPT}")), @r"
    transcript::unknown-section

      × unknown section `Introductoin`
       ╭─[content/talks/transcript.md:1:1]
     1 │ # Introductoin
       · ───────┬──────
       ·        ╰── here
       ╰────
      help: did you mean `# Introduction`?
    ");
    let printed = with(
        "transcript.md",
        format!("{TRANSCRIPT}\n# Annex {{#annex}}\n\nPeace.\n"),
    );
    assert_snapshot!(printed, @r#"
    transcript::heading-level

      × a heading with an id is that of a remark, and begins with two signs
       ╭─[content/talks/transcript.md:5:1]
     5 │ # Annex {#annex}
       · ┬
       · ╰── here
       ╰────
      help: write `## Annex {#annex}`; a section is `# Introduction` or `# Afterword`, without braces

    transcript::unknown-speaker

      × unknown speaker “Annex”
       ╭─[content/talks/transcript.md:5:3]
     5 │ # Annex {#annex}
       ·   ──┬──
       ·     ╰── here
       ╰────
      help: add to speakers.toml a table `[annex]` with `name = "Annex"`
    "#);
}

#[test]
fn sections_out_of_place() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n# Introduction\n\nHello.\n")), @r"
    transcript::late-introduction

      × the introduction stands after a remark
       ╭─[content/talks/transcript.md:5:1]
     5 │ # Introduction
       · ───────┬──────
       ·        ╰── here
       ╰────
      help: move it above the first `## …`, or make it the `# Afterword`
    ");
    assert_snapshot!(with("transcript.md", format!("# Afterword\n\nBye.\n\n{TRANSCRIPT}")), @r"
    transcript::remark-after-afterword

      × a remark stands after the afterword
       ╭─[content/talks/transcript.md:1:1]
     1 │ # Afterword
       · ─────┬─────
       ·      ╰── the afterword
       ╰────
       ╭─[content/talks/transcript.md:5:1]
     5 │ ## Wu Hailong {#wu-hailong}
       · ─────────────┬─────────────
       ·              ╰── this remark
       ╰────
      help: move the afterword below the last remark
    ");
    let twice = "# Introduction\n\nHello.\n\n# Introduction\n\nAgain.\n\n";
    assert_snapshot!(with("transcript.md", format!("{twice}{TRANSCRIPT}")), @r"
    transcript::duplicate-section

      × the record has two sections `Introduction`
       ╭─[content/talks/transcript.md:1:1]
     1 │ # Introduction
       · ───────┬──────
       ·        ╰── first here
       ╰────
       ╭─[content/talks/transcript.md:5:1]
     5 │ # Introduction
       · ───────┬──────
       ·        ╰── again here
       ╰────
      help: join them into one
    ");
}

#[test]
fn a_remark_without_words() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## Wu Hailong {{#wu-2}}\n\n<!-- later -->\n")), @r"
    transcript::empty-remark

      × the remark `wu-2` has no words
       ╭─[content/talks/transcript.md:5:1]
     5 │ ## Wu Hailong {#wu-2}
       · ──────────┬──────────
       ·           ╰── nothing follows
       ╰────
      help: write its text below, or delete the heading
    ");
}

#[test]
fn a_remark_of_what_cannot_be_seen() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## Wu Hailong {{#wu-2}}\n\n\u{200B}\u{2060}\n")), @r"
    transcript::empty-remark

      × the remark `wu-2` has no words
       ╭─[content/talks/transcript.md:5:1]
     5 │ ## Wu Hailong {#wu-2}
       · ──────────┬──────────
       ·           ╰── nothing follows
       ╰────
      help: write its text below, or delete the heading
    ");
}

#[test]
fn a_transcript_without_remarks() {
    assert_snapshot!(with("transcript.md", ""), @r"
    transcript::no-remarks

      × the transcript holds no remark
       ╭─[content/talks/transcript.md:1:1]
     1 │
       · ┬
       · ╰── in this file
       ╰────
      help: open each remark with a line such as `## Wu Hailong {#wu-hailong}`
    ");
}

#[test]
fn a_remark_that_bears_no_topic() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## Wu Hailong {{#wu-2}}\n\nHello to you all from here.\n\n## Wu Hailong {{#wu-3}}\n\nThank you, Chair.\n")), @r"
    transcript::remark-without-topic

      ⚠ the remark `wu-2` bears no topic
       ╭─[content/talks/transcript.md:5:1]
     5 │ ## Wu Hailong {#wu-2}
       · ──────────┬──────────
       ·           ╰── no topic
       ╰────
      help: add a term that stands in it to topics.toml, or set a topic: `[words]{+topic}`
    ");
}

// transcript.md: markup

#[test]
fn markup_that_is_never_closed() {
    assert_snapshot!(remark("want peace", "want *peace"), @r"
    transcript::unclosed-emphasis

      × the emphasis is never closed in this paragraph
       ╭─[content/talks/transcript.md:3:9]
     3 │ We want *peace.
       ·         ┬
       ·         ╰── opened here
       ╰────
      help: write `*` after the last of its words, or `\*` for the sign itself
    ");
    assert_snapshot!(remark("want peace", "want **peace*"), @r"
    transcript::unclosed-emphasis

      × `**` is closed by a single `*`
       ╭─[content/talks/transcript.md:3:9]
     3 │ We want **peace*.
       ·         ─┬     ┬
       ·          │     ╰── closed by one
       ·          ╰── opened by two
       ╰────
      help: write as many signs after the words as before them
    ");
    assert_snapshot!(remark("want peace", "want [peace"), @r"
    transcript::unclosed-bracket

      × the bracket is never closed in this paragraph
       ╭─[content/talks/transcript.md:3:9]
     3 │ We want [peace.
       ·         ┬
       ·         ╰── opened here
       ╰────
      help: write `]` after the last of its words, or `\[` for the sign itself
    ");
    assert_snapshot!(remark("want peace", "want [peace](https://example.org"), @r"
    transcript::unclosed-link

      × the link's address is never closed
       ╭─[content/talks/transcript.md:3:16]
     3 │ We want [peace](https://example.org.
       ·                ┬
       ·                ╰── opened here
       ╰────
      help: close it with `)`; write `\[` before the words if no link is meant
    ");
    assert_snapshot!(remark("want peace", "want [peace]{+peace"), @r"
    transcript::unclosed-brace

      × the brace is never closed
       ╭─[content/talks/transcript.md:3:16]
     3 │ We want [peace]{+peace.
       ·                ┬
       ·                ╰── opened here
       ╰────
      help: close it with `}`; write `\{` for the sign itself
    ");
    assert_snapshot!(remark("want peace", "want [peace]{note=\"at last}"), @r#"
    transcript::unclosed-quote

      × the quotation mark is never closed
       ╭─[content/talks/transcript.md:3:22]
     3 │ We want [peace]{note="at last}.
       ·                      ┬
       ·                      ╰── opened here
       ╰────
      help: close the value with `"`; write `\"` for a quotation mark within it
    "#);
    assert_snapshot!(remark("want peace", "want <!-- peace"), @r"
    transcript::unclosed-comment

      × the comment is never closed
       ╭─[content/talks/transcript.md:3:9]
     3 │ We want <!-- peace.
       ·         ──┬─
       ·           ╰── opened here
       ╰────
      help: close it with `-->`; write `\<` for the sign itself
    ");
}

#[test]
fn markup_that_was_never_opened() {
    assert_snapshot!(remark("want peace", "want peace* now"), @r"
    transcript::unopened-emphasis

      × `*` closes an emphasis that was never opened
       ╭─[content/talks/transcript.md:3:14]
     3 │ We want peace* now.
       ·              ┬
       ·              ╰── closes nothing
       ╰────
      help: write the sign before the first word too, or `\*` for the sign itself
    ");
    assert_snapshot!(remark("want peace", "want peace]{+peace}"), @r"
    transcript::unopened-bracket

      × `]` closes a bracket that was never opened
       ╭─[content/talks/transcript.md:3:14]
     3 │ We want peace]{+peace}.
       ·              ┬
       ·              ╰── closes nothing
       ╰────
      help: write `[` before the first of the words, or `\]` for the sign itself
    ");
    assert_snapshot!(remark("want peace", "want peace {+peace}"), @r"
    transcript::stray-braces

      × the braces do not stand right after words in brackets
       ╭─[content/talks/transcript.md:3:15]
     3 │ We want peace {+peace}.
       ·               ────┬───
       ·                   ╰── here
       ╰────
      help: write `[words]{…}`, without a blank between; write `\{` for the sign itself
    ");
}

#[test]
fn markup_that_crosses_other_markup() {
    assert_snapshot!(remark("want peace", "*want [peace* now]{+peace}"), @r"
    transcript::crossing-markup

      × markup crosses other markup
       ╭─[content/talks/transcript.md:3:10]
     3 │ We *want [peace* now]{+peace}.
       ·    ──────┬────────────┬──────
       ·          │            ╰── begins inside, ends outside
       ·          ╰── this
       ╰────
      help: close what was opened last first
    ");
}

#[test]
fn a_link_within_a_link() {
    let inner = "[want [peace](https://a.example)](https://b.example)";
    assert_snapshot!(remark("want peace", inner), @r"
    transcript::nested-link

      × a link stands within a link
       ╭─[content/talks/transcript.md:3:10]
     3 │ We [want [peace](https://a.example)](https://b.example).
       ·    ──────────────────────────┬─────────────────────────┬
       ·                              │                         ╰── the inner link
       ·                              ╰── the outer link
       ╰────
      help: keep one of them
    ");
}

#[test]
fn markup_across_sentences() {
    assert_snapshot!(remark("We want peace.", "We *want peace. Now* or [never. Or so]{+peace}. Peace!"), @r"
    transcript::markup-across-sentences

      × emphasis reaches into another sentence
       ╭─[content/talks/transcript.md:3:4]
     3 │ We *want peace. Now* or [never. Or so]{+peace}. Peace!
       ·    ─────────────────
       ╰────
      help: a sentence ends at “…We want peace.”: mark the words of each sentence by themselves

    transcript::markup-across-sentences

      × a mark reaches into another sentence
       ╭─[content/talks/transcript.md:3:25]
     3 │ We *want peace. Now* or [never. Or so]{+peace}. Peace!
       ·                         ──────────────────────
       ╰────
      help: a sentence ends at “…e. Now or never.”: mark the words of each sentence by themselves
    ");
}

#[test]
fn markup_around_no_words() {
    assert_snapshot!(remark("want peace", "want []{+peace} peace [now]{}"), @r#"
    transcript::empty-markup

      × the brackets hold no words
       ╭─[content/talks/transcript.md:3:9]
     3 │ We want []{+peace} peace [now]{}.
       ·         ─────┬────
       ·              ╰── no words
       ╰────
      help: put the words that it is about in the brackets

    transcript::empty-markup

      × the braces say nothing about the words
       ╭─[content/talks/transcript.md:3:31]
     3 │ We want []{+peace} peace [now]{}.
       ·                               ─┬
       ·                                ╰── empty
       ╰────
      help: write `+topic`, `-topic` or `note="…"` in them
    "#);
}

#[test]
fn a_link_of_a_kind_that_is_not_allowed() {
    assert_snapshot!(remark("want peace", "want [peace](javascript:alert\\(1\\))"), @r"
    transcript::bad-link

      × the link leads to no address that is allowed
       ╭─[content/talks/transcript.md:3:17]
     3 │ We want [peace](javascript:alert\(1\)).
       ·                 ──────────┬──────────
       ·                           ╰── `javascript:` is neither `http:` nor `https:`
       ╰────
      help: links lead to `https://…`, `http://…` or `mailto:…`; write `\[…\]` if no link is meant
    ");
    assert_snapshot!(remark("want peace", "want [peace](see below)"), @r"
    transcript::bad-link

      × the link leads to no address that is allowed
       ╭─[content/talks/transcript.md:3:17]
     3 │ We want [peace](see below).
       ·                 ────┬────
       ·                     ╰── no `https://` at its start
       ╰────
      help: links lead to `https://…`, `http://…` or `mailto:…`; write `\[…\]` if no link is meant
    ");
    assert_snapshot!(remark("want peace", "want [peace](mailto:nobody)"), @r"
    transcript::bad-link

      × the link leads to no address that is allowed
       ╭─[content/talks/transcript.md:3:17]
     3 │ We want [peace](mailto:nobody).
       ·                 ──────┬──────
       ·                       ╰── not an e-mail address
       ╰────
      help: links lead to `https://…`, `http://…` or `mailto:…`; write `\[…\]` if no link is meant
    ");
}

#[test]
fn an_attribute_that_means_nothing_after_words() {
    assert_snapshot!(remark("want peace", "want [peace]{note=\"So.\" color=red #id}"), @r#"
    transcript::unknown-attribute

      × unknown attribute `color`
       ╭─[content/talks/transcript.md:3:28]
     3 │ We want [peace]{note="So." color=red #id}.
       ·                            ────┬────
       ·                                ╰── here
       ╰────
      help: after words stand `+topic`, `-topic` and `note="…"`

    transcript::unknown-attribute

      × `#id` means nothing after words
       ╭─[content/talks/transcript.md:3:38]
     3 │ We want [peace]{note="So." color=red #id}.
       ·                                      ─┬─
       ·                                       ╰── here
       ╰────
      help: an id is pinned in a heading; a topic is set with `+topic`
    "#);
    assert_snapshot!(remark("want peace", "want [peace]{note=“So.”}"), @r#"
    transcript::bad-quotes

      × the value begins with “ instead of a straight quotation mark
       ╭─[content/talks/transcript.md:3:22]
     3 │ We want [peace]{note=“So.”}.
       ·                      ┬
       ·                      ╰── here
       ╰────
      help: put the value between straight quotation marks: "…"
    "#);
}

#[test]
fn an_unknown_topic() {
    assert_snapshot!(remark("want peace", "want [peace]{+peaces}"), @r"
    transcript::unknown-topic

      × unknown topic `peaces`
       ╭─[content/talks/transcript.md:3:18]
     3 │ We want [peace]{+peaces}.
       ·                  ───┬──
       ·                     ╰── here
       ╰────
      help: did you mean `peace`?
    ");
}

#[test]
fn a_topic_taken_off_a_sentence_that_does_not_bear_it() {
    let again = format!("{TRANSCRIPT}\nWe [hope]{{-peace}}.\n");
    assert_snapshot!(with("transcript.md", again), @r"
    transcript::removes-nothing

      ⚠ `-peace` takes nothing off: the sentence does not bear the topic
       ╭─[content/talks/transcript.md:5:11]
     5 │ We [hope]{-peace}.
       ·           ───┬──
       ·              ╰── here
       ╰────
      help: delete the mark
    ");
}

#[test]
fn a_topic_both_set_and_taken_off() {
    assert_snapshot!(remark("We want peace", "[We]{+peace} want [peace]{-peace}"), @r"
    transcript::conflicting-marks

      × the topic `peace` is both set on this sentence and taken off it
       ╭─[content/talks/transcript.md:3:28]
     3 │ [We]{+peace} want [peace]{-peace}.
       ·       ──┬──                ──┬──
       ·         │                    ╰── taken off here
       ·         ╰── set here
       ╰────
      help: delete one of the two marks
    ");
}

#[test]
fn a_long_line_is_cut_to_what_is_near_the_mistake() {
    let long = format!(
        "{0} [want]{{+peaces}} {0} peace",
        "word after word after word ".repeat(9).trim()
    );
    assert_snapshot!(remark("want peace", &long), @r"
    transcript::unknown-topic

      × unknown topic `peaces`
       ╭─[content/talks/transcript.md:3:255]
     3 │ …after word [want]{+peaces} word after word after word word after word after word…
       ·                     ───┬──
       ·                        ╰── here
       ╰────
      help: did you mean `peace`?
    ");
}

#[test]
fn very_many_problems_of_one_file_are_counted() {
    let printed = remark("peace", &format!("peace {}", "[".repeat(20_000)));
    let drawn = printed.matches("the bracket is never closed").count();
    assert_eq!(drawn, 50);
    let last = printed.trim_end().lines().last();
    assert_snapshot!(last.unwrap_or_default(), @"… and 19950 more errors in `content/talks/transcript.md`: mend these first, then check again");
}

// published.toml

/// A remark and its speaker had one id, and each has another now.
fn both_renamed(moved: &str) -> String {
    let ledger = format!("remarks = [\"wu-hailong\"]\nspeakers = [\"wu-hailong\"]\n\n{moved}\n");
    with_all([
        ("published.toml", ledger.into_bytes()),
        (
            "speakers.toml",
            edited(SPEAKERS, "[wu-hailong]", "[wu]").into(),
        ),
        (
            "transcript.md",
            edited(TRANSCRIPT, "{#wu-hailong}", "{#wu-opening}").into(),
        ),
    ])
}

#[test]
fn an_id_that_moved_as_one_kind_and_not_as_another() {
    assert_snapshot!(both_renamed("[moved]\nwu-hailong = \"wu-opening\""), @r#"
    transcript::changed-id

      × readers hold links to the speaker `wu-hailong`, which is no longer in the content, and `wu-
      │ hailong` moved to `wu-opening`, which is no speaker
       ╭─[content/talks/published.toml:2:13]
     2 │ speakers = ["wu-hailong"]
       ·             ──────┬─────
       ·                   ╰── published, but gone
       ╰────
      help: restore the id, or say where the speaker went: `wu-hailong = "new-id"` under
            `[moved.speakers]`
    "#);
    let each = "[moved]\nwu-hailong = \"wu-opening\"\n\n[moved.speakers]\nwu-hailong = \"wu\"";
    assert_eq!(both_renamed(each), "");
    let wrong = each.replace("\"wu\"", "\"wuu\"");
    assert_snapshot!(both_renamed(&wrong), @r#"
    transcript::moved-nowhere

      × `wu-hailong` moved to `wuu`, which is no such id
       ╭─[content/talks/published.toml:8:14]
     8 │ wu-hailong = "wuu"
       ·              ──┬──
       ·                ╰── not in the content
       ╰────
      help: did you mean `wu`?
    "#);
}

#[test]
fn a_published_id_that_is_gone() {
    let ledger =
        "remarks = [\"wu-hailong\", \"wu-hailang\", \"opening\"]\ntopics = [\"peace\", \"war\"]\n";
    assert_snapshot!(with("published.toml", ledger), @r#"
    transcript::changed-id

      × readers hold links to the remark `wu-hailang`, which is no longer in the content
       ╭─[content/talks/published.toml:1:26]
     1 │ remarks = ["wu-hailong", "wu-hailang", "opening"]
       ·                          ──────┬─────
       ·                                ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `wu-hailang = "new-id"` under `[moved]`

    transcript::changed-id

      × readers hold links to the remark `opening`, which is no longer in the content
       ╭─[content/talks/published.toml:1:40]
     1 │ remarks = ["wu-hailong", "wu-hailang", "opening"]
       ·                                        ────┬────
       ·                                            ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `opening = "new-id"` under `[moved]`

    transcript::changed-id

      × readers hold links to the topic `war`, which is no longer in the content
       ╭─[content/talks/published.toml:2:20]
     2 │ topics = ["peace", "war"]
       ·                    ──┬──
       ·                      ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `war = "new-id"` under `[moved]`
    "#);
}

#[test]
fn published_sentences_that_cannot_be_read() {
    let ledger = "\
[sentences]
kim-min = \"Peace it is.\"

[sentences.wu-hailong]
0 = \"Peace and stability.\"
first = \"We saw THAAD.\"
2000000 = \"More.\"
2 = 3
";
    assert_snapshot!(with("published.toml", ledger), @r#"
    transcript::wrong-type

      × `kim-min` must be a table
       ╭─[content/talks/published.toml:2:11]
     2 │ kim-min = "Peace it is."
       ·           ───────┬──────
       ·                  ╰── text
       ╰────
      help: write `[sentences.kim-min]`

    transcript::bad-number

      × `0` is not the number of a sentence
       ╭─[content/talks/published.toml:5:1]
     5 │ 0 = "Peace and stability."
       · ┬
       · ╰── here
       ╰────
      help: write a whole number from 1 to 999999

    transcript::bad-number

      × `first` is not the number of a sentence
       ╭─[content/talks/published.toml:6:1]
     6 │ first = "We saw THAAD."
       · ──┬──
       ·   ╰── here
       ╰────
      help: write a whole number from 1 to 999999

    transcript::bad-number

      × `2000000` is not the number of a sentence
       ╭─[content/talks/published.toml:7:1]
     7 │ 2000000 = "More."
       · ───┬───
       ·    ╰── here
       ╰────
      help: write a whole number from 1 to 999999

    transcript::wrong-type

      × `2` must be text
       ╭─[content/talks/published.toml:8:5]
     8 │ 2 = 3
       ·     ┬
       ·     ╰── a number
       ╰────
      help: write `2 = "…"`
    "#);
}

#[test]
fn a_preview_of_a_number_that_no_sentence_has_any_more() {
    let ledger = "[sentences.wu-hailong]\n1 = \"Gone.\"\n";
    let transcript = edited(TRANSCRIPT, "{#wu-hailong", "{#wu-hailong preview=1");
    assert_snapshot!(with_all([("published.toml", ledger.into()), ("transcript.md", transcript.into())]), @r"
    transcript::no-such-sentence

      × there is no sentence 1: the remark has one sentence
       ╭─[content/talks/transcript.md:1:36]
     1 │ ## Wu Hailong {#wu-hailong preview=1}
       ·                                    ┬
       ·                                    ╰── here
       ╰────
      help: write `preview=2`, or leave it out
    ");
}

#[test]
fn a_published_value_of_a_facet_that_is_gone() {
    let ledger = "remarks = [\"introduction\"]\nspeakers = [\"wu-hailang\"]\nsides = [\"chino\"]\n";
    assert_snapshot!(with("published.toml", ledger), @r#"
    transcript::changed-id

      × readers hold links to the remark `introduction`, which is no longer in the content
       ╭─[content/talks/published.toml:1:12]
     1 │ remarks = ["introduction"]
       ·            ───────┬──────
       ·                   ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `introduction = "new-id"` under `[moved]`

    transcript::changed-id

      × readers hold links to the speaker `wu-hailang`, which is no longer in the content
       ╭─[content/talks/published.toml:2:13]
     2 │ speakers = ["wu-hailang"]
       ·             ──────┬─────
       ·                   ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `wu-hailang = "wu-hailong"` under `[moved]`

    transcript::changed-id

      × readers hold links to the side `chino`, which is no longer in the content
       ╭─[content/talks/published.toml:3:10]
     3 │ sides = ["chino"]
       ·          ───┬───
       ·             ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `chino = "new-id"` under `[moved]`
    "#);
}

/// What is reported of a folder of one event, `talks`, whose ledger of events is this.
fn with_events(ledger: &str) -> String {
    let folder = Folder {
        id: "talks".to_owned(),
        files: sound(),
    };
    let loaded = read("content", &[file("published.toml", ledger)], vec![folder]);
    render(&loaded.diagnostics, Look::Plain)
}

#[test]
fn a_published_event_that_is_gone() {
    let ledger =
        "home = \"talk\"\nevents = [\"talk\", \"summit\"]\n\n[moved]\nsummit = \"congress\"\n";
    assert_snapshot!(with_events(ledger), @r#"
    transcript::changed-id

      × readers hold links to the event `talk`, which is no longer in the content
       ╭─[content/published.toml:2:11]
     2 │ events = ["talk", "summit"]
       ·           ───┬──
       ·              ╰── published, but gone
       ╰────
      help: restore the id, or say where it went: `talk = "talks"` under `[moved]`

    transcript::moved-nowhere

      × `summit` moved to `congress`, which is no such id
       ╭─[content/published.toml:5:10]
     5 │ summit = "congress"
       ·          ─────┬────
       ·               ╰── not in the content
       ╰────
      help: write the id that it has in the content now
    "#);
}

#[test]
fn a_published_event_without_its_ledger() {
    assert_snapshot!(with_events("events = [\"talks\"]\n"), @r#"
    transcript::missing-file

      × the file `content/talks/published.toml` is missing: it says which ids readers hold links to
      help: restore it; if the event was never published, take `talks` out of `content/published.toml`
    "#);
}

#[test]
fn moves_that_lead_nowhere() {
    let ledger = "remarks = [\"a\", \"b\", \"c\", \"wu-hailong\"]\n\n[moved]\na = \"wu-hailon\"\nb = \"c\"\nc = \"b\"\nwu-hailong = \"peace\"\n";
    assert_snapshot!(with("published.toml", ledger), @r#"
    transcript::moved-nowhere

      × `a` moved to `wu-hailon`, which is no such id
       ╭─[content/talks/published.toml:4:5]
     4 │ a = "wu-hailon"
       ·     ─────┬─────
       ·          ╰── not in the content
       ╰────
      help: did you mean `wu-hailong`?

    transcript::moved-in-a-circle

      × `b` leads to no id: the moves go round in a circle
       ╭─[content/talks/published.toml:5:5]
     5 │ b = "c"
       ·     ─┬─
       ·      ╰── leads back here
       ╰────
      help: let it lead to an id of the content

    transcript::moved-in-a-circle

      × `c` leads to no id: the moves go round in a circle
       ╭─[content/talks/published.toml:6:5]
     6 │ c = "b"
       ·     ─┬─
       ·      ╰── leads back here
       ╰────
      help: let it lead to an id of the content

    transcript::moved-in-use

      × `wu-hailong` is said to have moved, but is still in the content
       ╭─[content/talks/published.toml:7:1]
     7 │ wu-hailong = "peace"
       · ─────┬────
       ·      ╰── still in the content
       ╰────
      help: delete the line, or give what has the id now another one
    "#);
}

// gold.toml

#[test]
fn gold_that_does_not_fit_the_transcript() {
    let gold = "\
[[sentences]]
part = \"wu-hailon\"
sentence = 1
starts = \"We want\"
topics = []

[[sentences]]
part = \"wu-hailong\"
sentence = 1
starts = \"We need\"
topics = [\"piece\"]

[[sentences]]
part = \"wu-hailong\"
sentence = 1
starts = \"We want\"
topics = []

[[sentences]]
part = \"wu-hailong\"
sentence = 2
starts = \"We want\"
topics = []

[[sentences]]
part = \"wu-hailong\"
sentence = 0
starts = \"We want\"
topics = []
";
    assert_snapshot!(with("gold.toml", gold), @r#"
    transcript::unknown-part

      × the transcript has no part `wu-hailon`
       ╭─[content/talks/gold.toml:2:8]
     2 │ part = "wu-hailon"
       ·        ─────┬─────
       ·             ╰── here
       ╰────
      help: did you mean `wu-hailong`?

    transcript::gold-mismatch

      × sentence 1 of `wu-hailong` starts otherwise
        ╭─[content/talks/gold.toml:10:10]
     10 │ starts = "We need"
        ·          ────┬────
        ·              ╰── not how it starts
        ╰────
      help: it starts “We want peace.”: read it again, then correct `starts` or `sentence`

    transcript::unknown-topic

      × unknown topic `piece`
        ╭─[content/talks/gold.toml:11:11]
     11 │ topics = ["piece"]
        ·           ───┬───
        ·              ╰── here
        ╰────
      help: add it to topics.toml, or delete it here

    transcript::gold-duplicate

      × sentence 1 of `wu-hailong` is listed twice
       ╭─[content/talks/gold.toml:9:12]
     9 │ sentence = 1
       ·            ┬
       ·            ╰── first here
       ╰────
        ╭─[content/talks/gold.toml:15:12]
     15 │ sentence = 1
        ·            ┬
        ·            ╰── again here
        ╰────
      help: keep one of them

    transcript::gold-mismatch

      × `wu-hailong` has 1 sentence, none of number 2
        ╭─[content/talks/gold.toml:21:12]
     21 │ sentence = 2
        ·            ┬
        ·            ╰── here
        ╰────
      help: look which sentence is meant: its number may have changed with the transcript

    transcript::bad-number

      × `sentence` counts from 1
        ╭─[content/talks/gold.toml:27:12]
     27 │ sentence = 0
        ·            ┬
        ·            ╰── here
        ╰────
      help: write `sentence = 1` for the first
    "#);
}

#[test]
fn gold_that_leaves_sentences_out() {
    assert_snapshot!(with("gold.toml", ""), @r"
    transcript::gold-incomplete

      × 1 sentence is not listed
       ╭─[content/talks/gold.toml:1:1]
     1 │
       · ┬
       · ╰── in this file
       ╰────
      help: read and list sentence 1 of `wu-hailong`
    ");
}

// All together

#[test]
fn eleven_mistakes_in_five_files_give_eleven_messages() {
    let files = [
        (
            "event.toml",
            edited(
                &edited(EVENT, "2022-08-18", "2022-02-30"),
                "\"en\"",
                "\"english\"",
            ),
        ),
        ("speakers.toml", edited(SPEAKERS, "side", "sidd")),
        (
            "topics.toml",
            edited(TOPICS, "label = \"Peace\"", "label = 3"),
        ),
        (
            "transcript.md",
            edited(
                TRANSCRIPT,
                "We want peace.",
                "We *want [peace]{+pece} and [so](ftp://a.b) on.\n\n### More\n\n[They]{nota=\"x\"} do \u{7}.",
            ),
        ),
        (
            "published.toml",
            "remarks = [\"wu\"]\ntopics = []\n".to_owned(),
        ),
    ];
    let printed = with_all(files.map(|(name, text)| (name, text.into_bytes())));
    assert_eq!(printed.matches("help: ").count(), 11);
    let places: Vec<&str> = printed
        .lines()
        .filter_map(|line| line.split_once("╭─["))
        .map(|(_, place)| place)
        .collect();
    assert_snapshot!(places.join("\n"), @r"
    content/talks/event.toml:2:8]
    content/talks/event.toml:3:12]
    content/talks/speakers.toml:3:1]
    content/talks/topics.toml:7:9]
    content/talks/transcript.md:3:4]
    content/talks/transcript.md:3:19]
    content/talks/transcript.md:3:34]
    content/talks/transcript.md:5:1]
    content/talks/transcript.md:7:8]
    content/talks/transcript.md:7:21]
    content/talks/published.toml:1:12]
    ");
}

#[test]
fn a_name_that_cannot_be_read_does_not_make_others_wrong() {
    // The speaker is there, but the file is broken: only that is reported.
    let broken = format!("{SPEAKERS}\n[kim-min\nname = \"Kim Min\"\n");
    let printed = with_all([
        ("speakers.toml", broken.into_bytes()),
        (
            "transcript.md",
            format!("{TRANSCRIPT}\n## Kim Min {{#kim-min}}\n\nPeace.\n").into_bytes(),
        ),
    ]);
    assert_eq!(
        printed.matches("transcript::").count(),
        printed.matches("transcript::toml-syntax").count()
    );
}

#[test]
fn without_event_toml_nothing_is_said_of_sentences() {
    let gold = "[[sentences]]\npart = \"wu-hailong\"\nsentence = 2\nstarts = \"We\"\ntopics = []\n";
    let files = [
        ("speakers.toml", SPEAKERS),
        ("topics.toml", TOPICS),
        ("transcript.md", TRANSCRIPT),
        ("gold.toml", gold),
    ];
    let printed = report("talks", files.map(|(name, text)| file(name, text)).into());
    assert_eq!(printed.matches("help: ").count(), 1, "{printed}");
}

fn codes(printed: &str) -> Vec<&str> {
    let codes = printed
        .lines()
        .filter_map(|line| line.strip_prefix("transcript::"));
    codes.collect()
}

#[test]
fn one_slip_gives_one_message() {
    let one = |printed: String, code: &str, place: &str| {
        assert_eq!(codes(&printed), [code], "{printed}");
        assert!(printed.contains(place), "{printed}");
    };
    one(
        with("transcript.md", TRANSCRIPT.replace("## ", "# ")),
        "heading-level",
        ":1:1]",
    );
    one(
        with("transcript.md", TRANSCRIPT.replace("## ", "### ")),
        "heading-level",
        ":1:1]",
    );
    one(
        remark("{#wu-hailong}", "{#wu-hailong kind = opening}"),
        "blank-beside-equals",
        ":1:28]",
    );
    one(
        remark("{#wu-hailong}", "{#wu-hailong kind= opening}"),
        "blank-beside-equals",
        ":1:28]",
    );
    one(
        speakers("[wu-hailong]", "[[wu-hailong]]"),
        "wrong-type",
        ":1:1]",
    );
    one(
        with("speakers.toml", format!("{SPEAKERS}{SPEAKERS}")),
        "duplicate-key",
        ":4:2]",
    );
    one(
        event("[[organisers]]", "[[organisers]"),
        "toml-syntax",
        ":9:14]",
    );
    one(
        event("title = ", "place == \"Here\"\ntitle = "),
        "toml-syntax",
        ":1:8]",
    );
    one(
        event("title = ", "abbreviations = [\n\"Dep.\"\ntitle = "),
        "toml-syntax",
        ":1:17]",
    );
    one(event("title = ", "title\u{a0}= "), "toml-syntax", ":1:6]");
}

// What is likely meant

#[test]
fn names_told_once_and_names_with_a_role() {
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## Kim Min {{#kim-min}}\n\nPeace.\n\n## Kim Min {{#kim-min-2}}\n\nPeace.\n")), @r#"
    transcript::unknown-speaker

      × unknown speaker “Kim Min”, in 2 headings
       ╭─[content/talks/transcript.md:5:4]
     5 │ ## Kim Min {#kim-min}
       ·    ───┬───
       ·       ╰── here
       ╰────
      help: add to speakers.toml a table `[kim-min]` with `name = "Kim Min"`
    "#);
    assert_snapshot!(remark("## Wu Hailong", "## Ambassador Wu Hailong, President"), @r#"
    transcript::unknown-speaker

      × unknown speaker “Ambassador Wu Hailong, President”
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## Ambassador Wu Hailong, President {#wu-hailong}
       ·    ────────────────┬───────────────
       ·                    ╰── here
       ╰────
      help: did you mean “Wu Hailong”? A heading has the name alone, as speakers.toml has it
    "#);
    assert_snapshot!(remark("## Wu Hailong", "## Hailong"), @r#"
    transcript::unknown-speaker

      × unknown speaker “Hailong”
       ╭─[content/talks/transcript.md:1:4]
     1 │ ## Hailong {#wu-hailong}
       ·    ───┬───
       ·       ╰── here
       ╰────
      help: did you mean “Wu Hailong”? A heading has the name alone, as speakers.toml has it
    "#);
    assert_snapshot!(with("transcript.md", format!("{TRANSCRIPT}\n## 王明 {{#wang-ming}}\n\nPeace.\n")), @r#"
    transcript::unknown-speaker

      × unknown speaker “王明”
       ╭─[content/talks/transcript.md:5:4]
     5 │ ## 王明 {#wang-ming}
       ·    ──┬─
       ·      ╰── here
       ╰────
      help: add to speakers.toml a table with `name = "王明"`, such as `[speaker-1]`: an id of small
            letters, digits and hyphens
    "#);
}

#[test]
fn what_markdown_has_and_a_transcript_has_not() {
    let text = "We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\\\nNext.\n\n[1]: https://a.b\n\n1. one\n2. two";
    assert_snapshot!(remark("We want peace.", text), @r#"
    transcript::other-markup

      ⚠ this looks like emphasis written with underscores and is published as it stands
       ╭─[content/talks/transcript.md:3:4]
     3 │ We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\
       ·    ───┬──
       ·       ╰── here
       ╰────
      help: write `*words*`; `\_` where the sign is meant

    transcript::other-markup

      ⚠ this looks like code between backticks and is published as it stands
       ╭─[content/talks/transcript.md:3:11]
     3 │ We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\
       ·           ───┬───
       ·              ╰── here
       ╰────
      help: write the words alone; `\`` where the sign is meant

    transcript::other-markup

      ⚠ this looks like words struck out and is published as it stands
       ╭─[content/talks/transcript.md:3:19]
     3 │ We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\
       ·                   ───┬───
       ·                      ╰── here
       ╰────
      help: write the words that count; `\~` where the sign is meant

    transcript::other-markup

      ⚠ this looks like an address in angle brackets and is published as it stands
       ╭─[content/talks/transcript.md:3:27]
     3 │ We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\
       ·                           ───────┬──────
       ·                                  ╰── here
       ╰────
      help: write `[words](address)`; `\<` where the sign is meant

    transcript::other-markup

      ⚠ this looks like a link that names its address elsewhere and is published as it stands (2
      │ times)
       ╭─[content/talks/transcript.md:3:42]
     3 │ We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\
       ·                                          ───┬──
       ·                                             ╰── here
       ╰────
      help: write `[words](address)`; `\[` where the sign is meant

    transcript::other-markup

      ⚠ this looks like a backslash that breaks the line and is published as it stands
       ╭─[content/talks/transcript.md:3:49]
     3 │ We _like_ `peace` ~~not~~ <https://a.b/> [x][1].\
       ·                                                 ┬
       ·                                                 ╰── here
       ╰────
      help: delete it; an empty line begins another paragraph

    transcript::other-markup

      ⚠ this looks like an item of a list in the same paragraph as the one before and is published as
      │ it stands
       ╭─[content/talks/transcript.md:9:1]
     9 │ 2. two
       · ─┬
       ·  ╰── here
       ╰────
      help: put an empty line between the items, or they are one running text
    "#);
    let meant = "A snake_case_name, 5 ` 6 and a ~ b < c; [peace](https://a.b), see [sic] [2].\n\n1. peace\n\n2. trade";
    assert_eq!(remark("We want peace.", meant), "");
}

#[test]
fn headings_of_another_level_are_told_once() {
    assert_snapshot!(remark("## Wu Hailong {#wu-hailong}", "## Introduction\n\nPeace.\n\n### Wu Hailong"), @r#"
    transcript::heading-level

      × a heading of the record’s own words begins with one sign
       ╭─[content/talks/transcript.md:1:1]
     1 │ ## Introduction
       · ───────┬───────
       ·        ╰── here
       ╰────
      help: write `# Introduction`

    transcript::no-remarks

      × the transcript holds no remark
       ╭─[content/talks/transcript.md:1:1]
     1 │ ## Introduction
       · ┬
       · ╰── in this file
       ╰────
      help: open each remark with a line such as `## Wu Hailong {#wu-hailong}`

    transcript::deep-heading

      × a heading of more than two signs
       ╭─[content/talks/transcript.md:5:1]
     5 │ ### Wu Hailong
       · ─┬─
       ·  ╰── here
       ╰────
      help: write `## Name {#id}` for a remark; a remark has no headings within it
    "#);
}

#[test]
fn speakers_in_a_list() {
    assert_snapshot!(speakers("[wu-hailong]", "[[speakers]]"), @r#"
    transcript::wrong-type

      × `speakers` must be a table
       ╭─[content/talks/speakers.toml:1:1]
     1 │ [[speakers]]
       · ──────┬─────
       ·       ╰── a list
       ╰────
      help: write `[kim-min]`
    "#);
}

#[test]
fn a_speaker_named_in_a_paragraph() {
    assert_snapshot!(remark("We want peace.", "We want peace.\n\n**Wu Hailong:** I object.\n\nWu Hailong (KDI): And again.\n\nWu Hailong spoke: peace."), @r"
    transcript::speaker-in-paragraph

      ⚠ a paragraph begins with a speaker’s name, and is published as words of the remark it is in (2
      │ times)
       ╭─[content/talks/transcript.md:5:3]
     5 │ **Wu Hailong:** I object.
       ·   ─────┬────
       ·        ╰── here
       ╰────
      help: if they speak here, give them a heading of their own: `## Wu Hailong {#id}`
    ");
}

#[test]
fn a_speaker_named_in_a_line() {
    let first_line = |text: &str| {
        let speakers = edited(SPEAKERS, "side", "family = \"Wu\"\nside");
        let transcript = edited(TRANSCRIPT, "We want peace.", text);
        let found = with_all([
            ("speakers.toml", speakers.into()),
            ("transcript.md", transcript.into()),
        ]);
        let line = found.split("transcript.md:").nth(1);
        line.and_then(|line| line.split(']').next())
            .map(str::to_owned)
    };
    for (text, line) in [
        (
            "We thank Wu Hailong for peace.\n\nWu Hailong: I object.",
            "5:1",
        ),
        ("We want peace.\nWU HAILONG : I object.", "4:1"),
        ("We want peace.\n\n*Mr. Wu:* I object.", "5:2"),
        ("We want peace.\n\nWu (KDI)：I object.", "5:1"),
    ] {
        assert_eq!(first_line(text).as_deref(), Some(line), "{text}");
    }
    for text in [
        "We want peace.\nWu Hailong\nagreed.",
        "We agree with Wu: peace comes first.",
        "Peace, says Wu Hailong: it comes first.",
        "We want peace\n<!-- Wu Hailong: check the tape -->\nand trade.",
        "We want peace\n<!--\nWu Hailong: check the tape\n-->\nand trade.",
    ] {
        assert_eq!(first_line(text), None, "{text}");
    }
}

#[test]
fn what_conversions_leave() {
    assert_snapshot!(remark("We want peace.", "We R&amp;D<sup>2</sup> peace[^1] cafÃ©.\n\n> peace\n\n| peace |\n\n---\n\n- peace\n- peace"), @r#"
    transcript::other-markup

      ⚠ this looks like an HTML entity and is published as it stands
       ╭─[content/talks/transcript.md:3:5]
     3 │ We R&amp;D<sup>2</sup> peace[^1] cafÃ©.
       ·     ──┬──
       ·       ╰── here
       ╰────
      help: write the character itself; `\&` where the signs are meant

    transcript::other-markup

      ⚠ this looks like an HTML tag and is published as it stands (2 times)
       ╭─[content/talks/transcript.md:3:11]
     3 │ We R&amp;D<sup>2</sup> peace[^1] cafÃ©.
       ·           ──┬──
       ·             ╰── here
       ╰────
      help: write the words alone, with `*` around what is emphasised; `\<` where the sign is meant

    transcript::other-markup

      ⚠ this looks like a reference to a footnote and is published as it stands
       ╭─[content/talks/transcript.md:3:29]
     3 │ We R&amp;D<sup>2</sup> peace[^1] cafÃ©.
       ·                             ──┬─
       ·                               ╰── here
       ╰────
      help: write the note behind the words that it is about: `[words]{note="…"}`; `\[` where the sign
            is meant

    transcript::other-markup

      ⚠ this looks like letters read in a wrong encoding and is published as it stands
       ╭─[content/talks/transcript.md:3:37]
     3 │ We R&amp;D<sup>2</sup> peace[^1] cafÃ©.
       ·                                     ─┬
       ·                                      ╰── here
       ╰────
      help: look in the source what they were: “â€™” is an apostrophe, “Ã©” an “é”

    transcript::other-markup

      ⚠ this looks like a line marked as a quotation and is published as it stands
       ╭─[content/talks/transcript.md:5:1]
     5 │ > peace
       · ───┬───
       ·    ╰── here
       ╰────
      help: write the words without `>`; `\>` where the sign is meant

    transcript::other-markup

      ⚠ this looks like a row of a table and is published as it stands
       ╭─[content/talks/transcript.md:7:1]
     7 │ | peace |
       · ────┬────
       ·     ╰── here
       ╰────
      help: write what it says in words: a record has no tables

    transcript::other-markup

      ⚠ this looks like a rule across the page and is published as it stands
       ╭─[content/talks/transcript.md:9:1]
     9 │ ---
       · ─┬─
       ·  ╰── here
       ╰────
      help: delete it

    transcript::other-markup

      ⚠ this looks like an item of a list in the same paragraph as the one before and is published as
      │ it stands
        ╭─[content/talks/transcript.md:12:1]
     12 │ - peace
        · ┬
        · ╰── here
        ╰────
      help: put an empty line between the items, or they are one running text
    "#);
    assert_eq!(
        remark(
            "We want peace.",
            "We want peace \\&amp; \\<br> and A & B; x <a."
        ),
        ""
    );
}

#[test]
fn a_letter_that_was_lost() {
    assert_snapshot!(remark("We want peace.", "We want peace in caf\u{FFFD} and caf\u{FFFD}."), @r#"
    transcript::lost-letter

      × 2 letters were lost, the first here: U+FFFD stands where a program could not read it
       ╭─[content/talks/transcript.md:3:21]
     3 │ We want peace in caf� and caf�.
       ·                     ┬
       ·                     ╰── here
       ╰────
      help: look in the source what stood here
    "#);
}

#[test]
fn a_picture_or_a_sign_of_a_font_that_was_lost() {
    assert_snapshot!(remark("We want peace.", "\u{F0B7} We want \u{FFFC} peace \u{F0E0}."), @r"
    transcript::lost-letter

      × 2 signs of another font were lost, the first here: U+F0B7 shows nothing without that font
       ╭─[content/talks/transcript.md:3:1]
     3 │ <U+F0B7> We want <U+FFFC> peace <U+F0E0>.
       · ────┬───
       ·     ╰── here
       ╰────
      help: look in the source what stood here; write the usual sign for it, or delete it

    transcript::lost-letter

      × a picture was lost: U+FFFC stands where a program had one, and shows nothing
       ╭─[content/talks/transcript.md:3:11]
     3 │ <U+F0B7> We want <U+FFFC> peace <U+F0E0>.
       ·                  ────┬───
       ·                      ╰── here
       ╰────
      help: delete it, or say in words what was there
    ");
}

#[test]
fn tags_are_refused_but_for_those_of_flags() {
    assert_snapshot!(remark("want peace", "want\u{E0041}\u{E007F} \u{FFF9}peace"), @r"
    transcript::control-character

      × the character U+E0041 cannot be seen
       ╭─[content/talks/transcript.md:3:8]
     3 │ We want<U+E0041><U+E007F> <U+FFF9>peace.
       ·        ─────────┬────────
       ·                 ╰── here
       ╰────
      help: delete it

    transcript::control-character

      × the character U+FFF9 cannot be seen
       ╭─[content/talks/transcript.md:3:11]
     3 │ We want<U+E0041><U+E007F> <U+FFF9>peace.
       ·                           ────┬───
       ·                               ╰── here
       ╰────
      help: delete it
    ");
    let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
    assert_eq!(remark("want peace", &format!("want peace {england}")), "");
    assert_eq!(event("Neighbours", &format!("Neighbours {england}")), "");
}

#[test]
fn a_country_in_place_of_a_language() {
    assert_snapshot!(event("language = \"en\"", "language = \"cn\""), @r#"
    transcript::bad-language

      × `cn` is a country, not a language
       ╭─[content/talks/event.toml:3:12]
     3 │ language = "cn"
       ·            ──┬─
       ·              ╰── here
       ╰────
      help: did you mean `zh-Hans`?
    "#);
}

#[test]
fn a_side_by_its_label_or_without_a_slug() {
    assert_snapshot!(speakers("side = \"north\"", "side = \"North\""), @r#"
    transcript::unknown-side

      × unknown side `North`
       ╭─[content/talks/speakers.toml:3:8]
     3 │ side = "North"
       ·        ───┬───
       ·           ╰── here
       ╰────
      help: did you mean `north`?
    "#);
    assert_snapshot!(speakers("side = \"north\"", "side = \"Third Country\""), @r#"
    transcript::unused-side

      ⚠ no speaker belongs to the side `north`
        ╭─[content/talks/event.toml:13:6]
     13 │ id = "north"
        ·      ───┬───
        ·         ╰── has no speaker
        ╰────
      help: write `side = "north"` in speakers.toml, or delete the side

    transcript::unknown-side

      × unknown side `Third Country`
       ╭─[content/talks/speakers.toml:3:8]
     3 │ side = "Third Country"
       ·        ───────┬───────
       ·               ╰── here
       ╰────
      help: add to event.toml a table `[[sides]]` with `id = "third-country"` and `label = "Third
            Country"`, and write that id here
    "#);
}

#[test]
fn a_link_without_its_scheme() {
    assert_snapshot!(remark("want peace", "want [peace](www.example.org)"), @r#"
    transcript::bad-link

      × the link leads to no address that is allowed
       ╭─[content/talks/transcript.md:3:17]
     3 │ We want [peace](www.example.org).
       ·                 ───────┬───────
       ·                        ╰── no `https://` at its start
       ╰────
      help: write `https://www.example.org`
    "#);
}

#[test]
fn a_term_with_a_sign_at_an_end() {
    assert_snapshot!(topics("terms = [\"peace\"]", "terms = [\"peace\", \"§ 218\"]"), @r#"
    transcript::bad-term

      × `§ 218` is not a term
       ╭─[content/talks/topics.toml:9:19]
     9 │ terms = ["peace", "§ 218"]
       ·                   ───┬───
       ·                      ╰── `§` at either end is not looked for
       ╰────
      help: leave the sign out, and add words beside it that tell what is meant: not `§ 218` but
            `Paragraph 218`, not `$` but `dollars`
    "#);
}

#[test]
fn an_event_of_several_days() {
    assert_eq!(
        event("date = 2022-08-18", "date = 2022-08-18\nend = 2022-08-19"),
        ""
    );
    assert_snapshot!(event("date = 2022-08-18", "date = 2022-08-18\nend = 2022-08-18"), @r#"
    transcript::bad-date

      × `end`, the last day, does not come after `date`, the first
       ╭─[content/talks/event.toml:3:7]
     3 │ end = 2022-08-18
       ·       ─────┬────
       ·            ╰── here
       ╰────
      help: leave `end` out where the event lasted one day
    "#);
    assert_snapshot!(event("date = 2022-08-18", "date = \"18–19 August 2022\""), @r#"
    transcript::bad-date

      × `date` is a date, not text
       ╭─[content/talks/event.toml:2:8]
     2 │ date = "18–19 August 2022"
       ·        ─────────┬─────────
       ·                 ╰── text in quotes
       ╰────
      help: write `date = 2022-08-18`, without quotes, and the last of several days as `end`
    "#);
}

#[test]
fn a_title_in_a_name_and_a_name_with_a_suffix() {
    assert_snapshot!(with_all([("speakers.toml", edited(SPEAKERS, "Wu Hailong", "Dr. Wu Hailong").into()), ("transcript.md", edited(TRANSCRIPT, "Wu Hailong", "Dr. Wu Hailong").into())]), @r#"
    transcript::title-in-name

      ⚠ `Dr.` would be cited as a part of the name
       ╭─[content/talks/speakers.toml:2:8]
     2 │ name = "Dr. Wu Hailong"
       ·        ────────┬───────
       ·                ╰── here
       ╰────
      help: write the name alone, here and in the headings, and the title in `role`: `role = "Dr."`
    "#);
    assert_eq!(speakers("side = ", "family = \"Wu\"\nside = "), "");
    assert_snapshot!(with_all([("speakers.toml", edited(SPEAKERS, "name = \"Wu Hailong\"", "name = \"Martin King Jr.\"\nfamily = \"King\"").into()), ("transcript.md", edited(TRANSCRIPT, "Wu Hailong", "Martin King Jr.").into())]), @r#"
    transcript::bad-family

      × `King` neither begins nor ends the name `Martin King Jr.`
       ╭─[content/talks/speakers.toml:3:10]
     3 │ family = "King"
       ·          ───┬──
       ·             ╰── here
       ╰────
      help: write the name to its end: `family = "King Jr."`
    "#);
}

/// What is printed about an event in `language` whose speaker has `name`, followed by `more` in the table.
fn named(language: &str, name: &str, more: &str) -> String {
    let language = format!("language = \"{language}\"");
    with_all([
        (
            "event.toml",
            edited(EVENT, "language = \"en\"", &language).into(),
        ),
        (
            "speakers.toml",
            edited(
                SPEAKERS,
                "name = \"Wu Hailong\"",
                &format!("name = '{name}'\n{more}"),
            )
            .into(),
        ),
        (
            "transcript.md",
            edited(TRANSCRIPT, "Wu Hailong", name).into(),
        ),
    ])
}

#[test]
fn a_title_beside_a_role_and_a_form_of_address() {
    assert_snapshot!(named("en", "Prof. Dr. Wu Hailong", "role = \"President\""), @r#"
    transcript::title-in-name

      ⚠ `Prof. Dr.` would be cited as a part of the name
       ╭─[content/talks/speakers.toml:2:8]
     2 │ name = 'Prof. Dr. Wu Hailong'
       ·        ───────────┬──────────
       ·                   ╰── here
       ╰────
      help: write the name alone, here and in the headings, and the title before the role: `role =
            "Prof. Dr., President"`
    "#);
    assert_snapshot!(named("fr", "M. Wu Hailong", ""), @r"
    transcript::title-in-name

      ⚠ `M.` would be cited as a part of the name
       ╭─[content/talks/speakers.toml:2:8]
     2 │ name = 'M. Wu Hailong'
       ·        ───────┬───────
       ·               ╰── here
       ╰────
      help: write the name alone, here and in the headings, without the form of address
    ");
    assert_snapshot!(named("he", "ד\"ר Wu Hailong", ""), @r#"
    transcript::title-in-name

      ⚠ `ד"ר` would be cited as a part of the name
       ╭─[content/talks/speakers.toml:2:8]
     2 │ name = 'ד"ר Wu Hailong'
       ·        ────────┬───────
       ·                ╰── here
       ╰────
      help: write the name alone, here and in the headings, and the title in `role`: `role = "ד\"ר"`
    "#);
    assert!(named("fr", "Me Wu Hailong", "").contains("title-in-name"));
    assert!(named("ar", "د. Wu Hailong", "").contains("title-in-name"));
    assert!(named("en", "Mlle Wu Hailong", "").contains("title-in-name"));
    for (language, name) in [
        ("en", "M. Wu"),
        ("fr", "M. K. Wu"),
        ("en", "Me Wu"),
        ("ar", "د. ه. Wu"),
    ] {
        assert_eq!(named(language, name, ""), "", "{name}");
    }
}

#[test]
fn a_family_name_in_other_capitals() {
    assert_snapshot!(named("en", "KIM Min-su", "family = \"Kim\""), @r#"
    transcript::bad-family

      × `Kim` neither begins nor ends the name `KIM Min-su`
       ╭─[content/talks/speakers.toml:3:10]
     3 │ family = "Kim"
       ·          ──┬──
       ·            ╰── here
       ╰────
      help: write it as in the name: `family = "KIM"`
    "#);
    assert!(named("en", "Min-su KIM", "family = \"Kim\"").contains("`family = \"KIM\"`"));
}

#[test]
fn an_image() {
    assert_snapshot!(remark("We want peace.", "We want peace! ![A chart](media/image1.png){width=\"5in\"} [Yes!](https://example.org) ![not"), @r#"
    transcript::image

      × a record holds words, and no images
       ╭─[content/talks/transcript.md:3:16]
     3 │ We want peace! ![A chart](media/image1.png){width="5in"} [Yes!](https://example.org)…
       ·                ────────────────────┬────────────────────
       ·                                    ╰── here
       ╰────
      help: delete it, or say in words what it shows; `\!` where no image is meant

    transcript::unclosed-bracket

      × the bracket is never closed in this paragraph
       ╭─[content/talks/transcript.md:3:87]
     3 │ …](https://example.org) ![not
       ·                          ┬
       ·                          ╰── opened here
       ╰────
      help: write `]` after the last of its words, or `\[` for the sign itself
    "#);
}
