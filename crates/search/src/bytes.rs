//! Bounds-checked reads from bytes that may be corrupt: nothing here panics.

/// The four bytes at `at` as a little-endian number.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// The LEB128 number at `*at`, which moves past it. Bits beyond the 32nd are dropped.
pub(crate) fn number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    // Most numbers are small.
    if let Some(byte) = bytes.get(*at).filter(|byte| **byte < 0x80) {
        *at += 1;
        return Some(*byte as u32);
    }
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

/// The first number from `from` to `to` that is not behind, or `to`; none that is behind comes after one that is not.
/// Costs the less the nearer it is.
pub(crate) fn gallop(from: usize, to: usize, behind: &dyn Fn(usize) -> bool) -> usize {
    let (mut low, mut high, mut step) = (from, from, 1);
    while high < to && behind(high) {
        low = high + 1;
        high = low.saturating_add(step);
        step *= 2;
    }
    high = high.min(to);
    while low < high {
        let middle = low + (high - low) / 2;
        if behind(middle) {
            low = middle + 1
        } else {
            high = middle
        }
    }
    low
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
