//! The names by which the Wasm and its JavaScript know each other. wasm-bindgen ends each by sixteen digits at random, which
//! do not compress; counted up they weigh nearly nothing: 2.6 KB of the explorer.

use crate::template::Assets;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const START: &[u8] = b"__wbg_";
const DIGITS: usize = 16;

/// Renames what the two files call each other, without changing the length of any name.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn shorten(folder: &Path, assets: &Assets) -> Result<()> {
    let paths = [&assets.js, &assets.wasm].map(|file| folder.join(file));
    let [js, wasm] = paths
        .each_ref()
        .map(|path| fs::read(path).with_context(|| format!("{} cannot be read", path.display())));
    for (path, file) in paths.iter().zip(shortened([js?, wasm?])) {
        fs::write(path, file).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// The files with every name that the first has counted up.
fn shortened(files: [Vec<u8>; 2]) -> [Vec<u8>; 2] {
    let mut names: BTreeMap<Vec<u8>, Vec<u8>> = names(&files[0])
        .map(|at| (files[0][at].to_owned(), Vec::new()))
        .collect();
    for (number, (name, short)) in names.iter_mut().enumerate() {
        short.clone_from(name);
        let digits = format!("{number:0DIGITS$}");
        short.splice(name.len() - DIGITS.., digits.into_bytes());
    }
    files.map(|file| {
        let mut out = file.clone();
        for at in self::names(&file) {
            if let Some(short) = names.get(&file[at.clone()]) {
                out[at].copy_from_slice(short);
            }
        }
        out
    })
}

/// Where names with such digits stand.
fn names(file: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let starts = file.windows(START.len()).enumerate();
    let starts = starts.filter(|(_, window)| *window == START);
    starts.filter_map(|(start, _)| {
        let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let length = file[start..].iter().take_while(is_name).count();
        // In the Wasm what follows may look like a part of the name.
        let digits = |at: &usize| {
            let digits = &file[at + 1..at + 1 + DIGITS];
            file[*at] == b'_'
                && digits
                    .iter()
                    .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        let at = (start + START.len()..(start + length).saturating_sub(DIGITS)).find(digits)?;
        Some(start..at + 1 + DIGITS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_call_each_other_alike() {
        let js = "imports.__wbg_get_0123456789abcdef = a; __wbg_get_fedcba9876543210; __wbg_init()";
        // Strings in the Wasm have no end but their length.
        let wasm = "\u{1a}__wbg_get_fedcba98765432100aa\u{1a}__wbg_get_0123456789abcdef__wbg_init";
        let files =
            shortened([js.into(), wasm.into()]).map(|file| String::from_utf8(file).unwrap());
        assert_eq!(
            files,
            [
                "imports.__wbg_get_0000000000000000 = a; __wbg_get_0000000000000001; __wbg_init()",
                "\u{1a}__wbg_get_00000000000000010aa\u{1a}__wbg_get_0000000000000000__wbg_init",
            ]
        );
    }
}
