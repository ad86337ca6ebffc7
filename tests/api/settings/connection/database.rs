//! A writer of databases of countries: just enough of the format `MaxMind DB`.

use std::net::{IpAddr, Ipv4Addr};

/// A database that knows these networks: first address, length of the prefix, code and name.
pub(super) fn database(networks: &[(&str, u32, &str, &str)]) -> Vec<u8> {
    // The tree: two places of a node, each empty, another node, or an offset into the data.
    let mut nodes = vec![[Place::Empty; 2]];
    let mut data = Vec::new();
    for (first, prefix, code, name) in networks {
        let (bits, prefix) = match first.parse().unwrap() {
            IpAddr::V4(ip) => (u128::from(Ipv4Addr::to_bits(ip)), prefix + 96),
            IpAddr::V6(ip) => (ip.to_bits(), *prefix),
        };
        let mut node = 0;
        for depth in 0..prefix {
            let bit = usize::from(bits >> (127 - depth) & 1 == 1);
            if depth + 1 == prefix {
                nodes[node][bit] = Place::Data(data.len());
            } else if let Place::Node(next) = nodes[node][bit] {
                node = next;
            } else {
                nodes.push([Place::Empty; 2]);
                nodes[node][bit] = Place::Node(nodes.len() - 1);
                node = nodes.len() - 1;
            }
        }
        map(&mut data, 1);
        text(&mut data, "country");
        map(&mut data, 2);
        text(&mut data, "iso_code");
        text(&mut data, code);
        text(&mut data, "names");
        map(&mut data, 1);
        text(&mut data, "en");
        text(&mut data, name);
    }
    let count = nodes.len();
    let mut file = Vec::new();
    for place in nodes.into_iter().flatten() {
        let number = match place {
            Place::Empty => count,
            Place::Node(number) => number,
            Place::Data(offset) => count + 16 + offset,
        };
        file.extend(&u32::try_from(number).unwrap().to_be_bytes()[1..]);
    }
    file.extend([0; 16]);
    file.extend(data);
    file.extend(b"\xab\xcd\xefMaxMind.com");
    map(&mut file, 9);
    text(&mut file, "node_count");
    number(&mut file, 6, u64::try_from(count).unwrap());
    text(&mut file, "record_size");
    number(&mut file, 5, 24);
    text(&mut file, "ip_version");
    number(&mut file, 5, 6);
    text(&mut file, "database_type");
    text(&mut file, "Test-Country");
    text(&mut file, "languages");
    file.extend([0b000_00001, 11 - 7]);
    text(&mut file, "en");
    text(&mut file, "binary_format_major_version");
    number(&mut file, 5, 2);
    text(&mut file, "binary_format_minor_version");
    number(&mut file, 5, 0);
    text(&mut file, "build_epoch");
    number(&mut file, 9, 1_700_000_000);
    text(&mut file, "description");
    map(&mut file, 1);
    text(&mut file, "en");
    text(&mut file, "made for a test");
    file
}

#[derive(Clone, Copy)]
enum Place {
    Empty,
    Node(usize),
    Data(usize),
}

fn map(to: &mut Vec<u8>, pairs: u8) {
    to.push(7 << 5 | pairs);
}

fn text(to: &mut Vec<u8>, text: &str) {
    assert!(text.len() < 29);
    to.push(2 << 5 | u8::try_from(text.len()).unwrap());
    to.extend(text.as_bytes());
}

/// Unsigned numbers of the types 5 (two bytes), 6 (four) and 9 (eight).
fn number(to: &mut Vec<u8>, kind: u8, number: u64) {
    let bytes = number.to_be_bytes();
    let bytes = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
    let length = u8::try_from(bytes.len()).unwrap();
    if kind > 7 {
        to.extend([length, kind - 7]);
    } else {
        to.push(kind << 5 | length);
    }
    to.extend(bytes);
}
