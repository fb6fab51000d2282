//! The pages of a folder: which there are, and writing them.

use crate::document::Document;
use crate::event_page::event_page;
use crate::events_page::events_page;
use crate::missing_page::missing_page;
use crate::moved_page::moved_page;
use crate::remark_page::remark_page;
use crate::template::Assets;
use crate::{compress, styles};
use anyhow::{Context, Result, bail};
use maud::html;
use std::fs;
use std::path::Path;
use transcript::model::{ArchivedArchive, ArchivedMovedKind};

/// How to publish.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The absolute address of the folder; overrides `content/site.toml`.
    pub site: Option<String>,
    /// Whether to write precompressed copies.
    pub compress: bool,
}

/// What the pages of a folder share.
pub(crate) struct Folder<'a> {
    pub(crate) archive: &'static ArchivedArchive,
    pub(crate) assets: &'a Assets,
    /// The absolute address, ending in `/`.
    pub(crate) site: Option<String>,
}

impl Folder<'_> {
    pub(crate) fn site_name(&self) -> Option<String> {
        self.archive.site.name.as_ref().map(|name| name.to_string())
    }
}

/// Writes every page into the folder that Trunk is building.
///
/// # Errors
/// Where a file cannot be read or written, or the site's address is not an http(s) address.
pub fn write(folder: &Path, options: &Options) -> Result<()> {
    let template = folder.join("index.html");
    let template = fs::read_to_string(&template)
        .with_context(|| format!("{} cannot be read", template.display()))?;
    styles::join(folder)?;
    for Document { path, html } in pages(&Assets::read(&template)?, options)? {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a page lies in the folder"))?;
        fs::write(&path, html).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    if options.compress {
        compress::compress(folder)?;
    }
    Ok(())
}

/// Every file that is made from the archive.
///
/// # Errors
/// Where the site's address is not an http(s) address.
pub fn pages(assets: &Assets, options: &Options) -> Result<Vec<Document>> {
    let archive = colloquy::archive::archive();
    let set = options.site.clone().or_else(|| {
        archive
            .site
            .address
            .as_ref()
            .map(|address| address.to_string())
    });
    let folder = Folder {
        archive,
        assets,
        site: set.map(|site| folder_address(&site)).transpose()?,
    };
    let mut pages = Vec::new();
    let mut add = |path: String, html: String| pages.push(Document { path, html });
    for (index, event) in archive.events.iter().enumerate() {
        add(
            format!("{}/index.html", event.id),
            event_page(&folder, index, "../"),
        );
        for (part, remark) in event
            .parts
            .iter()
            .enumerate()
            .filter(|(_, part)| part.speaker.is_some())
        {
            add(
                format!("{}/{}/index.html", event.id, remark.id),
                remark_page(&folder, index, part),
            );
        }
        for moved in event
            .moved
            .iter()
            .filter(|moved| matches!(moved.kind, ArchivedMovedKind::Remark))
        {
            add(
                format!("{}/{}/index.html", event.id, moved.from),
                moved_page(event, moved, folder.site.as_deref()),
            );
        }
    }
    add(
        "index.html".to_owned(),
        if archive.events.len() == 1 {
            event_page(&folder, 0, "./")
        } else {
            events_page(&folder)
        },
    );
    add("404.html".to_owned(), missing_page(&folder));
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(site) = &folder.site {
        add("sitemap.xml".to_owned(), sitemap(archive, site));
        robots.push_str(&format!("Sitemap: {site}sitemap.xml\n"));
    }
    add("robots.txt".to_owned(), robots);
    Ok(pages)
}

/// The address of a folder, ending in `/`.
fn folder_address(site: &str) -> Result<String> {
    if !(site.starts_with("https://") || site.starts_with("http://"))
        || site.contains(['?', '#', ' ', '"', '<'])
    {
        bail!(
            "the site's address, `{site}`, must begin with https:// or http:// and name a folder"
        );
    }
    Ok(format!("{}/", site.trim_end_matches('/')))
}

/// The sitemap (sitemaps.org), of the pages that have an address of their own.
fn sitemap(archive: &ArchivedArchive, site: &str) -> String {
    let mut addresses = Vec::new();
    if archive.events.len() != 1 {
        addresses.push(site.to_owned());
    }
    for event in archive.events.iter() {
        addresses.push(format!("{site}{}/", event.id));
        let remarks = event.parts.iter().filter(|part| part.speaker.is_some());
        addresses.extend(remarks.map(|remark| format!("{site}{}/{}/", event.id, remark.id)));
    }
    let urls = html! { @for address in &addresses { url { loc { (address) } } } }.into_string();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{urls}</urlset>\n"
    )
}
