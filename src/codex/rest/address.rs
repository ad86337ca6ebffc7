//! The address of a node: base URL and credentials, kept apart so that only one is ever shown.

use percent_encoding::percent_decode_str;
use reqwest::header::HeaderValue;
use url::Url;

use super::RestError;

/// Paths that users copy along with the address.
const SUFFIXES: [&str; 2] = ["/api/storage/v1", "/api/codex/v1"];

/// A parsed address.
#[derive(Clone)]
pub(super) struct Address {
    /// Without credentials; it has neither query nor fragment.
    base: Url,
    authorization: Option<HeaderValue>,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Address").field(&self.base.as_str()).finish()
    }
}

impl Address {
    pub(super) fn parse(text: &str, token: Option<&str>) -> Result<Self, RestError> {
        let mut base = Url::parse(text.trim()).map_err(|_| RestError::Address)?;
        if !matches!(base.scheme(), "http" | "https") || base.host().is_none() {
            return Err(RestError::Address);
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(RestError::Extra);
        }
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let user = decode(base.username());
        let password = base.password().map(decode).unwrap_or_default();
        let token = token.filter(|token| !token.is_empty());
        let value = match token {
            Some(token) => Some(format!("Bearer {token}")),
            None if user.is_empty() && password.is_empty() => None,
            None if user.is_empty() => Some(format!("Bearer {password}")),
            None => {
                let pair = format!("{user}:{password}");
                Some(format!("Basic {}", data_encoding::BASE64.encode(pair.as_bytes())))
            }
        };
        let authorization = match value {
            None => None,
            Some(value) => {
                let mut value = HeaderValue::from_str(&value).map_err(|_| RestError::Address)?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        base.set_username("").map_err(|()| RestError::Address)?;
        base.set_password(None).map_err(|()| RestError::Address)?;
        let path = base.path().trim_end_matches('/');
        let path = SUFFIXES.iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
        let path = path.to_owned();
        base.set_path(&path);
        Ok(Self { base, authorization })
    }

    /// What users see.
    pub(super) fn name(&self) -> String {
        self.base.as_str().trim_end_matches('/').to_owned()
    }

    pub(super) fn authorization(&self) -> Option<&HeaderValue> {
        self.authorization.as_ref()
    }

    /// The URL of an endpoint; parts are percent-encoded where they must be.
    pub(super) fn url(&self, prefix: &str, parts: &[&str]) -> Url {
        let mut url = self.base.clone();
        // Always possible: an http URL has a path.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(prefix.split('/')).extend(parts);
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, name, authorization) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", None),
            (" http://h:1/ ", "http://h:1", None),
            ("http://h:1/api/codex/v1/", "http://h:1", None),
            ("https://h/node/api/storage/v1", "https://h/node", None),
            ("http://u:p@h", "http://h", Some("Basic dTpw")),
            ("http://u%40x:p%3A@h", "http://h", Some("Basic dUB4OnA6")),
            ("http://:tok@h", "http://h", Some("Bearer tok")),
        ] {
            let address = Address::parse(text, None).expect(text);
            assert_eq!(address.name(), name);
            let value = address.authorization().map(|value| value.to_str().unwrap());
            assert_eq!(value, authorization, "{text}");
            assert!(!format!("{address:?}").contains("tok"));
        }
        let address = Address::parse("http://u:p@h", Some("t")).unwrap();
        assert_eq!(address.authorization().unwrap(), "Bearer t");
        for bad in ["", "h:1", "ftp://h", "magnet:?x", "http://", "http://:a%0Ab@h"] {
            assert_eq!(Address::parse(bad, None).err(), Some(RestError::Address), "{bad}");
        }
    }

    #[test]
    fn an_address_has_no_query_and_no_fragment() {
        for bad in ["http://h/?x=1", "http://h:1/api/codex/v1/space?", "http://h/#top"] {
            assert_eq!(Address::parse(bad, None).err(), Some(RestError::Extra), "{bad}");
        }
    }

    #[test]
    fn endpoints() {
        let address = Address::parse("http://h/node/", None).unwrap();
        let url = address.url("api/codex/v1", &["connect", "a/b?c"]);
        assert_eq!(url.as_str(), "http://h/node/api/codex/v1/connect/a%2Fb%3Fc");
        let address = Address::parse("http://h:8", None).unwrap();
        assert_eq!(address.url("api/storage/v1", &["space"]).path(), "/api/storage/v1/space");
    }
}
