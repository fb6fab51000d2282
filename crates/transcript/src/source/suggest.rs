//! Guessing what was meant.

/// The one of `known` nearest to `written`, if it is near enough to be what was meant.
pub(super) fn nearest<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let written = written.to_lowercase();
    let allowed = (written.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&written, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A question that names the nearest of `known`, if one is near.
pub(super) fn did_you_mean<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(written, known).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// A slug for a name: its ASCII letters and digits, and hyphens; `None` where it has none.
pub(super) fn slug(name: &str) -> Option<String> {
    let folded = crate::words::words(name).map(|word| word.fold().replace('\'', "-"));
    let words: Vec<String> = folded
        .map(|word| {
            word.chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .collect();
    let slug = words.join("-");
    (!slug.is_empty()).then_some(slug)
}
