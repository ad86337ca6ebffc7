//! The encoder: appends values to one buffer; containers are closed by scope.

/// Writes bencode into a growing buffer.
///
/// The caller passes dictionary keys in sorted order; debug builds assert it.
#[derive(Debug, Clone, Default)]
pub struct Encoder {
    out: Vec<u8>,
    /// Last key written in each open dictionary.
    #[cfg(debug_assertions)]
    keys: Vec<Option<Vec<u8>>>,
}

impl Encoder {
    /// An empty encoder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a number.
    pub fn int(&mut self, value: i64) {
        self.out.push(b'i');
        self.out.extend_from_slice(value.to_string().as_bytes());
        self.out.push(b'e');
    }

    /// Writes a string.
    pub fn bytes(&mut self, value: &[u8]) {
        self.out.extend_from_slice(value.len().to_string().as_bytes());
        self.out.push(b':');
        self.out.extend_from_slice(value);
    }

    /// Writes a text string.
    pub fn str(&mut self, value: &str) {
        self.bytes(value.as_bytes());
    }

    /// Copies an already encoded value byte for byte.
    pub fn raw(&mut self, encoded: &[u8]) {
        self.out.extend_from_slice(encoded);
    }

    /// Writes a dictionary key; its value has to follow.
    pub fn key(&mut self, key: impl AsRef<[u8]>) {
        let key = key.as_ref();
        #[cfg(debug_assertions)]
        if let Some(last) = self.keys.last_mut() {
            debug_assert!(last.as_deref().is_none_or(|last| last < key), "keys have to be sorted");
            *last = Some(key.to_vec());
        }
        self.bytes(key);
    }

    /// Writes a list of what `items` writes.
    pub fn list(&mut self, items: impl FnOnce(&mut Self)) {
        self.out.push(b'l');
        items(self);
        self.out.push(b'e');
    }

    /// Writes a dictionary of what `entries` writes.
    pub fn dict(&mut self, entries: impl FnOnce(&mut Self)) {
        self.out.push(b'd');
        #[cfg(debug_assertions)]
        self.keys.push(None);
        entries(self);
        #[cfg(debug_assertions)]
        self.keys.pop();
        self.out.push(b'e');
    }

    /// The encoded bytes.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }
}
