//! Effects of the settings of the page *Web UI*.
