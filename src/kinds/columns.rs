//! The `columns!` macro: a column is declared in one line, and its canonical name is the name of
//! its constant in lower case.

use crate::schema::Column;

/// The ASCII bytes of a constant's name in lower case; `N` is its length.
pub(super) const fn lower<const N: usize>(upper: &str) -> [u8; N] {
    let bytes = upper.as_bytes();
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = bytes[i].to_ascii_lowercase();
        i += 1;
    }
    out
}

/// What [`lower`] made, as text.
pub(super) const fn text(lower: &'static [u8]) -> &'static str {
    match std::str::from_utf8(lower) {
        Ok(name) => name,
        Err(_) => "",
    }
}

/// The columns of a kind that has all those of another one, and then its own; `N` is their number.
pub(super) const fn joined<const N: usize>(first: &[&'static Column], own: &[&'static Column]) -> [&'static Column; N] {
    let mut all = [first[0]; N];
    let mut i = 0;
    while i < N {
        all[i] = if i < first.len() { first[i] } else { own[i - first.len()] };
        i += 1;
    }
    all
}

/// Declares columns as statics, and `COLUMNS`, which lists them in their order.
///
/// A line reads `NAME: Type = [own headers] or [shared headers];`, best spelling first. `, unread` before the
/// semicolon says that nothing asks for the values; it stands at columns with long or mostly distinct texts,
/// where keeping them costs something, and a test finds those that are asked for after all. `, coalesced` says that
/// all headers of the column that a file has are read, each where the better ones are blank.
macro_rules! columns {
    (@is unread unread) => { true };
    (@is coalesced coalesced) => { true };
    (@is $asked:ident $($said:ident)?) => { false };
    ($(
        $(#[$doc:meta])*
        $id:ident: $ty:ident = [$($own:literal),* $(,)?] $(or [$($shared:literal),* $(,)?])? $(, $said:ident)?;
    )*) => {
        $(
            $(#[$doc])*
            #[doc = concat!("Type [`", stringify!($ty), "`](crate::schema::Type::", stringify!($ty), ").")]
            pub static $id: crate::schema::Column = crate::schema::Column {
                name: {
                    const UPPER: &str = stringify!($id);
                    const LOWER: &[u8] = &$crate::kinds::columns::lower::<{ UPPER.len() }>(UPPER);
                    $crate::kinds::columns::text(LOWER)
                },
                ty: crate::schema::Type::$ty,
                headers: &[$($own),*],
                shared: &[$($($shared),*)?],
                is_read: !$crate::kinds::columns::columns!(@is unread $($said)?),
                is_coalesced: $crate::kinds::columns::columns!(@is coalesced $($said)?),
            };
        )*

        /// The columns declared here, in their order.
        pub static COLUMNS: &[&crate::schema::Column] = &[$(&$id),*];
    };
}

pub(super) use columns;
