//! The archive as bytes: written at build time, read in place.
//!
//! The bytes are those of [rkyv](https://rkyv.org) for [`Archive`](crate::model::Archive): little-endian, 32-bit offsets, unaligned, the root
//! at the end. They may stand at any address. They carry no version: they are made and read by one build.

use crate::model::ArchivedArchive;

/// The bytes of `archive`; the same archive always gives the same bytes.
///
/// # Panics
/// Where the bytes would pass 2 GiB, which 32-bit offsets cannot span.
#[cfg(feature = "source")]
#[must_use]
pub fn to_bytes(archive: &crate::model::Archive) -> Vec<u8> {
    let bytes = rkyv::to_bytes::<rkyv::rancor::Error>(archive);
    bytes.expect("an archive of less than 2 GiB").into_vec()
}

/// Opens bytes of any origin, checking all of them.
///
/// # Errors
/// If the bytes are not an archive.
#[cfg(feature = "source")]
pub fn open(bytes: &[u8]) -> Result<&ArchivedArchive, rkyv::rancor::Error> {
    rkyv::access::<ArchivedArchive, rkyv::rancor::Error>(bytes)
}

/// Opens the bytes that this build made, without reading them: costs the same whatever their length.
///
/// # Safety
/// `bytes` must be what `to_bytes` made with this version of the model.
#[must_use]
pub unsafe fn open_trusted(bytes: &[u8]) -> &ArchivedArchive {
    // SAFETY: the caller vouches for the bytes.
    unsafe { rkyv::access_unchecked::<ArchivedArchive>(bytes) }
}
