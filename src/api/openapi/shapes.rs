//! Shapes that no single wire type has: partial rows, and the settings, whose types are those of
//! the settings table.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::api::codex::{ItemSources, Sources};
use crate::api::model::{Category, Peer, ServerState, Torrent};
use crate::session::settings::{Class, Kind, rows};

/// `torrents/info`: whole rows.
pub(super) fn torrents(generator: &mut SchemaGenerator) -> Schema {
    let row = partial::<Torrent>(generator, "TorrentRow", &["hash"]);
    json_schema!({ "type": "array", "items": row })
}

/// `sync/maindata`: what changed; everything but `rid` may be missing.
pub(super) fn maindata(generator: &mut SchemaGenerator) -> Schema {
    let torrent = partial::<Torrent>(generator, "TorrentChange", &[]);
    let category = partial::<Category>(generator, "CategoryChange", &[]);
    let server = partial::<ServerState>(generator, "ServerStateChange", &[]);
    let names = json!({ "type": "array", "items": { "type": "string" } });
    json_schema!({
        "type": "object",
        "required": ["rid"],
        "properties": {
            "categories": { "type": "object", "additionalProperties": category },
            "categories_removed": names,
            "full_update": { "type": "boolean", "description": "This is everything." },
            "rid": { "type": "integer", "description": "To be sent with the next request." },
            "server_state": server,
            "tags": names,
            "tags_removed": names,
            "torrents": { "type": "object", "additionalProperties": torrent },
            "torrents_removed": names,
            "trackers": { "type": "object", "additionalProperties": names },
            "trackers_removed": names,
        },
    })
}

/// `sync/torrentPeers`: what changed; everything but `rid` may be missing.
pub(super) fn torrent_peers(generator: &mut SchemaGenerator) -> Schema {
    let peer = partial::<Peer>(generator, "PeerChange", &[]);
    json_schema!({
        "type": "object",
        "required": ["rid"],
        "properties": {
            "full_update": { "type": "boolean", "description": "This is everything." },
            "peers": { "type": "object", "additionalProperties": peer },
            "peers_removed": { "type": "array", "items": { "type": "string" } },
            "rid": { "type": "integer", "description": "To be sent with the next request." },
            "show_flags": { "type": "boolean" },
        },
    })
}

/// The schema of `T` under another name, with only `required` members demanded.
fn partial<T: JsonSchema>(generator: &mut SchemaGenerator, name: &str, required: &[&str]) -> Value {
    let mut schema = T::json_schema(generator);
    if required.is_empty() {
        schema.remove("required");
    } else {
        schema.insert("required".to_owned(), json!(required));
    }
    generator.definitions_mut().insert(name.to_owned(), schema.to_value());
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// `app/preferences`: a member for each row of the settings table.
pub(super) fn preferences(generator: &mut SchemaGenerator) -> Schema {
    let mut members = Map::new();
    for row in rows() {
        let kind = match row.kind {
            Kind::Bool | Kind::Derived => "boolean",
            Kind::Int(_) | Kind::Long | Kind::Port => "integer",
            Kind::Real => "number",
            Kind::Folders => "object",
            Kind::Text(_) | Kind::Password => "string",
        };
        let mut member = json!({ "type": kind, "description": row.effect });
        if matches!(row.class, Class::Bridge | Class::Inert)
            && let Some(member) = member.as_object_mut()
        {
            member.insert("x-without-effect".to_owned(), true.into());
        }
        members.insert(row.key.wire().to_owned(), member);
    }
    let schema = json!({ "type": "object", "properties": members });
    generator.definitions_mut().insert("Preferences".to_owned(), schema);
    json_schema!({ "$ref": "#/components/schemas/Preferences" })
}

/// `codex/sources`: of all nodes, or of one item.
pub(super) fn sources(generator: &mut SchemaGenerator) -> Schema {
    let nodes = generator.subschema_for::<Sources>().to_value();
    let item = generator.subschema_for::<ItemSources>().to_value();
    json_schema!({ "oneOf": [nodes, item] })
}
