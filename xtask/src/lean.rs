//! A leaner standard library for the Wasm: compiled from source, optimised for size, with panics that stop at once
//! instead of writing a message that no reader would see. It takes about 20 KB (brotli) off the explorer.
//!
//! The flags are unstable, so stable compilers take them only under `RUSTC_BOOTSTRAP`, and only some versions know all
//! of them. Where the compiler does not, or the library's source is missing, the Wasm is built as usual.

use std::process::Command;

use crate::{process, tools};

const RUSTFLAGS: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// What cargo needs in its environment; empty where the library cannot be compiled here.
pub(crate) fn environment() -> Vec<(&'static str, &'static str)> {
    if !tools::std_source() || !compiler_knows_flags() {
        return Vec::new();
    }
    vec![
        ("RUSTC_BOOTSTRAP", "1"),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUSTFLAGS),
    ]
}

fn compiler_knows_flags() -> bool {
    let mut compiler = Command::new("rustc");
    compiler
        .env("RUSTC_BOOTSTRAP", "1")
        .args(RUSTFLAGS.split(' '));
    process::output(compiler.args(["--print", "cfg"])).is_ok()
}
