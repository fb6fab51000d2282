//! RIS: a line for each field, a tag of two letters, ends of line as the format's makers write them.

use super::library::Library;
use super::marks::{DAY, MONTH, YEAR};
use super::work::{Author, Work};

pub(super) const LIBRARY: Library = Library {
    id: "ris",
    label: "RIS",
    extension: "ris",
    media_type: "application/x-research-info-systems",
    write,
    join: |entries| entries.concat(),
};

fn write(work: &Work) -> String {
    let author = match &work.author {
        Author::Person { family, given, .. } => format!("{family}, {given}"),
        Author::Whole(name) => name.clone(),
    };
    let date = work.date;
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        out.push_str(&format!("{tag}  - {}\r\n", one_line(value)));
    };
    // An electronic source, a page.
    line("TY", "ELEC");
    line("ID", &work.key);
    line("AU", &author);
    line("TI", &work.title);
    line("T2", &work.within);
    line("M3", &work.kind);
    if let Some(publisher) = &work.publisher {
        line("PB", publisher);
    }
    line("PY", &format!("{:04}", date.year));
    line(
        "DA",
        &format!("{:04}/{:02}/{:02}/", date.year, date.month, date.day),
    );
    line("LA", &work.language);
    line("N1", &work.note());
    if let Some(address) = &work.address {
        line("UR", address);
    }
    if work.accessed {
        line("Y2", &format!("{YEAR}/{MONTH}/{DAY}/"));
    }
    line("ER", "");
    out
}

/// A value as one line: another line would be another field.
fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hearing, legible, of, person};
    use super::*;

    /// Tags and values, by the format's own rule for a line.
    fn lines(text: &str) -> Vec<(&str, &str)> {
        let lines = text.strip_suffix("\r\n").expect("the last line ends too");
        let lines = lines.split("\r\n").map(|line| {
            let (tag, value) = line.split_once("  - ").expect("two blanks, a hyphen, one");
            let mut letters = tag.chars();
            let first = letters.next().is_some_and(|tag| tag.is_ascii_uppercase());
            let rest = letters.all(|tag| tag.is_ascii_uppercase() || tag.is_ascii_digit());
            assert!(first && rest && tag.len() == 2, "{line}");
            assert!(!value.contains(['\r', '\n']), "{line}");
            (tag, value)
        });
        lines.collect()
    }

    #[test]
    fn a_passage() {
        let text = write(&of("chung-jae-ho").passage());
        insta::assert_snapshot!(legible(&text).replace("\r\n", "\n"));
    }

    #[test]
    fn an_entry_begins_with_its_type_and_ends() {
        let text = write(&of("wu-hailong"));
        let lines = lines(&text);
        assert_eq!(lines.first(), Some(&("TY", "ELEC")));
        assert_eq!(lines.last(), Some(&("ER", "")));
        for tag in ["TY", "ER", "AU", "TI", "T2", "PB", "PY", "DA", "UR", "Y2"] {
            let count = lines.iter().filter(|(each, _)| *each == tag).count();
            assert_eq!(count, 1, "{tag}");
        }
    }

    #[test]
    fn a_value_cannot_begin_another_line() {
        let mut work = hearing(person("Jane", "Doe"));
        work.within = "One\r\nER  - \nTY  - BOOK".into();
        let text = write(&work);
        assert!(
            lines(&text).contains(&("T2", "One ER - TY - BOOK")),
            "{text}"
        );
        assert!(lines(&text).contains(&("AU", "Doe, Jane")), "{text}");
    }
}
