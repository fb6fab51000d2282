//! From SVG to a small PNG.

use super::card::{COLOURS, HEIGHT, WIDTH};
use super::fonts;
use anyhow::{Context, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::LazyLock;

/// Steps from the colour of the paper to each other: enough for smooth letters.
const STEPS: u8 = 12;

type Colour = [u8; 3];

/// Pixels that are looked at together: most of a card is paper.
const BLOCK: usize = 16;

/// Draws a card.
///
/// # Errors
/// Where it is not SVG.
pub(super) fn draw(svg: &str) -> Result<Vec<u8>> {
    let options = Options {
        fontdb: fonts::database(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).context("a card is not SVG")?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).context("a picture has no size")?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    encode(&pixmap)
}

/// As PNG of a palette: the few colours of a card, and what lies between each and the paper.
fn encode(pixmap: &Pixmap) -> Result<Vec<u8>> {
    let palette = palette();
    let [red, green, blue] = palette[0];
    let paper = [red, green, blue, u8::MAX].repeat(BLOCK);
    // A card has no transparency.
    let mut pixels = vec![0; pixmap.data().len() / 4];
    for (block, indexes) in pixmap
        .data()
        .chunks(BLOCK * 4)
        .zip(pixels.chunks_mut(BLOCK))
    {
        if block != paper {
            for (pixel, index) in block.chunks_exact(4).zip(indexes) {
                *index = CLOSEST[cell(pixel)];
            }
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(out)
}

fn palette() -> Vec<Colour> {
    let [paper, inks @ ..] = COLOURS.map(colour);
    let mut palette = vec![paper];
    for ink in inks {
        palette.extend((1..=STEPS).map(|step| {
            std::array::from_fn(|part| {
                let (from, to) = (i32::from(paper[part]), i32::from(ink[part]));
                (from + (to - from) * i32::from(step) / i32::from(STEPS)) as u8
            })
        }));
    }
    palette
}

/// A colour written `#rrggbb`.
fn colour(written: &str) -> Colour {
    std::array::from_fn(|part| {
        let digits = &written[1 + 2 * part..3 + 2 * part];
        u8::from_str_radix(digits, 16).expect("colours are written #rrggbb")
    })
}

/// The place of the palette that is closest to the colours of a cell. Asked for every letter's edge, so made once.
static CLOSEST: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let palette = palette();
    let middle = |cell: usize, part: usize| ((cell >> (10 - 5 * part) & 31) << 3 | 4) as i32;
    let distance = |colour: &Colour, cell: usize| -> i32 {
        let parts = colour.iter().enumerate();
        parts
            .map(|(part, value)| (i32::from(*value) - middle(cell, part)).pow(2))
            .sum()
    };
    (0..1 << 15)
        .map(|cell| {
            let closest = (0..palette.len()).min_by_key(|index| distance(&palette[*index], cell));
            closest.unwrap_or(0) as u8
        })
        .collect()
});

/// The cell of a colour: five bits of each part.
fn cell(pixel: &[u8]) -> usize {
    let bits = |part: usize| usize::from(pixel[part] >> 3);
    bits(0) << 10 | bits(1) << 5 | bits(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::card::{Card, lay_out};

    #[test]
    fn a_picture_is_small_and_has_the_colours_of_its_card() {
        let card = Card {
            eyebrow: "Talks between neighbours".into(),
            words: "Whoever reads this at the width of a thumb sees large letters and few words, all of them in ink on paper.".into(),
            name: "Wu Hailong".into(),
            native_name: "吴海龙".into(),
            ..Card::default()
        };
        let png = draw(&lay_out(&card).svg.unwrap()).unwrap();
        assert!(png.len() < 60_000, "{} bytes", png.len());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
        assert_eq!(pixels[..3], colour(COLOURS[0]));
        for wanted in [COLOURS[1], COLOURS[3]] {
            assert!(
                pixels.chunks(3).any(|pixel| pixel == colour(wanted)),
                "no {wanted}"
            );
        }
    }

    #[test]
    fn what_is_no_svg_is_an_error() {
        assert!(draw("<svg").is_err());
    }
}
