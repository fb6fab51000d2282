//! A person's name in its two parts, as the order of names in citations needs them.

/// Family and given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitName<'a> {
    /// The family name.
    pub family: &'a str,
    /// The rest of the name.
    pub given: &'a str,
    /// Whether the family name is written first.
    pub family_first: bool,
}

/// Splits a name at its family name, which must begin or end it and leave something over. A blank parts the two; where
/// the family name is in a script without capitals, as in 吴海龙, nothing need.
#[must_use]
pub fn split<'a>(name: &'a str, family: &'a str) -> Option<SplitName<'a>> {
    if family.trim().is_empty() {
        return None;
    }
    let joined = !family
        .chars()
        .any(|letter| letter.is_lowercase() || letter.is_uppercase());
    let part = |rest: &'a str, parted: bool, family_first: bool| {
        let given = rest.trim();
        (!given.is_empty() && (parted || joined)).then_some(SplitName {
            family,
            given,
            family_first,
        })
    };
    let first = name
        .strip_prefix(family)
        .and_then(|rest| part(rest, rest.starts_with(char::is_whitespace), true));
    first.or_else(|| {
        let rest = name.strip_suffix(family)?;
        part(rest, rest.ends_with(char::is_whitespace), false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str, family: &str) -> Option<(String, bool)> {
        split(name, family).map(|split| (split.given.to_owned(), split.family_first))
    }

    #[test]
    fn a_family_name_stands_first_or_last() {
        assert_eq!(parts("Wu Hailong", "Wu"), Some(("Hailong".into(), true)));
        assert_eq!(
            parts("Ana María de la Cruz", "de la Cruz"),
            Some(("Ana María".into(), false))
        );
        assert_eq!(parts("吴海龙", "吴"), Some(("海龙".into(), true)));
        assert_eq!(parts("김 민", "김"), Some(("민".into(), true)));
    }

    #[test]
    fn what_is_no_whole_word_of_the_name_is_no_family_name() {
        for family in ["W", "Hai", "Xu", "long", "Wu Hailong", "", " "] {
            assert_eq!(parts("Wu Hailong", family), None, "{family}");
        }
    }

    #[test]
    fn a_name_that_begins_and_ends_alike_is_taken_as_family_first() {
        assert_eq!(parts("Ma Ma", "Ma"), Some(("Ma".into(), true)));
    }
}
