//! Hostile addresses, queries, fragments and notes: nothing in them runs, nothing breaks.

use serde_json::{Value, json};

use crate::page::Page;
use crate::record::EVENT;
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        wide: a_hostile_address_runs_nothing_and_shows_the_record,
            a_hostile_address_turned_by_one_runs_nothing,
            a_hostile_address_turned_by_two_runs_nothing,
            a_hostile_address_turned_by_three_runs_nothing,
            a_malformed_address_runs_nothing_and_shows_the_record,
            a_hostile_query_runs_nothing_and_shows_the_record,
            a_hostile_fragment_runs_nothing_and_shows_the_record,
            a_hostile_note_or_place_in_a_collection_runs_nothing;
        both: a_hostile_string_does_not_push_the_page_out_of_shape;
    }
}

/// Strings made to run something, to break a parser or to deceive the eye; one a line of `hostile.txt`, with `\u{…}`
/// for signs that no editor shows, and a few that are too long for a file.
fn strings() -> Vec<String> {
    let mut strings: Vec<String> = include_str!("hostile.txt")
        .lines()
        .filter(|line| !line.is_empty())
        .map(written_out)
        .collect();
    strings.push("a".repeat(10_000));
    strings.push("a ".repeat(3_000));
    strings.push("\"".repeat(999));
    strings.push("(".repeat(2_000));
    strings.push("-".repeat(2_000));
    strings.push("e\u{301}".repeat(500));
    strings.push(format!("a{}", "\u{301}".repeat(2_000)));
    assert!(strings.len() >= 200, "only {} strings", strings.len());
    strings
}

/// `\u{202e}` as the sign that it stands for.
fn written_out(line: &str) -> String {
    let mut out = String::new();
    for (number, piece) in line.split("\\u{").enumerate() {
        match piece.split_once('}').filter(|_| number > 0) {
            None => out.push_str(piece),
            Some((digits, rest)) => {
                let code = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
                out.push(char::from_u32(code).expect("a sign"));
                out.push_str(rest);
            }
        }
    }
    out
}

/// Nothing ran, nothing was added that is not text, the page is there.
async fn nothing_happened(page: &Page, what: &str) {
    let what: String = what.chars().take(80).collect();
    let harm: Vec<String> = page
        .value(
            "((all) => [ \
               typeof window.hacked !== 'undefined' && 'a script ran', \
               document.querySelector('img, iframe, svg, object, embed, base, style, body script:not([src])') \
                 && 'there is a foreign element', \
               all.some((element) => [...element.attributes].some(({ name }) => /^on|^style$/.test(name))) \
                 && 'there is a handler', \
               all.some((element) => /^\\W*(javascript|data|vbscript):/i.test(element.getAttribute('href'))) \
                 && 'there is a script in a link', \
               !document.querySelector('h1').checkVisibility() && 'there is no heading', \
               !all.some((element) => element.matches('.part, .nothing') && element.checkVisibility()) \
                 && 'the page is blank', \
             ].filter(Boolean))([...document.querySelectorAll('body *')])",
        )
        .await;
    assert_eq!(harm, Vec::<String>::new(), "{what}");
    page.console_is_empty(&what).await;
}

/// Each string is once the query, once a value, once unknown and once the fragment: which, `turn` says.
async fn open_each(page: &Page, turn: usize) {
    let strings: Vec<String> = strings().iter().map(|string| encoded(string)).collect();
    for four in strings.chunks(4) {
        let part = |place: usize| four[(place + turn) % four.len()].as_str();
        let (query, value, unknown, fragment) = (part(0), part(1), part(2), part(3));
        let address =
            format!("?q={query}&topic={value}&{unknown}={unknown}#wang-sheng.~{fragment}");
        page.open(&address).await;
        nothing_happened(page, &address).await;
    }
}

async fn a_hostile_address_runs_nothing_and_shows_the_record(page: &Page) {
    open_each(page, 0).await;
}

async fn a_hostile_address_turned_by_one_runs_nothing(page: &Page) {
    open_each(page, 1).await;
}

async fn a_hostile_address_turned_by_two_runs_nothing(page: &Page) {
    open_each(page, 2).await;
}

async fn a_hostile_address_turned_by_three_runs_nothing(page: &Page) {
    open_each(page, 3).await;
}

async fn a_malformed_address_runs_nothing_and_shows_the_record(page: &Page) {
    for raw in [
        "?q=%",
        "?q=%00",
        "?q=%FF&topic=%C3",
        "?q=%E4%B8",
        "?&&&=&=&q",
        "?q=1&q=2&q=3",
        "?topic[]=thaad",
        "#%E0%A4%A",
        "#../../",
        "?q=%u0041",
        "?embed=<b>",
        "?__proto__=1&constructor=2&q=__proto__",
    ] {
        page.visit(raw).await;
        nothing_happened(page, raw).await;
        page.visit(&format!("{EVENT}/wu-hailong/{raw}")).await;
        nothing_happened(page, raw).await;
    }
}

async fn a_hostile_query_runs_nothing_and_shows_the_record(page: &Page) {
    page.open("").await;
    for string in strings() {
        page.run_with(
            "const box = document.querySelector('#_q'); \
             box.value = arguments[0]; \
             box.dispatchEvent(new Event('input', { bubbles: true }))",
            vec![Value::String(string.clone())],
        )
        .await;
        page.settle().await;
        nothing_happened(page, &string).await;
    }
    page.search("<img src=x onerror=hacked=1> \"open (").await;
    nothing_happened(page, "typed").await;
    page.search("thaad").await;
    assert!(page.found().await.remarks > 0, "the search still works");
}

/// Goes to a fragment of the page at hand. What the one before may have opened, such as a collection, is closed.
async fn go_on_to(page: &Page, fragment: &str) {
    let script = "document.querySelectorAll('dialog').forEach((dialog) => dialog.close()); \
         location.hash = arguments[0]";
    page.run_with(script, vec![json!(fragment)]).await;
}

async fn a_hostile_fragment_runs_nothing_and_shows_the_record(page: &Page) {
    page.open("").await;
    for string in strings() {
        // Once as a browser writes it, once with every byte encoded.
        for fragment in [encoded(&string), string] {
            go_on_to(page, &fragment).await;
            page.settle().await;
            nothing_happened(page, &fragment).await;
        }
    }
}

async fn a_hostile_note_or_place_in_a_collection_runs_nothing(page: &Page) {
    page.open("").await;
    // One after the other into one window: none may harm those after it.
    for string in strings() {
        let string = encoded(&string);
        let kept = format!("_kept&wu-hailong={string}&{string}&wu-hailong.~{string}={string}");
        go_on_to(page, &kept).await;
        page.until("document.querySelector('dialog.collection')?.open")
            .await;
        nothing_happened(page, &string).await;
        let exported: Vec<String> = page
            .value(
                "((select) => [...select.options].map(({ value }) => { \
                   select.value = value; \
                   select.dispatchEvent(new Event('change')); \
                   return document.querySelector('.taking textarea').value; \
                 }).filter((text) => text.startsWith('<')).flatMap((text) => \
                   [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('body *')] \
                     .filter((element) => !element.matches('article, section, h1, h2, ol, ul, li, blockquote, p, a[href^=http], cite, footer, em, q, br, div, hr')) \
                     .map((element) => element.outerHTML.slice(0, 80))))(document.querySelector('#_collection-format'))",
            )
            .await;
        assert_eq!(exported, Vec::<String>::new(), "{string}");
    }
}

async fn a_hostile_string_does_not_push_the_page_out_of_shape(page: &Page) {
    let long = "x".repeat(600);
    for address in [
        format!("?q={long}"),
        format!("?topic={long}"),
        format!("#{long}"),
        format!("?q=thaad+{long}&topic=thaad&speaker={long}"),
    ] {
        page.visit(&address).await;
        let [width, window]: [f64; 2] = page
            .value("[document.documentElement.scrollWidth, innerWidth]")
            .await;
        assert!(
            width <= window,
            "the page is {width} wide at {}",
            &address[..12]
        );
    }
}

/// Percent-encoded, every byte; cut where hosts and browsers would.
fn encoded(text: &str) -> String {
    text.bytes()
        .take(1_500)
        .map(|byte| format!("%{byte:02X}"))
        .collect()
}
