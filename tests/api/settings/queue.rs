//! Effects of the settings of the page *BitTorrent*.
