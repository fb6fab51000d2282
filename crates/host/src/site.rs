//! What each request is answered with.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// A folder and how it is served.
struct Site {
    files: ServeDir,
    not_found_page: PathBuf,
    /// Begins and ends with `/`.
    base: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// Everything under `base` comes from `folder`; every response carries `headers`.
pub(crate) fn router(folder: &Path, base: &str, headers: Vec<(HeaderName, HeaderValue)>) -> Router {
    let site = Site {
        files: ServeDir::new(folder)
            .redirect_path_prefix(base.trim_end_matches('/'))
            .ignore_multi_range_requests(true)
            .precompressed_br()
            .precompressed_gzip(),
        not_found_page: folder.join("404.html"),
        base: base.to_owned(),
        headers,
    };
    Router::new().fallback(answer).with_state(Arc::new(site))
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let head = request.method() == Method::HEAD;
    let mut response = match locate(request.uri(), &site.base) {
        Place::Inside(uri) => file(&site, uri, request).await,
        Place::BaseWithoutSlash(address) => (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, address)],
        )
            .into_response(),
        Place::Outside => StatusCode::NOT_FOUND.into_response(),
    };
    if response.status() == StatusCode::NOT_FOUND {
        response = not_found(&site.not_found_page).await;
        if head {
            *response.body_mut() = Body::empty();
        }
    }

    let headers = response.headers_mut();
    if let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(with_charset) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    for (name, value) in &site.headers {
        headers.insert(name.clone(), value.clone());
    }
    response
}

/// Where an address lies with regard to the base.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// Under the base: the address of the file within the folder.
    Inside(Uri),
    /// The base itself, its last slash left out: the address to go to.
    BaseWithoutSlash(String),
    /// Not under the base.
    Outside,
}

fn locate(uri: &Uri, base: &str) -> Place {
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let path = uri.path();
    if let Some(rest) = path.strip_prefix(base) {
        // Naming the index keeps `/file.txt/` from being answered with `/file.txt`.
        let index = if rest.is_empty() || rest.ends_with('/') {
            "index.html"
        } else {
            ""
        };
        return match PathAndQuery::try_from(format!("/{rest}{index}{query}")) {
            Ok(within) => Place::Inside(Uri::from(within)),
            Err(_) => Place::Outside,
        };
    }
    if base.strip_suffix('/') == Some(path) {
        return Place::BaseWithoutSlash(format!("{base}{query}"));
    }
    Place::Outside
}

async fn file(site: &Site, uri: Uri, mut request: Request) -> Response {
    *request.uri_mut() = uri;
    match site.files.clone().oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// The folder's `404.html`, without the validators of a file: a browser that asks again must get the whole page.
async fn not_found(page: &Path) -> Response {
    match tokio::fs::read(page).await {
        Ok(page) => (
            StatusCode::NOT_FOUND,
            [(header::CONTENT_TYPE, "text/html")],
            page,
        )
            .into_response(),
        Err(_) => (
            StatusCode::NOT_FOUND,
            [(header::CONTENT_TYPE, "text/plain")],
            "404 Not Found\n",
        )
            .into_response(),
    }
}

/// The type with `charset=utf-8`, when it is one of text that does not say its encoding.
fn with_charset(kind: &HeaderValue) -> Option<HeaderValue> {
    let kind = kind.to_str().ok()?;
    let textual = kind.starts_with("text/")
        || ["json", "xml", "javascript"]
            .iter()
            .any(|end| kind.rsplit(['/', '+']).next() == Some(end));
    if !textual || kind.contains("charset") {
        return None;
    }
    HeaderValue::try_from(format!("{kind}; charset=utf-8")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &str) -> Place {
        Place::Inside(path.parse().unwrap())
    }

    #[test]
    fn an_address_under_the_base_is_looked_up_within_the_folder() {
        let locate = |path: &str, base| locate(&path.parse().unwrap(), base);
        assert_eq!(locate("/", "/"), inside("/index.html"));
        assert_eq!(locate("/a/b/", "/a/b/"), inside("/index.html"));
        assert_eq!(locate("/a/b/c?q=1", "/a/b/"), inside("/c?q=1"));
        assert_eq!(
            locate("/a/b?q=1", "/a/b/"),
            Place::BaseWithoutSlash("/a/b/?q=1".to_owned())
        );
        assert_eq!(locate("/a/bc/", "/a/b/"), Place::Outside);
        assert_eq!(locate("/", "/a/b/"), Place::Outside);
    }

    #[test]
    fn only_text_says_its_encoding() {
        let charset = |kind| {
            with_charset(&HeaderValue::from_static(kind))
                .map(|kind| kind.to_str().unwrap().to_owned())
        };
        assert_eq!(
            charset("text/html").as_deref(),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(
            charset("image/svg+xml").as_deref(),
            Some("image/svg+xml; charset=utf-8")
        );
        assert_eq!(
            charset("application/manifest+json").as_deref(),
            Some("application/manifest+json; charset=utf-8")
        );
        assert_eq!(charset("text/html; charset=latin1"), None);
        assert_eq!(charset("application/wasm"), None);
        assert_eq!(charset("image/png"), None);
    }
}
