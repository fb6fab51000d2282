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
