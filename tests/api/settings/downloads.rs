//! Effects of the settings of the page *Downloads*.

mod mails;
mod programs;
mod torrent_files;
mod watched_folders;
