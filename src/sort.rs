//! Sorts with little code: the standard library compiles its sort anew for each comparison, six kilobytes
//! each time. What takes long to sort, such as starts, is sorted by the standard library.

use std::cmp::Ordering;

/// Sorts by a comparison. Equal elements stay in their order.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<_> = (0..items.len()).collect();
    sort_indices(&mut order, &|a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<_> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|index| slots[index].take()));
}

/// Sorts by a key. Equal elements stay in their order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts indices by a comparison of what they stand for, in any number. Equal ones stay in their order.
pub(crate) fn sort_indices(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(
            given in proptest::collection::vec((0..5_u8, any::<u16>()), 0..40),
        ) {
            let (mut by_key, mut by_comparison, mut expected) =
                (given.clone(), given.clone(), given);
            sort_by_key(&mut by_key, |item| item.0);
            sort_by(&mut by_comparison, |a, b| a.0.cmp(&b.0));
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(&by_key, &expected);
            prop_assert_eq!(&by_comparison, &expected);
        }
    }
}
