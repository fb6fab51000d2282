//! BibTeX, with the fields that BibLaTeX adds. `year` and `month` are for the one, `eventdate` and `urldate` for the
//! other; both print `note`, which says what kind of record it is.

use super::library::Library;
use super::marks::{DAY, MONTH, YEAR};
use super::work::{Author, Work};
use transcript::model::interval;

pub(super) const LIBRARY: Library = Library {
    id: "bibtex",
    label: "BibTeX",
    extension: "bib",
    media_type: "application/x-bibtex",
    write,
    join: |entries| entries.join("\n"),
};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn write(work: &Work) -> String {
    let author = match &work.author {
        Author::Person { family, given, .. } => {
            format!("{}, {}", escaped(family), escaped(given))
        }
        // A second pair of braces keeps a name whole, `and` and commas too.
        Author::Whole(name) => format!("{{{}}}", escaped(name)),
    };
    let month = MONTHS[usize::from(work.date.month.clamp(1, 12)) - 1];
    let organisers: Vec<String> = work
        .organisers
        .iter()
        .map(|name| format!("{{{}}}", escaped(name)))
        .collect();
    let mut fields = vec![
        ("author", braced(&author)),
        ("title", braced(&escaped(&work.title))),
        // And keeps capitals.
        ("booktitle", braced(&braced(&escaped(&work.within)))),
        ("eventdate", braced(&interval(work.date, work.end))),
        ("organization", braced(&organisers.join(" and "))),
    ];
    if let Some(place) = &work.place {
        fields.push(("venue", braced(&escaped(place))));
    }
    if let Some(publisher) = &work.publisher {
        fields.push(("publisher", braced(&escaped(publisher))));
    }
    fields.push(("year", braced(&work.date.year.to_string())));
    fields.push(("month", month.to_owned()));
    fields.push(("note", braced(&escaped(&work.note()))));
    if let Some(address) = &work.address {
        fields.push(("url", braced(address)));
    }
    if work.accessed {
        fields.push(("urldate", braced(&format!("{YEAR}-{MONTH}-{DAY}"))));
    }
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!("  {name} = {value},\n"))
        .collect();
    format!("@inproceedings{{{},\n{fields}}}\n", work.key)
}

fn braced(value: &str) -> String {
    format!("{{{value}}}")
}

/// Letters that TeX reads as signs, written so that it prints them.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::samples::{eastern, event, hearing, legible, of, person};
    use super::super::work::Author;
    use super::*;
    use biblatex::{Bibliography, ChunksExt, Entry};

    /// What a parser of the format makes of a text.
    fn parsed(text: &str) -> Vec<Entry> {
        Bibliography::parse(text).expect("it is BibTeX").into_vec()
    }

    fn field(entry: &Entry, name: &str) -> String {
        let value = entry.get(name).unwrap_or_else(|| panic!("no {name}"));
        value.format_verbatim()
    }

    #[test]
    fn a_passage() {
        insta::assert_snapshot!(legible(&write(&of("chung-jae-ho").passage())));
    }

    #[test]
    fn a_parser_reads_what_was_written() {
        let work = hearing(person("Ana María", "de la Cruz-Núñez"));
        let entries = parsed(&write(&work));
        let [entry] = &entries[..] else {
            panic!("{entries:?}")
        };
        assert_eq!(entry.key, "hearing.doe");
        let author = &entry.author().expect("an author")[0];
        assert_eq!(
            format!("{} {} {}", author.given_name, author.prefix, author.name),
            "Ana María de la Cruz-Núñez"
        );
        for (name, value) in [
            ("booktitle", "Hearing on 100% Clean & Safe Water"),
            ("title", "Answer"),
            ("note", "Verbatim record by Committee on Water"),
            ("publisher", "Committee on Water"),
            ("year", "2024"),
            ("eventdate", "2024-05-03"),
        ] {
            assert_eq!(field(entry, name), value);
        }
    }

    #[test]
    fn an_institution_is_one_author_whatever_words_its_name_has() {
        let name = "Centre for War, Peace and Trade";
        let entries = parsed(&write(&hearing(Author::Whole(name.into()))));
        let authors = entries[0].author().expect("an author");
        assert_eq!(authors.len(), 1, "{authors:?}");
        assert_eq!(authors[0].name, name);
    }

    #[test]
    fn signs_of_tex_are_words() {
        let words = r"a\b{c}d$e#f_g^h~i%j&k";
        let mut work = hearing(eastern("吴", "海龙", ""));
        work.within = words.into();
        let entries = parsed(&write(&work));
        assert_eq!(field(&entries[0], "booktitle"), words);
        assert_eq!(entries[0].author().expect("an author")[0].name, "吴");
    }

    #[test]
    fn the_file_of_an_event_has_every_part_once() {
        let parts = event().parts.iter();
        let written: Vec<String> = parts.map(|part| write(&of(&part.id))).collect();
        let entries = parsed(&(LIBRARY.join)(&written));
        let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        let expected: Vec<String> = event()
            .parts
            .iter()
            .map(|part| format!("{}.{}", event().id, part.id))
            .collect();
        assert_eq!(keys, expected);
    }
}
