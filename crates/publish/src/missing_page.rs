//! The page that a host shows where there is none: `404.html`.
//!
//! It is shown at any depth below the folder, where no relative address is right. So it stands alone: its few styles
//! and one script are inside it. The script knows the events: an address within one leads to that event, which then
//! says what is missing; any other gets the list of events, whose links are right where the site's address is known or
//! the address lies in the folder itself.

use crate::events_page::list;
use crate::site::Folder;
use colloquy::strings::strings;
use maud::{DOCTYPE, PreEscaped, html};

const STYLE: &str = "body{font:1.125rem/1.6 Charter,Georgia,serif;max-width:38rem;margin:4rem auto;padding:0 1.25rem;color:#1b1a17;background:#fffefb}a{color:#7a1f1f}ul{padding:0;list-style:none}li{margin:1rem 0}li p{margin:0;font-size:1rem}@media(prefers-color-scheme:dark){body{color:#e9e5dc;background:#161513}a{color:#e5a3a3}}";

/// Finds the folder from the address. `EVENTS` stands for the list of ids.
const SCRIPT: &str = r##"(() => {
  const path = location.pathname.split("/");
  for (const id of EVENTS) {
    for (let at = path.lastIndexOf(id); at > 0; at = path.lastIndexOf(id, at - 1)) {
      const home = path.slice(0, at + 1).join("/") + "/";
      // It is this page that is missing.
      if (home === location.pathname) continue;
      const rest = path.slice(at + 1).filter((piece) => piece && piece !== "index.html").join("/");
      const [, place] = location.hash.match(/^#(s\d.*|~.*)/) ?? [];
      const hash = rest && place ? "#" + rest + "." + place : rest && !location.hash ? "#" + rest : location.hash;
      return location.replace(location.origin + home + location.search + hash);
    }
  }
})();"##;

/// The page.
pub(crate) fn missing_page(folder: &Folder<'_>) -> String {
    let language = folder
        .archive
        .events
        .first()
        .map_or("en", |event| event.language.as_str());
    let strings = strings(language);
    let events: Vec<&str> = folder
        .archive
        .events
        .iter()
        .map(|event| event.id.as_str())
        .collect();
    let events = serde_json::to_string(&events).expect("strings are JSON");
    let root = folder.site.clone().unwrap_or_else(|| "./".to_owned());
    html! {
        (DOCTYPE)
        html lang=(strings.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (strings.not_found) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (strings.not_found) }
                    p { (strings.not_found_help) }
                    (list(folder, &root))
                }
                script { (PreEscaped(SCRIPT.replace("EVENTS", &events))) }
            }
        }
    }
    .into_string()
}
