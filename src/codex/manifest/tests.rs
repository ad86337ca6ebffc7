use super::*;
use crate::codex::merkle::DatasetHasher;
use crate::codex::testdata::{hex, prng};
use proptest::prelude::*;

const OCTETS: &str = "application/octet-stream";

fn manifest(data: &[u8], filename: Option<&str>, mimetype: Option<&str>) -> Manifest {
    let mut hasher = DatasetHasher::new();
    hasher.push(data);
    label(hasher, filename, mimetype)
}

fn label(hasher: DatasetHasher, filename: Option<&str>, mimetype: Option<&str>) -> Manifest {
    let label = DatasetLabel {
        filename: filename.map(str::to_owned),
        mimetype: mimetype.map(str::to_owned),
    };
    Manifest::of(&hasher.finish().expect("not empty"), &label)
}

#[test]
fn hello_logos_has_the_published_cids_and_bytes_in_every_generation() {
    let tree = "01839a0312201d536d00e22e413806f267a9731ae4cf1f8b339ce3be52a1bf8a765c20f4ab1b";
    let name = Some("hello.txt");
    let text = Some("text/plain");
    let octets = "28829a03301238024a186170706c69636174696f6e2f6f637465742d73747265616d";
    let both_c = "28829a0330123802420968656c6c6f2e7478744a0a746578742f706c61696e";
    let cases = [
        (
            Generation::C,
            None,
            Some(OCTETS),
            "zDvZRwzm1XSHX9H19xAyPoetd9JwN4iKAmk5DKcMdu5wy9kNrYzj",
            Some(format!("0a5208001226{tree}18808004200b{octets}")),
        ),
        (Generation::C, None, text, "zDvZRwzm2Exwm9TdmhF2tYFKvzfif1WcJZK1unDMKdB4181sQCpM", None),
        (
            Generation::C,
            name,
            text,
            "zDvZRwzm743Kf29EYEgKKT5kzfpDY3kZ61ryCMdLxrLyBN2ohaBD",
            Some(format!("0a4f08001226{tree}18808004200b{both_c}")),
        ),
        (Generation::C, None, None, "zDvZRwzm7amoXtZW2JfDugbqiTwPcgy4LssuXYMffKmT42wM9EFf", None),
        (
            Generation::A,
            None,
            None,
            "zDvZRwzmA1JymEqzwofWHfb5xxVHf2hZ2r5Hxz9kbQw9ApENz8su",
            Some(format!("0a360a26{tree}10808004180b20829a0328123002")),
        ),
        (Generation::B, None, None, "zDvZRwzmA1JymEqzwofWHfb5xxVHf2hZ2r5Hxz9kbQw9ApENz8su", None),
        (
            Generation::A,
            name,
            text,
            "zDvZRwzmAfeY1yqHUYbAMF3iLBhWJaViNNUwyyiTzxvT9HZbyXhB",
            Some(format!(
                "0a4d0a26{tree}10808004180b20829a0328123002420968656c6c6f2e747874\
                4a0a746578742f706c61696e"
            )),
        ),
        (
            Generation::B,
            name,
            text,
            "zDvZRwzmCrhZ8j5mGnpWQMa3kzeeyZAd9aZfS2VP9JYMUr8MB2Jk",
            Some(format!(
                "0a4d0a26{tree}10808004180b20829a03281230023a0968656c6c6f2e747874\
                420a746578742f706c61696e"
            )),
        ),
    ];
    for (generation, filename, mimetype, cid, bytes) in cases {
        let manifest = manifest(b"hello logos", filename, mimetype);
        assert_eq!(manifest.cid(generation).to_string(), cid);
        if let Some(bytes) = bytes {
            assert_eq!(manifest.encode(generation), hex(&bytes));
        }
    }
}

#[test]
fn uploads_to_a_node_of_generation_c() {
    let cases = [
        (b"x".to_vec(), "zDvZRwzm9WK2eFmmx8VaEF7jMTeZUoKgzA8Hg9iH5h7PJZ17ppRV"),
        (vec![b'A'; 65536], "zDvZRwzmAJ1jvRVL4Cxavh7HixYMrzgjpeuP731fzsz7G6Tip2qA"),
        (prng(131_073, 3), "zDvZRwzkzytTetSCjWgLWw4CjzySnZjpSvM99Km6qmzKCRWydAuy"),
        (prng(294_912, 5), "zDvZRwzm6WtvQbKR1TuX7jmH6QnUH9fBQWc9bBmik4rHEaWnKauM"),
        (prng(458_752, 7), "zDvZRwzkyQUdQxj3eb1cquyjukCB6NyNJv8owYvz9avov7T6dMWW"),
    ];
    for (data, cid) in cases {
        let manifest = manifest(&data, None, Some(OCTETS));
        assert_eq!(manifest.cid(Generation::C).to_string(), cid, "{} bytes", data.len());
    }
}

#[test]
fn an_upload_to_a_node_of_generation_b() {
    let text = b"TFAtMDAwOCBTdG9yYWdlIGV2aWRlbmNlIDIwMjYtMDYtMTc=";
    let manifest = manifest(text, Some("lp0008-partials-evidence.txt"), Some("text/plain"));
    let encoded = manifest.encode(Generation::B);
    assert_eq!(manifest.tree.to_string(), "zDzSvJTfCLXLeX7R4p2YEafYmXUuwTZjPVq7GFCoz2tgofrzKEb1");
    assert_eq!(
        cid_of(&encoded).to_string(),
        "zDvZRwzmAZMxY7KEZyfyAHdXgTujdzPMVxo8GeEqWULkSRhCq7Xn"
    );
    assert_eq!(encoded.len(), 98);
    let decoded = Manifest::decode(&encoded).expect("own bytes");
    assert_eq!((decoded.manifest, decoded.generation), (manifest, Generation::B));
}

#[test]
fn unpadded_uploads_of_generation_a() {
    for (text, name, cid) in [
        ("File 1\n", "file1.txt", "zDvZRwzmDJSePX8bskWzKUrQPDutLiFhCuDtenAZDnpMZ52LUCWh"),
        ("File 2\n", "file2.txt", "zDvZRwzm5oLGkg8kW7g6fRZSfmCqqc44JAUivqJ5TwrwZneCh6V5"),
        ("File 11\n", "file11.txt", "zDvZRwzm8ZuLQB7kG3fcZqqNRPXbhe2d4du6pDC9MyoRRw12GKfS"),
        ("File 12\n", "file12.txt", "zDvZRwzmDd6Mg6E98nrXVkZ7THfK5zyQ6Y3j8fSSavSsAYReteLT"),
    ] {
        let mut hasher = DatasetHasher::unpadded(65536).expect("valid");
        hasher.push(text.as_bytes());
        let manifest = label(hasher, Some(name), None);
        assert_eq!(manifest.cid(Generation::A).to_string(), cid);
        let decoded = Manifest::decode(&manifest.encode(Generation::A)).expect("own bytes");
        assert_eq!((decoded.manifest, decoded.generation), (manifest, Generation::A));
    }
}

/// Bytes of a row's recipe.
fn recipe(label: &str, length: usize) -> Vec<u8> {
    let step = match label {
        "one-a" => return vec![b'a'; length],
        zeros if zeros.starts_with("zeros") => return vec![0; length],
        other if other.contains("251") => 251,
        _ => 256,
    };
    (0..length).map(|i| u8::try_from(i % step).expect("small")).collect()
}

fn optional(column: &str) -> Option<&str> {
    (column != "-").then_some(column)
}

#[test]
fn every_recorded_upload_has_the_recorded_cids() {
    let table = include_str!("../../../fixtures/codex/vectors.tsv");
    let (mut plain, mut torrents) = (0, 0);
    let mut first_of = std::collections::HashMap::new();
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let data = recipe(columns[1], columns[3].parse().expect("a size"));
        let digest = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(&data));
        assert_eq!(digest, columns[4], "recipe of {row}");
        let (mimetype, filename) = (optional(columns[5]), optional(columns[6]));
        if columns[7] == "200" {
            let manifest = manifest(&data, filename, mimetype);
            assert_eq!(manifest.cid(Generation::A).to_string(), columns[8], "{row}");
            assert_eq!(manifest.tree.to_string(), columns[9], "{row}");
            assert_eq!(manifest.dataset_size.to_string(), columns[10]);
            plain += 1;
        }
        if columns[14] == "200" {
            let mut hasher = DatasetHasher::unpadded(16384).expect("valid");
            hasher.push(&data);
            // The first upload of an info hash wins, whatever MIME type a later one has.
            let first = *first_of.entry(columns[15]).or_insert(mimetype);
            let manifest = Manifest { block_size: 16384, ..label(hasher, filename, first) };
            assert_eq!(manifest.cid(Generation::A).to_string(), columns[16], "{row}");
            assert_eq!(manifest.tree.to_string(), columns[17], "{row}");
            torrents += 1;
        }
    }
    assert_eq!((plain, torrents), (56, 28));
}

#[test]
fn every_recorded_manifest_block_decodes_to_the_same_bytes_and_cid() {
    let tables = [
        include_str!("../../../fixtures/codex/raw-manifests-bt.tsv"),
        include_str!("../../../fixtures/codex/raw-manifests-master.tsv"),
    ];
    let mut seen = 0;
    for row in tables.iter().flat_map(|table| table.lines()) {
        let columns: Vec<&str> = row.split('\t').collect();
        let bytes = hex(columns[2]);
        if columns[0] != "manifests" {
            assert!(Manifest::decode(&bytes).is_err(), "a BitTorrent manifest: {row}");
            continue;
        }
        assert_eq!(cid_of(&bytes).to_string(), columns[1]);
        let decoded = Manifest::decode_as(&bytes, Generation::A).expect("recorded");
        assert_eq!(decoded.manifest.encode(Generation::A), bytes);
        assert!(!decoded.protected);
        seen += 1;
    }
    assert_eq!(seen, 96);
}

#[test]
fn an_erasure_coded_manifest_tells_its_original_size() {
    let plain = manifest(b"hello logos", None, None);
    let mut erasure = Vec::new();
    wire::put_number(&mut erasure, 1, 3);
    wire::put_number(&mut erasure, 2, 2);
    wire::put_bytes(&mut erasure, 3, &plain.tree.to_bytes());
    wire::put_number(&mut erasure, 4, 7);
    wire::put_number(&mut erasure, 5, 0);
    let mut header = header(&plain.encode(Generation::A)).expect("own bytes").to_vec();
    wire::put_bytes(&mut header, 7, &erasure);
    wire::put_bytes(&mut header, 8, b"a.txt");
    let mut bytes = Vec::new();
    wire::put_bytes(&mut bytes, 1, &header);
    let decoded = Manifest::decode(&bytes).expect("valid");
    assert!(decoded.protected);
    assert_eq!(decoded.generation, Generation::A);
    assert_eq!(decoded.manifest.dataset_size, 7);
    assert_eq!(decoded.manifest.filename.as_deref(), Some("a.txt"));
}

#[test]
fn values_out_of_range_are_refused() {
    let good = manifest(b"x", None, None);
    let with = |change: fn(&mut Manifest)| {
        let mut bad = good.clone();
        change(&mut bad);
        Manifest::decode(&bad.encode(Generation::C))
    };
    assert_eq!(with(|m| m.block_size = 65535), Err(ManifestError::BlockSize));
    assert_eq!(with(|m| m.block_size = 2048), Err(ManifestError::BlockSize));
    assert_eq!(with(|m| m.dataset_size = 0), Err(ManifestError::DatasetSize));
    assert_eq!(with(|m| m.dataset_size = u64::MAX), Err(ManifestError::DatasetSize));
    assert_eq!(with(|m| m.filename = Some(String::new())), Err(ManifestError::Text));
    assert_eq!(with(|m| m.tree = Cid::new(Codec::Block, [0; 32])), Err(ManifestError::Tree));
    assert_eq!(Manifest::decode(&vec![0; MAX_ENCODED + 1]), Err(ManifestError::TooLong));
    assert_eq!(Manifest::decode(&[]), Err(ManifestError::Malformed));
}

#[test]
fn a_name_beside_a_type_tells_a_from_b() {
    for (filename, mimetype) in
        [(None, Some("text/plain")), (Some("a.txt"), None), (Some("a.txt"), Some("text/plain"))]
    {
        for generation in [Generation::A, Generation::B, Generation::C] {
            let manifest = manifest(b"x", filename, mimetype);
            let decoded = Manifest::decode(&manifest.encode(generation)).expect("own bytes");
            assert_eq!((decoded.generation, decoded.manifest), (generation, manifest));
        }
    }
}

fn any_manifest() -> impl Strategy<Value = Manifest> {
    let text = || proptest::option::of("[a-zäß/. ]{1,40}");
    (any::<[u8; 32]>(), 12_u32..=19, 1..=u64::MAX >> 1, text(), text()).prop_map(
        |(root, power, dataset_size, filename, mimetype)| Manifest {
            tree: Cid::new(Codec::Tree, root),
            block_size: 1 << power,
            dataset_size,
            filename,
            mimetype,
        },
    )
}

proptest! {
    #[test]
    fn decoding_undoes_encoding(manifest in any_manifest()) {
        for generation in Generation::ALL {
            let bytes = manifest.encode(generation);
            let decoded = Manifest::decode_as(&bytes, generation);
            prop_assert_eq!(decoded.map(|d| d.manifest), Ok(manifest.clone()));
        }
    }

    #[test]
    fn one_manifest_has_one_encoding(manifest in any_manifest(), at: usize, to: u8) {
        let mut bytes = manifest.encode(Generation::C);
        let at = at % bytes.len();
        bytes[at] = to;
        if let Ok(decoded) = Manifest::decode_as(&bytes, Generation::C) {
            prop_assert_eq!(decoded.manifest.encode(Generation::C), bytes);
        }
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes: Vec<u8>) {
        drop(Manifest::decode(&bytes));
    }
}
