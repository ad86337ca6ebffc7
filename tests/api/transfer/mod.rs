//! `transfer/*`: the server's rates and limits.

mod ban_peers;
mod download_limit;
mod get_speed_limits;
mod info;
mod pause_session;
mod resume_session;
mod set_download_limit;
mod set_speed_limits;
mod set_speed_limits_mode;
mod set_upload_limit;
mod speed_limits_mode;
mod toggle_speed_limits_mode;
mod upload_limit;
