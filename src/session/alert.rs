//! Alerts: typed, timestamped, bounded news for whoever polls.
