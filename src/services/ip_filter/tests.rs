//! The three formats, well formed and not.

use std::net::Ipv4Addr;
use std::path::Path;

use proptest::prelude::*;

use super::list::{Format, MAX_LINE, MAX_TOLD, Parsed, parse};

fn read(bytes: &[u8], format: Format) -> Parsed {
    parse(bytes, format).unwrap()
}

#[track_caller]
fn holds(parsed: &Parsed, inside: &[&str], outside: &[&str]) {
    for text in inside {
        assert!(parsed.rules.contains(text.parse().unwrap()), "{text}");
    }
    for text in outside {
        assert!(!parsed.rules.contains(text.parse().unwrap()), "{text}");
    }
}

#[test]
fn formats_are_known_by_the_name() {
    for (name, format) in [
        ("a/guarding.DAT", Some(Format::Dat)),
        ("x.y.p2p", Some(Format::P2p)),
        ("x.P2B", Some(Format::P2b)),
        ("x.p2b.gz", None),
        ("dat", None),
    ] {
        assert_eq!(Format::of(Path::new(name)), format, "{name}");
    }
}

#[test]
fn dat() {
    let text = "# comment\r\n// comment\n\n\
        001.009.096.105 - 001.009.096.200 , 000 , Some: name\r\n\
        010.0.0.1-010.0.0.2\n\
        5.5.5.5 - 5.5.5.5 , 127 , x\n\
        6.6.6.6 - 6.6.6.6 , 128 , allowed\n\
        2001:db8::1 - 2001:db8::ff , 0 , six\n\
        nonsense\n\
        1.2.3.256 - 1.2.3.4 , 0 ,\n\
        9.9.9.9 - 8.8.8.8 , 0 ,\n\
        +1.2.3.4 - 1.2.3.5 , 0 ,\n\
        1.2.3 - 1.2.3.5\n\
        1.2.3.4 - ::1\n\
        7.7.7.7 - 7.7.7.8";
    let parsed = read(text.as_bytes(), Format::Dat);
    assert_eq!((parsed.count, parsed.mistakes), (5, 6));
    assert_eq!(parsed.told.len(), MAX_TOLD);
    assert_eq!(parsed.told[0], (9, "there is no range of addresses"));
    assert_eq!(parsed.told[2], (11, "the range ends before it begins"));
    holds(
        &parsed,
        &["1.9.96.105", "1.9.96.200", "10.0.0.2", "5.5.5.5", "2001:db8::77", "7.7.7.8"],
        &["1.9.96.104", "8.0.0.1", "6.6.6.6", "2001:db8::100"],
    );
}

#[test]
fn p2p() {
    let text = "Org: with: colons - and dashes:1.0.0.0-1.255.255.255\n\
        :2.0.0.1-2.0.0.1\n\
        six:2001:db8::1-2001:db8::2\n\
        none\n\
        name:3.0.0.1\n\
        3.0.0.1-3.0.0.2\n";
    let parsed = read(text.as_bytes(), Format::P2p);
    assert_eq!((parsed.count, parsed.mistakes), (3, 3));
    holds(&parsed, &["1.2.3.4", "2.0.0.1", "2001:db8::2"], &["2.0.0.0", "3.0.0.1"]);
}

fn p2b_bytes(version: u8, ranges: &[([u8; 4], [u8; 4])]) -> Vec<u8> {
    let mut bytes = b"\xff\xff\xff\xffP2B".to_vec();
    bytes.push(version);
    if version == 3 {
        bytes.extend([0, 0, 0, 2]);
        bytes.extend(b"one\0\0");
        bytes.extend(u32::try_from(ranges.len()).unwrap().to_be_bytes());
    }
    for (first, last) in ranges {
        bytes.extend(if version == 3 { &[0_u8, 0, 0, 0][..] } else { &b"n\xe4me\0"[..] });
        bytes.extend(first);
        bytes.extend(last);
    }
    bytes
}

#[test]
fn p2b_of_all_versions() {
    let ranges = [([1, 0, 0, 0], [1, 0, 0, 9]), ([200, 1, 1, 1], [200, 1, 1, 1])];
    for version in 1..=3 {
        let bytes = p2b_bytes(version, &ranges);
        let parsed = read(&bytes, Format::P2b);
        assert_eq!((parsed.count, parsed.mistakes), (2, 0), "version {version}");
        holds(&parsed, &["1.0.0.0", "1.0.0.9", "200.1.1.1"], &["1.0.0.10", "200.1.1.2"]);
        // What came before a break counts.
        let parsed = read(&bytes[..bytes.len() - 3], Format::P2b);
        assert_eq!((parsed.count, parsed.mistakes), (1, 1), "version {version}");
    }
    for bytes in [&b""[..], b"P2B", b"\xff\xff\xff\xffP2B\x04", b"\xff\xff\xff\xffP2B\x03\xff"] {
        assert!(parse(bytes, Format::P2b).is_err());
    }
}

#[test]
fn long_lines_are_skipped() {
    let long = "x".repeat(3 * MAX_LINE);
    let text = format!("{long}\nname:1.1.1.1-1.1.1.1\n{long}");
    let parsed = read(text.as_bytes(), Format::P2p);
    assert_eq!((parsed.count, parsed.mistakes), (1, 2));
    assert_eq!(parsed.told[0], (1, "the line is too long"));
}

fn written(ranges: &[(Ipv4Addr, Ipv4Addr)], line: impl Fn(Ipv4Addr, Ipv4Addr) -> String) -> String {
    ranges.iter().map(|(first, last)| line(*first, *last)).collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        number in 0_u8..3,
    ) {
        let format = [Format::Dat, Format::P2p, Format::P2b][usize::from(number)];
        drop(parse(&*bytes, format));
        let framed = [b"\xff\xff\xff\xffP2B\x03".as_slice(), &bytes].concat();
        drop(parse(&*framed, Format::P2b));
    }

    #[test]
    fn what_is_written_is_read(
        ranges in prop::collection::vec((any::<u32>(), any::<u32>()), 1..20),
        name in "[a-z :-]{0,12}",
    ) {
        let sorted = ranges.iter().map(|(a, b)| (*a.min(b), *a.max(b)));
        let ends: Vec<(Ipv4Addr, Ipv4Addr)> =
            sorted.map(|(a, b)| (Ipv4Addr::from_bits(a), Ipv4Addr::from_bits(b))).collect();
        let dat = written(&ends, |a, b| format!("{a} - {b} , 0 , {name}\n"));
        let p2p = written(&ends, |a, b| format!("{name}:{a}-{b}\n"));
        let bytes: Vec<_> = ends.iter().map(|(a, b)| (a.octets(), b.octets())).collect();
        let one = read(dat.as_bytes(), Format::Dat);
        prop_assert_eq!((one.count, one.mistakes), (ends.len(), 0));
        let two = read(p2p.as_bytes(), Format::P2p);
        for version in 1..=3 {
            let three = read(&p2b_bytes(version, &bytes), Format::P2b);
            prop_assert_eq!(&three.rules, &one.rules);
        }
        prop_assert_eq!(&two.rules, &one.rules);
        for end in ends.iter().flat_map(|(a, b)| [*a, *b]) {
            prop_assert!(one.rules.contains(end.into()));
        }
    }
}
