//! Versions as programs print them.

use std::path::Path;
use std::process::Command;

use crate::process;

/// The first word of `<program> --version` that is a version, without a leading `v`: `0.21.14` of `trunk 0.21.14`.
pub(super) fn of(program: &Path) -> Option<String> {
    first_in(&process::output(Command::new(program).arg("--version")).ok()?)
}

fn first_in(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// The numbers of `1.2.3`; what follows a hyphen or a plus is left out.
pub(super) fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['-', '+'])
        .next()
        .unwrap_or_default()
        .split('.')
        .map_while(|number| number.parse().ok())
        .collect()
}

/// Whether `found` has the same major and minor numbers as `wanted` and at least its patch number.
pub(super) fn is_compatible(found: &str, wanted: &str) -> bool {
    match (&numbers(found)[..], &numbers(wanted)[..]) {
        ([major, minor, patch, ..], [wanted_major, wanted_minor, least, ..]) => {
            (major, minor) == (wanted_major, wanted_minor) && patch >= least
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_what_a_program_prints() {
        let first = |text| first_in(text).unwrap_or_default();
        assert_eq!(first("trunk 0.21.14"), "0.21.14");
        assert_eq!(first("v20.20.2\n"), "20.20.2");
        assert_eq!(first("wasm-opt version 132 (version_132)"), "132");
        assert_eq!(
            first("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"),
            "156.0.8078.79"
        );
        assert_eq!(first("Google Chrome for Testing 140.0.1"), "140.0.1");
        assert_eq!(first("unknown"), "");
    }

    #[test]
    fn a_later_patch_of_the_same_minor_version_will_do() {
        assert!(is_compatible("0.21.14", "0.21.14"));
        assert!(is_compatible("0.21.20", "0.21.14"));
        assert!(!is_compatible("0.21.13", "0.21.14"));
        assert!(!is_compatible("0.22.0", "0.21.14"));
        assert!(!is_compatible("1.21.14", "0.21.14"));
        assert!(!is_compatible("unknown", "0.21.14"));
    }
}
