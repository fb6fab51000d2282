//! Pages that lead from an old address of a remark or an event to the new one, and are shared as that one is.

use crate::document::Document;
use crate::metadata::Metadata;
use crate::offline::versioned;
use crate::site::Folder;
use colloquy::strings::strings;
use colloquy::tongue::Tongue;
use maud::{DOCTYPE, html};
use transcript::model::ArchivedEvent;

/// Leads to the new address with what the old one asked for, its place included, which no `<meta>` does.
pub(crate) const SCRIPT: &str = "moved.js";

/// The redirect, which works without scripts, from the folder `from`, such as `talks/wu/`, to the page of the event that
/// says this of itself; of a remark that was `joined` to another, with the id that tells its sentences from that one's.
pub(crate) fn moved_page(
    folder: &Folder<'_>,
    from: &str,
    joined: Option<&str>,
    event: &ArchivedEvent,
    page: &Metadata<'_>,
) -> Document {
    let root = "../".repeat(from.matches('/').count());
    let there = format!("{root}{}", page.path);
    let script = format!("{root}{}", versioned(SCRIPT, &folder.assets.version));
    let strings = strings(&event.language);
    let tongue = Tongue::of(event, strings);
    let html = html! {
        (DOCTYPE)
        html lang=(strings.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                script src=(script) data-to=(there) data-joined=[joined] {}
                noscript { meta http-equiv="refresh" content=(format!("0; url={there}")); }
                (page.shared())
            }
            body { p { (strings.moved) " " a href=(there) lang=[tongue.lang] dir=[tongue.dir] { (event.title.as_str()) } } }
        }
    };
    Document {
        path: format!("{from}index.html"),
        html: html.into_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::remark_page;
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
        let page_at = |site: Option<&str>| {
            let folder = folder(site);
            let page = remark_page::metadata(&folder, 0, 0);
            moved_page(&folder, "talks/wu/", None, &archive.events[0], &page).html
        };
        let page = page_at(Some("https://example.org/"));
        let there = "https://example.org/talks/wu-hailong/";
        for said in [
            format!("<link rel=\"canonical\" href=\"{there}\">"),
            format!("<meta property=\"og:url\" content=\"{there}\">"),
            format!("<meta property=\"og:image\" content=\"{there}preview.png\">"),
            "<meta property=\"og:title\" content=\"Wu Hailong: Neighbours\">".to_owned(),
            "<meta name=\"twitter:card\" content=\"summary_large_image\">".to_owned(),
            "<script src=\"../../moved.js\" data-to=\"../../talks/wu-hailong/\"></script>".to_owned(),
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=../../talks/wu-hailong/\"></noscript>"
                .to_owned(),
        ] {
            assert!(page.contains(&said), "{said} is not in {page}");
        }
        let page = page_at(None);
        assert!(
            page.contains("og:title") && !page.contains("og:image"),
            "{page}"
        );
    }
}
