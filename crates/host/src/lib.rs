//! Serves a built folder on loopback as a plain static host does, because that is what users have.
//!
//! A folder answers with its `index.html`, a folder named without its slash redirects, an unknown address gets
//! `404.html` with status 404, and files compressed beforehand (`.br`, `.gz`) are sent to whoever accepts them.
//! Nothing is cached without asking again.

mod error;
mod site;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::thread::JoinHandle;

use axum::http::{HeaderName, HeaderValue};
use tokio::sync::oneshot;

pub use error::Error;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Options {
    folder: PathBuf,
    port: u16,
    base: String,
    headers: Vec<(String, String)>,
}

impl Options {
    /// Serve `folder` at `/`, on any free port, with no extra headers.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            port: 0,
            base: "/".to_owned(),
            headers: Vec::new(),
        }
    }

    /// Listen on this port; 0 means any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serve the folder under this path, such as `/a/b/`; slashes at its ends may be left out.
    pub fn base(mut self, base: impl Into<String>) -> Self {
        self.base = base.into();
        self
    }

    /// Send this header with every response, such as a Content-Security-Policy.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// A running server. It has a thread of its own, so it answers while its owner is busy, and stops when dropped.
#[derive(Debug)]
pub struct Host {
    address: String,
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    /// Starts to serve; once this returns, connections are accepted.
    ///
    /// # Errors
    /// The folder is missing, the port is taken, or the base or a header is malformed.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let Options {
            folder,
            port,
            base,
            headers,
        } = options;
        let base = normal_base(&base)?;
        let headers = headers
            .into_iter()
            .map(parse_header)
            .collect::<Result<Vec<_>, _>>()?;
        if !tokio::fs::metadata(&folder)
            .await
            .is_ok_and(|found| found.is_dir())
        {
            return Err(Error::NoFolder { folder });
        }

        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .map_err(|source| Error::from_bind(port, source))?;
        listener.set_nonblocking(true).map_err(Error::Start)?;
        let port = listener.local_addr().map_err(Error::Start)?.port();
        let address = format!("http://{}:{port}{base}", Ipv4Addr::LOCALHOST);

        let router = site::router(&folder, &base, headers);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Error::Start)?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("host".to_owned())
            .spawn(move || runtime.block_on(serve(listener, router, stopped)))
            .map_err(Error::Start)?;
        Ok(Self {
            address,
            port,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where the folder's own `index.html` is: an absolute http address that ends in `/`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Host {
    /// Stops listening, drops open connections and gives the port back.
    fn drop(&mut self) {
        if let (Some(stop), Some(thread)) = (self.stop.take(), self.thread.take()) {
            // Both fail only when the thread has ended already.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

/// Answers connections until `stopped` fires; the caller's runtime then drops the open ones.
async fn serve(listener: TcpListener, router: axum::Router, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let serving = tokio::spawn(axum::serve(listener, router).into_future());
    // An error here means that the host was dropped, which is also a reason to stop.
    let _ = stopped.await;
    serving.abort();
}

/// `a/b`, `/a/b` and `/a/b/` all become `/a/b/`; nothing becomes `/`.
fn normal_base(base: &str) -> Result<String, Error> {
    let inner = base.trim_matches('/');
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/".contains(letter);
    if !inner.chars().all(plain)
        || inner.split('/').any(|part| matches!(part, "." | ".."))
        || inner.contains("//")
    {
        return Err(Error::BadBase {
            base: base.to_owned(),
        });
    }
    Ok(if inner.is_empty() {
        "/".to_owned()
    } else {
        format!("/{inner}/")
    })
}

fn parse_header((name, value): (String, String)) -> Result<(HeaderName, HeaderValue), Error> {
    match (name.parse(), value.parse()) {
        (Ok(name), Ok(value)) => Ok((name, value)),
        _ => Err(Error::BadHeader { name }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_written_with_or_without_its_slashes() {
        for written in ["a/b", "/a/b", "a/b/", "/a/b/"] {
            assert_eq!(normal_base(written).unwrap(), "/a/b/");
        }
        for written in ["", "/"] {
            assert_eq!(normal_base(written).unwrap(), "/");
        }
    }

    #[test]
    fn a_base_that_is_no_plain_path_is_refused() {
        for written in ["/a b/", "/../", "/a/./b/", "/a//b/", "/a?b/", "/%2e/"] {
            assert!(
                matches!(normal_base(written), Err(Error::BadBase { .. })),
                "{written}"
            );
        }
    }
}
