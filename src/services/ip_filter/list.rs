//! Lists of address ranges in the three formats that qBittorrent reads.
//!
//! Pure, and streaming: a list is read line by line or record by record and never held as a
//! whole. Lists come from strangers: lines, names and the number of rules are bounded, and what
//! cannot be read is counted and skipped.
//!
//! * `.dat` (eMule): `001.009.096.105 - 001.009.096.105 , 000 , name`; numbers are decimal in spite
//!   of leading zeros, and a level above 127 means that the range is allowed.
//! * `.p2p` (`PeerGuardian` text): `name:1.9.96.105-1.9.96.105`; a name may hold colons.
//! * `.p2b` (`PeerGuardian` binary), versions 1 to 3, IPv4 alone.
//!
//! Deliberately absent: compressed lists.

use std::io::{self, BufRead, Read as _};
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

use crate::session::{IpRules, IpRulesBuilder};

/// Longest line, and longest name, in bytes.
pub(super) const MAX_LINE: usize = 4096;

/// Most rules of a list.
const MAX_RULES: usize = 5_000_000;

/// Mistakes that are told one by one; the rest is counted.
pub(super) const MAX_TOLD: usize = 5;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, as eMule has it.
    Dat,
    /// Text, as `PeerGuardian` has it.
    P2p,
    /// Binary.
    P2b,
}

impl Format {
    /// By the end of a file's name, as in qBittorrent.
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        match end.as_str() {
            "dat" => Some(Self::Dat),
            "p2p" => Some(Self::P2p),
            "p2b" => Some(Self::P2b),
            _ => None,
        }
    }
}

/// What a list held.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Addresses.
    pub rules: IpRules,
    /// Rules that were read, before they are joined.
    pub count: usize,
    /// Lines or records that make no sense.
    pub mistakes: usize,
    /// The first of them: line or record, from 1, and what is wrong.
    pub told: Vec<(usize, &'static str)>,
}

#[derive(Debug, Default)]
struct Reading {
    rules: IpRulesBuilder,
    mistakes: usize,
    told: Vec<(usize, &'static str)>,
}

impl Reading {
    fn mistake(&mut self, place: usize, text: &'static str) {
        self.mistakes += 1;
        if self.told.len() < MAX_TOLD {
            self.told.push((place, text));
        }
    }

    /// Keeps a rule; false when there is no room for more.
    fn keep(
        &mut self,
        place: usize,
        range: Result<Option<(IpAddr, IpAddr)>, &'static str>,
    ) -> bool {
        match range {
            Ok(None) => {}
            Ok(Some((first, last))) => {
                if self.rules.len() >= MAX_RULES {
                    self.mistake(place, "too many rules: the rest is left out");
                    return false;
                }
                if !self.rules.add(first, last) {
                    self.mistake(place, "the range ends before it begins");
                }
            }
            Err(text) => self.mistake(place, text),
        }
        true
    }

    fn done(self) -> Parsed {
        let count = self.rules.len();
        Parsed { rules: self.rules.build(), count, mistakes: self.mistakes, told: self.told }
    }
}

/// Reads a list to its end.
///
/// # Errors
/// When it cannot be read, or is no list of that format at all.
pub fn parse(mut input: impl BufRead, format: Format) -> io::Result<Parsed> {
    let mut reading = Reading::default();
    match format {
        Format::Dat => lines(&mut input, &mut reading, dat_line)?,
        Format::P2p => lines(&mut input, &mut reading, p2p_line)?,
        Format::P2b => p2b(&mut input, &mut reading)?,
    }
    Ok(reading.done())
}

type Line = Result<Option<(IpAddr, IpAddr)>, &'static str>;

fn lines(
    input: &mut impl BufRead,
    reading: &mut Reading,
    line: impl Fn(&str) -> Line,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    for number in 1.. {
        let whole = match until(input, b'\n', &mut bytes)? {
            Until::Nothing => break,
            Until::All => true,
            Until::TooLong => false,
        };
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim();
        let range = match text {
            _ if !whole => Err("the line is too long"),
            "" => Ok(None),
            _ if text.starts_with('#') || text.starts_with("//") => Ok(None),
            _ => line(text),
        };
        if !reading.keep(number, range) {
            break;
        }
    }
    Ok(())
}

enum Until {
    Nothing,
    All,
    TooLong,
}

/// Reads up to a delimiter or the end, and no more than [`MAX_LINE`] bytes of it into memory.
fn until(input: &mut impl BufRead, end: u8, bytes: &mut Vec<u8>) -> io::Result<Until> {
    bytes.clear();
    let mut part = input.take(u64::try_from(MAX_LINE).unwrap_or(u64::MAX));
    if part.read_until(end, bytes)? == 0 {
        return Ok(Until::Nothing);
    }
    if bytes.last() == Some(&end) {
        bytes.pop();
        return Ok(Until::All);
    }
    if bytes.len() < MAX_LINE {
        return Ok(Until::All);
    }
    // The rest of the line goes by.
    loop {
        let held = input.fill_buf()?;
        let (length, found) = match held.iter().position(|byte| *byte == end) {
            Some(at) => (at + 1, true),
            None => (held.len(), held.is_empty()),
        };
        input.consume(length);
        if found {
            return Ok(Until::TooLong);
        }
    }
}

/// An address; leading zeros of IPv4 mean nothing.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    if text.contains(':') {
        return text.parse().ok();
    }
    let mut bytes = [0_u8; 4];
    let mut parts = text.split('.');
    for byte in &mut bytes {
        let part = parts.next()?;
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        *byte = part.parse().ok().filter(|_| digits)?;
    }
    parts.next().is_none().then(|| Ipv4Addr::from(bytes).into())
}

fn dat_line(text: &str) -> Line {
    let mut fields = text.split(',');
    let range = fields.next().unwrap_or_default();
    let level: u32 = fields.next().and_then(|level| level.trim().parse().ok()).unwrap_or(0);
    if level > 127 {
        return Ok(None);
    }
    let (first, last) = range.split_once('-').ok_or("there is no range of addresses")?;
    let first = address(first).ok_or("the range does not begin with an address")?;
    let last = address(last).ok_or("the range does not end with an address")?;
    Ok(Some((first, last)))
}

fn p2p_line(text: &str) -> Line {
    let (front, last) = text.rsplit_once('-').ok_or("there is no range of addresses")?;
    let last = address(last).ok_or("the range does not end with an address")?;
    let none = "the range does not begin with an address";
    let first = if last.is_ipv4() {
        let (_, first) = front.rsplit_once(':').ok_or("there is no colon after the name")?;
        address(first).ok_or(none)?
    } else {
        // Names hold colons, and so do these addresses: the longest end that is one counts.
        let ends = front.match_indices(':').filter_map(|(at, _)| front.get(at + 1..));
        ends.filter_map(address).find(IpAddr::is_ipv6).ok_or(none)?
    };
    Ok(Some((first, last)))
}

fn p2b(input: &mut impl BufRead, reading: &mut Reading) -> io::Result<()> {
    let no_list = |text| io::Error::new(io::ErrorKind::InvalidData, text);
    let mut head = [0_u8; 8];
    input.read_exact(&mut head).map_err(|_| no_list("it is no list in the format P2B"))?;
    let version = match head {
        [0xff, 0xff, 0xff, 0xff, b'P', b'2', b'B', version @ 1..=3] => version,
        [0xff, 0xff, 0xff, 0xff, b'P', b'2', b'B', _] => {
            return Err(no_list("it is of an unknown version of the format P2B"));
        }
        _ => return Err(no_list("it is no list in the format P2B")),
    };
    if version == 3 {
        let names = number(input)?;
        for _ in 0..names {
            name(input)?;
        }
        let ranges = number(input)?;
        for place in 1..=usize::try_from(ranges).unwrap_or(usize::MAX) {
            let range = number(input).and_then(|_| range(input));
            let Ok(range) = range else {
                reading.mistake(place, "the list breaks off");
                break;
            };
            if !reading.keep(place, Ok(Some(range))) {
                break;
            }
        }
        return Ok(());
    }
    for place in 1.. {
        if input.fill_buf()?.is_empty() {
            break;
        }
        let Ok(range) = name(input).and_then(|()| range(input)) else {
            reading.mistake(place, "the list breaks off");
            break;
        };
        if !reading.keep(place, Ok(Some(range))) {
            break;
        }
    }
    Ok(())
}

fn number(input: &mut impl BufRead) -> io::Result<u32> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes))
}

/// A name ends with a zero; nobody needs it.
fn name(input: &mut impl BufRead) -> io::Result<()> {
    let mut bytes = Vec::new();
    match until(input, 0, &mut bytes)? {
        Until::All | Until::TooLong => Ok(()),
        Until::Nothing => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn range(input: &mut impl BufRead) -> io::Result<(IpAddr, IpAddr)> {
    let (first, last) = (number(input)?, number(input)?);
    Ok((Ipv4Addr::from_bits(first).into(), Ipv4Addr::from_bits(last).into()))
}
