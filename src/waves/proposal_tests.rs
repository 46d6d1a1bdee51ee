//! A proposal from exports to words.
