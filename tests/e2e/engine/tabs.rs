//! A browser in which every test has a tab of its own.

use thirtyfour::{WebDriver, WindowHandle};

use crate::page::done;

/// A browser with the tab that it began with, which stays.
pub(super) struct Tabs {
    pub(super) driver: WebDriver,
    first: WindowHandle,
}

impl Tabs {
    /// Those of a browser that has just started.
    pub(super) async fn of(driver: WebDriver) -> Self {
        let first = done(driver.window().await, "a browser has a tab");
        Self { driver, first }
    }

    /// Goes to a new tab.
    pub(super) async fn open(&self) {
        let tab = done(self.driver.new_tab().await, "a browser opens tabs");
        done(self.driver.switch_to_window(tab).await, "the tab is there");
    }

    /// Closes the tab at hand.
    pub(super) async fn close(&self) {
        done(self.driver.close_window().await, "the tab closes");
        let first = self.first.clone();
        done(self.driver.switch_to_window(first).await, "it stays");
    }
}
