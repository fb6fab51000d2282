//! Paper, darkness, stillness and forced colours.

use crate::page::Page;
use crate::record::{EVENT, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        wide: print_is_the_document_without_controls,
            print_shows_what_was_found_and_says_by_what,
            a_page_can_be_printed,
            dark_and_light_are_both_there,
            forced_colours_keep_marks_and_focus;
        both: reduced_motion_is_still;
    }
}

/// What paper cannot do.
const CONTROLS: &str = "input, button, .search, .facets, .chips, .summary, .skip, .files, .earned, .neighbours, .without-app, .notice";

async fn print_is_the_document_without_controls(page: &Page) {
    for address in ["", &format!("{EVENT}/wu-hailong/")] {
        page.visit(address).await;
        let whole = page.count(".s").await;
        page.emulate("print", &[]).await;
        assert_eq!(page.seen(CONTROLS).await, 0, "{address}");
        assert_eq!(page.seen(".s").await, whole, "{address}");
        assert_eq!(page.seen(".n").await, whole, "citations name sentences");
        assert!(
            page.seen(".record-kind").await > 0 && page.seen("h1").await == 1,
            "{address}"
        );
        assert!(page.seen(".tag > a").await > 0, "{address}");
        page.emulate("", &[]).await;
    }
}

async fn print_shows_what_was_found_and_says_by_what(page: &Page) {
    page.open("?q=Taiwan").await;
    let shown = page.shown().await;
    assert!(shown.len() < transcript().len());
    page.emulate("print", &[]).await;
    assert_eq!(page.shown().await, shown);
    assert_eq!(page.seen("#_found").await, 1);
    assert_eq!(page.texts(".chip .value").await, ["“Taiwan”"]);
    let left_out = ".view, .clear-all, .search, .facets, .topic-index";
    assert_eq!(page.seen(left_out).await, 0);
}

async fn a_page_can_be_printed(page: &Page) {
    page.open("").await;
    let data = page.print().await;
    assert!(
        data.starts_with(b"%PDF-") && data.len() > 20_000,
        "{} bytes",
        data.len()
    );
}

async fn dark_and_light_are_both_there(page: &Page) {
    page.open("?q=THAAD").await;
    let brightness = "((colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765)";
    let mut seen = Vec::new();
    for scheme in ["light", "dark"] {
        page.emulate("", &[("prefers-color-scheme", scheme)]).await;
        let paper: f64 = page
            .value(&format!(
                "{brightness}(getComputedStyle(document.documentElement).backgroundColor)"
            ))
            .await;
        let ink: f64 = page
            .value(&format!(
                "{brightness}(getComputedStyle(document.querySelector('.words')).color)"
            ))
            .await;
        seen.push((paper, ink));
    }
    assert!(seen[0].0 > 0.9 && seen[0].1 < 0.3, "light: {:?}", seen[0]);
    assert!(seen[1].0 < 0.2 && seen[1].1 > 0.7, "dark: {:?}", seen[1]);
}

async fn reduced_motion_is_still(page: &Page) {
    page.open("?q=THAAD").await;
    page.emulate("", &[("prefers-reduced-motion", "reduce")])
        .await;
    let moving: Vec<String> = page
        .value(
            "[...document.querySelectorAll('*')].filter((element) => { const style = getComputedStyle(element); \
               const still = (times) => times.split(',').every((time) => parseFloat(time) === 0); \
               return !still(style.transitionDuration) || !still(style.animationDuration) || style.scrollBehavior === 'smooth'; }) \
             .map((element) => element.outerHTML.slice(0, 80))",
        )
        .await;
    assert_eq!(moving, Vec::<String>::new());
}

async fn forced_colours_keep_marks_and_focus(page: &Page) {
    page.emulate("", &[("forced-colors", "active")]).await;
    page.open("?q=THAAD#wu-hailong.s3").await;
    assert!(
        page.value::<bool>("matchMedia('(forced-colors: active)').matches")
            .await
    );
    let [mark, plain] = [
        page.style(".words mark", "background-color").await,
        page.style(".words", "background-color").await,
    ];
    assert_ne!(mark, plain, "a mark looks like any word");
    assert_ne!(
        page.style(".s.named", "outline-style").await,
        "none",
        "a named sentence looks like any other"
    );
    page.press('/').await;
    page.focus_can_be_seen().await;
    assert_ne!(
        page.style(".view [aria-pressed=true]", "background-color")
            .await,
        page.style(".view [aria-pressed=false]", "background-color")
            .await
    );
}
