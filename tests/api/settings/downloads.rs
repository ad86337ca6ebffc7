//! Effects of the settings of the page *Downloads*.
