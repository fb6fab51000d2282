//! A card: what a picture says, laid out as SVG. One design for every speaker and every event.

use super::fonts::{self, Style};
use super::lines::{Fitted, fit};
use maud::{Markup, html};

/// The size of a picture, in pixels: what Open Graph's readers show whole.
pub(crate) const WIDTH: u32 = 1200;
pub(crate) const HEIGHT: u32 = 630;

const PAPER: &str = "#f8f4ea";
const INK: &str = "#1c1b18";
const QUIET: &str = "#5a554c";
const ACCENT: &str = "#7b1e22";

/// Every colour, that of the paper first: the palette of a picture is made of them.
pub(super) const COLOURS: [&str; 4] = [PAPER, INK, QUIET, ACCENT];

/// The margin at the sides, and what it leaves.
const LEFT: f32 = 72.0;
const RIGHT: f32 = WIDTH as f32 - LEFT;
const MEASURE: f32 = RIGHT - LEFT;

/// What a card says; every text may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Card {
    /// Above everything, small.
    pub(super) eyebrow: String,
    /// What catches the eye.
    pub(super) words: String,
    /// How it is set.
    pub(super) voice: Voice,
    /// Who says it.
    pub(super) name: String,
    /// The same in their own script.
    pub(super) native_name: String,
    /// Who they are.
    pub(super) standing: String,
    /// What kind of record it is: from the fullest to the shortest way to say it.
    pub(super) record: Vec<String>,
    /// When.
    pub(super) date: String,
}

/// How the words of a card are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Voice {
    /// In quotation marks: the speaker's own words.
    Quoted,
    /// Without: someone else's report of them.
    #[default]
    Reported,
    /// A title.
    Title,
}

/// A card as SVG, and what could not be drawn.
pub(super) struct Laid {
    /// `None` where so little can be drawn that a picture would tell nothing.
    pub(super) svg: Option<String>,
    /// Texts that are left out, each with the first character that no font has.
    pub(super) left_out: Vec<(String, char)>,
}

/// Lays a card out.
pub(super) fn lay_out(card: &Card) -> Laid {
    let mut left_out = Vec::new();
    let card = card.drawable(&mut left_out);
    Laid {
        svg: card.tells().then(|| drawing(&card)),
        left_out,
    }
}

impl Card {
    /// What the fonts can draw of it; the texts that they cannot are empty, and put into `left_out`.
    pub(super) fn drawable(&self, left_out: &mut Vec<(String, char)>) -> Self {
        let mut text = |text: &str| drawable(text, left_out);
        Self {
            eyebrow: text(&self.eyebrow),
            words: text(&self.words),
            voice: self.voice,
            name: text(&self.name),
            native_name: text(&self.native_name),
            standing: text(&self.standing),
            record: self
                .record
                .iter()
                .map(|record| text(record))
                .filter(|record| !record.is_empty())
                .collect(),
            date: text(&self.date),
        }
    }

    /// Whether it says what it is of: the title, where it has one; else the words or who says them.
    pub(super) fn tells(&self) -> bool {
        let who = [&self.name, &self.native_name];
        let named = self.voice != Voice::Title && who.iter().any(|name| !name.is_empty());
        named || !self.words.is_empty()
    }
}

/// A card that can be drawn, as SVG.
fn drawing(card: &Card) -> String {
    let (attribution, top) = attribution(card);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(HEIGHT) viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) {
            rect width=(WIDTH) height=(HEIGHT) fill=(PAPER) {}
            rect x=(LEFT) y="44" width=(MEASURE) height="6" fill=(INK) {}
            rect x=(LEFT) y="54" width=(MEASURE) height="1.5" fill=(INK) {}
            (eyebrow(&card.eyebrow.to_uppercase()))
            (words(&card.words, card.voice, top))
            (attribution)
            (foot(card))
        }
    }
    .into_string()
}

/// A text on one line of single blanks, without marks that show nothing; empty where a font lacks a character of it.
fn drawable(text: &str, left_out: &mut Vec<(String, char)>) -> String {
    let shown: String = text
        .chars()
        .filter(|letter| !is_invisible(*letter))
        // The hyphen that Word lets no line end after looks like any other; few fonts have it.
        .map(|letter| if letter == '\u{2011}' { '-' } else { letter })
        .collect();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    match fonts::missing(&shown) {
        None => shown,
        Some(letter) => {
            left_out.push((shown, letter));
            String::new()
        }
    }
}

/// Marks of direction, joining and variation, soft hyphens: they have no glyph, nor should they.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Where words are, and how they look.
#[derive(Clone, Copy)]
struct Set {
    x: f32,
    /// The baseline.
    y: f32,
    size: f32,
    style: Style,
    colour: &'static str,
}

impl Set {
    /// One line of words. Each run of one font is placed by itself: the renderer mixes fonts within a text up.
    fn line(self, words: &str) -> Markup {
        let spacing = self.style.spacing();
        let spacing = (spacing > 0.0).then(|| pixels(spacing * self.size));
        let mut x = self.x;
        html! {
            @for run in self.style.runs(words) {
                text x=(pixels(x)) y=(pixels(self.y)) font-family=(run.face.family) font-weight=(run.face.weight)
                    font-size=(self.size) letter-spacing=[spacing] fill=(self.colour) xml:space="preserve" { (run.words) }
                @let () = x += run.width * self.size;
            }
        }
    }

    /// Lines of words, `leading` pixels from one to the next.
    fn lines(self, lines: &[String], leading: f32) -> Markup {
        html! {
            @for (number, line) in lines.iter().enumerate() {
                (Self { y: self.y + number as f32 * leading, ..self }.line(line))
            }
        }
    }
}

/// A length to the tenth of a pixel.
fn pixels(length: f32) -> f32 {
    (length * 10.0).round() / 10.0
}

fn eyebrow(words: &str) -> Markup {
    let style = Style::Spaced;
    let Fitted { size, lines } = fit(words, style, MEASURE, &[(25.0, 1), (22.5, 1), (20.0, 1)]);
    let set = Set {
        x: LEFT,
        y: 100.0,
        size,
        style,
        colour: ACCENT,
    };
    set.lines(&lines, size)
}

/// Sizes of what catches the eye, in pixels: legible where the card is shown 300 pixels wide.
const SIZES: [f32; 6] = [78.0, 70.0, 63.0, 57.0, 52.0, 48.0];
/// From one line to the next, in ems.
const LEADING: f32 = 1.18;

/// The words, in the middle of the room above `bottom`.
fn words(words: &str, voice: Voice, bottom: f32) -> Markup {
    const TOP: f32 = 122.0;
    let style = match voice {
        Voice::Quoted | Voice::Reported => Style::Regular,
        Voice::Title => Style::Semibold,
    };
    let room = bottom - TOP;
    let sizes = SIZES.map(|size| (size, (room / (size * LEADING)) as usize));
    let Fitted { size, lines } = match voice {
        Voice::Quoted if !words.is_empty() => quoted(words, style, &sizes),
        _ => fit(words, style, MEASURE, &sizes),
    };
    let leading = size * LEADING;
    let spare = room - leading * lines.len() as f32;
    let set = Set {
        x: LEFT,
        y: TOP + spare / 2.0 + size * 0.92,
        size,
        style,
        colour: INK,
    };
    set.lines(&lines, leading)
}

/// The words in quotation marks, the last of which stands also where they are cut.
fn quoted(words: &str, style: Style, sizes: &[(f32, usize)]) -> Fitted {
    let mark = style.width("”") * SIZES[0];
    let mut fitted = fit(&format!("“{words}"), style, MEASURE - mark, sizes);
    if let Some(last) = fitted.lines.last_mut() {
        last.push('”');
    }
    fitted
}

/// Sizes of a name, in pixels.
const NAMES: [(f32, usize); 3] = [(48.0, 1), (42.0, 1), (36.0, 1)];
/// The size of the name in the speaker's own script, as a part of the other's.
const NATIVE: f32 = 0.92;
/// Between the two, in pixels.
const GAP: f32 = 22.0;
/// The baseline of the foot.
const FOOT: f32 = 588.0;

/// Who says it, above the foot; and how far down there is room for the words.
fn attribution(card: &Card) -> (Markup, f32) {
    const LEADING: f32 = 40.0;
    const TO_FOOT: f32 = 58.0;
    let native_width = NATIVE * Style::Regular.width(&card.native_name);
    let both = |size: f32| (Style::Semibold.width(&card.name) + native_width) * size + GAP;
    let sizes = NAMES.map(|(size, _)| size);
    let beside = sizes.into_iter().find(|size| both(*size) <= MEASURE);
    let name = match beside {
        Some(size) => Fitted {
            size,
            lines: vec![card.name.clone()],
        },
        None => fit(&card.name, Style::Semibold, MEASURE, &NAMES),
    };
    // Where there is no room beside the name, the other comes before the standing.
    let below = [card.native_name.as_str(), &card.standing];
    let below = &below[usize::from(beside.is_some())..];
    let below: Vec<&str> = below
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    let sizes = [(31.0, 1), (29.0, 1), (26.5, 1), (29.0, 2)];
    let below = fit(&below.join(" · "), Style::Regular, MEASURE, &sizes);

    let first_below = FOOT - TO_FOOT - LEADING * (below.lines.len() as f32 - 1.0).max(0.0);
    let baseline = match below.lines.len() {
        0 => FOOT - TO_FOOT,
        _ => first_below - 46.0,
    };
    let named = Set {
        x: LEFT,
        y: baseline,
        size: name.size,
        style: Style::Semibold,
        colour: INK,
    };
    let native = Set {
        x: LEFT + Style::Semibold.width(&card.name) * name.size + GAP,
        size: name.size * NATIVE,
        style: Style::Regular,
        ..named
    };
    let standing = Set {
        y: first_below,
        size: below.size,
        style: Style::Regular,
        colour: QUIET,
        ..named
    };
    let rule = baseline - 64.0;
    let drawing = html! {
        rect x=(LEFT) y=(pixels(rule)) width="96" height="3" fill=(ACCENT) {}
        (named.lines(&name.lines, name.size))
        @if beside.is_some() && !card.native_name.is_empty() { (native.line(&card.native_name)) }
        (standing.lines(&below.lines, LEADING))
    };
    (drawing, rule - 22.0)
}

/// What kind of record it is, and the date.
fn foot(card: &Card) -> Markup {
    const SIZE: f32 = 26.0;
    let date_width = Style::Regular.width(&card.date) * SIZE;
    let measure = MEASURE - date_width - 40.0;
    let record = card.record.iter().map(String::as_str);
    let fits = |record: &&str| Style::Semibold.width(record) * SIZE <= measure;
    let shortest = record.clone().next_back().unwrap_or_default();
    let record = record.clone().find(fits).unwrap_or(shortest);
    let record = fit(record, Style::Semibold, measure, &[(SIZE, 1)]);
    let set = Set {
        x: LEFT,
        y: FOOT,
        size: SIZE,
        style: Style::Semibold,
        colour: ACCENT,
    };
    let date = Set {
        x: RIGHT - date_width,
        style: Style::Regular,
        colour: QUIET,
        ..set
    };
    html! {
        (set.lines(&record.lines, SIZE))
        (date.line(&card.date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use resvg::tiny_skia::Rect;
    use resvg::usvg::{Group, Node, Options, Tree};

    /// How far a letter may reach beyond its width, in pixels.
    const OVERHANG: f32 = 8.0;

    /// Where the ink of every run of text is, but for letters that reach out at its ends.
    fn ink(svg: &str) -> Vec<Rect> {
        let options = Options {
            fontdb: fonts::database(),
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).unwrap();
        let mut boxes = Vec::new();
        collect(tree.root(), &mut boxes);
        boxes
    }

    fn collect(group: &Group, boxes: &mut Vec<Rect>) {
        for node in group.children() {
            match node {
                Node::Group(group) => collect(group, boxes),
                Node::Text(text) => {
                    let ink = text.flattened().abs_bounding_box();
                    let inset = OVERHANG.min(ink.width() / 2.0 - 0.1).max(0.0);
                    let (left, right) = (ink.left() + inset, ink.right() - inset);
                    boxes.extend(Rect::from_ltrb(left, ink.top(), right, ink.bottom()));
                }
                _ => {}
            }
        }
    }

    /// Every text of a card's SVG, run by run.
    fn said(svg: &str) -> Vec<String> {
        let xml = roxmltree::Document::parse(svg).unwrap();
        let runs = xml.descendants().filter(|node| node.has_tag_name("text"));
        runs.filter_map(|run| Some(run.text()?.to_owned()))
            .collect()
    }

    fn card(words: &str, name: &str, native_name: &str) -> Card {
        Card {
            eyebrow: "Talks between neighbours".into(),
            words: words.into(),
            voice: Voice::Quoted,
            name: name.into(),
            native_name: native_name.into(),
            standing: "President, The Institute".into(),
            record: vec![
                "Verbatim record by The Institute".into(),
                "Verbatim record".into(),
            ],
            date: "18 August 2022".into(),
        }
    }

    fn svg(card: &Card) -> String {
        lay_out(card).svg.unwrap()
    }

    #[test]
    fn a_card_as_svg() {
        let laid = lay_out(&card(
            "We want peace, and a stable peninsula.",
            "Wu Hailong",
            "吴海龙",
        ));
        insta::assert_snapshot!(
            laid.svg
                .unwrap()
                .replace("<", "\n<")
                .replace("\n</", "</")
                .trim_start()
        );
        assert_eq!(laid.left_out, []);
    }

    #[test]
    fn markup_in_the_content_stays_text() {
        let hostile = "</text><script>alert('1')</script>&amp;\"<!-- ]]> <![CDATA[";
        let svg = svg(&card(hostile, hostile, hostile));
        let xml = roxmltree::Document::parse(&svg).unwrap();
        assert!(!xml.descendants().any(|node| node.has_tag_name("script")));
        assert!(
            said(&svg)
                .concat()
                .contains("</text><script>alert('1')</script>&amp;\"<!--")
        );
    }

    #[test]
    fn what_no_font_has_is_left_out_and_said() {
        let laid = lay_out(&card(
            "We want \u{202b}peace\u{ffff}.",
            "Wu Hailong",
            "عبد الله",
        ));
        let left_out: Vec<char> = laid.left_out.iter().map(|(_, letter)| *letter).collect();
        assert_eq!(left_out, ['\u{202b}', 'ع']);
        let svg = laid.svg.unwrap();
        assert!(said(&svg).contains(&"Wu Hailong".to_owned()));
        assert!(!svg.contains("peace"));
    }

    #[test]
    fn marks_that_show_nothing_are_no_reason_to_leave_words_out() {
        let laid = lay_out(&card(
            "We\u{200e} want pea\u{ad}ce\u{fe0f}.",
            "Wu\u{200b} Hailong",
            "",
        ));
        assert_eq!(laid.left_out, []);
        assert_eq!(said(&laid.svg.unwrap())[1], "“We want peace.”");
    }

    #[test]
    fn words_that_are_cut_still_end_in_a_quotation_mark() {
        let said = said(&svg(&card(
            &"We want peace and trust. ".repeat(40),
            "Wu Hailong",
            "",
        )));
        assert!(said.iter().any(|line| line.ends_with("…”")), "{said:?}");
    }

    #[test]
    fn a_name_too_long_for_its_line_moves_the_native_name_below() {
        let long = "Maximilian-Alexander von Hohenzollern-Sigmaringen zu Sayn";
        let said = said(&svg(&card("Peace.", long, "吴海龙")));
        assert!(
            said.concat().contains("吴海龙 · President, The Institute"),
            "{said:?}"
        );
    }

    #[test]
    fn the_kind_of_record_is_said_shortly_where_there_is_no_room() {
        let mut card = card("Peace.", "Wu Hailong", "");
        card.record[0] = format!("Verbatim record by {}", "The Institute of ".repeat(6));
        assert!(said(&svg(&card)).contains(&"Verbatim record".to_owned()));
    }

    #[test]
    fn the_kind_of_record_is_said_shortly_where_no_font_has_the_publishers_name() {
        let mut card = card("Peace.", "Wu Hailong", "");
        card.record[0] = "Verbatim record by مركز".into();
        let said = said(&svg(&card));
        assert!(said.contains(&"Verbatim record".to_owned()), "{said:?}");
    }

    #[test]
    fn there_is_no_picture_where_neither_words_nor_who_says_them_can_be_drawn() {
        let drawn = |card: &Card| lay_out(card).svg.is_some();
        assert!(!drawn(&card("نريد السلام.", "عبد الله", "عبد الله")));
        assert!(drawn(&card("نريد السلام.", "عبد الله", "吴海龙")));
        assert!(drawn(&card("نريد السلام.", "Abdullah", "عبد الله")));
        assert!(drawn(&card("We want peace.", "عبد الله", "")));
        // How many remarks an event has does not say which event it is.
        let mut event = card("ندوة", "1 remark by 1 speaker", "");
        event.voice = Voice::Title;
        assert!(!drawn(&event));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_text_leaves_the_card_or_runs_into_another(
            texts in prop::collection::vec("([A-ZÄa-zßgjpqy.,<&“-]{1,40} ?|[一-丠가-갠]{1,30} ?){0,20}", 8),
            voice in prop::sample::select(vec![Voice::Quoted, Voice::Reported, Voice::Title]),
        ) {
            let [eyebrow, words, name, native_name, standing, long, short, date] = texts.try_into().unwrap();
            let date = date.chars().take(24).collect();
            let card = Card { eyebrow, words, voice, name, native_name, standing, record: vec![long, short], date };
            let svg = drawing(&card.drawable(&mut Vec::new()));
            prop_assert!(roxmltree::Document::parse(&svg).is_ok());
            let boxes = ink(&svg);
            for (index, this) in boxes.iter().enumerate() {
                prop_assert!(this.left() >= LEFT && this.right() <= RIGHT, "{this:?} in {}", svg);
                prop_assert!(this.top() >= 60.0 && this.bottom() <= HEIGHT as f32 - 12.0, "{this:?} in {}", svg);
                for other in &boxes[..index] {
                    prop_assert!(this.intersect(other).is_none(), "{this:?} {other:?} in {}", svg);
                }
            }
        }
    }
}
