//! Formats of reference managers.

use super::work::Work;

/// A format: of one work, for the dialog; of every work of an event, in a file.
pub(super) struct Library {
    /// Its name in the dialog's data.
    pub(super) id: &'static str,
    /// What the link to it says.
    pub(super) label: &'static str,
    /// How its files' names end.
    pub(super) extension: &'static str,
    pub(super) media_type: &'static str,
    /// One work.
    pub(super) write: fn(&Work) -> String,
    /// A file of several works.
    pub(super) join: fn(&[String]) -> String,
}

impl Library {
    /// Name of the file with every work of an event, beside the event's page. It has a full stop, so it is no remark's.
    pub(super) fn file(&self) -> String {
        format!("citations.{}", self.extension)
    }
}
