//! What a page weighs in its first load and with the explorer, and what the parts of it add.

mod links;
mod page;
mod parts;
mod table;

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

pub(crate) use page::{Files, explorer, first_load};
pub(crate) use parts::{of_wasm, packages};
pub(crate) use table::{Table, thousands};

/// Bytes of one thing, as it is and compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Weight {
    /// As it is.
    pub(crate) raw: u64,
    /// After gzip 9.
    pub(crate) gzip: u64,
    /// After brotli 11.
    pub(crate) brotli: u64,
}

impl Weight {
    /// Compresses the bytes to see.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
        Ok(Self {
            raw: bytes.len() as u64,
            gzip: gzip.finish()?.len() as u64,
            brotli: brotli.len() as u64,
        })
    }
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |sum, weight| Self {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_compresses_and_sums_add_up() {
        let weight = Weight::of("remark ".repeat(1_000).as_bytes()).unwrap();
        assert_eq!(weight.raw, 7_000);
        assert!(
            weight.brotli < weight.gzip && weight.gzip < 100,
            "{weight:?}"
        );
        let twice: Weight = [weight, weight].into_iter().sum();
        assert_eq!((twice.raw, twice.brotli), (14_000, 2 * weight.brotli));
    }

    #[test]
    fn nothing_weighs_next_to_nothing() {
        let weight = Weight::of(b"").unwrap();
        assert_eq!(weight.raw, 0);
        assert!(weight.brotli <= 1);
    }
}
