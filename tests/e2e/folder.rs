//! The files of the built folder, parsed as a browser parses them.

use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Node, Selector};

use crate::browser;
use crate::record::{Part, Sentence};

/// A built page.
pub(crate) struct Built {
    /// Its path within the folder, with `/`.
    pub(crate) path: String,
    /// Its file.
    pub(crate) text: String,
    pub(crate) html: Html,
}

/// The page of a folder's path: `` for the root, `china-rok-30`, `china-rok-30/wu-hailong`.
pub(crate) fn page(path: &str) -> Built {
    let file = if path.is_empty() {
        "index.html".to_owned()
    } else {
        format!("{path}/index.html")
    };
    read(&browser::dist(), &file)
}

/// Every page of the folder. The explorer in one file is no page of it: it stands alone.
pub(crate) fn pages() -> Vec<Built> {
    let dist = browser::dist();
    files()
        .iter()
        .filter(|path| path.ends_with(".html") && !path.ends_with("/standalone.html"))
        .map(|path| read(&dist, path))
        .collect()
}

/// A file of the folder as a page.
pub(crate) fn file(path: &str) -> Built {
    read(&browser::dist(), path)
}

/// Every file, by its path within the folder.
pub(crate) fn files() -> Vec<String> {
    let dist = browser::dist();
    let mut files = Vec::new();
    let mut folders = vec![dist.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder can be read") {
            let path = entry.expect("a folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(within(&dist, &path));
            }
        }
    }
    files.sort();
    files
}

fn within(folder: &Path, path: &Path) -> String {
    let path: PathBuf = path
        .strip_prefix(folder)
        .expect("the file is in the folder")
        .into();
    path.iter()
        .map(|name| name.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn read(dist: &Path, path: &str) -> Built {
    let text =
        std::fs::read_to_string(dist.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    Built {
        path: path.to_owned(),
        html: Html::parse_document(&text),
        text,
    }
}

impl Built {
    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html
            .select(&Selector::parse(selector).expect("a selector"))
            .collect()
    }

    /// An attribute of the one element that a selector names.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<&str> {
        let found = self.all(selector);
        assert!(
            found.len() <= 1,
            "{} has {} times {selector}",
            self.path,
            found.len()
        );
        found.first()?.attr(name)
    }

    /// The parts of the record on the page, with their words and nothing else.
    pub(crate) fn parts(&self) -> Vec<Part> {
        self.all(".part")
            .into_iter()
            .map(|part| Part {
                id: part.attr("id").unwrap_or_default().to_owned(),
                paragraphs: within_element(part, ".words > p")
                    .into_iter()
                    .map(words)
                    .collect(),
            })
            .collect()
    }

    pub(crate) fn sentences(&self) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        for part in self.all(".part") {
            let remark = part.value().classes().any(|class| class == "remark");
            for (index, sentence) in within_element(part, ".words .s").into_iter().enumerate() {
                let id = part.attr("id").unwrap_or_default().to_owned();
                let text = words(sentence).trim_end().to_owned();
                sentences.push(Sentence {
                    part: id,
                    number: index + 1,
                    text,
                    remark,
                });
            }
        }
        sentences
    }

    /// The sentences under a topic in the index of topics: part and number.
    pub(crate) fn indexed(&self, topic: &str) -> Vec<(String, usize)> {
        self.all(&format!("dt[id='_topic.{topic}'] ~ dd.where"))
            .first()
            .unwrap_or_else(|| panic!("the index has no topic {topic}"))
            .select(&Selector::parse("a.number").expect("a selector"))
            .map(|link| {
                let href = link.attr("href").unwrap_or_default();
                let place = href
                    .strip_prefix('#')
                    .and_then(|place| place.split_once(".s"));
                let (part, number) = place.unwrap_or_else(|| panic!("{href} is no sentence"));
                (
                    part.to_owned(),
                    number.parse().expect("a sentence has a number"),
                )
            })
            .collect()
    }

    /// The topics of the index, ids.
    pub(crate) fn topics(&self) -> Vec<String> {
        let ids = self
            .all(".topic-index dt")
            .into_iter()
            .filter_map(|topic| topic.attr("id"));
        ids.map(|id| id.trim_start_matches("_topic.").to_owned())
            .collect()
    }
}

fn within_element<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element
        .select(&Selector::parse(selector).expect("a selector"))
        .collect()
}

/// The text of an element without the page's furniture: links of sentences, editors' notes.
fn words(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(tag) if !tag.classes().any(|class| class == "n" || class == "note") => {
                out.push_str(&words(ElementRef::wrap(child).expect("it is an element")));
            }
            _ => {}
        }
    }
    out
}
