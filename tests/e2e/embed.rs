//! The page in a frame.

use std::path::{Path, PathBuf};
use std::time::Duration;

use host::{Host, Options};
use thirtyfour::Key;

use crate::page::{POLICY, Page};
use crate::record::{EVENT, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: a_frame_is_as_high_as_its_content,
            a_frame_of_the_hinted_height_moves_nothing,
            an_embedded_page_moves_nothing,
            an_embedded_page_has_no_chrome_and_says_what_kind_of_record_it_is;
        files: the_element_weighs_at_most_two_kilobytes;
        wide: the_embedded_explorer_works_and_stays_embedded,
            two_frames_and_a_script_included_twice,
            a_sandboxed_frame_works_where_the_policy_names_the_origin,
            a_frame_hidden_at_first_is_sized_when_it_shows,
            a_frame_that_loads_hidden_comes_alive_when_it_shows,
            a_frame_keeps_its_width_where_the_page_fits_its_content,
            a_place_is_led_to_in_what_scrolls_below_what_sticks,
            what_there_is_to_say_of_a_place_is_said_beside_it,
            the_focus_goes_from_the_quotation_into_the_frame,
            a_frame_is_light_or_dark_as_the_page_around_or_its_attribute_says,
            a_changed_attribute_makes_the_frame_anew,
            forged_messages_change_nothing,
            a_page_without_an_origin_gives_no_address,
            a_page_followed_in_a_frame_hears_of_the_page_around,
            a_fragment_of_the_host_page_is_shown_in_the_frame_and_links_lead_back,
            a_frame_out_of_sight_has_the_height_of_what_was_asked_for,
            what_appears_in_a_frame_is_near_the_keyboards_place,
            a_place_far_down_is_led_to,
            a_frame_takes_no_key_from_the_page_around,
            a_frame_works_in_a_page_that_is_sandboxed,
            without_scripts_the_quotation_stands,
            a_source_that_is_no_web_address_leaves_the_quotation;
    }
}

/// What belongs to the page, not to the record.
const CHROME: &str = ".skip, .particulars, .topic-index, .colophon, .neighbours";

async fn an_embedded_page_has_no_chrome_and_says_what_kind_of_record_it_is(page: &Page) {
    for address in [
        "".to_owned(),
        format!("{EVENT}/"),
        format!("{EVENT}/wu-hailong/"),
    ] {
        page.visit(&address).await;
        assert!(page.seen(CHROME).await > 0, "{address} has chrome");
        page.visit(&format!("{address}?embed")).await;
        assert_eq!(page.seen(CHROME).await, 0, "{address}?embed");
        assert_eq!(page.seen(".masthead .record-kind").await, 1);
        assert!(
            page.text(".masthead .record-kind")
                .await
                .starts_with("Reported speech")
        );
        assert_eq!(page.count("h1").await, 1);
    }
}

async fn an_embedded_page_moves_nothing(page: &Page) {
    for address in [
        "".to_owned(),
        format!("{EVENT}/"),
        format!("{EVENT}/wu-hailong/"),
    ] {
        page.visit(&format!("{address}?embed")).await;
        page.nothing_has_moved().await;
    }
}

async fn the_embedded_explorer_works_and_stays_embedded(page: &Page) {
    page.open("?embed").await;
    assert_eq!(page.shown().await.len(), transcript().len());
    page.type_in("thaad").await;
    page.until_address("?q=thaad&embed").await;
    page.click(".clear-all").await;
    page.until_address("?embed").await;
    assert_eq!(page.seen(CHROME).await, 0);
}

/// A page on another origin, with this in its body.
pub(crate) struct HostPage {
    pub(crate) host: Host,
    _folder: TempFolder,
}

/// A folder that goes when it is dropped.
struct TempFolder(PathBuf);

impl Drop for TempFolder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What the page around allows: nothing but the element's script and its frame, and no way to run a string.
fn host_policy(site: &str) -> String {
    let site = site.trim_end_matches('/');
    format!(
        "default-src 'none'; script-src {site}; frame-src {site}; img-src 'self'; require-trusted-types-for 'script'"
    )
}

pub(crate) async fn host_page(page: &Page, name: &str, body: &str) -> HostPage {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("host-{name}-{}", page.is_narrow()));
    let site = page.home();
    let html = format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>A host</title><link rel=icon href=icon.svg>\
         <script src=\"{site}embed.js\"></script><h1>A host</h1>{}<p id=after>After.</p>",
        body.replace("SITE/", &site)
    );
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(folder.join("index.html"), html).expect("the page can be written");
    std::fs::write(
        folder.join("icon.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    )
    .expect("an icon");
    let options = Options::new(&folder).header("Content-Security-Policy", host_policy(&site));
    let host = Host::start(options)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    HostPage {
        host,
        _folder: TempFolder(folder),
    }
}

/// A script's list of the frames within the elements.
pub(crate) const FRAMES: &str = "[...document.querySelectorAll('colloquy-embed')].map((embed) => embed.shadowRoot.querySelector('iframe'))";

pub(crate) async fn until_alive(page: &Page) {
    page.until(&format!(
        "{FRAMES}.every((frame) => frame.style.visibility === '')"
    ))
    .await;
    page.until(&format!(
        "{FRAMES}.every((frame) => frame.clientHeight > 200)"
    ))
    .await;
}

/// The heights that the first frame has had, noted from its first moment.
async fn heights(page: &Page, address: &str) -> Vec<f64> {
    page.go(address).await;
    page.run(&format!(
        "window.heights = []; new ResizeObserver(([{{ contentRect }}]) => heights.push(contentRect.height)).observe({FRAMES}[0])"
    ))
    .await;
    until_alive(page).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    page.value("heights").await
}

const SIZED: &str = "<colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager><p id=fallback>A quotation.</p></colloquy-embed>";

async fn a_frame_is_as_high_as_its_content(page: &Page) {
    let host = host_page(page, "sized", SIZED).await;
    let heights = heights(page, host.host.address()).await;
    assert!(
        heights.len() <= 3,
        "the first height and at most two changes: {heights:?}"
    );
    let high = *heights.last().expect("it has a height");
    assert_eq!(page.seen("#fallback").await, 0);
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    let (inner, spilt): (f64, bool) = page
        .value("[document.documentElement.getBoundingClientRect().height, document.documentElement.scrollHeight > innerHeight + 1]")
        .await;
    page.leave_frame().await;
    assert!((inner - high).abs() < 2.0 && !spilt, "{inner} in {high}");
}

async fn a_frame_of_the_hinted_height_moves_nothing(page: &Page) {
    let host = host_page(page, "sized first", SIZED).await;
    let heights = heights(page, host.host.address()).await;
    let high = heights.last().expect("it has a height");
    let hinted = SIZED.replace("loading=eager", &format!("loading=eager height={high}"));
    let host = host_page(page, "hinted", &hinted).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    page.nothing_has_moved().await;
}

async fn a_sandboxed_frame_works_where_the_policy_names_the_origin(page: &Page) {
    let policy = POLICY.replace("'self'", "'self' http://127.0.0.1:*");
    page.serve("/", Some(&policy)).await;
    let body = "<colloquy-embed src=\"SITE/china-rok-30/?q=THAAD\" loading=eager sandbox=\"allow-scripts\"></colloquy-embed>";
    let host = host_page(page, "sandboxed", body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelectorAll('.words mark').length > 0")
        .await;
    page.leave_frame().await;
}

async fn two_frames_and_a_script_included_twice(page: &Page) {
    let body = "<script src=\"SITE/embed.js\"></script>\
        <colloquy-embed src=\"SITE/china-rok-30/?q=THAAD&amp;view=passages\" loading=eager></colloquy-embed>\
        <colloquy-embed src=\"SITE/china-rok-30/wu-hailong/#s2\" loading=eager sandbox=\"allow-scripts\"></colloquy-embed>";
    let host = host_page(page, "two", body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelectorAll('.s.found').length > 0")
        .await;
    page.leave_frame().await;
    page.enter_frame(&format!("return {FRAMES}[1]")).await;
    page.until("document.querySelector('.s.named')?.id === 's2'")
        .await;
    page.leave_frame().await;
}

async fn a_frame_hidden_at_first_is_sized_when_it_shows(page: &Page) {
    let body = "<details><summary>More</summary>\
        <colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\"></colloquy-embed></details>";
    let host = host_page(page, "hidden", body).await;
    page.go(host.host.address()).await;
    page.run("document.querySelector('details').open = true")
        .await;
    until_alive(page).await;
}

async fn a_frame_that_loads_hidden_comes_alive_when_it_shows(page: &Page) {
    let body = "<div id=tab hidden><colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager></colloquy-embed></div>";
    let host = host_page(page, "unrendered", body).await;
    page.go(host.host.address()).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.readyState === 'complete'").await;
    page.leave_frame().await;
    page.run("document.getElementById('tab').hidden = false")
        .await;
    until_alive(page).await;
}

async fn a_frame_keeps_its_width_where_the_page_fits_its_content(page: &Page) {
    let body = "<div id=around>\
        <colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager><p>A quotation.</p></colloquy-embed></div>";
    let host = host_page(page, "fitted", body).await;
    page.go(host.host.address()).await;
    page.run("Object.assign(document.getElementById('around').style, { display: 'flex', flexDirection: 'column', alignItems: 'center' })")
        .await;
    until_alive(page).await;
    let (frame, around): (f64, f64) = page
        .value(&format!(
            "[{FRAMES}[0].clientWidth, document.getElementById('around').clientWidth]"
        ))
        .await;
    assert!((frame - around).abs() < 1.0, "{frame} in {around}");
}

async fn a_place_is_led_to_in_what_scrolls_below_what_sticks(page: &Page) {
    let body = format!(
        "<main id=around><colloquy-embed src=\"SITE/{EVENT}/\" link-base=\"./\" loading=eager></colloquy-embed></main>"
    );
    let host = host_page(page, "scroller", &body).await;
    page.go(host.host.address()).await;
    page.run(
        "document.body.style.margin = 0; document.documentElement.style.overflow = 'hidden'; \
         Object.assign(document.getElementById('around').style, { height: '600px', overflow: 'auto', scrollPaddingTop: '100px' })",
    )
    .await;
    until_alive(page).await;
    page.run(&format!("location.hash = '{EVENT}/wang-sheng.s3'"))
        .await;
    page.until("document.getElementById('around').scrollTop > 1000")
        .await;
    let frame: f64 = page
        .value(&format!("{FRAMES}[0].getBoundingClientRect().top - document.getElementById('around').getBoundingClientRect().top"))
        .await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    let place: f64 = page
        .value("document.querySelector('.s.named').getBoundingClientRect().top")
        .await;
    page.leave_frame().await;
    assert!((frame + place - 100.0).abs() < 2.0, "{}", frame + place);
}

async fn what_there_is_to_say_of_a_place_is_said_beside_it(page: &Page) {
    let body = format!(
        "<colloquy-embed src=\"SITE/{EVENT}/\" link-base=\"./\" loading=eager></colloquy-embed>"
    );
    let host = host_page(page, "noticed", &body).await;
    page.go(&format!("{}#{EVENT}/wang-sheng.s999", host.host.address()))
        .await;
    until_alive(page).await;
    page.until("scrollY > 500").await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.documentElement.hasAttribute('data-noticed')")
        .await;
    let (named, end, notice): (f64, f64, f64) = page
        .value(
            "(([named, header, notice]) => [named.top, header.bottom, notice.top])( \
               ['.named', '.named header', '.notice'].map((one) => document.querySelector(one).getBoundingClientRect()))",
        )
        .await;
    page.leave_frame().await;
    assert!(
        notice > named && notice < end + 100.0,
        "{named} {end} {notice}"
    );
}

async fn the_focus_goes_from_the_quotation_into_the_frame(page: &Page) {
    let body = format!(
        "<colloquy-embed src=\"SITE/{EVENT}/li-chunfu/\" loading=lazy><a id=source href=\"#\">Source</a></colloquy-embed>"
    );
    let host = host_page(page, "focused", &body).await;
    page.go(host.host.address()).await;
    page.run(
        "const embed = document.querySelector('colloquy-embed'); const made = embed.cloneNode(true); \
         embed.replaceWith(made); made.querySelector('a').focus()",
    )
    .await;
    until_alive(page).await;
    page.until("document.activeElement.localName === 'colloquy-embed'")
        .await;
}

async fn a_frame_is_light_or_dark_as_the_page_around_or_its_attribute_says(page: &Page) {
    let body = "<colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager></colloquy-embed>\
        <colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager color-scheme=light></colloquy-embed>\
        <colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager color-scheme=dark></colloquy-embed>";
    let host = host_page(page, "scheme", body).await;
    page.go(host.host.address()).await;
    // The page's policy forbids styles in its markup.
    page.run("const embed = document.querySelector('colloquy-embed'); embed.style.colorScheme = 'dark'; embed.title = 'Dark'")
        .await;
    until_alive(page).await;
    for (frame, dark) in [(0, true), (1, false), (2, true)] {
        page.enter_frame(&format!("return {FRAMES}[{frame}]")).await;
        let ink = page.style("body", "color").await;
        page.leave_frame().await;
        let expected = if dark {
            "rgb(235, 231, 222)"
        } else {
            "rgb(28, 27, 24)"
        };
        assert_eq!(ink, expected, "frame {frame}");
    }
}

async fn a_changed_attribute_makes_the_frame_anew(page: &Page) {
    let body = "<colloquy-embed src=\"javascript:alert(1)\" loading=eager></colloquy-embed>";
    let host = host_page(page, "changed", body).await;
    page.go(host.host.address()).await;
    page.run(&format!(
        "document.querySelector('colloquy-embed').setAttribute('src', '{}{EVENT}/li-chunfu/#s1')",
        page.home()
    ))
    .await;
    until_alive(page).await;
    page.run("document.querySelector('colloquy-embed').setAttribute('accent', 'rgb(1, 2, 3)')")
        .await;
    until_alive(page).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelector('.s.named')?.id === 's1'")
        .await;
    let accent = "document.documentElement.style.getPropertyValue('--accent') === 'rgb(1, 2, 3)'";
    page.until(accent).await;
    page.leave_frame().await;
    assert_eq!(page.value::<usize>(&format!("{FRAMES}.length")).await, 1);
}

async fn forged_messages_change_nothing(page: &Page) {
    let body =
        "<colloquy-embed src=\"SITE/china-rok-30/li-chunfu/\" loading=eager></colloquy-embed>";
    let host = host_page(page, "forged", body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    let before: f64 = page.value(&format!("{FRAMES}[0].clientHeight")).await;
    let slowest: f64 = page
        .value(&format!(
            "(async () => {{ \
               const frame = {FRAMES}[0].contentWindow; let slowest = 0; \
               const shapes = [null, 1, 'size', [], {{ colloquy: 'size', height: 9 }}, {{ colloquy: 'size', height: 'NaN' }}, \
                 {{ colloquy: 'place', top: 1e9 }}, {{ colloquy: 'host', base: 'https://evil.example/' }}, \
                 {{ colloquy: 'host', base: 'javascript:alert(1)' }}, {{ colloquy: 'show', fragment: {{}} }}]; \
               for (let round = 0; round < 100; round += 1) {{ \
                 const start = performance.now(); \
                 for (let number = 0; number < 50; number += 1) {{ \
                   const shape = shapes[number % shapes.length]; postMessage(shape, '*'); frame.postMessage(shape, '*'); \
                 }} \
                 await new Promise((done) => setTimeout(done)); \
                 slowest = Math.max(slowest, performance.now() - start); \
               }} return slowest; }})()"
        ))
        .await;
    assert!(slowest < 1000.0, "a round of messages took {slowest} ms");
    let after: f64 = page.value(&format!("{FRAMES}[0].clientHeight")).await;
    assert_eq!(before, after);
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    assert_eq!(page.attribute("html", "data-base").await, None);
    assert!(page.value::<bool>("location.hash === ''").await);
    page.leave_frame().await;
}

async fn a_page_without_an_origin_gives_no_address(page: &Page) {
    page.serve("/", None).await;
    page.open("").await;
    let site = page.home() + EVENT + "/?embed";
    let html = format!(
        "<iframe src='{site}'></iframe><script>onmessage = ({{ source, data }}) => data.colloquy === 'size' && \
         source.postMessage({{ colloquy: 'host', base: 'javascript:alert(1)//' }}, '*')</script>"
    );
    page.run_with(
        "const frame = document.createElement('iframe'); frame.src = `data:text/html,${arguments[0]}`; document.body.prepend(frame)",
        vec![html.into()],
    )
    .await;
    for _ in 0..2 {
        page.until("!!document.querySelector('iframe')").await;
        page.enter_frame("return document.querySelector('iframe')")
            .await;
    }
    page.until("document.documentElement.dataset.framed !== undefined")
        .await;
    assert_eq!(page.attribute("html", "data-base").await, None);
    page.leave_frame().await;
}

async fn a_page_followed_in_a_frame_hears_of_the_page_around(page: &Page) {
    let body = "<colloquy-embed src=\"SITE/china-rok-30/\" link-base=\"./\" loading=eager></colloquy-embed>";
    let host = host_page(page, "followed", body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.run("document.querySelector('#wu-hailong h2 a').click()")
        .await;
    page.until("location.pathname.endsWith('/wu-hailong/')")
        .await;
    page.until("document.documentElement.dataset.base !== undefined")
        .await;
    assert_eq!(
        page.attribute("html", "data-base").await.as_deref(),
        Some(host.host.address())
    );
    page.leave_frame().await;
}

async fn a_fragment_of_the_host_page_is_shown_in_the_frame_and_links_lead_back(page: &Page) {
    let body = "<p>Long before.</p><colloquy-embed src=\"SITE/china-rok-30/\" link-base=\"./\" loading=eager></colloquy-embed>";
    let host = host_page(page, "base", body).await;
    let address = host.host.address().to_owned();
    page.go(&format!("{address}#{EVENT}/wang-sheng.s3")).await;
    until_alive(page).await;
    page.until("scrollY > 500").await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
        .await;
    assert_eq!(
        page.attribute("html", "data-base").await.as_deref(),
        Some(address.as_str())
    );
    page.leave_frame().await;
    page.run(&format!("location.hash = '{EVENT}/wu-hailong'"))
        .await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelector('.part.named')?.id === 'wu-hailong'")
        .await;
    page.leave_frame().await;
    page.run("history.go(-1)").await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
        .await;
    page.leave_frame().await;
    page.run("history.replaceState(null, '', location.pathname); dispatchEvent(new HashChangeEvent('hashchange'))")
        .await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until("document.querySelector('.named') === null")
        .await;
    page.leave_frame().await;
}

async fn a_place_far_down_is_led_to(page: &Page) {
    let far = "<br>".repeat(600);
    for (from, src, fragment) in [
        ("far", "", "wang-sheng.s3"),
        ("whole", "wang-sheng/", "wang-sheng"),
    ] {
        let body = format!(
            "{far}<colloquy-embed src=\"SITE/{EVENT}/{src}\" link-base=\"./\"></colloquy-embed>{far}"
        );
        let host = host_page(page, from, &body).await;
        let address = host.host.address().to_owned();
        page.go(&format!("{address}#{EVENT}/{fragment}")).await;
        page.until("scrollY > 5000").await;
        // And one that the address names only later, before the frame was ever in sight.
        page.go("about:blank").await;
        page.go(&address).await;
        page.run(&format!("location.hash = '#{EVENT}/{fragment}'"))
            .await;
        page.until("scrollY > 5000").await;
    }
}

async fn a_frame_takes_no_key_from_the_page_around(page: &Page) {
    let body = "<p><input id=field autofocus></p><colloquy-embed src=\"SITE/china-rok-30/wu-hailong/#s3\" loading=eager></colloquy-embed>\
        <iframe src=\"SITE/china-rok-30/?embed#hu-jiping.s3\" height=500></iframe>\
        <iframe src=\"SITE/china-rok-30/?embed#hu-jiping\" height=500></iframe>\
        <iframe src=\"SITE/china-rok-30/wu-hailong/?embed#~global-nato\" height=500></iframe>";
    let host = host_page(page, "field", body).await;
    page.go(host.host.address()).await;
    page.run("document.querySelector('#field').focus()").await;
    until_alive(page).await;
    let plain = (0..3).map(|at| format!("document.querySelectorAll('iframe')[{at}]"));
    for frame in plain.chain([format!("{FRAMES}[0]")]) {
        page.enter_frame(&format!("return {frame}")).await;
        page.until("document.documentElement.hasAttribute('data-ready') && !!document.querySelector('.named')")
            .await;
        page.leave_frame().await;
    }
    let focus: String = page.value("document.activeElement.id").await;
    assert_eq!(focus, "field");
    assert!(
        page.value::<f64>("scrollY").await < 1.0,
        "the page around stands"
    );
    // The plain frame scrolls by itself.
    page.enter_frame("return document.querySelector('iframe')")
        .await;
    let top: f64 = page
        .value("document.querySelector('.s.named').getBoundingClientRect().top")
        .await;
    assert!((0.0..500.0).contains(&top), "{top}");
    page.leave_frame().await;
}

async fn a_frame_works_in_a_page_that_is_sandboxed(page: &Page) {
    let body = "<colloquy-embed src=\"SITE/china-rok-30/\" loading=eager></colloquy-embed>";
    page.serve("/", None).await;
    let host = host_page(page, "sealed", body).await;
    page.open("").await;
    page.run_with(
        "const frame = document.createElement('iframe'); frame.sandbox = 'allow-scripts'; frame.src = arguments[0]; document.body.prepend(frame)",
        vec![host.host.address().into()],
    )
    .await;
    page.enter_frame("return document.querySelector('iframe')")
        .await;
    until_alive(page).await;
    page.leave_frame().await;
}

async fn a_frame_out_of_sight_has_the_height_of_what_was_asked_for(page: &Page) {
    let body = "<br>".repeat(400)
        + "<colloquy-embed src=\"SITE/china-rok-30/?topic=nato\" loading=eager></colloquy-embed>";
    let host = host_page(page, "below", &body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let height = format!("{FRAMES}[0].getBoundingClientRect().height");
    let before: f64 = page.value(&height).await;
    page.run("scrollTo(0, document.body.scrollHeight)").await;
    tokio::time::sleep(Duration::from_millis(1000)).await;
    let after: f64 = page.value(&height).await;
    assert!((before - after).abs() <= 2.0, "{before} px, then {after}");
}

async fn what_appears_in_a_frame_is_near_the_keyboards_place(page: &Page) {
    let body = "<colloquy-embed src=\"SITE/china-rok-30/\" loading=eager></colloquy-embed>";
    let host = host_page(page, "keys", body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    page.until_live().await;
    for _ in 0..3 {
        page.press(Key::Tab).await;
    }
    assert!(
        !page.focus().await.starts_with("body"),
        "no key reached the frame"
    );
    let apart: f64 = page
        .value("Math.abs(parseFloat(document.documentElement.style.getPropertyValue('--at')) - document.activeElement.getBoundingClientRect().bottom)")
        .await;
    assert!(apart < 2.0, "{apart} px apart");
    page.leave_frame().await;
}

async fn without_scripts_the_quotation_stands(page: &Page) {
    let body = "<colloquy-embed src=\"SITE/china-rok-30/\"><blockquote id=fallback>A quotation.</blockquote></colloquy-embed>";
    let host = host_page(page, "plain", body).await;
    page.switch_scripts_off().await;
    page.go(host.host.address()).await;
    assert_eq!(page.seen("#fallback").await, 1);
    page.switch_scripts_on().await;
}

async fn a_source_that_is_no_web_address_leaves_the_quotation(page: &Page) {
    let body = "<colloquy-embed src=\"javascript:alert(1)\"><p class=fallback>One.</p></colloquy-embed>\
        <colloquy-embed><p class=fallback>Two.</p></colloquy-embed>\
        <colloquy-embed src=\"http://[\"><p class=fallback>Three.</p></colloquy-embed>";
    let host = host_page(page, "sources", body).await;
    page.go(host.host.address()).await;
    assert_eq!(page.seen(".fallback").await, 3);
    assert_eq!(page.count("iframe").await, 0);
}

fn the_element_weighs_at_most_two_kilobytes() {
    let bytes =
        std::fs::read(crate::browser::dist().join("embed.js.br")).expect("it is compressed");
    assert!(bytes.len() <= 2000, "{} bytes", bytes.len());
}
