//! What the dialogs that load when asked for need of a page: their controls for the whole page, and their words; and what
//! the explorer in one file holds in place of their files.

use crate::citations;
use crate::document::Document;
use crate::exports::part_address;
use crate::offline::versioned;
use anyhow::{Context, Result, bail};
use colloquy::strings::{Strings, citation_strings, strings};
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;
use transcript::model::ArchivedEvent;

/// The control that opens the reader's collection, and one that embeds what the address now shows, where it can be
/// embedded.
pub(crate) fn page_controls(strings: &Strings, embeds: bool) -> Markup {
    html! {
        p.controls.embed-view.live {
            button type="button" data-keeps="" { (strings.collection) }
            @if embeds { button type="button" data-embeds="" { (strings.embed_view) } }
        }
    }
}

/// The dialogs, what they share, and their styles.
pub(crate) const FILES: [&str; 8] = [
    SHARED,
    "dialog.css",
    "embed-dialog.js",
    "embed-dialog.css",
    "cite-dialog.js",
    "cite-dialog.css",
    "collection.js",
    "collection.css",
];

const SHARED: &str = "dialog.js";

/// How a dialog's script ends the line that imports from a file beside it.
fn from(file: &str) -> String {
    format!("from \"./{file}\";")
}

/// Makes the dialogs of the written folder share what is of their own version.
///
/// # Errors
/// Where a script cannot be read or written, or does not name what it shares.
pub(crate) fn version(folder: &Path, version: &str) -> Result<()> {
    let scripts = FILES
        .iter()
        .filter(|file| file.ends_with(".js") && **file != SHARED);
    for script in scripts {
        let path = folder.join(script);
        let source = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let Some((before, after)) = source.split_once(&from(SHARED)) else {
            bail!("{script} does not import {SHARED}");
        };
        let versioned = from(&versioned(SHARED, version));
        fs::write(&path, [before, &versioned, after].concat())
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// The dialogs that the one file has.
const IN_ONE_FILE: [&str; 2] = ["cite-dialog", "collection"];

/// The styles of the dialogs that the one file has.
pub(crate) fn styles_of_one_file() -> impl Iterator<Item = String> {
    ["dialog"]
        .iter()
        .chain(&IN_ONE_FILE)
        .map(|dialog| format!("{dialog}.css"))
}

/// The dialogs of the one file as one module, which hands them over by name to `colloquyDialogs`. `read` gives a file of
/// the folder.
///
/// # Errors
/// Where a script cannot be read, or is of a shape that cannot go into another.
pub(crate) fn module(read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut module = format!("const shared = {};\n", function(&read(SHARED)?)?);
    let mut dialogs = Vec::new();
    for dialog in IN_ONE_FILE {
        let function = function(&read(&format!("{dialog}.js"))?)?;
        dialogs.push(format!("\"{dialog}\": {function}"));
    }
    module += &format!("colloquyDialogs({{ {} }});\n", dialogs.join(",\n"));
    Ok(module)
}

/// A call that runs a module and gives what it exports.
fn function(module: &str) -> Result<String> {
    let (mut body, mut exports) = (String::new(), Vec::new());
    for line in module.lines() {
        let imported = line.strip_prefix("import ").map(|line| {
            let names = line.strip_suffix(&from(SHARED));
            let names = names.filter(|names| names.trim_end().ends_with('}'));
            names.context("a dialog imports another file than the shared one")
        });
        let declared = line.strip_prefix("export ");
        if let Some(names) = imported.transpose()? {
            body += &format!("const {names}= shared;");
        } else if let Some(declared) = declared {
            let name = ["async function ", "function ", "const "]
                .iter()
                .find_map(|kind| declared.strip_prefix(kind))
                .and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
            exports.push(name.context("a dialog exports what is no function or constant")?);
            body += declared;
        } else {
            body += line;
        }
        body.push('\n');
    }
    let exports = exports.join(", ");
    Ok(format!("(() => {{\n{body}return {{ {exports} }};\n}})()"))
}

/// What the dialogs of the one file read of it: their words, and what `cite-dialog.js` needs of each part.
pub(crate) fn files_of_one_file(event: &ArchivedEvent, site: Option<&str>) -> Value {
    let words = words(&event.language);
    let words = words
        .into_iter()
        .filter(|(dialog, _)| IN_ONE_FILE.contains(dialog));
    let words = words.map(|(dialog, words)| (dialog.to_owned(), words));
    let parts = event.parts.iter().enumerate();
    let citations = parts.map(|(index, part)| {
        let address = match site {
            Some(_) => part_address(event, part, site),
            None => format!("#{}", part.id),
        };
        let citations = citations::of_part(event, index, &address);
        (part.id.to_string(), citations)
    });
    json!({
        "words": words.collect::<Map<_, _>>(),
        "citations": citations.collect::<Map<_, _>>(),
    })
}

/// The words of the dialogs in a language: for each a JSON object of strings.
fn words(language: &str) -> [(&'static str, Value); 3] {
    let strings = strings(language);
    let dialogs = [
        ("embed-dialog", strings.embed_dialog),
        ("cite-dialog", citation_strings(language).dialog),
        ("collection", strings.collection_dialog),
    ];
    dialogs.map(|(dialog, words)| {
        let words = words
            .iter()
            .map(|(name, words)| ((*name).to_owned(), Value::from(*words)));
        (dialog, Value::Object(words.collect()))
    })
}

/// The files that hold them.
pub(crate) fn words_files(language: &str) -> [Document; 3] {
    words(language).map(|(dialog, words)| Document {
        path: format!("{dialog}.{language}.json"),
        html: words.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_call_that_gives_its_exports() {
        let module = "import { make } from \"./dialog.js\";\nconst a = 1;\nexport const root = a;\nexport async function open(b) {\n  make(b);\n}\n";
        assert_eq!(
            function(module).unwrap(),
            "(() => {\nconst { make } = shared;\nconst a = 1;\nconst root = a;\nasync function open(b) {\n  make(b);\n}\nreturn { root, open };\n})()"
        );
    }

    #[test]
    fn a_module_of_another_shape_is_refused() {
        for module in [
            "import { a } from \"./other.js\";",
            "import \"./dialog.js\";",
            "export default 1;",
            "export { a };",
        ] {
            assert!(function(module).is_err(), "{module}");
        }
    }
}
