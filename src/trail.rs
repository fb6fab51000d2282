//! Which steps the browser's history keeps: what a person did, not each keystroke.

/// Something a person did to the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Typed in the search box.
    Typed,
    /// Chose, dropped, cleared, or changed the view.
    Chose,
}

/// What to do with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Add an entry.
    Push,
    /// Write over the current entry.
    Replace,
}

/// Follows what a person does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trail {
    typing: bool,
}

impl Trail {
    /// The step for an act: the first keystroke of a search adds an entry, the following ones write over it.
    pub fn step(&mut self, act: Act) -> Step {
        let goes_on = self.typing && act == Act::Typed;
        self.typing = act == Act::Typed;
        if goes_on { Step::Replace } else { Step::Push }
    }

    /// Whether the last step was a keystroke, and nothing has ended the search since.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Ends a search: the next keystroke begins another. For Enter, leaving the box, and Back.
    pub fn settle(&mut self) {
        self.typing = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_one_step_however_many_keys_it_takes() {
        let mut trail = Trail::default();
        let steps: Vec<Step> = [Act::Typed, Act::Typed, Act::Typed]
            .map(|act| trail.step(act))
            .into();
        assert_eq!(steps, [Step::Push, Step::Replace, Step::Replace]);
    }

    #[test]
    fn every_choice_is_a_step_and_ends_the_search() {
        let mut trail = Trail::default();
        let acts = [Act::Typed, Act::Chose, Act::Chose, Act::Typed];
        assert_eq!(acts.map(|act| trail.step(act)), [Step::Push; 4]);
    }

    #[test]
    fn a_settled_search_is_kept() {
        let mut trail = Trail::default();
        trail.step(Act::Typed);
        assert!(trail.is_typing());
        trail.settle();
        assert!(!trail.is_typing());
        assert_eq!(trail.step(Act::Typed), Step::Push);
    }
}
