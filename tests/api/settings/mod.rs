//! What settings do: each test sets one over HTTP and observes its effect. A line
//! ``/// Effect of `key`, `other_key`.`` above a test says which settings it is about; every
//! setting that acts has one.

mod behavior;
mod connection;
mod downloads;
mod engine;
mod intervals;
mod node;
mod queue;
mod speed;
mod stop;
mod web_ui;
