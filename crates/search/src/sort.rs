//! One small sort for everything: the standard library's are fast and large.

/// Sorts ascending by merging the runs that are ascending already.
pub(crate) fn sort(items: &mut Vec<u64>) {
    loop {
        let mut out = Vec::with_capacity(items.len());
        let mut rest = items.as_slice();
        let mut runs = 0;
        while !rest.is_empty() {
            let (mut a, after) = split_run(rest);
            let (mut b, after) = split_run(after);
            rest = after;
            runs += 1;
            while let (Some((x, xs)), Some((y, ys))) = (a.split_first(), b.split_first()) {
                if x <= y {
                    out.push(*x);
                    a = xs;
                } else {
                    out.push(*y);
                    b = ys;
                }
            }
            out.extend_from_slice(a);
            out.extend_from_slice(b);
        }
        *items = out;
        if runs < 2 {
            return;
        }
    }
}

/// The ascending run at the start, and what follows it.
fn split_run(items: &[u64]) -> (&[u64], &[u64]) {
    let mut end = items.len().min(1);
    while end < items.len() && items[end - 1] <= items[end] {
        end += 1;
    }
    items.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items in proptest::collection::vec(0u64..50, 0..80)) {
            let mut expected = items.clone();
            expected.sort();
            sort(&mut items);
            prop_assert_eq!(items, expected);
        }
    }
}
