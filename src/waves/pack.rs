//! Packs what stays together into as few waves as first fit finds, the largest first.

use super::graph::{Limits, Load};

/// For each piece the number of its bin. The first bins hold something already; each further one begins empty, and
/// all of them up to the highest number are used.
///
/// A piece that no wave takes has a bin of its own.
pub(super) fn pack(begun: &[Load], pieces: &[Load], limits: Limits) -> Vec<u32> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|piece| (std::cmp::Reverse(share(pieces[*piece], limits)), *piece));
    let mut bins = Bins::new(begun, pieces.len(), limits);
    let mut bin_of = vec![0; pieces.len()];
    let mut opened = begun.len();
    for piece in order {
        let load = pieces[piece];
        let bin = if limits.hold(load) { bins.first(load) } else { opened };
        opened = opened.max(bin + 1);
        bins.take(bin, load);
        bin_of[piece] = bin as u32;
    }
    bin_of
}

/// How much of a wave a piece fills, in parts of 2^32; the greater of its mailboxes and bytes.
fn share(load: Load, limits: Limits) -> u128 {
    let part =
        |amount: u64, most: Option<u64>| most.map_or(0, |most| (u128::from(amount) << 32) / u128::from(most.max(1)));
    part(load.mailboxes, limits.mailboxes).max(part(load.bytes, limits.bytes))
}

/// What is free in every bin, as a tree that knows the most of any half, so that the first bin that takes a piece is
/// found without looking at all of them.
struct Bins {
    /// A complete tree: the root is 1, the bins are the last `width` entries.
    free: Vec<Load>,
    width: usize,
}

impl Bins {
    fn new(begun: &[Load], further: usize, limits: Limits) -> Self {
        let empty = Load { mailboxes: limits.mailboxes.unwrap_or(u64::MAX), bytes: limits.bytes.unwrap_or(u64::MAX) };
        let width = (begun.len() + further).next_power_of_two();
        let mut free = vec![empty; 2 * width];
        for (bin, load) in begun.iter().enumerate() {
            free[width + bin] = left(empty, *load);
        }
        let mut bins = Self { free, width };
        for at in (1..width).rev() {
            bins.sum(at);
        }
        bins
    }

    fn sum(&mut self, at: usize) {
        let (left, right) = (self.free[2 * at], self.free[2 * at + 1]);
        self.free[at] = Load { mailboxes: left.mailboxes.max(right.mailboxes), bytes: left.bytes.max(right.bytes) };
    }

    /// The first bin that takes a load; there are as many empty ones as pieces.
    fn first(&self, load: Load) -> usize {
        let mut next = vec![1];
        while let Some(at) = next.pop() {
            let free = self.free[at];
            if free.mailboxes < load.mailboxes || free.bytes < load.bytes {
                continue;
            }
            if at >= self.width {
                return at - self.width;
            }
            next.extend([2 * at + 1, 2 * at]);
        }
        self.width - 1
    }

    fn take(&mut self, bin: usize, load: Load) {
        let mut at = self.width + bin;
        self.free[at] = left(self.free[at], load);
        while at > 1 {
            at /= 2;
            self.sum(at);
        }
    }
}

/// What is left of some room; a bin that holds more than it should takes nothing any more.
fn left(free: Load, load: Load) -> Load {
    if free.mailboxes < load.mailboxes || free.bytes < load.bytes {
        return Load::default();
    }
    free - load
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mailboxes: u64) -> Load {
        Load { mailboxes, bytes: 0 }
    }

    #[test]
    fn the_largest_first_and_each_where_it_fits_first() {
        let limits = Limits { mailboxes: Some(10), bytes: None };
        // 7 and 3 fill the first bin, 6 and 4 the second one.
        assert_eq!(pack(&[], &[of(3), of(6), of(7), of(4)], limits), [0, 1, 0, 1]);
        // A begun bin is filled up; what no bin takes has one of its own.
        assert_eq!(pack(&[of(8)], &[of(2), of(11), of(9), of(1)], limits), [0, 1, 2, 2]);
    }

    #[test]
    fn both_limits_hold() {
        let limits = Limits { mailboxes: Some(2), bytes: Some(100) };
        let piece = |bytes| Load { mailboxes: 1, bytes };
        assert_eq!(pack(&[], &[piece(60), piece(50), piece(40), piece(1)], limits), [0, 1, 0, 1]);
    }

    #[test]
    fn without_limits_everything_is_one_wave() {
        assert_eq!(pack(&[], &[of(5), of(1), of(9)], Limits::default()), [0, 0, 0]);
    }
}
