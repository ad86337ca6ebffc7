//! The `qcodex` command.

fn main() {}
