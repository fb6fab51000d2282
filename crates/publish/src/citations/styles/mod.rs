//! The citation styles. A new one is a file here and a line in [`ALL`].

mod apa;
mod chicago;
mod gb_t_7714;
mod harvard;
mod mla;

use super::style::Style;

/// Every style, in the order in which they are offered.
pub(super) static ALL: [Style; 5] = [
    apa::STYLE,
    chicago::STYLE,
    mla::STYLE,
    harvard::STYLE,
    gb_t_7714::STYLE,
];

#[cfg(test)]
mod tests;
