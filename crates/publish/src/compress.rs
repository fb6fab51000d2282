//! Precompressed copies, which a static host serves where the browser accepts them.

use anyhow::Result;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Files that compress: text, and Wasm.
const KINDS: [&str; 11] = [
    "html", "bib", "ris", "csv", "css", "js", "wasm", "svg", "xml", "json", "txt",
];
/// Smaller files gain nothing.
const SMALLEST: u64 = 256;

/// Writes `.br` (quality 11) and `.gz` (level 9) beside every file below `folder` that compresses.
pub(crate) fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            compress(&path)?;
        } else if entry.metadata()?.len() >= SMALLEST
            && path
                .extension()
                .is_some_and(|kind| KINDS.iter().any(|known| kind == *known))
        {
            let bytes = fs::read(&path)?;
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            fs::write(path.with_file_name(format!("{name}.br")), brotli(&bytes)?)?;
            fs::write(path.with_file_name(format!("{name}.gz")), gzip(&bytes)?)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
