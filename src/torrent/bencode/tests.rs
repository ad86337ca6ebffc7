//! Tests of the decoder and the encoder together.

use proptest::prelude::*;

use super::*;

fn canonical(buf: &[u8]) -> Result<Document<'_>, BencodeError> {
    Document::decode(buf, Limits::default(), Strictness::Canonical)
}

fn lenient(buf: &[u8]) -> Result<Document<'_>, BencodeError> {
    Document::decode(buf, Limits::default(), Strictness::Lenient)
}

#[test]
fn values_are_found_with_their_raw_bytes() {
    let input = b"d1:ai-5e1:bl1:xi0ed0:2:hiee1:c3:\0\xff:e";
    let doc = canonical(input).unwrap();
    let dict = doc.root().as_dict().unwrap();
    assert_eq!(dict.int("a"), Some(-5));
    assert_eq!(dict.bytes("c"), Some(&b"\0\xff:"[..]));
    assert_eq!(dict.str("c"), None);
    let items: Vec<_> = dict.list("b").unwrap().collect();
    assert_eq!(items.len(), 3);
    assert_eq!(items[0].as_str(), Some("x"));
    assert_eq!(items[2].raw(), b"d0:2:hie");
    assert_eq!(items[2].as_dict().unwrap().str(""), Some("hi"));
    assert_eq!(doc.root().raw(), input);
    assert!(dict.get("d").is_none());
    assert_eq!(dict.iter().count(), 3);
}

#[test]
fn a_hundred_mebibytes_of_d_are_refused_at_once() {
    let buf = vec![b'd'; 100 << 20];
    assert_eq!(lenient(&buf).unwrap_err(), BencodeError::KeyNotString(1));
    let buf = vec![b'l'; 100 << 20];
    assert_eq!(lenient(&buf).unwrap_err(), BencodeError::TooDeep(100));
    let buf = vec![b'l'; (100 << 20) + 1];
    assert_eq!(lenient(&buf).unwrap_err(), BencodeError::TooLarge(100 << 20));
}

#[test]
fn malformed_input_has_its_own_error() {
    for (input, error) in [
        (&b""[..], BencodeError::UnexpectedEnd(0)),
        (b"i", BencodeError::UnexpectedEnd(1)),
        (b"ie", BencodeError::BadNumber(0)),
        (b"i-e", BencodeError::BadNumber(0)),
        (b"i-0e", BencodeError::BadNumber(0)),
        (b"i01e", BencodeError::BadNumber(0)),
        (b"i+1e", BencodeError::BadNumber(0)),
        (b"i1 e", BencodeError::BadNumber(0)),
        (b"i9223372036854775808e", BencodeError::BadNumber(0)),
        (b"i99999999999999999999999999999e", BencodeError::BadNumber(0)),
        (b"i12", BencodeError::UnexpectedEnd(3)),
        (b"01:a", BencodeError::BadNumber(0)),
        (b"3:ab", BencodeError::UnexpectedEnd(4)),
        (b"9999999999:a", BencodeError::UnexpectedEnd(12)),
        (b"99999999999999999999999:a", BencodeError::BadNumber(0)),
        (b"5", BencodeError::UnexpectedEnd(1)),
        (b"5x", BencodeError::UnexpectedByte(1)),
        (b"-1:a", BencodeError::UnexpectedByte(0)),
        (b"e", BencodeError::UnexpectedByte(0)),
        (b"l", BencodeError::UnexpectedEnd(1)),
        (b"d1:a", BencodeError::UnexpectedEnd(4)),
        (b"d1:ae", BencodeError::UnexpectedByte(4)),
        (b"di1ei2ee", BencodeError::KeyNotString(1)),
        (b"d1:ai1e1:ai2ee", BencodeError::DuplicateKey(7)),
        (b"d1:bi1e1:ai2ee", BencodeError::UnsortedKeys(7)),
        (b"i1ei2e", BencodeError::TrailingData(3)),
        (b"this is not bencode", BencodeError::UnexpectedByte(0)),
    ] {
        assert_eq!(canonical(input).unwrap_err(), error, "{}", input.escape_ascii());
    }
    assert_eq!(canonical(b"i9223372036854775807e").unwrap().root().as_int(), Some(i64::MAX));
    assert_eq!(canonical(b"i-9223372036854775808e").unwrap().root().as_int(), Some(i64::MIN));
}

#[test]
fn lenient_takes_disorder_but_no_duplicates() {
    let doc = lenient(b"d1:bi1e1:ali2eee\n").unwrap();
    assert_eq!(doc.root().as_dict().unwrap().int("b"), Some(1));
    assert_eq!(doc.root().raw(), b"d1:bi1e1:ali2eee");
    let duplicate = lenient(b"d1:bi1e1:ad1:xi1ee1:bi3ee").unwrap_err();
    assert_eq!(duplicate, BencodeError::DuplicateKey(18));
}

#[test]
fn tokens_are_bounded() {
    let limits = Limits { max_tokens: 3, ..Limits::default() };
    let decode = |buf| Document::decode(buf, limits, Strictness::Canonical).map(|_| ());
    assert_eq!(decode(b"li1ei2ee"), Ok(()));
    assert_eq!(decode(b"li1ei2ei3ee"), Err(BencodeError::TooManyTokens(3)));
}

/// A value as a tree, for the round trip only.
#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Int(i64),
    Bytes(Vec<u8>),
    List(Vec<Tree>),
    Dict(std::collections::BTreeMap<Vec<u8>, Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(Tree::Int),
        prop::collection::vec(any::<u8>(), 0..20).prop_map(Tree::Bytes),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Tree::List),
            prop::collection::btree_map(prop::collection::vec(any::<u8>(), 0..5), inner, 0..6)
                .prop_map(Tree::Dict),
        ]
    })
}

fn encode(tree: &Tree, out: &mut Encoder) {
    match tree {
        Tree::Int(n) => out.int(*n),
        Tree::Bytes(b) => out.bytes(b),
        Tree::List(items) => {
            out.list(|out| items.iter().for_each(|item| encode(item, out)));
        }
        Tree::Dict(items) => out.dict(|out| {
            for (key, value) in items {
                out.key(key);
                encode(value, out);
            }
        }),
    }
}

fn read(value: Value<'_>) -> Tree {
    if let Some(n) = value.as_int() {
        Tree::Int(n)
    } else if let Some(b) = value.as_bytes() {
        Tree::Bytes(b.to_vec())
    } else if let Some(items) = value.as_list() {
        Tree::List(items.map(read).collect())
    } else {
        let dict = value.as_dict().unwrap();
        Tree::Dict(dict.iter().map(|(k, v)| (k.to_vec(), read(v))).collect())
    }
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(tree in tree()) {
        let mut out = Encoder::new();
        encode(&tree, &mut out);
        let bytes = out.finish();
        let doc = canonical(&bytes).unwrap();
        prop_assert_eq!(read(doc.root()), tree);
        prop_assert_eq!(doc.root().raw(), &bytes[..]);
    }

    #[test]
    fn a_truncated_value_is_refused(tree in tree(), cut in 1usize..40) {
        let mut out = Encoder::new();
        encode(&tree, &mut out);
        let bytes = out.finish();
        let keep = bytes.len().saturating_sub(cut);
        prop_assert!(lenient(&bytes[..keep]).is_err());
    }

    #[test]
    fn no_input_panics(input in prop::collection::vec(
        prop_oneof![Just(b'd'), Just(b'l'), Just(b'e'), Just(b'i'), Just(b'1'), Just(b':'), any::<u8>()],
        0..64,
    )) {
        if let Ok(doc) = lenient(&input) {
            let _tree = read(doc.root());
        }
    }
}
