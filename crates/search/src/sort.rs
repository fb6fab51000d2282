//! One small sort for everything: the standard library's are fast and large.

/// As many items as are sooner sorted by putting one after the other in its place.
const FEW: usize = 40;

/// Sorts ascending: many items byte by byte from the last.
pub(crate) fn sort(items: &mut Vec<u64>) {
    if items.len() <= FEW {
        for end in 2..=items.len() {
            let mut at = end;
            while let Some([before, item]) = items.get_mut(at.wrapping_sub(2)..at)
                && *before > *item
            {
                std::mem::swap(before, item);
                at -= 1;
            }
        }
        return;
    }
    let mut sorted = items.clone();
    for shift in (0..64).step_by(8) {
        let byte = |item: u64| (item >> shift) as u8 as usize;
        let mut places = [0; 256];
        for item in items.iter() {
            places[byte(*item)] += 1;
        }
        if places.contains(&items.len()) {
            continue;
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
