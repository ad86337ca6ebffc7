//! What settings do: each test sets one over HTTP and observes its effect. A line
//! ``/// Effect of `key`, `other_key`.`` above a test says which settings it is about; every
//! setting that acts has one.

mod adding;
mod alternative_page;
mod behavior;
mod connection;
mod downloads;
mod engine;
mod intervals;
mod libtorrent;
mod mails;
mod node;
mod programs;
mod queue;
mod seeding;
mod speed;
mod stop;
mod torrent_files;
mod watched_folders;
mod web_ui;
mod web_ui_https;
mod web_ui_listener;
mod web_ui_page;
