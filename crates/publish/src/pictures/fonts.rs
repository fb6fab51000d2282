//! The fonts of the pictures: which characters they have, how wide words are, and what the renderer draws with.
//!
//! They are the files of `fonts/` and no others: the same content gives the same picture on every machine.

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use resvg::usvg::fontdb::{Database, Source};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use std::io::Read;
use std::sync::{Arc, LazyLock, OnceLock};

const REGULAR: &[u8] = include_bytes!("../../fonts/ColloquySerif-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../fonts/ColloquySerif-Semibold.ttf");
const CJK: &[u8] = include_bytes!("../../fonts/NotoSerifCJKsc-Regular.otf.br");

/// What a picture depends on beside its words: the bytes of every font.
pub(super) const FILES: [&[u8]; 3] = [REGULAR, SEMIBOLD, CJK];

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Regular,
    Semibold,
    /// Semibold, the letters a little apart: for words in capitals.
    Spaced,
}

/// One font.
pub(super) struct Face {
    /// The family and the weight by which the renderer finds it.
    pub(super) family: &'static str,
    pub(super) weight: u16,
    bytes: &'static [u8],
    font: FontRef<'static>,
    letters: Charmap<'static>,
    shaper: ShaperData,
    units_per_em: f32,
}

static REGULAR_FACE: LazyLock<Face> = LazyLock::new(|| Face::new("Colloquy Serif", 400, REGULAR));
static SEMIBOLD_FACE: LazyLock<Face> = LazyLock::new(|| Face::new("Colloquy Serif", 600, SEMIBOLD));
static CJK_FACE: OnceLock<Face> = OnceLock::new();

/// The large font, unpacked where a text first has a character that the others lack.
fn cjk() -> &'static Face {
    CJK_FACE.get_or_init(|| {
        let mut bytes = Vec::new();
        brotli::Decompressor::new(CJK, 1 << 16)
            .read_to_end(&mut bytes)
            .expect("the font in this program can be unpacked");
        Face::new("Noto Serif CJK SC", 400, bytes.leak())
    })
}

impl Face {
    fn new(family: &'static str, weight: u16, bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("a font in this program can be read");
        let metrics = font.metrics(
            skrifa::prelude::Size::unscaled(),
            skrifa::prelude::LocationRef::default(),
        );
        Self {
            family,
            weight,
            bytes,
            letters: font.charmap(),
            shaper: ShaperData::new(&font),
            units_per_em: f32::from(metrics.units_per_em),
            font,
        }
    }

    fn has(&self, letter: char) -> bool {
        !letter.is_control() && self.letters.map(letter).is_some()
    }

    /// The width of words that this font has, in ems.
    fn width(&self, words: &str) -> f32 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.set_direction(harfrust::Direction::LeftToRight);
        buffer.guess_segment_properties();
        let shaper = self.shaper.shaper(&self.font).build();
        let glyphs = shaper.shape(buffer, ShapeOptions::new());
        let advance: i32 = glyphs
            .glyph_positions()
            .iter()
            .map(|glyph| glyph.x_advance)
            .sum();
        advance as f32 / self.units_per_em
    }
}

impl Style {
    fn face(self) -> &'static Face {
        match self {
            Self::Regular => &REGULAR_FACE,
            Self::Semibold | Self::Spaced => &SEMIBOLD_FACE,
        }
    }

    /// What is put after every letter, in ems.
    pub(super) fn spacing(self) -> f32 {
        match self {
            Self::Regular | Self::Semibold => 0.0,
            Self::Spaced => 0.07,
        }
    }

    /// The font of a character; `None` where no font has it.
    fn face_of(self, letter: char) -> Option<&'static Face> {
        let face = self.face();
        if face.has(letter) {
            return Some(face);
        }
        Some(cjk()).filter(|face| face.has(letter))
    }

    /// Cuts words into runs of one font. Characters that no font has are left out: ask [`missing`] first.
    pub(super) fn runs(self, words: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for letter in words.chars() {
            let Some(face) = self.face_of(letter) else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if std::ptr::eq(run.face, face) => run.words.push(letter),
                _ => runs.push(Run {
                    face,
                    words: letter.into(),
                    width: 0.0,
                }),
            }
        }
        for run in &mut runs {
            let letters = run.words.chars().count() as f32;
            run.width = run.face.width(&run.words) + self.spacing() * letters;
        }
        runs
    }

    /// The width of words, in ems.
    pub(super) fn width(self, words: &str) -> f32 {
        self.runs(words).iter().map(|run| run.width).sum()
    }
}

/// Words of one font.
pub(super) struct Run {
    pub(super) face: &'static Face,
    pub(super) words: String,
    /// In ems.
    pub(super) width: f32,
}

/// The first character that no font has.
pub(super) fn missing(words: &str) -> Option<char> {
    words
        .chars()
        .find(|letter| Style::Regular.face_of(*letter).is_none())
}

/// The fonts as the renderer wants them, without the large one until a text has needed it.
pub(super) fn database() -> Arc<Database> {
    static LATIN: LazyLock<Arc<Database>> = LazyLock::new(|| of(&[&REGULAR_FACE, &SEMIBOLD_FACE]));
    static ALL: LazyLock<Arc<Database>> =
        LazyLock::new(|| of(&[&REGULAR_FACE, &SEMIBOLD_FACE, cjk()]));
    // Words were measured before they are drawn.
    match CJK_FACE.get() {
        Some(_) => ALL.clone(),
        None => LATIN.clone(),
    }
}

fn of(faces: &[&Face]) -> Arc<Database> {
    let mut database = Database::new();
    for face in faces {
        database.load_font_source(Source::Binary(Arc::new(face.bytes)));
    }
    Arc::new(database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_can_be_drawn() {
        for name in [
            "Wu Hailong",
            "吴海龙",
            "鄭在浩",
            "정재호",
            "뷁",
            "髙橋はるか",
            "Łukasz Ó Súilleabháin",
            "Ελένη",
            "Наталья",
            "Nguyễn Thị Ánh",
        ] {
            assert_eq!(missing(name), None, "{name}");
        }
        assert_eq!(missing("Kim 😀"), Some('😀'));
        assert_eq!(missing("عبد"), Some('ع'));
        assert_eq!(missing("a\u{ffff}\u{1}"), Some('\u{ffff}'));
        assert_eq!(missing("a\u{1}"), Some('\u{1}'));
    }

    #[test]
    fn words_of_two_scripts_are_runs_of_two_fonts() {
        let runs = Style::Semibold.runs("Wu 吴海龙!");
        let runs: Vec<_> = runs
            .iter()
            .map(|run| (run.face.family, run.words.as_str()))
            .collect();
        assert_eq!(
            runs,
            [
                ("Colloquy Serif", "Wu "),
                ("Noto Serif CJK SC", "吴海龙"),
                ("Colloquy Serif", "!")
            ]
        );
        assert!((Style::Regular.width("吴海龙") - 3.0).abs() < 0.01);
    }

    #[test]
    fn the_renderer_finds_the_fonts_by_the_names_that_are_written() {
        assert_eq!(missing("吴"), None);
        let names: Vec<_> = database()
            .faces()
            .map(|face| (face.families[0].0.clone(), face.weight.0))
            .collect();
        for face in [&*REGULAR_FACE, &*SEMIBOLD_FACE, cjk()] {
            assert!(
                names.contains(&(face.family.to_owned(), face.weight)),
                "{names:?}"
            );
        }
    }
}
