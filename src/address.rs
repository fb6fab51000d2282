//! Where an address keeps the state and the place.
//!
//! In a folder the state is the query and the place the fragment: `?q=THAAD#wu-hailong.s3`. A single file is opened from
//! disk, where a page may change no more of its address than the fragment, which there holds both, the place first:
//! `#wu-hailong.s3?q=THAAD`, `#wu-hailong.s3`, `#?q=THAAD`. A place has no `?` in it but percent-encoded.

/// What a page is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A folder of pages.
    Folder,
    /// A single file that holds everything.
    File,
}

impl Home {
    /// The state and the place that an address holds, the one with or without its `?`, the other without its `#`, both
    /// as they are written. `search` and `hash` are the query and the fragment as browsers give them.
    #[must_use]
    pub fn read<'a>(self, search: &'a str, hash: &'a str) -> (&'a str, &'a str) {
        let fragment = hash.strip_prefix('#').unwrap_or(hash);
        match self {
            Self::Folder => (search, fragment),
            Self::File => {
                let (place, state) = fragment.split_once('?').unwrap_or((fragment, ""));
                (state, place)
            }
        }
    }

    /// The query and the fragment of the address of a state, at no place. `state` is empty or has its `?`; `search` is
    /// the present query, which says nothing in a single file and stays.
    #[must_use]
    pub fn write(self, search: &str, state: &str) -> String {
        match self {
            Self::Folder => state.to_owned(),
            Self::File if state.is_empty() => search.to_owned(),
            Self::File => format!("{search}#{state}"),
        }
    }
}

/// In a single file: the fragment, with its `#`, of a place with the state that the present fragment `hash` holds.
#[must_use]
pub fn with_state(place: &str, hash: &str) -> String {
    let place = Home::File.read("", place).1;
    match Home::File.read("", hash).0 {
        "" => format!("#{place}"),
        state => format!("#{place}?{state}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::ViewState;
    use proptest::prelude::*;

    #[test]
    fn a_single_file_holds_place_and_state_in_the_fragment() {
        for (hash, state, place) in [
            ("", "", ""),
            ("#", "", ""),
            ("#wu-hailong.s3", "", "wu-hailong.s3"),
            ("#?q=THAAD&topic=nato", "q=THAAD&topic=nato", ""),
            ("#wu-hailong.s3-5?q=a?b", "q=a?b", "wu-hailong.s3-5"),
            (
                "#wu-hailong.~why%3F?side=rok",
                "side=rok",
                "wu-hailong.~why%3F",
            ),
        ] {
            assert_eq!(Home::File.read("?q=not", hash), (state, place), "{hash}");
        }
        assert_eq!(Home::File.write("", "?q=THAAD"), "#?q=THAAD");
        assert_eq!(
            Home::File.write("?from=mail", "?q=THAAD"),
            "?from=mail#?q=THAAD"
        );
        assert_eq!(Home::File.write("?from=mail", ""), "?from=mail");
    }

    #[test]
    fn a_folder_holds_the_state_in_the_query() {
        let read = Home::Folder.read("?q=THAAD", "#wu-hailong.s3");
        assert_eq!(read, ("?q=THAAD", "wu-hailong.s3"));
        assert_eq!(Home::Folder.write("?q=old", "?q=THAAD"), "?q=THAAD");
        assert_eq!(Home::Folder.write("?q=old", ""), "");
    }

    #[test]
    fn a_link_within_a_single_file_takes_the_state_along() {
        assert_eq!(
            with_state("#xing-liju.s2", "#wu-hailong?q=a"),
            "#xing-liju.s2?q=a"
        );
        assert_eq!(
            with_state("#xing-liju.s2?q=old", "#?q=a"),
            "#xing-liju.s2?q=a"
        );
        assert_eq!(
            with_state("#xing-liju.s2?q=old", "#wu-hailong"),
            "#xing-liju.s2"
        );
    }

    proptest! {
        #[test]
        fn any_state_survives_the_fragment(words in "\\PC{0,40}") {
            let state = ViewState::default().with_query(&words);
            let written = Home::File.write("", &state.to_query());
            let (read, place) = Home::File.read("", &written);
            prop_assert_eq!(ViewState::from_query(read), state);
            prop_assert_eq!(place, "");
        }
    }
}
