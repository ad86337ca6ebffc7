//! node_api
