//! What can keep the server from starting, each in one line.

use std::io;
use std::path::PathBuf;

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another program listens on the port.
    #[error("port {port} is in use by another program")]
    PortInUse {
        /// The port asked for.
        port: u16,
    },
    /// The system does not let this user listen on the port.
    #[error("port {port} needs more rights than this user has; ports from 1024 on do not")]
    PortRefused {
        /// The port asked for.
        port: u16,
    },
    /// There is no such folder.
    #[error("there is no folder {}", folder.display())]
    NoFolder {
        /// The folder asked for.
        folder: PathBuf,
    },
    /// The base is not a path of plain segments.
    #[error("`{base}` is no path to serve at; write one like /a/b/")]
    BadBase {
        /// The base asked for.
        base: String,
    },
    /// An extra header's name or value is not one HTTP allows.
    #[error("the header `{name}` or its value is not one HTTP allows")]
    BadHeader {
        /// The header's name as asked for.
        name: String,
    },
    /// The system refused a socket or a thread.
    #[error("the server could not start: {0}")]
    Start(#[source] io::Error),
}

impl Error {
    pub(crate) fn from_bind(port: u16, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::PortInUse { port },
            io::ErrorKind::PermissionDenied => Self::PortRefused { port },
            _ => Self::Start(error),
        }
    }
}
