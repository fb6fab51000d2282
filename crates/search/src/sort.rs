//! One small sort for everything: the standard library's are fast and large.

/// Sorts ascending, byte by byte from the last; bytes in which the items do not differ cost one look.
pub(crate) fn sort(items: &mut Vec<u64>) {
    let mut sorted = items.clone();
    for shift in (0..64).step_by(8) {
        let byte = |item: u64| (item >> shift) as u8 as usize;
        let mut places = [0; 256];
        for item in items.iter() {
            places[byte(*item)] += 1;
        }
        let mut place = 0;
        for count in &mut places {
            place += std::mem::replace(count, place);
        }
        for item in items.iter() {
            let place = &mut places[byte(*item)];
            if let Some(sorted) = sorted.get_mut(*place) {
                *sorted = *item;
            }
            *place += 1;
        }
        std::mem::swap(items, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items in proptest::collection::vec(any::<u64>(), 0..80), mask in any::<u64>()) {
            items.iter_mut().for_each(|item| *item &= mask);
            let mut expected = items.clone();
            expected.sort();
            sort(&mut items);
            prop_assert_eq!(items, expected);
        }
    }
}
