//! The reference and the generator, judged by hand-written cases and by the laws that the definitions promise.

mod reference;

#[test]
fn mounts() {}
