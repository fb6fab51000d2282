//! The pages of a folder: which there are, and writing them.

use crate::document::{BOOT, Document, ICON, PASSAGE};
use crate::event_page::{self, event_page};
use crate::events_page::events_page;
use crate::missing_page::missing_page;
use crate::moved_page::moved_page;
use crate::oembed::{self, oembed};
use crate::pictures::{self, Pictures, Subject};
use crate::remark_page::{self, remark_page};
use crate::standalone::{Bundle, standalone};
use crate::template::Assets;
use crate::{citations, compress, dialogs, exports, glue, offline, scripts, styles};
use anyhow::{Context, Result, bail};
use colloquy::place::part_by_id;
use colloquy::strings::strings;
use maud::html;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use transcript::model::{ArchivedArchive, ArchivedMovedKind};

/// How to publish.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The absolute address of the folder; overrides `content/site.toml`.
    pub site: Option<String>,
    /// Whether to write precompressed copies.
    pub compress: bool,
    /// Whether the explorer opens without a network from the second visit on.
    pub offline: bool,
    /// A folder in which pictures are kept from one build for the next.
    pub pictures: Option<PathBuf>,
}

/// A folder to be published: what its pages share.
pub struct Folder<'a> {
    pub(crate) archive: &'static ArchivedArchive,
    pub(crate) assets: &'a Assets,
    /// The absolute address, ending in `/`.
    pub(crate) site: Option<String>,
}

impl<'a> Folder<'a> {
    /// The folder of the embedded archive.
    ///
    /// # Errors
    /// Where the site's address is not an http(s) address.
    pub fn new(assets: &'a Assets, options: &Options) -> Result<Self> {
        let archive = colloquy::archive::archive();
        let set = options.site.clone();
        let set = set.or_else(|| archive.site.address.as_ref().map(ToString::to_string));
        Ok(Self {
            archive,
            assets,
            site: set.as_deref().map(folder_address).transpose()?,
        })
    }

    /// Every text file that is made from the archive alone.
    fn pages(&self) -> Vec<Document> {
        let mut pages = Vec::new();
        for index in 0..self.archive.events.len() {
            pages.append(&mut self.event_pages(index));
            pages.append(&mut self.event_exports(index));
        }
        let mut add = |path: String, html: String| pages.push(Document { path, html });
        add(
            "index.html".to_owned(),
            if self.archive.events.len() == 1 {
                event_page(self, 0, "./")
            } else {
                events_page(self)
            },
        );
        for language in languages(self.archive) {
            for Document { path, html } in dialogs::words_files(language) {
                add(path, html);
            }
        }
        add("404.html".to_owned(), missing_page(self));
        let mut robots = "User-agent: *\nAllow: /\n".to_owned();
        if let Some(site) = &self.site {
            add("sitemap.xml".to_owned(), sitemap(self.archive, site));
            robots.push_str(&format!("Sitemap: {site}sitemap.xml\n"));
        }
        add("robots.txt".to_owned(), robots);
        pages
    }

    /// The addresses of the pages that are kept for use without a network, below the folder's.
    fn kept_pages(&self) -> Vec<String> {
        let events = self.archive.events.iter();
        let events = events.map(|event| format!("{}/", event.id));
        [String::new()].into_iter().chain(events).collect()
    }

    /// What pages are made of: addresses as they write them, and files.
    fn parts(&self) -> Vec<(String, String)> {
        let assets = self.assets;
        let hashed = [&assets.js, &assets.wasm].map(|file| (file.clone(), file.clone()));
        let words = languages(self.archive)
            .into_iter()
            .flat_map(dialogs::words_files);
        let words = words.map(|words| words.path);
        let versioned = [BOOT, PASSAGE, styles::FILE, styles::WITHOUT_APP, ICON]
            .into_iter()
            .chain(dialogs::FILES)
            .map(str::to_owned)
            .chain(words)
            .map(|file| (offline::versioned(&file, &assets.version), file));
        let citations = self.archive.events.iter().map(citations::all_path);
        let citations = citations.map(|file| (format!("./{file}"), file));
        hashed
            .into_iter()
            .chain(versioned)
            .chain(citations)
            .collect()
    }

    pub(crate) fn site_name(&self) -> Option<String> {
        self.archive.site.name.as_ref().map(|name| name.to_string())
    }

    /// The pages of the event at a position of the archive: its own, those of its remarks, those of what has moved.
    #[must_use]
    pub fn event_pages(&self, index: usize) -> Vec<Document> {
        let event = &self.archive.events[index];
        let mut pages = Vec::new();
        let mut add = |path: String, html: String| pages.push(Document { path, html });
        add(
            format!("{}/index.html", event.id),
            event_page(self, index, "../"),
        );
        for (part, remark) in event.remarks() {
            add(
                format!("{}/{}/index.html", event.id, remark.id),
                remark_page(self, index, part),
            );
            if let Some(site) = &self.site {
                let answer = oembed(event, part, site, self.site_name());
                add(oembed::path(event, part), answer);
            }
        }
        pages.append(&mut self.moved_pages(index));
        pages
    }

    /// What leads to the pages of the event at a position of the archive from where they were published before.
    fn moved_pages(&self, index: usize) -> Vec<Document> {
        let event = &self.archive.events[index];
        let moved: Vec<_> = event
            .moved
            .iter()
            .filter(|moved| matches!(moved.kind, ArchivedMovedKind::Remark))
            .filter_map(|moved| Some((moved, part_by_id(event, &moved.to)?)))
            .map(|(moved, part)| (moved.from.as_str(), part, moved.joined))
            .collect();
        let lead = |from: &str, (id, part, joined): (&str, usize, bool)| {
            let page = remark_page::metadata(self, index, part);
            let joined = joined.then_some(id);
            moved_page(self, &format!("{from}/{id}/"), joined, event, &page)
        };
        let mut pages: Vec<_> = moved.iter().map(|old| lead(&event.id, *old)).collect();
        for old in self.archive.moved.iter().filter(|old| old.to == event.id) {
            let page = event_page::metadata(self, event);
            let from = format!("{}/", old.from);
            pages.push(moved_page(self, &from, None, event, &page));
            let remarks = event.remarks();
            let remarks = remarks.map(|(part, remark)| (remark.id.as_str(), part, false));
            let every = remarks.chain(moved.iter().copied());
            pages.extend(every.map(|remark| lead(&old.from, remark)));
        }
        pages
    }

    /// The record of the event at a position of the archive, in every format, and its citations.
    #[must_use]
    pub fn event_exports(&self, index: usize) -> Vec<Document> {
        let (event, site) = (&self.archive.events[index], self.site.as_deref());
        exports::files(event, site)
            .chain(citations::files(event, site))
            .collect()
    }

    /// Writes the pictures of the event at a position of the archive into a folder, as far as `kept` has them from
    /// there.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write_event_pictures(
        &self,
        index: usize,
        into: &Path,
        kept: Option<&Path>,
    ) -> Result<Pictures> {
        let subjects: Vec<_> = Subject::all_of(&self.archive.events[index]).collect();
        pictures::write(into, &subjects, kept)
    }
}

/// Writes every page and picture into the folder that Trunk is building, and says what became of the pictures.
///
/// # Errors
/// Where a file cannot be read or written, or the site's address is not an http(s) address.
pub fn write(folder: &Path, options: &Options) -> Result<Pictures> {
    let template = folder.join("index.html");
    let template = fs::read_to_string(&template)
        .with_context(|| format!("{} cannot be read", template.display()))?;
    styles::join(folder)?;
    scripts::complete(&folder.join(BOOT))?;
    if options.compress {
        scripts::compact_all(folder)?;
    }
    let mut assets = Assets::read(&template)?;
    if options.compress {
        glue::shorten(folder, &assets)?;
    }
    assets.offline = options.offline;
    assets.version = offline::version(folder, &pages(&assets, options)?)?;
    let site = Folder::new(&assets, options)?;
    let bundle = Bundle::read(folder, &assets)?;
    let files = (0..site.archive.events.len()).map(|event| standalone(&site, event, &bundle));
    for Document { path, html } in site.pages().into_iter().chain(files) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a page lies in the folder"))?;
        fs::write(&path, html).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    let subjects: Vec<_> = site
        .archive
        .events
        .iter()
        .flat_map(Subject::all_of)
        .collect();
    let pictures = pictures::write(folder, &subjects, options.pictures.as_deref())?;
    dialogs::version(folder, &assets.version)?;
    if options.offline {
        offline::write(folder, &assets.version, &site.kept_pages(), &site.parts())?;
    } else {
        offline::write_farewell(folder)?;
    }
    if options.compress {
        compress::compress(folder)?;
    }
    Ok(pictures)
}

/// Every text file that is made from the archive.
///
/// # Errors
/// Where the site's address is not an http(s) address.
pub fn pages(assets: &Assets, options: &Options) -> Result<Vec<Document>> {
    Ok(Folder::new(assets, options)?.pages())
}

/// The languages of the interface that the events ask for, each once.
fn languages(archive: &ArchivedArchive) -> BTreeSet<&'static str> {
    let events = archive.events.iter();
    events
        .map(|event| strings(&event.language).language)
        .collect()
}

/// The address of a folder, ending in `/`. `check` and xtask have said what is wrong with another (`source::site_address`).
fn folder_address(site: &str) -> Result<String> {
    let folder = site.trim_end_matches('/');
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| folder.strip_prefix(scheme));
    if host.is_none_or(str::is_empty) || site.contains(['?', '#', ' ', '"', '<']) {
        bail!(
            "the site's address, `{site}`, must begin with https:// or http:// and name a folder"
        );
    }
    Ok(format!("{folder}/"))
}

/// The sitemap (sitemaps.org), of the pages that have an address of their own.
fn sitemap(archive: &ArchivedArchive, site: &str) -> String {
    let mut addresses = Vec::new();
    if archive.events.len() != 1 {
        addresses.push(site.to_owned());
    }
    for event in archive.events.iter() {
        addresses.push(format!("{site}{}/", event.id));
        let remarks = event.remarks();
        addresses.extend(remarks.map(|(_, remark)| format!("{site}{}/{}/", event.id, remark.id)));
    }
    let urls = html! { @for address in &addresses { url { loc { (address) } } } }.into_string();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{urls}</urlset>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::model::{Archive, Event, Moved, MovedKind};

    #[test]
    fn addresses_of_an_event_that_moved_or_stood_alone_lead_on() {
        let event = |id: &str| Event {
            id: id.to_owned(),
            title: "Neighbours".to_owned(),
            language: "en".to_owned(),
            ..Event::default()
        };
        let archive = Archive {
            events: vec![event("summit"), event("talks")],
            moved: vec![Moved {
                kind: MovedKind::Event,
                from: "old-talks".to_owned(),
                to: "talks".to_owned(),
                ..Moved::default()
            }],
            home: Some("talks".to_owned()),
            ..Archive::default()
        };
        let bytes = transcript::archive::to_bytes(&archive).leak();
        let assets = Assets::default();
        let folder = Folder {
            archive: transcript::archive::open(bytes).expect("an archive"),
            assets: &assets,
            site: None,
        };
        assert_eq!(folder.moved_pages(0), []);
        let [moved] = folder.moved_pages(1).try_into().expect("one page");
        assert_eq!(moved.path, "old-talks/index.html");
        assert!(
            moved.html.contains("data-to=\"../talks/\""),
            "{}",
            moved.html
        );
        let list = events_page(&folder);
        assert!(list.contains("data-to=\"./talks/\" data-asked"), "{list}");
    }
}
