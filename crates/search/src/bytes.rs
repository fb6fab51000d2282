//! Bounds-checked reads from bytes that may be corrupt: nothing here panics.

/// The four bytes at `at` as a little-endian number.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// The LEB128 number at `*at`, which moves past it. Bits beyond the 32nd are dropped.
pub(crate) fn number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut value = 0u32;
    let mut shift = 0;
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if shift < 32 {
            value |= ((byte & 0x7F) as u32) << shift;
        }
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

/// Appends a number as LEB128.
#[cfg(feature = "build")]
pub(crate) fn push_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
