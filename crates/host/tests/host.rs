//! The server over real sockets: a small client of its own, so that the bytes seen are the bytes sent.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use host::{Error, Host, Options};
use tempfile::TempDir;

/// An answer, its header names in lower case.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

fn ask(host: &Host, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut socket = TcpStream::connect(("127.0.0.1", host.port())).unwrap();
    let extra: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    write!(
        socket,
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{extra}\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).unwrap();
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    Answer {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    }
}

fn get(host: &Host, path: &str) -> Answer {
    ask(host, "GET", path, &[])
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

async fn start(folder: &TempDir) -> Host {
    Host::start(Options::new(folder.path())).await.unwrap()
}

#[tokio::test]
async fn a_folder_answers_with_its_index() {
    let folder = folder(&[
        ("index.html", "<p>all events"),
        ("china-rok-30/index.html", "<p>event"),
    ]);
    let host = start(&folder).await;
    let root = get(&host, "/");
    assert_eq!((root.status, root.text()), (200, "<p>all events"));
    assert_eq!(
        root.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(get(&host, "/china-rok-30/").text(), "<p>event");
    assert_eq!(
        get(&host, "/china-rok-30/index.html?q=thaad").text(),
        "<p>event"
    );
}

#[tokio::test]
async fn a_folder_without_its_slash_redirects_and_keeps_the_query() {
    let folder = folder(&[("event/index.html", "")]);
    let host = start(&folder).await;
    let answer = get(&host, "/event?q=thaad");
    assert_eq!(
        (answer.status, answer.header("location")),
        (307, Some("/event/?q=thaad"))
    );
}

#[tokio::test]
async fn under_a_base_path_everything_lies_below_it() {
    let folder = folder(&[
        ("index.html", "root"),
        ("event/index.html", "event"),
        ("404.html", "lost"),
    ]);
    let host = Host::start(Options::new(folder.path()).base("a/b"))
        .await
        .unwrap();
    assert_eq!(
        host.address(),
        format!("http://127.0.0.1:{}/a/b/", host.port())
    );
    assert_eq!(get(&host, "/a/b/").text(), "root");
    assert_eq!(get(&host, "/a/b/event/").text(), "event");
    assert_eq!(get(&host, "/a/b").header("location"), Some("/a/b/"));
    assert_eq!(
        get(&host, "/a/b/event?x").header("location"),
        Some("/a/b/event/?x")
    );
    assert_eq!(get(&host, "/event/").status, 404);
    assert_eq!(get(&host, "/a/b/no/").text(), "lost");
}

#[tokio::test]
async fn every_kind_of_file_has_its_type() {
    let kinds = [
        ("a.wasm", "application/wasm"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "application/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.xml", "text/xml; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.png", "image/png"),
        ("a.ico", "image/x-icon"),
        ("a.unheard-of", "application/octet-stream"),
    ];
    let files: Vec<_> = kinds.iter().map(|(name, _)| (*name, "x")).collect();
    let folder = folder(&files);
    let host = start(&folder).await;
    for (name, kind) in kinds {
        assert_eq!(
            get(&host, &format!("/{name}")).header("content-type"),
            Some(kind),
            "{name}"
        );
    }
}

#[tokio::test]
async fn an_unknown_address_gets_the_404_page_at_any_depth() {
    let folder = folder(&[("404.html", "<p>not here"), ("file.txt", "words")]);
    let host = start(&folder).await;
    for path in [
        "/no",
        "/no/such/page/",
        "/file.txt/",
        "/%00",
        "/%ff",
        "/../file.txt",
        "/..%2f..%2fetc/passwd",
        "/",
    ] {
        let answer = get(&host, path);
        assert_eq!(
            (answer.status, answer.text()),
            (404, "<p>not here"),
            "{path}"
        );
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8"),
            "{path}"
        );
    }
    // A browser that kept the page and asks whether it changed must not get an empty one.
    let again = ask(
        &host,
        "GET",
        "/no",
        &[
            ("If-None-Match", "*"),
            ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"),
        ],
    );
    assert_eq!((again.status, again.text()), (404, "<p>not here"));
    assert_eq!(ask(&host, "HEAD", "/no", &[]).text(), "");
}

#[tokio::test]
async fn without_a_404_page_the_answer_is_plain_text() {
    let folder = folder(&[]);
    let host = start(&folder).await;
    let answer = get(&host, "/no");
    assert_eq!((answer.status, answer.text()), (404, "404 Not Found\n"));
}

#[tokio::test]
async fn files_compressed_beforehand_go_to_whoever_accepts_them() {
    let folder = folder(&[
        ("a.wasm", "plain"),
        ("a.wasm.br", "brotli"),
        ("a.wasm.gz", "gzip"),
        ("b.css", "plain"),
    ]);
    let host = start(&folder).await;
    let accepting = |path, encodings| ask(&host, "GET", path, &[("Accept-Encoding", encodings)]);

    let brotli = accepting("/a.wasm", "gzip, deflate, br, zstd");
    assert_eq!(
        (brotli.text(), brotli.header("content-encoding")),
        ("brotli", Some("br"))
    );
    assert_eq!(brotli.header("content-type"), Some("application/wasm"));
    assert_eq!(brotli.header("vary"), Some("accept-encoding"));
    let gzip = accepting("/a.wasm", "gzip");
    assert_eq!(
        (gzip.text(), gzip.header("content-encoding")),
        ("gzip", Some("gzip"))
    );
    let plain = get(&host, "/a.wasm");
    assert_eq!(
        (plain.text(), plain.header("content-encoding")),
        ("plain", None)
    );
    let no_sibling = accepting("/b.css", "br");
    assert_eq!(
        (no_sibling.text(), no_sibling.header("content-encoding")),
        ("plain", None)
    );
}

#[tokio::test]
async fn a_page_is_asked_for_again_and_not_sent_again_unchanged() {
    let folder = folder(&[("index.html", "first")]);
    let host = start(&folder).await;
    let first = get(&host, "/");
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    assert!(first.header("last-modified").is_some());
    let etag = first.header("etag").unwrap();

    let same = ask(&host, "GET", "/", &[("If-None-Match", etag)]);
    assert_eq!((same.status, same.text()), (304, ""));
    fs::write(folder.path().join("index.html"), "second, longer").unwrap();
    let changed = ask(&host, "GET", "/", &[("If-None-Match", etag)]);
    assert_eq!((changed.status, changed.text()), (200, "second, longer"));
}

#[tokio::test]
async fn extra_headers_come_with_every_answer() {
    let folder = folder(&[("index.html", ""), ("event/index.html", "")]);
    let policy = "default-src 'none'";
    let host = Host::start(Options::new(folder.path()).header("Content-Security-Policy", policy))
        .await
        .unwrap();
    for path in ["/", "/event", "/no"] {
        assert_eq!(
            get(&host, path).header("content-security-policy"),
            Some(policy),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let folder = folder(&[("index.html", "page")]);
    let host = start(&folder).await;
    assert_eq!(ask(&host, "POST", "/", &[]).status, 405);
    let head = ask(&host, "HEAD", "/", &[]);
    assert_eq!(
        (head.status, head.text(), head.header("content-length")),
        (200, "", Some("4"))
    );
}

#[tokio::test]
async fn a_part_of_a_file_may_be_asked_for() {
    let folder = folder(&[("a.txt", "0123456789")]);
    let host = start(&folder).await;
    let part = ask(&host, "GET", "/a.txt", &[("Range", "bytes=2-4")]);
    assert_eq!((part.status, part.text()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
}

#[tokio::test]
async fn a_dropped_host_gives_its_port_back_at_once() {
    let folder = folder(&[("index.html", "page")]);
    let host = start(&folder).await;
    let port = host.port();
    let idle = TcpStream::connect(("127.0.0.1", port)).unwrap();
    drop(host);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    drop(idle);
    Host::start(Options::new(folder.path()).port(port))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_taken_port_and_a_missing_folder_are_named() {
    let folder = folder(&[]);
    let host = start(&folder).await;
    let taken = Host::start(Options::new(folder.path()).port(host.port()))
        .await
        .unwrap_err();
    assert!(matches!(taken, Error::PortInUse { .. }));
    assert_eq!(
        taken.to_string(),
        format!("port {} is in use by another program", host.port())
    );

    let missing = Host::start(Options::new(folder.path().join("dist")))
        .await
        .unwrap_err();
    assert_eq!(
        missing.to_string(),
        format!(
            "there is no folder {}",
            folder.path().join("dist").display()
        )
    );
}

#[tokio::test]
async fn a_malformed_base_or_header_is_refused() {
    let folder = folder(&[]);
    let base = Host::start(Options::new(folder.path()).base("/a b/"))
        .await
        .unwrap_err();
    assert_eq!(
        base.to_string(),
        "`/a b/` is no path to serve at; write one like /a/b/"
    );
    let header = Host::start(Options::new(folder.path()).header("X-One", "a\nb"))
        .await
        .unwrap_err();
    assert_eq!(
        header.to_string(),
        "the header `X-One` or its value is not one HTTP allows"
    );
}
