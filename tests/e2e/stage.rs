//! Runs the tests in the engine that was asked for: two browsers at a time, a fresh tab and a server of its own for each
//! test. `COLLOQUY_SMOKE` has only a few of them run.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use tokio::runtime::Runtime;

use crate::browser::{NARROW, WIDE, Window, setting};
use crate::engine::{Browser, Engine, SMOKE};
use crate::page::Page;

/// Browsers at a time.
const BROWSERS: usize = 2;

/// No test is let run longer.
const LONGEST: Duration = Duration::from_secs(300);

type Scene = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A test under its name.
pub(crate) struct Test {
    name: String,
    body: Body,
}

enum Body {
    /// Looks at the files of the built folder.
    Files(fn()),
    /// Acts in a tab of this shape, in a browser with or without WebAssembly.
    Page(Window, Wasm, Scene),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wasm {
    On,
    Off,
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

impl Test {
    /// Whether this is its name, but for the width that it is run at.
    fn is(&self, name: &str) -> bool {
        self.name
            .strip_prefix(name)
            .is_some_and(|how| how.is_empty() || how.starts_with("::"))
    }
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
    vec![test(
        module,
        name,
        "::wide",
        Body::Page(WIDE, Wasm::On, run),
    )]
}

pub(crate) fn narrow(module: &str, name: &str, run: Scene) -> Vec<Test> {
    vec![test(
        module,
        name,
        "::narrow",
        Body::Page(NARROW, Wasm::On, run),
    )]
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
        Body::Page(WIDE, Wasm::Off, run),
    )]
}

/// Runs the tests that the command line asks for, then ends the program.
pub(crate) fn perform(tests: impl Iterator<Item = Test>) -> ! {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(BROWSERS);
    let engine = Engine::chosen();
    let mut tests: Vec<Test> = tests.collect();
    for named in SMOKE
        .iter()
        .chain(engine.exceptions().map(|exception| &exception.test))
    {
        assert!(
            tests.iter().any(|test| test.is(named)),
            "there is no test `{named}`"
        );
    }
    if setting("COLLOQUY_SMOKE").is_some() {
        tests.retain(|test| SMOKE.iter().any(|name| test.is(name)));
    }
    listen_to_panics();
    let house = Arc::new(House::of(engine));
    let trials = tests.into_iter().map(|test| {
        let house = Arc::clone(&house);
        let skipped = engine.exceptions().any(|other| test.is(other.test));
        Trial::test(test.name.clone(), move || house.run(&test))
            .with_kind(engine.name)
            .with_ignored_flag(skipped)
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    house.close();
    if !arguments.list {
        tell(engine, &conclusion);
    }
    conclusion.exit()
}

/// Says how many tests passed in which engine, and why others were not run.
#[expect(clippy::print_stdout, reason = "it belongs to the results")]
fn tell(engine: Engine, conclusion: &Conclusion) {
    let Conclusion {
        num_passed: passed,
        num_failed: failed,
        num_ignored: skipped,
        ..
    } = conclusion;
    println!(
        "{}: {passed} passed, {failed} failed, {skipped} skipped",
        engine.name
    );
    if *skipped > 0 {
        for exception in engine.exceptions() {
            println!("  {}: skipped: {}", exception.test, exception.reason);
        }
    }
    println!();
}

/// The browsers, opened when first asked for.
struct House {
    engine: Engine,
    runtime: Mutex<Option<Arc<Runtime>>>,
    idle: Mutex<Vec<(Wasm, Box<dyn Browser>)>>,
}

impl House {
    fn of(engine: Engine) -> Self {
        Self {
            engine,
            runtime: Mutex::default(),
            idle: Mutex::default(),
        }
    }

    fn run(&self, test: &Test) -> Result<(), Failed> {
        match test.body {
            Body::Files(run) => std::panic::catch_unwind(run).map_err(|_| last_panic().into()),
            Body::Page(window, wasm, scene) => {
                let outcome =
                    AssertUnwindSafe(self.play(&test.name, window, wasm, scene)).catch_unwind();
                self.open()
                    .block_on(outcome)
                    .unwrap_or_else(|_| Err(last_panic()))
                    .map_err(Failed::from)
            }
        }
    }

    async fn play(
        &self,
        name: &str,
        window: Window,
        wasm: Wasm,
        scene: Scene,
    ) -> Result<(), String> {
        let idle = {
            let mut idle = lock(&self.idle);
            idle.iter()
                .position(|(its, _)| *its == wasm)
                .map(|place| idle.swap_remove(place).1)
        };
        let browser = match idle {
            Some(browser) => browser,
            None => (self.engine.open)(wasm == Wasm::On).await,
        };
        let page = Page::new(self.engine, browser, window).await;
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
                if let Some(browser) = page.close().await {
                    lock(&self.idle).push((wasm, browser));
                }
                Ok(())
            }
            Err(why) => {
                let report = page.report(name, &why).await;
                page.give_up().await;
                Err(format!("{why}\n{report}"))
            }
        }
    }

    fn open(&self) -> Arc<Runtime> {
        let mut runtime = lock(&self.runtime);
        let runtime = runtime.get_or_insert_with(|| {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build();
            Arc::new(runtime.expect("a runtime can be made"))
        });
        Arc::clone(runtime)
    }

    fn close(&self) {
        let Some(runtime) = lock(&self.runtime).take() else {
            return;
        };
        for (_, browser) in lock(&self.idle).drain(..) {
            _ = runtime.block_on(browser.driver().quit());
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
