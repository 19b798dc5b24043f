//! Lists that all homes share, and where in one of them something stands.

use core::ops::Range;

/// From this place in a shared list up to that one.
pub(crate) type Stretch = (u32, u32);

/// What stands there.
pub(crate) fn slice_of<T>(list: &[T], stretch: Stretch) -> &[T] {
    let range: Range<usize> = stretch.0 as usize..stretch.1 as usize;
    list.get(range).unwrap_or_default()
}

/// A place in a shared list. Homes, residents and their lists stay far below four thousand million.
#[expect(clippy::cast_possible_truncation, reason = "20,000 homes of 64 residents of 64 relations fit")]
pub(crate) const fn index(len: usize) -> u32 {
    len as u32
}
