//! The batch tool of netra.
fn main() {}
