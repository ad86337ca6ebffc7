//! Query strings and urlencoded bodies, with qBittorrent's rules (webapi §1.2): a piece of a query
//! without `=` is dropped, one of a body is kept with an empty value, the last of equal names wins.
//!
//! Unlike qBittorrent a literal plus survives as `%2B` in a query, too.

use percent_encoding::percent_decode;

use super::Params;

/// Parameters of a query string.
pub fn parse_query(query: &str) -> Params {
    let named = |piece: &&str| piece.split_once('=').is_some_and(|(name, _)| !name.is_empty());
    let pieces: Vec<&str> = query.split('&').filter(named).collect();
    parse_body(pieces.join("&").as_bytes())
}

/// Parameters of an `application/x-www-form-urlencoded` body.
pub fn parse_body(body: &[u8]) -> Params {
    let mut params = Params::default();
    // Pairs of texts are never refused: bytes that are no UTF-8 are replaced.
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    for (name, value) in pairs {
        params.set(name, value);
    }
    params
}

/// A request's path, percent-decoded (a plus stays a plus).
pub(crate) fn decode_path(path: &str) -> String {
    percent_decode(path.as_bytes()).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_query_drops_what_has_no_value() {
        let params = parse_query("filter&=x&a=1&a=2&b=&c=x=y&d=a+b%20c%2B");
        assert_eq!(params.get("filter"), None);
        assert_eq!(params.get("a"), Some("2"));
        assert_eq!(params.get("b"), Some(""));
        assert_eq!(params.get("c"), Some("x=y"));
        assert_eq!(params.get("d"), Some("a b c+"));
    }

    #[test]
    fn a_body_keeps_names_without_a_value() {
        let params = parse_body(b"hashes&x=a+b&&y=%zz");
        assert_eq!(params.get("hashes"), Some(""));
        assert_eq!(params.get("x"), Some("a b"));
        assert_eq!(params.get("y"), Some("%zz"));
    }

    #[test]
    fn json_may_come_as_it_is() {
        let params = parse_body(br#"json={"lsd":false,"max_active_downloads":7}"#);
        assert_eq!(params.get("json"), Some(r#"{"lsd":false,"max_active_downloads":7}"#));
    }

    proptest! {
        #[test]
        fn any_text_survives_percent_encoding(name in "[a-z]{1,8}", value in ".*") {
            let encoded = percent_encoding::percent_encode(
                value.as_bytes(), percent_encoding::NON_ALPHANUMERIC).to_string();
            let text = format!("{name}={encoded}");
            let (query, body) = (parse_query(&text), parse_body(text.as_bytes()));
            prop_assert_eq!(query.get(&name), Some(value.as_str()));
            prop_assert_eq!(body.get(&name), Some(value.as_str()));
        }

        #[test]
        fn no_bytes_make_it_fail(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let params = parse_body(&body);
            // What the conversions make of it is not told here, only that they make something.
            for name in ["", "a"] {
                let _numbers = (params.flag(name), params.int(name), params.float(name));
                let _ids = (params.torrent_id(name), params.selection(name));
            }
            let text = String::from_utf8_lossy(&body);
            parse_query(&text);
            decode_path(&text);
        }
    }
}
