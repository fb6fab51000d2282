//! The explorer without a network, after a first visit; and what the worker that makes it so must never do.
//!
//! Each test publishes folders of its own around the built application, as `cargo xtask build` does.

use std::fs;
use std::path::{Path, PathBuf};

use thirtyfour::Key;

use crate::citing::{ask, cited};
use crate::page::{Found, POLICY, Page};
use crate::record::{EVENT, look_for, transcript};
use crate::stage::Test;
use crate::{browser, folder};

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        files: every_change_is_another_version,
            the_same_files_are_the_same_version;
        wide: after_a_first_visit_the_explorer_opens_and_searches_without_a_network,
            without_a_network_the_page_of_the_first_visit_gets_its_explorer,
            without_a_network_a_remarks_address_leads_to_the_remark,
            a_new_version_is_never_mixed_with_the_one_before,
            a_version_that_is_half_uploaded_is_not_kept,
            a_worker_that_cannot_be_kept_takes_nothing_away,
            a_page_in_a_frame_starts_no_worker,
            a_folder_built_without_it_starts_none_and_removes_what_was_there,
            under_trusted_types_the_page_works_and_starts_the_worker;
    }
}

/// A published folder that goes when it is dropped.
struct Published(PathBuf);

impl Drop for Published {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

/// How a folder differs from the built one: a mark that its page, its styles and its scripts all bear; and whether it
/// works without a network.
#[derive(Clone, Copy)]
struct Variant {
    mark: &'static str,
    offline: bool,
}

const FIRST: Variant = Variant {
    mark: "first",
    offline: true,
};
const SECOND: Variant = Variant {
    mark: "second",
    offline: true,
};
const NOT_OFFLINE: Variant = Variant {
    mark: "third",
    offline: false,
};

impl Published {
    fn new(name: &str, variant: Variant) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("offline-{name}"));
        _ = fs::remove_dir_all(&folder);
        let published = Self(folder);
        published.publish(variant);
        published
    }

    /// Publishes into the folder, over what is there, as an upload does.
    fn publish(&self, Variant { mark, offline }: Variant) {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
        copy(&source, &self.0);
        let append = |file: &str, text: &str| {
            let before = fs::read_to_string(self.0.join(file)).expect("the file is there");
            fs::write(self.0.join(file), before + text).expect("the file can be written");
        };
        fs::write(
            self.0.join("styles/9.css"),
            format!(":root {{ --version: {mark} }}"),
        )
        .expect("the file can be written");
        append(
            "boot.js",
            &format!("\ndocument.documentElement.dataset.boot = '{mark}';"),
        );
        append(
            "embed-dialog.js",
            &format!("\ndocument.documentElement.dataset.dialog = '{mark}';"),
        );
        let built = folder::page("");
        let [js, wasm] = ["data-later-js", "data-later-wasm"].map(|name| {
            let file = built
                .attribute("script[data-later-js]", name)
                .expect("a name");
            file.trim_start_matches("./").to_owned()
        });
        let named = format!("{mark}-{js}");
        fs::copy(browser::dist().join(&wasm), self.0.join(&wasm)).expect("the Wasm is there");
        fs::copy(browser::dist().join(&js), self.0.join(&named)).expect("the script is there");
        append(
            &named,
            &format!("\ndocument.documentElement.dataset.glue = '{mark}';"),
        );
        // What Trunk writes.
        let template = format!(
            "<script src=\"./boot.js\" data-js=\"./{named}\" data-wasm=\"./{wasm}\"></script>"
        );
        fs::write(self.0.join("index.html"), template).expect("the template can be written");
        let options = publish::Options {
            offline,
            ..publish::Options::default()
        };
        publish::write(&self.0, &options).expect("the folder can be published");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read") {
        let path = entry.expect("a folder can be read").path();
        let to = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("the file can be copied");
        }
    }
}

fn every_change_is_another_version() {
    let folder = Published::new("versions", FIRST);
    let first = folder.read("sw.js");
    folder.publish(SECOND);
    let second = folder.read("sw.js");
    let version = |worker: &str| {
        worker
            .split("const VERSION = \"")
            .nth(1)
            .map(|rest| rest[..16].to_owned())
    };
    assert_ne!(version(&first), version(&second));
    let version = version(&second).expect("the worker has a version");
    for part in ["boot.js", "colloquy.css", "embed-dialog.js", "icon.svg"] {
        assert!(
            second.contains(&format!("\"{part}?{version}\"")),
            "{part} is not kept"
        );
    }
    for page in [
        "index.html".to_owned(),
        format!("{EVENT}/index.html"),
        format!("{EVENT}/wu-hailong/index.html"),
    ] {
        assert!(
            folder.read(&page).contains(&format!("boot.js?{version}\"")),
            "{page}"
        );
    }
    assert!(
        !second.contains("wu-hailong"),
        "remarks are not kept one by one"
    );
}

fn the_same_files_are_the_same_version() {
    let [one, other] = ["same-1", "same-2"].map(|name| Published::new(name, FIRST));
    assert_eq!(one.read("sw.js"), other.read("sw.js"));
}

/// The worker is there and has kept what it keeps.
async fn until_kept(page: &Page) {
    page.until("(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')()")
        .await;
}

/// The worker of a newer version is there and waits.
async fn until_waiting(page: &Page) {
    page.until("(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting)()")
        .await;
}

async fn kept(page: &Page) -> Vec<String> {
    page.value("caches.keys()").await
}

async fn searches(page: &Page) {
    let expected = look_for(&[&|word| word == "thaad"]);
    page.search("thaad").await;
    assert_eq!(
        page.found().await,
        Found::of(expected.remarks.len(), expected.passages)
    );
}

async fn after_a_first_visit_the_explorer_opens_and_searches_without_a_network(page: &Page) {
    let folder = Published::new("visit", FIRST);
    page.serve_folder(&folder.0, "/a/b/", POLICY).await;
    page.open(&format!("{EVENT}/")).await;
    until_kept(page).await;
    page.stop_serving();
    page.reload().await;
    assert_eq!(page.shown().await.len(), transcript().len());
    for (part, form) in [
        ("wu-hailong", "Wu, H. (2022"),
        ("introduction", "Taihe Institute. (2022"),
    ] {
        ask(page, &format!("#{part} [data-cites]")).await;
        let citation = cited(page, "list").await;
        assert!(citation.starts_with(form), "{part}: {citation}");
        page.press(Key::Escape).await;
    }
    searches(page).await;
    page.click("#wu-hailong [data-embeds]").await;
    page.until("document.documentElement.dataset.dialog === 'first'")
        .await;
    // The other address of the event, and one with a state in it.
    page.visit("?q=thaad").await;
    assert!(page.seen("mark").await > 0);
}

async fn without_a_network_the_page_of_the_first_visit_gets_its_explorer(page: &Page) {
    let folder = Published::new("first", FIRST);
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.leave_site().await;
    page.open_at_once("").await;
    until_kept(page).await;
    page.until("navigator.serviceWorker.controller !== null")
        .await;
    page.stop_serving();
    page.run("document.querySelector('input[value=nato]').click()")
        .await;
    page.until_address("?topic=nato").await;
}

async fn without_a_network_a_remarks_address_leads_to_the_remark(page: &Page) {
    let folder = Published::new("remark", FIRST);
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.open("").await;
    until_kept(page).await;
    page.stop_serving();
    page.visit(&format!("{EVENT}/wang-sheng/")).await;
    assert_eq!(page.address().await, format!("{EVENT}/#wang-sheng"));
    page.until("document.querySelector('.part.named')?.id === 'wang-sheng'")
        .await;
    page.visit(&format!("{EVENT}/wang-sheng/#s3")).await;
    assert_eq!(page.address().await, format!("{EVENT}/#wang-sheng.s3"));
    page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
        .await;
    page.visit(EVENT).await;
    assert_eq!(page.address().await, format!("{EVENT}/"));
    // A file that is not kept is not there, rather than another in its place.
    page.expect_message("record.json");
    page.run("location.href = 'record.json'").await;
    page.until("!document.querySelector('.part')").await;
}

/// The mark of each part that the page is made of.
async fn marks(page: &Page) -> [String; 3] {
    page.until("!!document.documentElement.dataset.glue").await;
    page.value(
        "[getComputedStyle(document.documentElement).getPropertyValue('--version').trim(), \
          document.documentElement.dataset.boot, document.documentElement.dataset.glue]",
    )
    .await
}

async fn a_new_version_is_never_mixed_with_the_one_before(page: &Page) {
    let folder = Published::new("mix", FIRST);
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.open("").await;
    until_kept(page).await;
    page.reload().await;
    assert!(
        page.value::<bool>("!!navigator.serviceWorker.controller")
            .await
    );
    assert_eq!(marks(page).await, ["first"; 3]);
    let before = kept(page).await;
    assert_eq!(before.len(), 1);

    folder.publish(SECOND);
    page.run("return navigator.serviceWorker.getRegistration().then((worker) => worker.update()).then(() => null)")
        .await;
    until_waiting(page).await;
    // A page that is open gets what it still needs from its own version.
    page.click("#wu-hailong [data-embeds]").await;
    page.until("!!document.documentElement.dataset.dialog")
        .await;
    assert_eq!(
        page.attribute("html", "data-dialog").await.as_deref(),
        Some("first")
    );
    // A page that is opened is new in all its parts, though the worker is still the old one.
    page.reload().await;
    assert_eq!(marks(page).await, ["second"; 3]);
    until_waiting(page).await;
    page.reload().await;
    assert_eq!(marks(page).await, ["second"; 3]);
    // The new worker takes over when no page of the old one is open; then what was kept before goes.
    page.leave_site().await;
    page.open("").await;
    assert_eq!(marks(page).await, ["second"; 3]);
    page.until("(async () => (await caches.keys()).length === 1)()")
        .await;
    assert_ne!(kept(page).await, before);
    page.stop_serving();
    page.reload().await;
    assert_eq!(marks(page).await, ["second"; 3]);
    searches(page).await;
}

async fn a_version_that_is_half_uploaded_is_not_kept(page: &Page) {
    let folder = Published::new("half", FIRST);
    let styles = folder.0.join("colloquy.css");
    fs::write(&styles, folder.read("colloquy.css") + "a {}").expect("the file can be written");
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.expect_message("integrity");
    page.expect_message("passed a promise that rejected");
    page.open("").await;
    page.until("(async () => { const made = await navigator.serviceWorker.getRegistration(); return !made?.installing && !made?.active })()")
        .await;
    page.until("(async () => (await caches.keys()).length === 0)()")
        .await;
    searches(page).await;
    assert_eq!(kept(page).await, Vec::<String>::new());
}

async fn a_worker_that_cannot_be_kept_takes_nothing_away(page: &Page) {
    let folder = Published::new("failing", FIRST);
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.open("").await;
    until_kept(page).await;
    page.reload().await;
    let before = kept(page).await;
    assert_eq!(before.len(), 1);

    // The same version by another worker, in the middle of an upload.
    fs::remove_file(folder.0.join("cite-dialog.css")).expect("the file is there");
    fs::write(
        folder.0.join("sw.js"),
        folder.read("sw.js") + "\n// Another.\n",
    )
    .expect("the file can be written");
    for message in [
        "passed a promise that rejected",
        "cite-dialog.css",
        "Request failed",
        "404",
    ] {
        page.expect_message(message);
    }
    page.run("return navigator.serviceWorker.getRegistration().then((made) => made.update()).catch(() => null).then(() => null)")
        .await;
    page.until("(async () => { const made = await navigator.serviceWorker.getRegistration(); return !made.installing && !made.waiting })()")
        .await;
    assert_eq!(kept(page).await, before);
    page.stop_serving();
    page.reload().await;
    searches(page).await;
}

async fn has_worker(page: &Page) -> bool {
    page.value("(async () => !!(await navigator.serviceWorker.getRegistration()))()")
        .await
}

async fn a_page_in_a_frame_starts_no_worker(page: &Page) {
    let folder = Published::new("frame", FIRST);
    let frame = format!(
        "<!DOCTYPE html><title>A host</title><link rel=icon href=icon.svg><iframe src=\"{EVENT}/\"></iframe>"
    );
    fs::write(folder.0.join("around.html"), frame).expect("the page can be written");
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.open_at_once("around.html").await;
    page.enter_frame("return document.querySelector('iframe')")
        .await;
    page.until_live().await;
    page.leave_frame().await;
    page.open("?embed").await;
    assert!(!has_worker(page).await);

    // Nor does a worker that is there answer for a frame.
    page.open("").await;
    until_kept(page).await;
    page.reload().await;
    page.stop_serving();
    page.expect_message("china-rok-30");
    // A frame that cannot be loaded is not always said to have loaded.
    let frame = format!(
        "const frame = document.createElement('iframe'); frame.src = '{EVENT}/'; document.body.append(frame); \
         return new Promise((done) => {{ \
           frame.addEventListener('load', () => done(frame.contentDocument?.querySelector('.part') != null)); \
           setTimeout(() => done(false), 5000); \
         }})"
    );
    assert_eq!(page.run(&frame).await, false);
}

async fn a_folder_built_without_it_starts_none_and_removes_what_was_there(page: &Page) {
    let folder = Published::new("without", FIRST);
    page.serve_folder(&folder.0, "/", POLICY).await;
    page.open("").await;
    until_kept(page).await;
    folder.publish(NOT_OFFLINE);
    page.open("").await;
    assert_eq!(marks(page).await, ["third"; 3]);
    until_waiting(page).await;
    page.leave_site().await;
    page.open("").await;
    page.until("(async () => !(await navigator.serviceWorker.getRegistration()))()")
        .await;
    assert_eq!(kept(page).await, Vec::<String>::new());
    page.reload().await;
    assert!(!has_worker(page).await);
    searches(page).await;
}

async fn under_trusted_types_the_page_works_and_starts_the_worker(page: &Page) {
    let folder = Published::new("trusted", FIRST);
    let policy = format!("{POLICY}; require-trusted-types-for 'script'; trusted-types colloquy");
    page.serve_folder(&folder.0, "/", &policy).await;
    page.open("").await;
    until_kept(page).await;
    searches(page).await;
    page.visit("?topic=atlantis#nobody").await;
    assert_eq!(page.seen(".notice").await, 2);
    page.click("#wu-hailong [data-embeds]").await;
    page.until("!!document.querySelector('dialog.embed-dialog')")
        .await;
}
