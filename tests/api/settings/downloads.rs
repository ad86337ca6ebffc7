//! Effects of the settings of the page *Downloads*.

mod watched_folders;
