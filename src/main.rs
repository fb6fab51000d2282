//! Takes over the prerendered page.

fn main() {
    colloquy::browser::start();
}
