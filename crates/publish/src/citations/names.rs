//! Names as CSL-JSON, by the rules that the citation library does not know.

use super::csl_json::name;
use super::work::Author;
use serde_json::{Value, json};

/// For styles that put the family name first and shorten the rest. A given name whose second half is not a name of its
/// own, as in Jae-ho, has one initial (APA 9.8). Names in scripts without capitals are written whole.
pub(super) fn inverted(author: &Author) -> Value {
    match author {
        Author::Person {
            name,
            family,
            given,
            ..
        } => {
            if is_uncased(name) {
                return json!([{ "literal": name }]);
            }
            let given = without_asides(given);
            let given = given.split(' ').map(|word| match word.split_once('-') {
                Some((first, second)) if second.starts_with(char::is_lowercase) => first,
                _ => word,
            });
            let given: Vec<&str> = given.collect();
            json!([parted(family, &given.join(" "))])
        }
        Author::Whole(_) => json!([name(author)]),
    }
}

/// For styles that write names in full: one that has the family name first already stays as it is, without a comma.
pub(super) fn in_full(author: &Author) -> Value {
    match author {
        Author::Person {
            name, family_first, ..
        } if *family_first || is_uncased(name) => json!([{ "literal": name }]),
        Author::Person { family, given, .. } => json!([parted(family, given)]),
        Author::Whole(_) => json!([name(author)]),
    }
}

/// For lists of names in full, family name first: as one whole, since the library would part a particle from the family
/// name that the editor gives, and write `Cruz, Ana de la`.
pub(super) fn in_full_inverted(author: &Author) -> Value {
    match author {
        Author::Person {
            name,
            family,
            given,
            family_first,
        } if !family_first && !is_uncased(name) => {
            json!([{ "literal": format!("{family}, {given}") }])
        }
        _ => in_full(author),
    }
}

/// A given name without what stands in brackets or quotation marks, `Rosa (Rose)`, which has no initial; without the signs
/// alone where it holds nothing else.
fn without_asides(given: &str) -> String {
    const OPENING: [char; 6] = ['(', '（', '"', '“', '„', '«'];
    const CLOSING: [char; 5] = [')', '）', '”', '»', '“'];
    let mut bare = String::new();
    let mut rest = given;
    while let Some((before, inside)) = rest.split_once(OPENING) {
        let opening = rest[before.len()..].chars().next();
        let closes = |c| match opening {
            Some('(' | '（') => matches!(c, ')' | '）'),
            Some('«') => c == '»',
            Some('"') => c == '"',
            _ => matches!(c, '“' | '”'),
        };
        let Some((_, after)) = inside.split_once(closes) else {
            break;
        };
        bare.push_str(before);
        bare.push(' ');
        rest = after;
    }
    bare.push_str(rest);
    let words = |text: &str| {
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        words.join(" ")
    };
    match words(&bare) {
        empty if empty.is_empty() => words(&given.replace(OPENING, "").replace(CLOSING, "")),
        bare => bare,
    }
}

/// A name whose family name is one whole: the empty particle keeps the library from looking for one in it.
fn parted(family: &str, given: &str) -> Value {
    json!({ "family": family, "given": given, "dropping-particle": "" })
}

/// The whole name.
pub(super) fn whole(author: &Author) -> &str {
    match author {
        Author::Person { name, .. } | Author::Whole(name) => name,
    }
}

/// Whether a name is in a script without capitals.
pub(super) fn is_uncased(name: &str) -> bool {
    !name
        .chars()
        .any(|letter| letter.is_lowercase() || letter.is_uppercase())
}
