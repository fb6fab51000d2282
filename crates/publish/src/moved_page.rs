//! A page that leads from a remark's old address to its new one, and is shared as that one is.

use crate::offline::versioned;
use crate::remark_page::metadata;
use crate::site::Folder;
use colloquy::strings::strings;
use colloquy::tongue::Tongue;
use maud::{DOCTYPE, html};
use transcript::model::ArchivedMoved;

/// Leads to the new address with what the old one asked for, its place included, which no `<meta>` does.
const SCRIPT: &str = "moved.js";

/// The redirect, which works without scripts, of the event at position `event`.
pub(crate) fn moved_page(folder: &Folder<'_>, event: usize, moved: &ArchivedMoved) -> String {
    let index = event;
    let event = &folder.archive.events[index];
    let there = format!("../{}/", moved.to);
    let script = format!("../../{}", versioned(SCRIPT, &folder.assets.version));
    let strings = strings(&event.language);
    let tongue = Tongue::of(event, strings);
    let part = event.parts.iter().position(|part| part.id == moved.to);
    let part = part.expect("a remark moves to a remark of the content");
    html! {
        (DOCTYPE)
        html lang=(strings.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                script src=(script) data-to=(there) {}
                noscript { meta http-equiv="refresh" content=(format!("0; url={there}")); }
                (metadata(folder, index, part).shared())
            }
            body { p { (strings.moved) " " a href=(there) lang=[tongue.lang] dir=[tongue.dir] { (event.title.as_str()) } } }
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::template::Assets;

    #[test]
    fn a_moved_page_is_shared_as_the_remark_it_leads_to() {
        let archive = fixture::archive(
            "verbatim",
            "[wu-hailong]\nname = \"Wu Hailong\"\n",
            "## Wu Hailong {#wu-hailong}\n\nWe want peace.\n",
            "remarks = [\"wu\"]\n\n[moved]\nwu = \"wu-hailong\"\n",
        );
        let assets = Assets::default();
        let folder = |site: Option<&str>| Folder {
            archive,
            assets: &assets,
            site: site.map(str::to_owned),
        };
        let moved = &archive.events[0].moved[0];
        let page = moved_page(&folder(Some("https://example.org/")), 0, moved);
        let there = "https://example.org/talks/wu-hailong/";
        for said in [
            format!("<link rel=\"canonical\" href=\"{there}\">"),
            format!("<meta property=\"og:url\" content=\"{there}\">"),
            format!("<meta property=\"og:image\" content=\"{there}preview.png\">"),
            "<meta property=\"og:title\" content=\"Wu Hailong: Neighbours\">".to_owned(),
            "<meta name=\"twitter:card\" content=\"summary_large_image\">".to_owned(),
            "<script src=\"../../moved.js\" data-to=\"../wu-hailong/\"></script>".to_owned(),
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=../wu-hailong/\"></noscript>"
                .to_owned(),
        ] {
            assert!(page.contains(&said), "{said} is not in {page}");
        }
        let page = moved_page(&folder(None), 0, moved);
        assert!(
            page.contains("og:title") && !page.contains("og:image"),
            "{page}"
        );
    }
}
