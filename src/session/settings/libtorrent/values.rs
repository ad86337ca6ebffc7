//! Reading and setting by libtorrent's names, and the way from one pack to another.

use std::collections::BTreeMap;
use std::net::IpAddr;

use serde_json::{Map, Value as Json, json};

use super::effect::{Effect, Home, Scale};
use super::{PackError, Setting, SettingType, SettingValue};
use crate::session::settings::{Key, Kind, SettingsPack, SettingsPatch, row};

/// Longest name of a network interface that is taken.
const MAX_INTERFACE: usize = 64;

impl SettingsPack {
    /// Whether an acting setting was set, as itself or as the preference that it is.
    pub fn has_val(&self, setting: Setting) -> bool {
        setting.effect().is_some_and(|effect| match effect.home {
            Home::Preference(key, _) => self.is_set(key),
            Home::Listen => LISTEN.into_iter().any(|key| self.is_set(key)),
            Home::Own(own) => self.own.contains_key(&own),
        })
    }

    /// The value of a setting, in libtorrent's unit; numbers beyond 32 bits are cut to the largest.
    ///
    /// # Errors
    /// `EngineOnly`, `NotApplicable`: it has no value here.
    pub fn get(&self, setting: Setting) -> Result<SettingValue, PackError> {
        let effect = setting.acting(None)?;
        Ok(match effect.home {
            Home::Own(own) => self.own_value(own),
            Home::Listen => SettingValue::Str(self.listen_interfaces()),
            Home::Preference(key, Scale::Percent) => SettingValue::Int(percent(self.float(key))),
            Home::Preference(key, scale) => match setting.setting_type() {
                SettingType::String => SettingValue::Str(self.text(key).to_owned()),
                SettingType::Bool => SettingValue::Bool(self.bool(key)),
                SettingType::Int => SettingValue::Int(scale.up(self.int(key))),
            },
        })
    }

    /// A text.
    ///
    /// # Errors
    /// As [`SettingsPack::get`], and `WrongType`.
    pub fn get_str(&self, setting: Setting) -> Result<String, PackError> {
        match self.get(setting)? {
            SettingValue::Str(text) => Ok(text),
            _ => Err(wrong_type(setting)),
        }
    }

    /// A number.
    ///
    /// # Errors
    /// As [`SettingsPack::get`], and `WrongType`.
    pub fn get_int(&self, setting: Setting) -> Result<i32, PackError> {
        match self.get(setting)? {
            SettingValue::Int(number) => Ok(number),
            _ => Err(wrong_type(setting)),
        }
    }

    /// A flag.
    ///
    /// # Errors
    /// As [`SettingsPack::get`], and `WrongType`.
    pub fn get_bool(&self, setting: Setting) -> Result<bool, PackError> {
        match self.get(setting)? {
            SettingValue::Bool(flag) => Ok(flag),
            _ => Err(wrong_type(setting)),
        }
    }

    /// Sets a value, in libtorrent's unit. A preference behind it brings it into its bounds, as it
    /// does when it is set itself: what was set may read back rounded.
    ///
    /// # Errors
    /// `EngineOnly`, `NotApplicable`, `WrongType`, `OutOfRange`, `BadValue`; nothing is set then.
    pub fn set(&mut self, setting: Setting, value: &SettingValue) -> Result<(), PackError> {
        let effect = setting.acting(Some(value.setting_type()))?;
        let sent = match (effect.home, value) {
            (Home::Own(own), _) => {
                own.check(value)?;
                self.own.insert(own, value.clone());
                return Ok(());
            }
            (Home::Listen, SettingValue::Str(text)) => listen(text)?,
            (Home::Preference(key, scale), SettingValue::Int(number)) => {
                Map::from_iter([(key.wire().to_owned(), scale.down(*number))])
            }
            (Home::Preference(key, _), _) => {
                check_address(effect, value)?;
                Map::from_iter([(key.wire().to_owned(), value.to_json())])
            }
            (Home::Listen, _) => return Err(wrong_type(setting)),
        };
        let keys = sent.keys().filter_map(|name| Key::from_wire(name)).collect::<Vec<_>>();
        // Only names and passwords are ever refused.
        if let Ok(patch) = SettingsPatch::parse(&sent, self) {
            self.apply(&patch);
        }
        for key in keys {
            self.note_as_set(key);
        }
        Ok(())
    }

    /// Sets a text.
    ///
    /// # Errors
    /// As [`SettingsPack::set`].
    pub fn set_str(&mut self, setting: Setting, text: &str) -> Result<(), PackError> {
        self.set(setting, &SettingValue::Str(text.to_owned()))
    }

    /// Sets a number.
    ///
    /// # Errors
    /// As [`SettingsPack::set`].
    pub fn set_int(&mut self, setting: Setting, number: i32) -> Result<(), PackError> {
        self.set(setting, &SettingValue::Int(number))
    }

    /// Sets a flag.
    ///
    /// # Errors
    /// As [`SettingsPack::set`].
    pub fn set_bool(&mut self, setting: Setting, flag: bool) -> Result<(), PackError> {
        self.set(setting, &SettingValue::Bool(flag))
    }

    /// Takes a setting back to its default here, the preference behind it too.
    ///
    /// # Errors
    /// `EngineOnly`, `NotApplicable`.
    pub fn clear(&mut self, setting: Setting) -> Result<(), PackError> {
        match setting.acting(None)?.home {
            Home::Own(own) => drop(self.own.remove(&own)),
            Home::Listen => LISTEN.into_iter().for_each(|key| drop(self.set.remove(&key))),
            Home::Preference(key, _) => drop(self.set.remove(&key)),
        }
        Ok(())
    }

    /// What has to change here so that what is set is what is set in `wanted`: for
    /// [`Session::apply_settings`](crate::session::Session::apply_settings). Settings that are
    /// fixed for this run are stored all the same.
    pub fn patch_to(&self, wanted: &Self) -> SettingsPatch {
        let own = wanted.own.iter().filter(|(own, value)| self.own.get(own) != Some(value));
        let mut own: BTreeMap<_, _> = own.map(|(own, value)| (*own, Some(value.clone()))).collect();
        own.extend(self.own.keys().filter(|own| !wanted.own.contains_key(own)).map(|o| (*o, None)));
        SettingsPatch {
            changes: wanted
                .set
                .iter()
                .filter(|(key, value)| self.set.get(key) != Some(*value))
                .map(|(key, value)| (*key, value.clone()))
                .collect(),
            own,
            resets: self.set.keys().filter(|key| !wanted.set.contains_key(key)).copied().collect(),
        }
    }

    /// Set is set, also to what it is by default.
    fn note_as_set(&mut self, key: Key) {
        if row(key).kind != Kind::Derived && !self.set.contains_key(&key) {
            let value = self.effective(key);
            self.set.insert(key, value);
        }
    }

    fn listen_interfaces(&self) -> String {
        let port = self.int(Key::ListenPort);
        let address = self.text(Key::CurrentInterfaceAddress);
        let interface = self.text(Key::CurrentNetworkInterface);
        match (address.parse(), interface) {
            (Ok(IpAddr::V6(address)), _) => format!("[{address}]:{port}"),
            (Ok(IpAddr::V4(address)), _) => format!("{address}:{port}"),
            (Err(_), "") => format!("0.0.0.0:{port},[::]:{port}"),
            (Err(_), interface) => format!("{interface}:{port}"),
        }
    }
}

/// What `listen_interfaces` consists of.
const LISTEN: [Key; 3] =
    [Key::ListenPort, Key::CurrentInterfaceAddress, Key::CurrentNetworkInterface];

fn wrong_type(setting: Setting) -> PackError {
    PackError::WrongType { name: setting.name(), is: setting.setting_type() }
}

impl Scale {
    /// From the preference's unit to libtorrent's.
    fn up(self, number: i64) -> i32 {
        let factor = match self {
            Self::Kib => 1024,
            Self::Minutes => 60,
            Self::Same | Self::Percent => 1,
        };
        let number = if number < 0 { number } else { number.saturating_mul(factor) };
        i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
    }

    /// From libtorrent's unit to the preference's; a small number does not become nothing.
    fn down(self, number: i32) -> Json {
        let divided = |by: i32| if number > 0 { (number / by).max(1) } else { number };
        match self {
            Self::Same => json!(number),
            Self::Kib => json!(divided(1024)),
            Self::Minutes => json!(divided(60)),
            Self::Percent if number < 0 => json!(-1.0),
            Self::Percent => json!(f64::from(number) / 100.0),
        }
    }
}

fn percent(ratio: f64) -> i32 {
    if ratio < 0.0 {
        return -1;
    }
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "such a conversion goes to the nearest number that there is"
    )]
    {
        (ratio * 100.0).round() as i32
    }
}

/// The preference makes an address that cannot be read empty; here that is said.
fn check_address(effect: &Effect, value: &SettingValue) -> Result<(), PackError> {
    match value {
        SettingValue::Str(text) if !text.is_empty() && text.trim().parse::<IpAddr>().is_err() => {
            Err(PackError::BadValue { name: effect.name, why: "an IP address, or empty" })
        }
        _ => Ok(()),
    }
}

/// Reads `address:port`, `[address]:port` or `interface:port`; both addresses that mean "all" may
/// stand together.
fn listen(text: &str) -> Result<Map<String, Json>, PackError> {
    let name = "listen_interfaces";
    let bad = PackError::BadValue {
        name,
        why: "one port with one address, one interface, or 0.0.0.0 and [::]",
    };
    let mut port = None;
    let mut hosts = Vec::new();
    for part in text.split(',').map(str::trim) {
        let (host, number) = part.rsplit_once(':').ok_or_else(|| bad.clone())?;
        let number: u16 = number.parse().map_err(|_| bad.clone())?;
        if port.is_some_and(|port| port != number) || hosts.len() == 2 {
            return Err(bad);
        }
        port = Some(number);
        hosts.push(host.trim_start_matches('[').trim_end_matches(']'));
    }
    let (address, interface) = match hosts.as_slice() {
        ["0.0.0.0", "::"] | ["::", "0.0.0.0"] => ("", ""),
        [host] if host.parse::<IpAddr>().is_ok() => (*host, ""),
        [host] if is_interface(host) => ("", *host),
        _ => return Err(bad),
    };
    let [port_key, address_key, interface_key] = LISTEN.map(|key| key.wire().to_owned());
    Ok(Map::from_iter([
        (port_key, json!(port)),
        (address_key, json!(address)),
        (interface_key, json!(interface)),
    ]))
}

fn is_interface(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'/' && byte != b':';
    (1..=MAX_INTERFACE).contains(&name.len()) && name.bytes().all(plain)
}
