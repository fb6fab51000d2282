//! Compiles `content/` into the bytes that the explorer embeds and reads in place: `archive.bin`, and for each event,
//! in the archive's order, `index-<n>.bin`; `embedded.rs` lists the indexes with their languages.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};
use transcript::source;

fn main() {
    println!("cargo::rerun-if-env-changed=COLLOQUY_CONTENT");
    let content =
        env::var_os("COLLOQUY_CONTENT").map_or_else(|| PathBuf::from("content"), PathBuf::from);
    println!("cargo::rerun-if-changed={}", content.display());
    let loaded = source::load(&content);
    if !loaded.is_sound() {
        eprintln!(
            "{}",
            source::render(&loaded.diagnostics, source::Look::Plain)
        );
        std::process::exit(1);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut embedded = String::from("static INDEXES: &[(&[u8], search::Language)] = &[\n");
    write(
        &out.join("archive.bin"),
        &transcript::archive::to_bytes(&loaded.archive),
    );
    for (number, event) in loaded.archive.events.iter().enumerate() {
        let file = format!("index-{number}.bin");
        write(&out.join(&file), &search::build(event));
        // The constant's name: only those that are named are linked.
        let language = search::language::constant(&event.language);
        writeln!(
            embedded,
            "    (include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\")), search::language::{language}),"
        )
        .expect("a string grows");
    }
    embedded.push_str("];\n");
    write(&out.join("embedded.rs"), embedded.as_bytes());
}

fn write(path: &Path, bytes: &[u8]) {
    if let Err(error) = fs::write(path, bytes) {
        eprintln!("{} cannot be written: {error}", path.display());
        std::process::exit(1);
    }
}
