//! oEmbed (oembed.com, version 1.0): a static answer for each remark, and the link by which it is discovered.
//!
//! Its addresses are absolute, so there is one only where the site's address is known.

use crate::metadata::Metadata;
use crate::pictures::{self, Subject};
use crate::remark_page::title;
use colloquy::quotation::introduced;
use maud::{Markup, html};
use serde_json::json;
use transcript::model::ArchivedEvent;

/// The kind of page that has an answer.
pub(crate) const PAGES: &str = "remark";

/// Size of the frame, in CSS pixels.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 600;

/// The file of a page's answer, within the page's folder.
const FILE: &str = "oembed.json";

/// The file of a remark's answer, relative to the folder.
pub(crate) fn path(event: &ArchivedEvent, part: usize) -> String {
    format!("{}/{}/{FILE}", event.id, event.parts[part].id)
}

/// The link in the head of a remark's page.
pub(crate) fn discovery(metadata: &Metadata<'_>) -> Markup {
    html! {
        @if let Some(address) = metadata.address() {
            link rel="alternate" type="application/json+oembed" href=(format!("{address}{FILE}")) title=(metadata.title);
        }
    }
}

/// The answer for the remark at position `part`: `rich`, a plain frame that needs no script of the host's.
pub(crate) fn oembed(
    event: &ArchivedEvent,
    part: usize,
    site: &str,
    site_name: Option<String>,
) -> String {
    let remark = &event.parts[part];
    let speaker = event.speaker(remark);
    let title = title(event, part);
    let address = format!("{site}{}/{}/", event.id, remark.id);
    let frame = html! {
        iframe src=(format!("{address}?embed")) title=(title) width=(WIDTH) height=(HEIGHT)
            allow="clipboard-write" loading="lazy" {}
    };
    let author = speaker.map(introduced).unwrap_or_default();
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": author,
        "author_url": address,
        "provider_name": site_name.unwrap_or_else(|| event.record.publisher.to_string()),
        "provider_url": site,
        "html": frame.into_string(),
        "width": WIDTH,
        "height": HEIGHT,
    });
    let picture = Subject::remark(event, remark);
    if picture.alt().is_some() {
        answer["thumbnail_url"] = json!(format!("{site}{}", picture.path()));
        answer["thumbnail_width"] = json!(pictures::WIDTH);
        answer["thumbnail_height"] = json!(pictures::HEIGHT);
    }
    answer.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_picture_that_is_not_made_is_no_thumbnail() {
        let answer = |name: &str| {
            let event = fixture::arabic_remark_by(name);
            oembed(event, 0, "https://example.org/", None)
        };
        assert!(answer("Abdullah").contains("thumbnail_url"));
        assert!(!answer("عبد الله").contains("thumbnail"));
    }

    #[test]
    fn it_is_called_as_its_page_is() {
        let speakers = "[kim]\nname = \"Kim\"\n";
        let transcript = "## Kim {#kim}\n\nPeace.\n\n## Kim {#kim-again}\n\nPeace.\n";
        let event = &fixture::archive("verbatim", speakers, transcript, "").events[0];
        let answer = oembed(event, 1, "https://example.org/", None);
        assert!(
            answer.contains(r#""title":"Kim (2): Neighbours""#),
            "{answer}"
        );
    }
}
