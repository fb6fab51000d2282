//! Tests of the engine as a whole, each module a question.

mod corrupt;
mod finding;
mod fuzz;
mod languages;
mod record;
mod reference;
mod words;
