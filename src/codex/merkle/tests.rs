use super::*;
use crate::codex::testdata::{hex, prng};
use crate::codex::{Cid, Codec};
use proptest::prelude::*;

/// The whole tree, layer by layer, as its definition says.
fn root_by_definition(leaves: &[Digest]) -> Digest {
    let mut layer = leaves.to_vec();
    let mut bottom = true;
    while bottom || layer.len() > 1 {
        let key = u8::from(bottom);
        layer = layer
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => parent(left, right, key),
                odd => parent(&odd[0], &[0; 32], key + 2),
            })
            .collect();
        bottom = false;
    }
    layer[0]
}

fn leaves(count: usize) -> Vec<Digest> {
    (0..count).map(|n| Sha256::digest(n.to_string()).into()).collect()
}

fn hash(data: &[u8]) -> DatasetHashes {
    let mut hasher = DatasetHasher::new();
    hasher.push(data);
    hasher.finish().expect("not empty")
}

#[test]
fn hello_logos_gives_the_published_block_tree_and_proof() {
    let hashes = hash(b"hello logos");
    let leaf = hashes.leaves[0];
    assert_eq!(
        Cid::new(Codec::Block, leaf).to_string(),
        "zDxWB8ED3vUTa37VEKQEvAcubDPShiPZ7CWScusxaRXtN8bikLNN"
    );
    assert_eq!(leaf, block_digest(b"hello logos", 65536));
    assert_eq!(
        hashes.tree_cid().to_string(),
        "zDzSvJTf2Nu9hwAzzj9aEQ61cHUWmmAJUeBSNK3vD1g1F1RERgze"
    );
    let proof = Proof::of(&hashes.leaves, 0).expect("there is a leaf");
    assert_eq!(proof.encode(), hex(&format!("08121000180122220a20{}", "00".repeat(32))));
    assert!(proof.verify(&leaf, &hashes.root));
}

#[test]
fn three_blocks_give_the_published_tree_and_proof() {
    let data = prng(131_073, 3);
    assert_eq!(data[..16], hex("63034749cbf343040f4f010a838acb4f"));
    let hashes = hash(&data);
    let digests: Vec<Vec<u8>> = hashes.leaves.iter().map(|leaf| leaf.to_vec()).collect();
    assert_eq!(
        digests,
        [
            hex("05d9df676639d7a5edf1e4c954c3b93b1a4ad2ff21889b985a14b0e20d0ab40d"),
            hex("c905e07da8e45e3effc27c8b260a7b3165a46f52427a943be0940b008eb609ea"),
            hex("6dddcd07ec211f03a64cb8a751e234c6170b4e578ad4a6b81e3e0e6b5904a9af"),
        ]
    );
    assert_eq!(
        hashes.root.to_vec(),
        hex("3d4c9a28c381ab3044e7af709b5a93f45b4a3a0720f2dd1a4324225753162577")
    );
    assert_eq!(
        hashes.tree_cid().to_string(),
        "zDzSvJTf4XiANbaB9HnAk7rzybxk8jPmdFTERg55Dy8rsf2ADFXc"
    );
    assert_eq!(
        Cid::new(Codec::Block, hashes.leaves[0]).to_string(),
        "zDxWB8ECxwqbV1jT4FzcuegGAsNmsCXg11Bwj3a1cm8oNu1AYrAx"
    );
    let proof = Proof::of(&hashes.leaves, 2).expect("there is a leaf");
    let layer1 = "af70fc1b8c1c5029c6eafe99b751f657860a1bf31b676390ff0698c135d3c3eb";
    let wire = format!("08121002180322220a20{}22220a20{layer1}", "00".repeat(32));
    assert_eq!(proof.encode(), hex(&wire));
    assert_eq!(Proof::decode(&hex(&wire)), Ok(proof));
}

#[test]
fn upstream_test_trees() {
    for (text, tree) in [
        ("some file contents", "zDzSvJTezk7bJNQqFq8k1iHXY84psNuUfZVusA5bBQQUSuyzDSVL"),
        ("Hello World!", "zDzSvJTf8JYwvysKPmG7BtzpbiAHfuwFMRphxm4hdvnMJ4XPJjKX"),
    ] {
        assert_eq!(hash(text.as_bytes()).tree_cid().to_string(), tree, "{text}");
    }
}

#[test]
fn the_root_built_leaf_by_leaf_is_the_one_by_definition() {
    for count in 1..70 {
        let leaves = leaves(count);
        assert_eq!(root(&leaves), Some(root_by_definition(&leaves)), "{count} leaves");
    }
    assert_eq!(root(&[]), None);
}

#[test]
fn every_proof_verifies_and_only_at_its_place() {
    for count in 1..18 {
        let leaves = leaves(count);
        let root = root(&leaves).expect("not empty");
        for (index, leaf) in leaves.iter().enumerate() {
            let proof = Proof::of(&leaves, index).expect("there is a leaf");
            assert!(proof.verify(leaf, &root), "{index} of {count}");
            assert_eq!(Proof::decode(&proof.encode()).as_ref(), Ok(&proof));
            let other = leaves[(index + 1) % count];
            assert_eq!(proof.verify(&other, &root), count == 1);
            let mut long = proof.clone();
            long.path.push(ZERO_NODE);
            assert!(!long.verify(leaf, &root));
            let mut moved = proof;
            moved.index = u64::try_from(count).expect("small");
            assert!(!moved.verify(leaf, &root));
        }
        assert_eq!(Proof::of(&leaves, count), None);
    }
}

#[test]
fn nothing_gives_no_dataset_and_odd_block_sizes_are_refused() {
    assert!(DatasetHasher::new().finish().is_none());
    for bad in [0, 1, 2048, 65535, 65537, 1 << 20] {
        assert!(DatasetHasher::with_block_size(bad).is_err(), "{bad}");
    }
    assert!(DatasetHasher::resume(vec![[0; 32]], 65535).is_err());
    assert!(DatasetHasher::resume(Vec::new(), 0).is_ok());
}

proptest! {
    #[test]
    fn the_pieces_do_not_matter_and_a_resumed_hasher_agrees(
        seed: u32,
        length in 1_usize..300_000,
        step in 1_usize..100_000,
    ) {
        let data = prng(length, seed | 1);
        let whole = hash(&data);
        let mut pieces = DatasetHasher::new();
        data.chunks(step).for_each(|part| pieces.push(part));
        prop_assert_eq!(pieces.finish(), Some(whole.clone()));

        let mut first = DatasetHasher::new();
        let cut = length / 2 / 65536 * 65536;
        first.push(&data[..cut]);
        let kept = first.leaves().to_vec();
        let mut second = DatasetHasher::resume(kept, first.length()).expect("at a boundary");
        second.push(&data[cut..]);
        prop_assert_eq!(second.finish(), Some(whole));
    }

    #[test]
    fn no_bytes_make_the_proof_decoder_panic(bytes: Vec<u8>) {
        if let Ok(proof) = Proof::decode(&bytes) {
            prop_assert_eq!(proof.encode(), bytes);
            proof.root(&[1; 32]);
        }
    }
}
