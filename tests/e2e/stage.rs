//! Runs the tests: two browsers at a time, a fresh tab and a server of its own for each test.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use libtest_mimic::{Arguments, Failed, Trial};
use thirtyfour::WebDriver;
use tokio::runtime::Runtime;

use crate::browser::{ChromeDriver, NARROW, WIDE, Window};
use crate::page::Page;

/// Browsers at a time.
const BROWSERS: usize = 2;

/// No test is let run longer.
const LONGEST: Duration = Duration::from_secs(300);

/// Takes WebAssembly away, as browsers do in their strictest mode.
const NO_WASM: &[&str] = &["--js-flags=--jitless"];

type Scene = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A test under its name.
pub(crate) struct Test {
    name: String,
    body: Body,
}

enum Body {
    /// Looks at the files of the built folder.
    Files(fn()),
    /// Acts in a tab of this shape, in a browser with these flags.
    Page(Window, &'static [&'static str], Scene),
}

/// Tests of a module under how they are run: `files`, `wide`, `narrow`, `both` widths, or `without_wasm`.
macro_rules! tests {
    ($($kind:ident: $($test:ident),+;)+) => {
        ::std::iter::empty()$($(.chain(tests!(@ $kind $test)))+)+.collect::<::std::vec::Vec<_>>()
    };
    (@ files $test:ident) => { $crate::stage::files(module_path!(), stringify!($test), $test) };
    (@ $kind:ident $test:ident) => {
        $crate::stage::$kind(module_path!(), stringify!($test), |page| Box::pin($test(page)))
    };
}

fn test(module: &str, name: &str, how: &str, body: Body) -> Test {
    let module = module.rsplit("::").next().unwrap_or(module);
    Test {
        name: format!("{module}::{name}{how}"),
        body,
    }
}

pub(crate) fn files(module: &str, name: &str, run: fn()) -> Vec<Test> {
    vec![test(module, name, "", Body::Files(run))]
}

pub(crate) fn wide(module: &str, name: &str, run: Scene) -> Vec<Test> {
    vec![test(module, name, "::wide", Body::Page(WIDE, &[], run))]
}

pub(crate) fn narrow(module: &str, name: &str, run: Scene) -> Vec<Test> {
    vec![test(module, name, "::narrow", Body::Page(NARROW, &[], run))]
}

pub(crate) fn both(module: &str, name: &str, run: Scene) -> Vec<Test> {
    [wide(module, name, run), narrow(module, name, run)]
        .into_iter()
        .flatten()
        .collect()
}

pub(crate) fn without_wasm(module: &str, name: &str, run: Scene) -> Vec<Test> {
    vec![test(
        module,
        name,
        "::without_wasm",
        Body::Page(WIDE, NO_WASM, run),
    )]
}

/// Runs the tests that the command line asks for, then ends the program.
pub(crate) fn perform(tests: impl Iterator<Item = Test>) -> ! {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(BROWSERS);
    listen_to_panics();
    let house = Arc::new(House::default());
    let trials = tests.map(|test| {
        let house = Arc::clone(&house);
        Trial::test(test.name.clone(), move || house.run(&test))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    house.close();
    conclusion.exit()
}

/// The browsers, opened when first asked for.
#[derive(Default)]
struct House {
    opened: Mutex<Option<Arc<Opened>>>,
    idle: Mutex<Vec<(&'static [&'static str], WebDriver)>>,
}

struct Opened {
    runtime: Runtime,
    driver: ChromeDriver,
}

impl House {
    fn run(&self, test: &Test) -> Result<(), Failed> {
        match test.body {
            Body::Files(run) => std::panic::catch_unwind(run).map_err(|_| last_panic().into()),
            Body::Page(window, flags, scene) => {
                let opened = self.open();
                let outcome =
                    AssertUnwindSafe(self.play(&opened, &test.name, window, flags, scene))
                        .catch_unwind();
                opened
                    .runtime
                    .block_on(outcome)
                    .unwrap_or_else(|_| Err(last_panic()))
                    .map_err(Failed::from)
            }
        }
    }

    async fn play(
        &self,
        opened: &Opened,
        name: &str,
        window: Window,
        flags: &'static [&'static str],
        scene: Scene,
    ) -> Result<(), String> {
        let idle = {
            let mut idle = lock(&self.idle);
            idle.iter()
                .position(|(its_flags, _)| *its_flags == flags)
                .map(|place| idle.swap_remove(place).1)
        };
        let driver = match idle {
            Some(driver) => driver,
            None => opened.driver.open(flags).await,
        };
        let page = Page::new(driver.clone(), window).await;
        let outcome =
            tokio::time::timeout(LONGEST, AssertUnwindSafe(scene(&page)).catch_unwind()).await;
        let outcome = match outcome {
            Ok(Ok(())) => page.unexpected().await,
            Ok(Err(_)) => Err(last_panic()),
            Err(_) => Err(format!(
                "this took longer than {} seconds",
                LONGEST.as_secs()
            )),
        };
        match outcome {
            Ok(()) => {
                page.close().await;
                lock(&self.idle).push((flags, driver));
                Ok(())
            }
            Err(why) => {
                let report = page.report(name, &why).await;
                drop(page);
                _ = driver.quit().await;
                Err(format!("{why}\n{report}"))
            }
        }
    }

    fn open(&self) -> Arc<Opened> {
        let mut opened = lock(&self.opened);
        let opened = opened.get_or_insert_with(|| {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build();
            Arc::new(Opened {
                runtime: runtime.expect("a runtime can be made"),
                driver: ChromeDriver::start(),
            })
        });
        Arc::clone(opened)
    }

    fn close(&self) {
        let Some(opened) = lock(&self.opened).take() else {
            return;
        };
        for (_, driver) in lock(&self.idle).drain(..) {
            _ = opened.runtime.block_on(driver.quit());
        }
    }
}

/// What a mutex holds, also after a test has failed while it held it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

thread_local! {
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what a panic says for the report, instead of printing it among the results of other tests.
fn listen_to_panics() {
    std::panic::set_hook(Box::new(|panic| PANIC.set(panic.to_string())));
}

fn last_panic() -> String {
    PANIC.take()
}
