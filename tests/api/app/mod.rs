//! `app/*`: the program itself.

mod build_info;
mod cookies;
mod default_save_path;
mod delete_api_key;
mod get_directory_content;
mod get_free_space_at_path;
mod network_interface_address_list;
mod network_interface_list;
mod preferences;
mod process_info;
mod rotate_api_key;
mod send_test_email;
mod set_cookies;
mod set_preferences;
mod shutdown;
mod version;
mod webapi_version;
