//! How long a step took, in words.

use std::time::Duration;

/// `0.4 s`, `12 s`, `3 min 20 s`.
pub(crate) fn words(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..120 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        let words = |milliseconds| words(Duration::from_millis(milliseconds));
        assert_eq!(words(0), "0.0 s");
        assert_eq!(words(4_230), "4.2 s");
        assert_eq!(words(61_900), "61 s");
        assert_eq!(words(187_000), "3 min 07 s");
    }
}
