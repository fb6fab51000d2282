//! Node.js with npm.

use std::path::PathBuf;

use anyhow::Result;

use crate::process;

use super::cache::Cache;
use super::{Tool, apt, version};

/// The oldest major version that runs the tools from npm.
const OLDEST: u64 = 18;

/// Node.js with npm.
#[derive(Debug)]
pub(super) struct Node;

impl Tool for Node {
    fn title(&self) -> String {
        format!("Node.js {OLDEST} or newer")
    }

    fn takes(&self) -> &'static str {
        "a minute"
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        let (Some(node), Some(_npm)) = (process::find("node"), process::find("npm")) else {
            return Ok(None);
        };
        let recent = |version: String| {
            version::numbers(&version)
                .first()
                .is_some_and(|&major| major >= OLDEST)
        };
        Ok(version::of(&node).is_some_and(recent).then_some(node))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        apt::install(&self.title(), &["nodejs", "npm"], cache)
    }
}
