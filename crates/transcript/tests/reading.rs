//! Given these files, the event holds this.

use std::path::Path;

use proptest::prelude::*;
use transcript::archive;
use transcript::model::{
    Archive, Date, Event, Moved, MovedKind, Part, PartKind, RecordKind, SpanKind,
};
use transcript::source::{
    Diagnostic, File, Folder, Loaded, Look, Reading, Severity, ledger, load, read, read_event,
    render,
};

const EVENT: &str = r#"
title = "Neighbours"
date = 2022-08-18
language = "en"
abbreviations = ["Dep."]

[record]
kind = "verbatim"
publisher = "The Institute"

[[organisers]]
name = "The Institute"
url = "https://example.org/?a=ü"

[[sides]]
id = "north"
label = "North"

[[sides]]
id = "south"
label = "South"
"#;

const SPEAKERS: &str = r#"
[kim-min]
name = "Kim Min"
side = "south"

[wu-hailong]
name = "Wu Hailong"
role = "President"
side = "north"
"#;

const TOPICS: &str = r#"
[[groups]]
id = "security"
label = "Security"

[[groups.topics]]
id = "peace"
label = "Peace"
covers = "Peace."
terms = ["peace", "stability"]

[[groups.topics]]
id = "thaad"
label = "THAAD"
covers = "The system."
terms = ["THAAD", "missile defence"]
except = ["THAAD street"]
"#;

const TRANSCRIPT: &str = "\
# Introduction

Two neighbours met.

## Wu Hailong {#wu-hailong kind=opening}

Peace and stability. We saw THAAD.

## Kim Min {#kim-min}

Peace it is.
";

fn folder(transcript: &str, extra: &[(&str, &str)]) -> Folder {
    let files = [
        ("event.toml", EVENT),
        ("speakers.toml", SPEAKERS),
        ("topics.toml", TOPICS),
        ("transcript.md", transcript),
    ];
    let files = files.iter().chain(extra).map(|(name, text)| File {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    Folder {
        id: "talks".to_owned(),
        files: files.collect(),
    }
}

fn reading(transcript: &str, extra: &[(&str, &str)]) -> Reading {
    read_event("content", &folder(transcript, extra))
}

/// The event with `transcript`, which must be sound.
fn event(transcript: &str) -> Event {
    let reading = reading(transcript, &[]);
    assert_sound(&reading.diagnostics);
    reading.event
}

#[track_caller]
fn assert_sound(diagnostics: &[Diagnostic]) {
    assert!(
        diagnostics.is_empty(),
        "{}",
        render(diagnostics, Look::Plain)
    );
}

/// The remark of Wu Hailong in a sound event where he says `text`.
fn remark(text: &str) -> Part {
    let said = TRANSCRIPT.replace("Peace and stability. We saw THAAD.", text);
    let mut event = reading(&said, &[]).event;
    event.parts.swap_remove(1)
}

/// The words that earned each topic of each sentence.
fn tags(part: &Part) -> Vec<Vec<(u16, Vec<&str>, bool)>> {
    let words = |range: &transcript::model::Range| &part.text.plain[range.bytes()];
    part.text
        .sentences
        .iter()
        .map(|sentence| {
            let tags = sentence.tags.iter();
            tags.map(|tag| {
                (
                    tag.topic,
                    tag.words.iter().map(words).collect(),
                    tag.by_editor,
                )
            })
            .collect()
        })
        .collect()
}

#[test]
fn a_heading_chooses_the_sentence_of_its_share_preview() {
    let chosen = event(&TRANSCRIPT.replace("kind=opening", "kind=opening preview=2"));
    let previews: Vec<Option<u32>> = chosen.parts.iter().map(|part| part.preview).collect();
    assert_eq!(previews, [None, Some(1), None]);
    assert_eq!(chosen.parts[1].text.sentence(1), Some("We saw THAAD."));
}

#[test]
fn a_name_in_a_heading_may_differ_in_what_cannot_be_seen() {
    let speakers = SPEAKERS.replace("Kim Min", "José  Kim\u{a0}Min");
    let transcript =
        TRANSCRIPT.replace("## Kim Min {#kim-min}", "## Jose\u{301} Kim Min {#kim-min}");
    let mut folder = folder(&transcript, &[]);
    folder.files[1].bytes = speakers.into_bytes();
    assert_sound(&read_event("content", &folder).diagnostics);
    folder.files[3].bytes = transcript
        .replace("{#kim-min}", "{#kim speaker=kim-min}")
        .into_bytes();
    assert_sound(&read_event("content", &folder).diagnostics);
}

#[test]
fn thousands_of_remarks_without_ids_are_soon_reported() {
    let remarks = TRANSCRIPT.to_owned() + &"\n## Kim Min\n\nPeace.\n".repeat(5000);
    let found = reading(&remarks, &[]).diagnostics;
    let last = found
        .iter()
        .rfind(|found| found.code == "transcript::missing-id");
    let help = last.and_then(|found| found.help.as_deref());
    assert_eq!(help, Some("pin one: `## Kim Min {#kim-min-5001}`"));
}

#[test]
fn a_speaker_may_have_a_name_in_their_own_script() {
    let native = SPEAKERS.replace("role =", "native_name = \"吴海龙\"\nrole =");
    let folder = Folder {
        files: folder(TRANSCRIPT, &[])
            .files
            .into_iter()
            .map(|file| match file.name.as_str() {
                "speakers.toml" => File {
                    bytes: native.clone().into_bytes(),
                    ..file
                },
                _ => file,
            })
            .collect(),
        ..folder(TRANSCRIPT, &[])
    };
    let reading = read_event("content", &folder);
    assert_sound(&reading.diagnostics);
    let names = reading.event.speakers.iter();
    let names: Vec<_> = names
        .map(|speaker| speaker.native_name.as_deref())
        .collect();
    assert_eq!(names, [Some("吴海龙"), None]);
}

#[test]
fn a_sound_event_holds_what_its_files_say() {
    let event = event(TRANSCRIPT);
    assert_eq!(event.id, "talks");
    assert_eq!(
        event.date,
        Date {
            year: 2022,
            month: 8,
            day: 18
        }
    );
    assert_eq!(event.date.to_string(), "2022-08-18");
    assert_eq!(event.record.kind, RecordKind::Verbatim);
    assert_eq!(
        event.organisers[0].url.as_deref(),
        Some("https://example.org/?a=ü")
    );
    let ids: Vec<&str> = event.parts.iter().map(|part| part.id.as_str()).collect();
    assert_eq!(ids, ["introduction", "wu-hailong", "kim-min"]);
    assert_eq!(event.parts[1].kind, PartKind::Opening);
    assert!(event.parts[1].kind.is_remark() && !event.parts[0].kind.is_remark());
    assert_eq!(event.parts[1].text.sentence(1), Some("We saw THAAD."));
    assert_eq!(event.parts[1].text.sentence(2), None);
}

#[test]
fn speakers_stand_in_the_order_in_which_they_speak() {
    let event = event(TRANSCRIPT);
    let names: Vec<&str> = event
        .speakers
        .iter()
        .map(|speaker| speaker.name.as_str())
        .collect();
    assert_eq!(names, ["Wu Hailong", "Kim Min"]);
    let spoken: Vec<Option<u16>> = event.parts.iter().map(|part| part.speaker).collect();
    assert_eq!(spoken, [None, Some(0), Some(1)]);
    let sides: Vec<Option<u16>> = event.speakers.iter().map(|speaker| speaker.side).collect();
    assert_eq!(sides, [Some(0), Some(1)]);
}

#[test]
fn words_are_kept_to_the_letter() {
    let text = "“Peace,”\u{a0}he said – it’s  50\u{202f}% done; a & b < c > d (e) {f} [sic] 5 * 3 = 15, #1 C:\\x ﬁn e\u{301}.";
    assert_eq!(remark(text).text.plain, text);
}

#[test]
fn a_line_break_is_a_space_and_an_empty_line_parts_paragraphs() {
    let part = remark("Peace  \n   and\r\nstability.\n\n\n \t \nSecond.");
    assert_eq!(part.text.plain, "Peace and stability.\n\nSecond.");
    let paragraphs: Vec<u32> = part
        .text
        .sentences
        .iter()
        .map(|sentence| sentence.paragraph)
        .collect();
    assert_eq!(paragraphs, [0, 1]);
}

#[test]
fn a_line_break_within_chinese_or_japanese_is_nothing() {
    for (written, plain) in [
        (
            "中国**水资源**分布\n不均，\n需要*合作*\n。",
            "中国水资源分布不均，需要合作。",
        ),
        (
            "分布\n**不均**与\n[合作](https://example.org/)。",
            "分布不均与合作。",
        ),
        ("国連で\nカナと", "国連でカナと"),
        ("한국과\n중국은", "한국과 중국은"),
        ("在\nNATO\n中", "在 NATO 中"),
        ("He said.”\n“Yes.”", "He said.” “Yes.”"),
        ("中国 水资源", "中国 水资源"),
    ] {
        assert_eq!(remark(written).text.plain, plain, "{written}");
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{FEFF}{}", TRANSCRIPT.replace('\n', "\r\n"));
    let read = reading(&windows, &[]);
    assert_sound(&read.diagnostics);
    assert_eq!(read.event, event(TRANSCRIPT));

    let files = folder(TRANSCRIPT, &[]).files.into_iter().map(|file| {
        let text = String::from_utf8(file.bytes)
            .expect("text")
            .replace('\n', "\r\n");
        File {
            name: file.name,
            bytes: format!("\u{FEFF}{text}").into_bytes(),
        }
    });
    let read = read_event(
        "content",
        &Folder {
            id: "talks".to_owned(),
            files: files.collect(),
        },
    );
    assert_sound(&read.diagnostics);
    assert_eq!(read.event, event(TRANSCRIPT));
}

#[test]
fn a_backslash_makes_a_sign_a_letter() {
    let part = remark("\\# Peace \\*is\\* \\[not\\]\\{+war\\} \\<!-- a \\\\ b.");
    assert_eq!(part.text.plain, "# Peace *is* [not]{+war} <!-- a \\ b.");
    assert!(part.text.spans.is_empty());
}

#[test]
fn markup_is_taken_out_of_the_words() {
    let part = remark(
        "*Peace* and **strong *inner* words** [here](https://example.org/a_(b)) \
         [there](mailto:a@b.org){note=\"a \\\"note\\\"\"}.",
    );
    assert_eq!(part.text.plain, "Peace and strong inner words here there.");
    let spans: Vec<(&str, SpanKind)> = part
        .text
        .spans
        .iter()
        .map(|span| (&part.text.plain[span.range.bytes()], span.kind.clone()))
        .collect();
    assert_eq!(
        spans,
        [
            ("Peace", SpanKind::Emphasis),
            ("strong inner words", SpanKind::Strong),
            ("inner", SpanKind::Emphasis),
            (
                "here",
                SpanKind::Link("https://example.org/a_(b)".to_owned())
            ),
            ("there", SpanKind::Link("mailto:a@b.org".to_owned())),
            ("there", SpanKind::Note("a \"note\"".to_owned())),
        ]
    );
}

#[test]
fn a_note_is_kept_to_the_letter_but_for_its_line_breaks() {
    let part = remark("[Peace]{note=\"one  two\n   three\u{a0}four } \"}.");
    let note = SpanKind::Note("one  two three\u{a0}four }".to_owned());
    assert_eq!(part.text.spans[0].kind, note);
}

#[test]
fn brackets_of_the_source_stay() {
    let part = remark("He [sic] said [the [sic] word of *peace*]{+thaad} [applause].");
    assert_eq!(
        part.text.plain,
        "He [sic] said the [sic] word of peace [applause]."
    );
    assert_eq!(
        tags(&part),
        [vec![
            (0, vec!["peace"], false),
            (1, vec!["the [sic] word of peace"], true)
        ]]
    );
    assert_eq!(&part.text.plain[part.text.spans[0].range.bytes()], "peace");
}

#[test]
fn three_asterisks_open_and_close_both_emphases() {
    let part = remark("***Peace*** and ***stab** ility*.");
    assert_eq!(part.text.plain, "Peace and stab ility.");
    let spans: Vec<(&str, &SpanKind)> = part
        .text
        .spans
        .iter()
        .map(|span| (&part.text.plain[span.range.bytes()], &span.kind))
        .collect();
    let (emphasis, strong) = (&SpanKind::Emphasis, &SpanKind::Strong);
    assert_eq!(spans.len(), 4);
    assert!(spans.contains(&("Peace", emphasis)) && spans.contains(&("Peace", strong)));
}

#[test]
fn asterisks_of_products_stars_and_wildcards_stay() {
    for text in [
        "A 5*3 grid beats 4*2 and 2*3*4.",
        "Peace (*) and f(x)*g(x), (a)*(b)*(c), 2**3.",
        "Files *.txt and *.doc, groups A *, B *.",
    ] {
        let part = remark(text);
        assert_eq!(part.text.plain, text);
        assert!(part.text.spans.is_empty());
    }
}

#[test]
fn emphasis_needs_no_blanks_in_scripts_without_them() {
    let part = remark("中文*强调*中文，**“引用”**之后（*这样*）。*\u{AD6D}*은");
    assert_eq!(part.text.plain, "中文强调中文，“引用”之后（这样）。국은");
    let words: Vec<&str> = part
        .text
        .spans
        .iter()
        .map(|span| &part.text.plain[span.range.bytes()])
        .collect();
    assert_eq!(words, ["强调", "“引用”", "这样", "국"]);
}

#[test]
fn comments_leave_no_trace() {
    let part = remark(
        "Peace <!-- one --> and<!-- two\n\n## Not a heading {#x}\n\n*not markup --> stability.\n\
         <!-- a line -->\nStill <!---->the same.",
    );
    assert_eq!(part.text.plain, "Peace and stability. Still the same.");
}

#[test]
fn a_sentence_bears_the_words_that_earned_its_topics() {
    let part = remark("Peace and peace. We saw missile-defence, THAAD and THAAD Street. So.");
    assert_eq!(
        tags(&part),
        [
            vec![(0, vec!["Peace", "peace"], false)],
            vec![(1, vec!["missile-defence", "THAAD"], false)],
            vec![],
        ]
    );
}

#[test]
fn an_editor_adds_and_takes_off_topics() {
    let part = remark(
        "Peace [at last]{+thaad}. No [peace]{-peace} here. [Peace now]{+peace note=\"So.\"}.",
    );
    assert_eq!(
        tags(&part),
        [
            vec![(0, vec!["Peace"], false), (1, vec!["at last"], true)],
            vec![],
            vec![(0, vec!["Peace now"], true)],
        ]
    );
}

#[test]
fn moves_lead_to_the_id_that_took_the_place_of_the_old() {
    let ledger = "\
remarks = [\"old\", \"wu-hailong\", \"peace\"]
topics = [\"calm\"]
[moved]
older = \"old\"
old = \"kim-min\"
calm = \"peace\"
peace = \"wu-hailong\"
";
    let read = reading(TRANSCRIPT, &[("published.toml", ledger)]);
    let moved = |kind, from: &str, to: &str| Moved {
        kind,
        from: from.to_owned(),
        to: to.to_owned(),
        joined: false,
    };
    // The remark `peace` moved; the topic `calm` leads on to where `peace` went, which is no topic.
    let codes: Vec<&str> = read
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["transcript::moved-nowhere"]);
    assert_eq!(
        read.event.moved,
        [
            moved(MovedKind::Remark, "old", "kim-min"),
            moved(MovedKind::Remark, "peace", "wu-hailong"),
            moved(MovedKind::Remark, "older", "kim-min"),
            moved(MovedKind::Speaker, "older", "kim-min"),
        ]
    );
}

#[test]
fn the_ledger_takes_new_ids_in_and_keeps_what_is_there() {
    let event = event(TRANSCRIPT);
    let fresh = ledger(&event, None).expect("a ledger");
    insta::assert_snapshot!(fresh, @r#"
    # Ids that readers may hold links to. New ids are added by `cargo xtask ledger`; none is ever deleted.
    # Where an id has changed, say under [moved] which id took its place: old-id = "new-id"
    # Under [sentences] are the words of each sentence as last noted, by its number in addresses (#s3), which stays its own;
    # under [gone] those that were taken out since.

    remarks = [
        "introduction",
        "wu-hailong",
        "kim-min",
    ]
    topics = [
        "peace",
        "thaad",
    ]
    speakers = [
        "wu-hailong",
        "kim-min",
    ]
    sides = [
        "north",
        "south",
    ]

    [sentences.introduction]
    1 = "Two neighbours met."

    [sentences.wu-hailong]
    1 = "Peace and stability."
    2 = "We saw THAAD."

    [sentences.kim-min]
    1 = "Peace it is."
    "#);
    assert_sound(&reading(TRANSCRIPT, &[("published.toml", &fresh)]).diagnostics);
    assert_eq!(ledger(&event, Some(&fresh)).expect("a ledger"), fresh);

    let old = "\
# Mine.
remarks = [
    \"kim-min\", # the first
    \"gone\" # last
    # the end
]

[moved]
gone = \"kim-min\" # since 2023
";
    insta::assert_snapshot!(ledger(&event, Some(old)).expect("a ledger"), @r#"
    # Mine.
    remarks = [
        "kim-min", # the first
        "gone", # last
        # the end
        "introduction",
        "wu-hailong",
    ]
    topics = [
        "peace",
        "thaad",
    ]
    speakers = [
        "wu-hailong",
        "kim-min",
    ]
    sides = [
        "north",
        "south",
    ]

    [moved]
    gone = "kim-min" # since 2023

    [sentences.introduction]
    1 = "Two neighbours met."

    [sentences.wu-hailong]
    1 = "Peace and stability."
    2 = "We saw THAAD."

    [sentences.kim-min]
    1 = "Peace it is."
    "#);
    assert!(ledger(&event, Some("remarks = [")).is_err());
}

/// The event with `transcript` after `ledger` was published.
fn published(transcript: &str, ledger: &str) -> Event {
    let read = reading(transcript, &[("published.toml", ledger)]);
    assert_sound(&read.diagnostics);
    read.event
}

/// The sentences of a part, each by its number.
fn by_number(event: &Event, id: &str) -> Vec<(usize, String)> {
    let part = event.parts.iter().find(|part| part.id == id).unwrap();
    let number = |index| {
        (
            part.text.number(index),
            part.text.sentence(index).unwrap().to_owned(),
        )
    };
    (0..part.text.sentences.len()).map(number).collect()
}

#[test]
fn published_sentences_keep_their_numbers() {
    let ledger_1 = ledger(&event(TRANSCRIPT), None).expect("a ledger");
    let [peace, thaad] = ["Peace and stability.", "We saw THAAD."].map(str::to_owned);
    let [hello, many] = ["Hello to all.", "Many came."].map(str::to_owned);

    let second = TRANSCRIPT.replace("Peace and", "Hello to all. Peace and");
    let read = published(&second, &ledger_1);
    let with_hello = [(3, hello), (1, peace), (2, thaad.clone())];
    assert_eq!(by_number(&read, "wu-hailong"), with_hello);
    let ledger_2 = ledger(&read, Some(&ledger_1)).expect("a ledger");
    assert_eq!(
        by_number(&published(&second, &ledger_2), "wu-hailong"),
        with_hello
    );

    // Of a later edition: a sentence is gone, its number is never given again; the remark has another id.
    let third = second
        .replace("Peace and stability. ", "Many came. ")
        .replace("{#wu-hailong", "{#wu-opening speaker=wu-hailong");
    let moved = format!("{ledger_2}\n[moved]\nwu-hailong = \"wu-opening\"\n");
    let read = published(&third, &moved);
    let [(_, hello), ..] = with_hello;
    let later = [(3, hello), (4, many), (2, thaad)];
    assert_eq!(by_number(&read, "wu-opening"), later);
    let ledger_3 = ledger(&read, Some(&moved)).expect("a ledger");
    assert!(ledger_3.contains("[sentences.wu-opening]\n2 = \"We saw THAAD.\"\n"));
    assert!(ledger_3.contains("[gone.wu-opening]\n1 = \"Peace and stability.\"\n"));
    assert!(!ledger_3.contains("[sentences.wu-hailong]"));
    assert_eq!(
        by_number(&published(&third, &ledger_3), "wu-opening"),
        later
    );
}

#[test]
fn a_preview_is_chosen_by_its_published_number() {
    let ledger = "[sentences.wu-hailong]\n1 = \"We saw THAAD.\"\n";
    let transcript = TRANSCRIPT.replace("{#wu-hailong", "{#wu-hailong preview=1");
    let event = published(&transcript, ledger);
    assert_eq!(event.parts[1].preview, Some(1));
}

#[test]
fn a_remark_joined_to_another_is_told_from_one_with_a_new_id() {
    let sentences = "[sentences.wu-hailong]\n1 = \"Peace and stability.\"\n[sentences.old]\n1 = \"We saw THAAD.\"\n";
    let moved = |from: &str, to: &str| {
        let ledger = format!("{sentences}[moved]\n{from} = \"{to}\"\n");
        published(TRANSCRIPT, &ledger).moved[0].joined
    };
    assert!(moved("old", "wu-hailong"));
    assert!(!moved("old", "kim-min"));
    assert!(!moved("older", "wu-hailong"));
}

#[test]
fn of_remarks_joined_the_one_that_went_on_has_its_numbers() {
    let said = "We saw THAAD. Peace and stability.";
    let third = TRANSCRIPT
        .replace("Peace and stability. We saw THAAD.", said)
        .replace("{#wu-hailong", "{#wu-opening speaker=wu-hailong");
    let sentences = "remarks = [\"wu-hailong\", \"wu-2\"]\n[sentences.wu-hailong]\n1 = \"Peace and stability.\"\n2 = \"We saw THAAD.\"\n\
        [sentences.wu-2]\n1 = \"We saw THAAD.\"\n[moved]\n";
    // It was joined before; and both were joined at once, the first being the one that goes on.
    for moves in [
        "wu-2 = \"wu-hailong\"\nwu-hailong = \"wu-opening\"\n",
        "wu-hailong = \"wu-opening\"\nwu-2 = \"wu-opening\"\n",
    ] {
        let before = format!("{sentences}{moves}");
        let read = published(&third, &before);
        let after = ledger(&read, Some(&before)).expect("a ledger");
        for read in [read, published(&third, &after)] {
            let numbers: Vec<usize> = by_number(&read, "wu-opening")
                .iter()
                .map(|(number, _)| *number)
                .collect();
            assert_eq!(numbers, [2, 1], "{moves}");
            for moved in &read.moved {
                assert_eq!(moved.joined, moved.from == "wu-2", "{moves}");
            }
        }
    }
}

#[test]
fn gold_measures_terms_alone_and_with_the_editors_marks() {
    let said = TRANSCRIPT.replace("Peace it is.", "[Calm]{+peace}. No [peace]{-peace}.");
    let gold = |part: &str, sentence: u32, starts: &str, topics: &str| {
        format!(
            "[[sentences]]\npart = \"{part}\"\nsentence = {sentence}\nstarts = \"{starts}\"\ntopics = {topics}\n\n"
        )
    };
    let gold = [
        gold("introduction", 1, "Two", "[]"),
        gold("wu-hailong", 1, "Peace and", "[\"peace\", \"thaad\"]"),
        gold("wu-hailong", 2, "We", "[\"thaad\"]"),
        gold("kim-min", 1, "Calm", "[\"peace\"]"),
        gold("kim-min", 2, "No", "[]"),
    ];
    let read = reading(&said, &[("gold.toml", &gold.concat())]);
    assert_sound(&read.diagnostics);
    let evaluation = read.evaluation.expect("an evaluation");
    insta::assert_snapshot!(evaluation, @r"
            by terms alone                               with the editor's marks
    topic   right wrong missed  precision recall    F1   right wrong missed  precision recall    F1
    peace       1     1      1      0.500  0.500 0.500       2     0      0      1.000  1.000 1.000
    thaad       1     0      1      1.000  0.500 0.667       1     0      1      1.000  0.500 0.667
    all         2     1      2      0.667  0.500 0.571       3     0      1      1.000  0.750 0.857
    ");
    let differences: Vec<String> = evaluation
        .differences
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(differences.join("\n"), @r"
    wu-hailong.s1 -thaad
        Peace and stability.
    kim-min.s1 -peace
        Calm.
    kim-min.s2 +peace (“peace”)
        No peace.
    ");
}

#[test]
fn events_stand_newest_first() {
    let named = |id: &str, year: u16| {
        let mut folder = folder(TRANSCRIPT, &[]);
        folder.id = id.to_owned();
        folder.files[0].bytes = EVENT.replace("2022", &year.to_string()).into_bytes();
        folder
    };
    let site = File {
        name: "site.toml".to_owned(),
        bytes: b"address = \"https://a.example/b\"".to_vec(),
    };
    let loaded = read(
        "content",
        &[site],
        vec![named("b", 2021), named("c", 2022), named("a", 2021)],
    );
    assert_sound(&loaded.diagnostics);
    assert!(loaded.is_sound());
    let ids: Vec<&str> = loaded
        .archive
        .events
        .iter()
        .map(|event| event.id.as_str())
        .collect();
    assert_eq!(ids, ["c", "a", "b"]);
    assert_eq!(
        loaded.archive.site.address.as_deref(),
        Some("https://a.example/b/")
    );
}

#[test]
fn the_archive_reads_back_as_it_was_written() {
    let archive = Archive {
        events: vec![event(TRANSCRIPT)],
        ..Archive::default()
    };
    let bytes = archive::to_bytes(&archive);
    assert_eq!(bytes, archive::to_bytes(&archive.clone()));
    // At any address: the reader does not align.
    for shift in 0..4 {
        let mut moved = vec![0; shift];
        moved.extend(&bytes);
        let opened = archive::open(&moved[shift..]).expect("an archive");
        let back: Archive =
            rkyv::deserialize::<_, rkyv::rancor::Error>(opened).expect("an archive");
        assert_eq!(back, archive);
        // SAFETY: the bytes are those that `to_bytes` made above.
        let trusted = unsafe { archive::open_trusted(&moved[shift..]) };
        let event = &trusted.events[0];
        assert_eq!(Date::from(&event.date), archive.events[0].date);
        assert_eq!(event.parts[1].text.sentence(1), Some("We saw THAAD."));
        assert!(event.parts[1].kind.is_remark());
    }
    assert!(archive::open(&bytes[..bytes.len() - 1]).is_err());
    assert!(archive::open(b"").is_err());
}

#[test]
fn the_events_of_this_repository_are_sound() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let loaded = load(&content);
    assert_sound(&loaded.diagnostics);
    for (event, evaluation) in loaded.archive.events.iter().zip(&loaded.evaluations) {
        assert_eq!(event.id, evaluation.event);
        for counts in [evaluation.overall.terms, evaluation.overall.published] {
            assert!(
                counts.precision() >= 0.95 && counts.recall() >= 0.95,
                "{evaluation}"
            );
        }
    }
    let bytes = archive::to_bytes(&loaded.archive);
    assert!(archive::open(&bytes).is_ok());
}

#[test]
fn a_folder_that_is_not_there_is_a_message() {
    let Loaded { diagnostics, .. } = load(Path::new("no/such/folder"));
    let codes: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["transcript::unreadable", "transcript::no-events"]);
    assert_eq!(
        diagnostics[1].to_string(),
        "folder: `folder` holds no event"
    );
}

/// `text` with a backslash before every sign that may be markup.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            c.is_ascii_punctuation()
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect()
}

/// Pieces of which hostile files are made.
fn pieces() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "*",
        "**",
        "***",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "](",
        "]{",
        "+peace",
        "-peace",
        "note=",
        "\"",
        "“",
        "<!--",
        "-->",
        "\\",
        "#",
        "## ",
        "# Introduction\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\u{0}",
        "\u{202E}",
        "\u{FEFF}",
        "한",
        "é",
        "e\u{301}",
        "🇰🇷",
        ". ",
        "U.S. ",
        "Peace",
        "=",
        "[[groups]]",
        "[moved]",
        "''",
        "\"\"\"",
        "1",
        "{#id}",
        "https://a.example",
        "mailto:",
        "kind=",
        "speaker=",
        "Wu Hailong",
    ]);
    prop::collection::vec(prop_oneof![signs.prop_map(str::to_owned), ".{0,4}"], 0..24)
        .prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn any_words_come_back_to_the_letter(words in "[^\\pC\\pZ\t]{1,9}( [^\\pC\\pZ\t]{1,9}){0,9}") {
        let part = remark(&escaped(&words));
        prop_assert_eq!(&part.text.plain, &words);
        prop_assert!(part.text.spans.is_empty());
    }

    #[test]
    fn no_asterisk_vanishes_but_for_emphasis(words in "[ab1(),.“”文*]{1,4}( ?[ab1(),.“”文*]{1,4}){0,6}") {
        let reading = reading(&TRANSCRIPT.replace("We saw THAAD.", &format!("THAAD. So {words}")), &[]);
        prop_assume!(reading.diagnostics.iter().all(|found| found.severity != Severity::Error));
        let text = &reading.event.parts[1].text;
        let asterisks = |text: &str| text.matches('*').count();
        let signs = |kind: &SpanKind| match kind {
            SpanKind::Emphasis => 2,
            SpanKind::Strong => 4,
            _ => 0,
        };
        let taken: usize = text.spans.iter().map(|span| signs(&span.kind)).sum();
        prop_assert_eq!(asterisks(&words), asterisks(&text.plain) + taken);
    }

    #[test]
    fn no_file_makes_the_checker_panic(
        which in 0..6_usize,
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            pieces().prop_map(String::into_bytes),
        ],
    ) {
        let names = ["event.toml", "speakers.toml", "topics.toml", "transcript.md", "published.toml", "gold.toml"];
        let mut folder = folder(TRANSCRIPT, &[]);
        folder.files.retain(|file| file.name != names[which]);
        folder.files.push(File { name: names[which].to_owned(), bytes });
        check_reading(&folder)?;
    }

    #[test]
    fn no_edit_of_a_sound_file_makes_the_checker_panic(
        which in 0..4_usize, from in 0..400_usize, length in 0..30_usize, new in pieces(),
    ) {
        let mut folder = folder(TRANSCRIPT, &[]);
        let bytes = &mut folder.files[which].bytes;
        let from = from.min(bytes.len());
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, new.into_bytes());
        check_reading(&folder)?;
    }

    #[test]
    fn no_remark_makes_the_checker_panic(text in pieces()) {
        check_reading(&folder(&TRANSCRIPT.replace("We saw", &text), &[]))?;
    }
}

/// Reads `folder`; checks what holds whatever is in it.
fn check_reading(folder: &Folder) -> Result<(), TestCaseError> {
    let reading = read_event("content", folder);
    let drawn = render(&reading.diagnostics, Look::Plain);
    prop_assert_eq!(
        drawn.matches("\n  × ").count() + drawn.matches("\n  ⚠ ").count(),
        reading.diagnostics.len()
    );
    for diagnostic in &reading.diagnostics {
        prop_assert!(
            diagnostic.help.is_some(),
            "{} does not say what to do",
            diagnostic.code
        );
        for label in &diagnostic.labels {
            let text = diagnostic.file.text();
            prop_assert!(
                text.get(label.range.clone()).is_some(),
                "{} points outside",
                diagnostic.code
            );
        }
    }
    for part in &reading.event.parts {
        let text = &part.text;
        for sentence in &text.sentences {
            prop_assert!(
                text.plain
                    .get(sentence.range.bytes())
                    .is_some_and(|words| !words.is_empty())
            );
            for tag in &sentence.tags {
                prop_assert!(!tag.words.is_empty());
                let mut end = sentence.range.start;
                for words in &tag.words {
                    prop_assert!(
                        end <= words.start
                            && words.start < words.end
                            && words.end <= sentence.range.end
                    );
                    end = words.end;
                }
            }
        }
        for span in &text.spans {
            prop_assert!(
                text.plain
                    .get(span.range.bytes())
                    .is_some_and(|words| !words.is_empty())
            );
        }
        prop_assert!(text.spans.is_sorted_by_key(|span| span.range.start));
    }
    Ok(())
}

#[test]
fn an_event_has_at_most_as_many_sides_as_the_model_can_number() {
    let mut folder = folder(TRANSCRIPT, &[]);
    let sides = (0..(1 << 16) - 1).map(|n| format!("[[sides]]\nid = \"s-{n}\"\nlabel = \"S\"\n"));
    folder.files[0]
        .bytes
        .extend(sides.collect::<String>().into_bytes());
    let reading = read_event("content", &folder);
    let errors = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let codes: Vec<&str> = errors.map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["transcript::too-many"]);
    assert_eq!(reading.event.sides.len(), 1 << 16);
}
