//! Every distinct text is kept once and named by a number, so that joins compare integers.
//! Knows nothing of what the texts mean: callers fold case before interning where that is wanted.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Number of independently locked parts; a power of two.
const SHARDS: u32 = 64;

/// The number of a text. Equal texts have equal symbols; their order means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Symbol(u32);

impl Symbol {
    /// The empty text.
    pub const EMPTY: Self = Self(0);

    /// Whether this is the empty text.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number, as it is stored in tables.
    pub const fn index(self) -> u32 {
        self.0
    }

    /// The symbol with a number that [`Symbol::index`] gave.
    pub const fn from_index(index: u32) -> Self {
        Self(index)
    }
}

#[derive(Debug, Default)]
struct Shard {
    text: String,
    ends: Vec<u32>,
    table: HashTable<Slot>,
}

/// Where a text is. With hash and place beside the number, a look-up touches the texts only to confirm, and a
/// growing table does not touch them at all.
#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u32,
    local: u32,
    start: u32,
    end: u32,
}

impl Slot {
    /// The hash that the table works with: it looks at the highest and at the lowest bits.
    const fn spread(hash: u32) -> u64 {
        (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Shard {
    fn get(&self, local: u32) -> &str {
        let local = local as usize;
        let start = if local == 0 { 0 } else { self.ends[local - 1] };
        &self.text[start as usize..self.ends[local] as usize]
    }

    fn find(&self, hash: u64, text: &str) -> Option<u32> {
        let hash = hash as u32;
        let is_it = |slot: &Slot| {
            slot.hash == hash && &self.text.as_bytes()[slot.start as usize..slot.end as usize] == text.as_bytes()
        };
        self.table.find(Slot::spread(hash), is_it).map(|slot| slot.local)
    }

    fn intern(&mut self, hash: u64, text: &str) -> u32 {
        if let Some(local) = self.find(hash, text) {
            return local;
        }
        let local = self.ends.len() as u32;
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).expect("one of 64 parts of all texts is below 4 GiB");
        self.ends.push(end);
        let hash = hash as u32;
        let slot = Slot { hash, local, start, end };
        self.table.insert_unique(Slot::spread(hash), slot, |other| Slot::spread(other.hash));
        local
    }
}

fn hash_of(text: &str) -> u64 {
    FixedState::default().hash_one(text)
}

/// The shard of a hash; the table below uses the other bits.
fn shard_of(hash: u64) -> u32 {
    (hash >> 40) as u32 & (SHARDS - 1)
}

fn symbol(shard: u32, local: u32) -> Symbol {
    Symbol(local * SHARDS + shard)
}

/// The texts of one batch with symbols of their own, small enough to stay in a processor's cache.
#[derive(Debug)]
pub struct LocalTexts {
    shard: Shard,
    hashes: Vec<u64>,
}

impl Default for LocalTexts {
    fn default() -> Self {
        Self { shard: Shard { ends: vec![0], ..Shard::default() }, hashes: vec![0] }
    }
}

impl LocalTexts {
    /// The local symbol of a text; [`Symbol::EMPTY`] here as everywhere.
    pub fn intern(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        let hash = hash_of(text);
        let local = self.shard.intern(hash, text);
        if local as usize == self.hashes.len() {
            self.hashes.push(hash);
        }
        Symbol(local)
    }
}

/// A number that equal texts have in common, in every run; different ones hardly ever.
pub fn fingerprint(text: &str) -> u32 {
    hash_of(text) as u32
}

/// Texts being collected from several threads at once.
#[derive(Debug)]
pub struct Interner {
    shards: Vec<Mutex<Shard>>,
}

impl Default for Interner {
    fn default() -> Self {
        let mut shards: Vec<Mutex<Shard>> = (0..SHARDS).map(|_| Mutex::default()).collect();
        // Symbol 0 is the empty text whatever its hash: the slot is taken before any other text.
        if let Some(first) = shards.first_mut() {
            first.get_mut().unwrap_or_else(PoisonError::into_inner).ends.push(0);
        }
        Self { shards }
    }
}

impl Interner {
    /// The symbol of a text.
    pub fn intern(&self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        let hash = hash_of(text);
        let shard = shard_of(hash);
        let mut guard = self.shards[shard as usize].lock().unwrap_or_else(PoisonError::into_inner);
        symbol(shard, guard.intern(hash, text))
    }

    /// The symbols of all texts of a batch, at the place of their local symbols.
    ///
    /// Part by part: one lock serves many texts, and without locks between them the processor fetches what
    /// several look-ups need at once.
    pub fn intern_all(&self, batch: &LocalTexts) -> Vec<Symbol> {
        let mut by_shard: [Vec<u32>; SHARDS as usize] = std::array::from_fn(|_| Vec::new());
        for (local, hash) in batch.hashes.iter().enumerate().skip(1) {
            by_shard[shard_of(*hash) as usize].push(local as u32);
        }
        let mut symbols = vec![Symbol::EMPTY; batch.hashes.len()];
        for (number, locals) in by_shard.iter().enumerate() {
            let mut shard = self.shards[number].lock().unwrap_or_else(PoisonError::into_inner);
            for &local in locals {
                let global = shard.intern(batch.hashes[local as usize], batch.shard.get(local));
                symbols[local as usize] = symbol(number as u32, global);
            }
        }
        symbols
    }

    /// Looks at a text while others may still be added.
    pub fn with<R>(&self, symbol: Symbol, look: impl FnOnce(&str) -> R) -> R {
        let guard = self.shards[(symbol.0 % SHARDS) as usize].lock().unwrap_or_else(PoisonError::into_inner);
        look(guard.get(symbol.0 / SHARDS))
    }

    /// The symbol of a text in lower case.
    pub fn lower(&self, symbol: Symbol) -> Symbol {
        let lower = self.with(symbol, |text| {
            let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
            (!is_lower).then(|| text.to_lowercase())
        });
        lower.map_or(symbol, |text| self.intern(&text))
    }

    /// Ends the collecting; from here on texts can be read.
    pub fn freeze(self) -> Pool {
        Pool {
            shards: self
                .shards
                .into_iter()
                .map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner))
                .collect(),
        }
    }
}

/// All texts, readable without locks.
#[derive(Debug)]
pub struct Pool {
    shards: Vec<Shard>,
}

impl Default for Pool {
    fn default() -> Self {
        Interner::default().freeze()
    }
}

impl Pool {
    /// The text of a symbol.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.shards[(symbol.0 % SHARDS) as usize].get(symbol.0 / SHARDS)
    }

    /// The symbol of a text, if it was ever interned.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        if text.is_empty() {
            return Some(Symbol::EMPTY);
        }
        let hash = hash_of(text);
        let shard = shard_of(hash);
        self.shards[shard as usize].find(hash, text).map(|local| symbol(shard, local))
    }

    /// Adds a text that is computed rather than read, such as a future address.
    pub fn add(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return Symbol::EMPTY;
        }
        let hash = hash_of(text);
        let shard = shard_of(hash);
        symbol(shard, self.shards[shard as usize].intern(hash, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_symbol_and_the_empty_text_is_zero() {
        let interner = Interner::default();
        let jane = interner.intern("jane@contoso.com");
        assert_eq!(interner.intern("jane@contoso.com"), jane);
        assert_ne!(interner.intern("john@contoso.com"), jane);
        assert_eq!(interner.intern(""), Symbol::EMPTY);
        assert_ne!(jane, Symbol::EMPTY);
        let mut pool = interner.freeze();
        assert_eq!(pool.text(jane), "jane@contoso.com");
        assert_eq!(pool.text(Symbol::EMPTY), "");
        assert_eq!(pool.find("nobody@contoso.com"), None);
        let added = pool.add("nobody@contoso.com");
        assert_eq!(pool.find("nobody@contoso.com"), Some(added));
    }

    #[test]
    fn a_batch_gets_the_symbols_of_its_texts() {
        let interner = Interner::default();
        let jane = interner.intern("jane@contoso.com");
        let mut batch = LocalTexts::default();
        let local = ["", "kim@contoso.com", "jane@contoso.com", "kim@contoso.com"].map(|text| batch.intern(text));
        assert_eq!(local[1], local[3]);
        let symbols = interner.intern_all(&batch);
        let global = local.map(|symbol| symbols[symbol.index() as usize]);
        assert_eq!(global, [Symbol::EMPTY, interner.intern("kim@contoso.com"), jane, global[1]]);
    }

    #[test]
    fn every_text_comes_back_from_many_threads() {
        use rayon::prelude::*;
        let interner = Interner::default();
        let symbols: Vec<Symbol> =
            (0..10_000).into_par_iter().map(|n| interner.intern(&format!("user{}", n % 5_000))).collect();
        let pool = interner.freeze();
        for (n, symbol) in symbols.iter().enumerate() {
            assert_eq!(pool.text(*symbol), format!("user{}", n % 5_000));
        }
    }
}
