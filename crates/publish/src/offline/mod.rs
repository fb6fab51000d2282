//! The service worker, which lets the explorer open without a network, and the version that it and the pages go by.
//!
//! It keeps the pages of the events and the parts they are made of. Remarks' own pages, of which there may be thousands,
//! are not kept: without a network their addresses lead to the remark on the event's page.

use crate::document::Document;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The worker's file, in the root of the folder, which is therefore its scope.
const FILE: &str = "sw.js";

const WORKER: &str = include_str!("worker.js");
const FAREWELL: &str = include_str!("farewell.js");

/// Bytes of a version: enough for no two to be the same.
const VERSION_BYTES: usize = 8;

/// A version of the folder: a fingerprint of what is in it and of the pages that will be.
///
/// # Errors
/// Where a file cannot be read.
pub(crate) fn version(folder: &Path, pages: &[Document]) -> Result<String> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    files.extend(
        pages
            .iter()
            .map(|page| (page.path.clone(), page.html.clone().into_bytes())),
    );
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), &bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let hash = hash.finalize();
    Ok(hash[..VERSION_BYTES]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// The address of a part as pages write it: with the version, so that each version's is another.
pub(crate) fn versioned(file: &str, version: &str) -> String {
    if version.is_empty() {
        file.to_owned()
    } else {
        format!("{file}?{version}")
    }
}

/// Writes the worker of a version into the written folder. `pages` are addresses below it that end in `/` (its own is
/// empty); `parts` pair the address of a part with its file.
///
/// # Errors
/// Where a file cannot be read or written.
pub(crate) fn write(
    folder: &Path,
    version: &str,
    pages: &[String],
    parts: &[(String, String)],
) -> Result<()> {
    let pages = pages
        .iter()
        .map(|page| (format!("./{page}"), format!("{page}index.html")));
    let kept = pages
        .chain(parts.iter().cloned())
        .map(|(address, file)| {
            let bytes =
                fs::read(folder.join(&file)).with_context(|| format!("{file} cannot be read"))?;
            let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)));
            Ok((address, integrity))
        })
        .collect::<Result<Vec<_>>>()?;
    let worker = filled(
        WORKER,
        "const VERSION = \"\";",
        &format!("const VERSION = {};", serde_json::to_string(version)?),
    )?;
    let worker = filled(
        &worker,
        "const KEPT = [];",
        &format!("const KEPT = {};", serde_json::to_string(&kept)?),
    )?;
    fs::write(folder.join(FILE), worker)?;
    Ok(())
}

/// Writes the worker that takes leave, in place of one that an earlier version of the folder may have had.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn write_farewell(folder: &Path) -> Result<()> {
    fs::write(folder.join(FILE), FAREWELL)?;
    Ok(())
}

/// A script with a constant set.
fn filled(script: &str, empty: &str, set: &str) -> Result<String> {
    if script.matches(empty).count() != 1 {
        bail!("worker.js does not say `{empty}` once");
    }
    Ok(script.replace(empty, set))
}
