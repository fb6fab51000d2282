//! Each style against its own rules.

use super::super::runs::Run;
use super::super::samples::{eastern, hearing, legible, of, person};
use super::super::style::{Place, Press};
use super::super::work::{Author, Work};
use super::ALL;
use std::sync::LazyLock;

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(&ALL));

/// A form of a style, with italics between asterisks.
fn cite(style: &str, form: &str, work: &Work) -> String {
    let cited = PRESS.cite(work);
    let (_, forms) = cited
        .iter()
        .find(|(each, _)| each.id == style)
        .expect("a style");
    let cited = forms
        .iter()
        .find(|each| each.form.name == form)
        .expect("a form");
    // A work that is a passage already is cited as one by both.
    let text = cited.whole.iter().map(|run| match run {
        Run::Plain(words) => words.clone(),
        Run::Italic(words) => format!("*{words}*"),
    });
    legible(&text.collect::<String>())
}

/// Every form of every style, of the whole and of a passage.
fn all(work: &Work) -> String {
    let mut out = String::new();
    for style in &ALL {
        for form in style.forms {
            let whole = cite(style.id, form.name, work);
            let passage = cite(style.id, form.name, &work.clone().passage());
            out.push_str(&format!("{} {}: {whole}\n", style.id, form.name));
            if passage != whole {
                out.push_str(&format!("{} {}: {passage}\n", style.id, form.name));
            }
        }
    }
    out
}

#[test]
fn a_remark() {
    insta::assert_snapshot!(all(&of("wu-hailong")));
}

#[test]
fn the_records_own_words() {
    insta::assert_snapshot!(all(&of("introduction")));
}

#[test]
fn a_name_that_is_taken_whole() {
    insta::assert_snapshot!(all(&hearing(Author::Whole("Sukarno".into()))));
}

#[test]
fn a_given_name_first_and_signs_that_mean_something_elsewhere() {
    insta::assert_snapshot!(all(&hearing(person("Ana María", "de la Cruz-Núñez"))));
}

#[test]
fn a_name_in_chinese_characters() {
    insta::assert_snapshot!(all(&hearing(eastern("吴", "海龙", ""))));
}

#[test]
fn every_citation_says_whose_words_of_what_kind_of_record_they_are_and_where() {
    let work = of("wu-hailong");
    for style in &ALL {
        let first = style.forms[0].name;
        let list = style.forms.iter().find(|form| form.place == Place::List);
        for form in [first, list.expect("each style has a list").name] {
            let cited = cite(style.id, form, &work);
            for told in [
                "TI Holds Seminar on 30th Anniversary of China-ROK Diplomatic Relations",
                "ummary by Taihe Institute, not a verbatim record",
                "2022",
                "{address}",
            ] {
                assert!(cited.contains(told), "{}: {cited}", style.id);
            }
            assert!(cited.to_lowercase().starts_with("wu"), "{cited}");
            assert!(cited.to_lowercase().contains("opening address"), "{cited}");
            assert!(
                !cited.contains("2888") && !cited.contains("{name}"),
                "{cited}"
            );
        }
    }
}

#[test]
fn every_style_names_the_sentences_of_a_passage_and_none_of_a_whole() {
    let work = of("wu-hailong");
    for style in &ALL {
        let all = |work: &Work| {
            let forms = style.forms.iter();
            forms
                .map(|form| cite(style.id, form.name, work))
                .collect::<String>()
        };
        assert!(!all(&work).contains("{sentences}"), "{}", style.id);
        assert!(
            all(&work.clone().passage()).contains(", {sentences}"),
            "{}",
            style.id
        );
    }
}

#[test]
fn apa_has_family_name_initials_full_date_and_no_full_stop_after_the_address() {
    let list = cite("apa", "list", &of("wu-hailong"));
    assert!(
        list.starts_with("Wu, H. (2022, August 18). Opening address. In *TI Holds"),
        "{list}"
    );
    // The description follows the italic title in brackets, upright, with a capital; then publisher and address.
    assert!(
        list.ends_with("*TI Holds Seminar on 30th Anniversary of China-ROK Diplomatic Relations* [Summary by Taihe Institute, not a verbatim record]. Taihe Institute. {address}"),
        "{list}"
    );
    assert!(!list.contains("Accessed") && !list.contains("Retrieved"));
    assert_eq!(
        cite("apa", "text", &of("wu-hailong").passage()),
        "(Wu, 2022, {sentences})"
    );
    // 9.8: a second element with a small letter has no initial; one with a capital does.
    let first = |name: Author| cite("apa", "list", &hearing(name));
    assert!(first(eastern("Chung", "Jae-ho", " ")).starts_with("Chung, J. (2024"));
    assert!(first(eastern("Chang", "Yi-Chun", " ")).starts_with("Chang, Y.-C. (2024"));
    assert!(first(person("Jane Q.", "Doe")).starts_with("Doe, J. Q. (2024"));
    assert!(first(person("Rosa (Rose)", "Kim")).starts_with("Kim, R. (2024"));
    assert!(first(eastern("Kim", "Min-su (James)", " ")).starts_with("Kim, M. (2024"));
    assert!(first(person("Sean „Red“ P.", "Kim")).starts_with("Kim, S. P. (2024"));
    assert!(first(person("(Rose)", "Kim")).starts_with("Kim, R. (2024"));
    assert!(first(person("Sean \"Red\"", "O'Brien, Jr.")).contains("Brien, Jr., S. (2024"));
    // 9.8: a particle is part of the family name.
    let particle = first(person("Ana María", "de la Cruz"));
    assert!(
        particle.starts_with("de la Cruz, A. M. (2024"),
        "{particle}"
    );
    // 9.29: an author that is the publisher is named once.
    let own = cite("apa", "list", &of("introduction"));
    assert_eq!(own.matches("Taihe Institute").count(), 1, "{own}");
}

#[test]
fn chicago_has_a_note_in_commas_and_a_bibliography_in_full_stops() {
    let note = cite("chicago", "note", &of("wu-hailong").passage());
    assert!(
        note.starts_with("Wu Hailong, “Opening Address,” "),
        "{note}"
    );
    assert!(
        note.ends_with(", August 18, 2022, {sentences}, {address}."),
        "{note}"
    );
    let list = cite("chicago", "bibliography", &of("wu-hailong"));
    // Names that have the family name first already take no comma.
    assert!(
        list.starts_with("Wu Hailong. “Opening Address.” "),
        "{list}"
    );
    assert!(list.ends_with(", August 18, 2022. {address}."), "{list}");
    let western = hearing(person("Jane", "Doe"));
    assert!(cite("chicago", "note", &western).starts_with("Jane Doe, “Answer,”"));
    assert!(cite("chicago", "bibliography", &western).starts_with("Doe, Jane. “Answer.”"));
    let initial = hearing(person("Jane Q.", "Doe"));
    assert!(cite("chicago", "bibliography", &initial).starts_with("Doe, Jane Q. “Answer.”"));
    // A particle is part of the family name where the editor says so.
    let particle = hearing(person("Ana", "de la Cruz"));
    assert!(cite("chicago", "note", &particle).starts_with("Ana de la Cruz, “Answer,”"));
    assert!(cite("chicago", "bibliography", &particle).starts_with("de la Cruz, Ana. “Answer.”"));
}

#[test]
fn mla_has_the_title_in_quotation_marks_the_container_in_italics_and_a_day_first() {
    let list = cite("mla", "list", &of("wu-hailong"));
    assert!(
        list.starts_with("Wu Hailong. “Opening Address.” "),
        "{list}"
    );
    assert!(
        list.ends_with(" *TI Holds Seminar on 30th Anniversary of China-ROK Diplomatic Relations*, Taihe Institute, 18 Aug. 2022, {address}."),
        "{list}"
    );
    assert_eq!(
        cite("mla", "text", &of("wu-hailong").passage()),
        "(Wu, {sentences})"
    );
    let western = hearing(person("Jane", "Doe"));
    assert!(cite("mla", "list", &western).starts_with("Doe, Jane. “Answer.”"));
    // May is not shortened, and an institution that is the publisher is no author.
    assert!(cite("mla", "list", &western).contains(", 3 May 2024, "));
    assert!(cite("mla", "list", &of("introduction")).starts_with("“Introduction.” "));
}

#[test]
fn harvard_has_the_year_in_brackets_and_says_when_it_was_read() {
    let list = cite("harvard", "list", &of("wu-hailong"));
    assert!(
        list.starts_with("Wu, H. (2022) *Opening address* [Summary by Taihe Institute, not a verbatim record], *TI Holds"),
        "{list}"
    );
    assert!(
        list.ends_with(" Available at: {address} (Accessed: {day, plain} {month name} {year})."),
        "{list}"
    );
    assert_eq!(
        cite("harvard", "text", &of("wu-hailong").passage()),
        "(Wu, 2022, {sentences})"
    );
}

#[test]
fn gb_t_7714_has_the_family_name_in_capitals_its_mark_and_both_days() {
    let list = cite("gb-t-7714", "list", &of("wu-hailong"));
    assert!(
        list.starts_with("WU Hailong. Opening address: TI Holds"),
        "{list}"
    );
    assert!(
        list.ends_with(
            "not a verbatim record[EB/OL]. (2022-08-18)[{year}-{month}-{day}]. {address}."
        ),
        "{list}"
    );
    assert!(!list.contains('*'), "nothing is in italics: {list}");
    let first = |author: Author| cite("gb-t-7714", "list", &hearing(author));
    assert!(first(eastern("Chung", "Jae-ho", " ")).starts_with("CHUNG Jae-ho. "));
    assert!(first(eastern("吴", "海龙", "")).starts_with("吴海龙. "));
    // Institutions keep their letters.
    assert!(first(Author::Whole("Taihe Institute".into())).starts_with("Taihe Institute. "));
}

#[test]
fn signs_that_mean_something_in_markup_are_words() {
    let mut work = hearing(person("Jane", "Doe"));
    work.within = "<b>1</b> & 2 *3* `4` $5$ {6}".into();
    for style in &ALL {
        let cited = cite(style.id, style.forms[0].name, &work);
        assert!(cited.contains(&work.within), "{}: {cited}", style.id);
    }
}

#[test]
fn the_title_of_the_event_keeps_its_letters_in_every_style() {
    let mut work = hearing(person("Jane", "Doe"));
    for title in [
        "iPhones and O’Neill’s case: *Water* of the U.S.",
        "Whose water?",
        "eBay",
    ] {
        work.within = title.into();
        for style in &ALL {
            for form in style.forms.iter().filter(|form| form.name != "text") {
                // A full stop at the title's end may be the style's, upright.
                let cited = cite(style.id, form.name, &work).replace('*', "");
                assert!(
                    cited.contains(&title.replace('*', "")),
                    "{}: {cited}",
                    style.id
                );
                let ends = !cited.contains("..") && !cited.contains("{title}");
                assert!(ends, "{}: {cited}", style.id);
            }
        }
    }
}

#[test]
fn no_stop_stands_twice() {
    let work = Work {
        within: "Where do we stand?".into(),
        publisher: Some("Centre for Trade, Ltd.".into()),
        ..hearing(Author::Whole("Lee Kim-Park Jr.".into()))
    };
    let cited = all(&work);
    assert!(cited.contains("Ltd.") && cited.contains("Jr."), "{cited}");
    assert!(!cited.contains("..") && !cited.contains("?."), "{cited}");
}

#[test]
fn an_event_of_several_days() {
    insta::assert_snapshot!(all(&Work {
        end: Some(transcript::model::Date {
            year: 2024,
            month: 5,
            day: 5,
        }),
        ..hearing(person("Jane", "Doe"))
    }));
}
