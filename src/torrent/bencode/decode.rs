//! The decoder: one pass over the bytes, a flat token list, an explicit stack.

use super::{BencodeError, Limits, Strictness};

/// One value or key. Offsets are `u32`: inputs are bounded below 4 GiB, and a quarter of the
/// memory matters at three million tokens.
#[derive(Debug, Clone, Copy)]
struct Token {
    /// First byte of the value.
    start: u32,
    /// First byte of a string's content or a number's digits.
    body: u32,
    /// One past the last byte of the value.
    end: u32,
    /// Index of the token after this value and everything in it.
    next: u32,
}

/// Decoded input: the bytes and where every value in them lies.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    buf: &'a [u8],
    tokens: Vec<Token>,
}

/// An open list or dictionary during decoding.
struct Frame {
    token: usize,
    dict: bool,
    /// In a dictionary: a key was read, its value is next.
    want_value: bool,
    /// Token of the previous key.
    last_key: Option<usize>,
    sorted: bool,
}

impl<'a> Document<'a> {
    /// Decodes one value.
    ///
    /// # Errors
    /// [`BencodeError`] when the input is malformed, not canonical enough, or beyond a limit.
    pub fn decode(
        buf: &'a [u8],
        limits: Limits,
        strictness: Strictness,
    ) -> Result<Self, BencodeError> {
        // The last u32 stays free so that every end offset fits.
        let max_size = limits.max_size.min(usize::try_from(u32::MAX - 1).unwrap_or(usize::MAX));
        if buf.len() > max_size {
            return Err(BencodeError::TooLarge(max_size));
        }
        let mut parser = Parser { buf, pos: 0, tokens: Vec::new(), stack: Vec::new(), limits };
        parser.run(strictness)?;
        if strictness == Strictness::Canonical && parser.pos != buf.len() {
            return Err(BencodeError::TrailingData(parser.pos));
        }
        Ok(Self { buf, tokens: parser.tokens })
    }

    /// The outermost value.
    pub fn root(&self) -> Value<'_> {
        Value { doc: self, at: 0 }
    }

    fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or(Token { start: 0, body: 0, end: 0, next: u32::MAX })
    }

    fn span(&self, from: u32, to: u32) -> &'a [u8] {
        self.buf.get(index(from)..index(to)).unwrap_or_default()
    }
}

struct Parser<'a> {
    buf: &'a [u8],
    pos: usize,
    tokens: Vec<Token>,
    stack: Vec<Frame>,
    limits: Limits,
}

impl Parser<'_> {
    fn run(&mut self, strictness: Strictness) -> Result<(), BencodeError> {
        loop {
            let byte = self.peek()?;
            if byte == b'e' && self.close()? {
                if self.stack.is_empty() {
                    return Ok(());
                }
                continue;
            }
            let key = self.stack.last().is_some_and(|f| f.dict && !f.want_value);
            if key && !byte.is_ascii_digit() {
                return Err(BencodeError::KeyNotString(self.pos));
            }
            match byte {
                b'i' => self.integer()?,
                b'0'..=b'9' => self.string()?,
                b'l' | b'd' => {
                    self.open(byte == b'd')?;
                    continue;
                }
                _ => return Err(BencodeError::UnexpectedByte(self.pos)),
            }
            if key {
                self.check_key(strictness)?;
            } else if self.value_done() {
                return Ok(());
            }
        }
    }

    fn peek(&self) -> Result<u8, BencodeError> {
        self.buf.get(self.pos).copied().ok_or(BencodeError::UnexpectedEnd(self.pos))
    }

    /// A value is complete; true when it was the outermost one.
    fn value_done(&mut self) -> bool {
        match self.stack.last_mut() {
            Some(frame) => {
                frame.want_value = false;
                false
            }
            None => true,
        }
    }

    fn push(&mut self, start: usize, body: usize, end: usize) -> Result<usize, BencodeError> {
        let at = self.tokens.len();
        if at >= self.limits.max_tokens.min(index(u32::MAX - 1)) {
            return Err(BencodeError::TooManyTokens(self.limits.max_tokens));
        }
        self.tokens.push(Token {
            start: offset(start),
            body: offset(body),
            end: offset(end),
            next: offset(at + 1),
        });
        Ok(at)
    }

    fn open(&mut self, dict: bool) -> Result<(), BencodeError> {
        if self.stack.len() >= self.limits.max_depth {
            return Err(BencodeError::TooDeep(self.limits.max_depth));
        }
        let token = self.push(self.pos, self.pos + 1, self.pos + 1)?;
        self.stack.push(Frame { token, dict, want_value: false, last_key: None, sorted: true });
        self.pos += 1;
        Ok(())
    }

    /// Handles an `e`. False when nothing is open.
    fn close(&mut self) -> Result<bool, BencodeError> {
        let Some(frame) = self.stack.pop() else {
            return Err(BencodeError::UnexpectedByte(self.pos));
        };
        if frame.want_value {
            return Err(BencodeError::UnexpectedByte(self.pos));
        }
        self.pos += 1;
        let next = offset(self.tokens.len());
        let end = offset(self.pos);
        if let Some(token) = self.tokens.get_mut(frame.token) {
            token.end = end;
            token.next = next;
        }
        if !frame.sorted {
            self.check_unique(frame.token)?;
        }
        let _outermost = self.value_done();
        Ok(true)
    }

    fn key_bytes(&self, at: usize) -> &[u8] {
        self.tokens
            .get(at)
            .and_then(|t| self.buf.get(index(t.body)..index(t.end)))
            .unwrap_or_default()
    }

    fn check_key(&mut self, strictness: Strictness) -> Result<(), BencodeError> {
        let key = self.tokens.len().saturating_sub(1);
        let last = self.stack.last().and_then(|f| f.last_key);
        let mut sorted = true;
        if let Some(last) = last {
            let at = self.tokens.get(key).map_or(0, |t| index(t.start));
            match self.key_bytes(last).cmp(self.key_bytes(key)) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Err(BencodeError::DuplicateKey(at)),
                std::cmp::Ordering::Greater if strictness == Strictness::Canonical => {
                    return Err(BencodeError::UnsortedKeys(at));
                }
                std::cmp::Ordering::Greater => sorted = false,
            }
        }
        if let Some(frame) = self.stack.last_mut() {
            frame.last_key = Some(key);
            frame.want_value = true;
            frame.sorted &= sorted;
        }
        Ok(())
    }

    /// Looks for equal keys in a closed dictionary whose keys were not in order.
    fn check_unique(&self, dict: usize) -> Result<(), BencodeError> {
        let end = self.tokens.get(dict).map_or(0, |t| index(t.next));
        let mut keys = Vec::new();
        let mut at = dict + 1;
        while at < end {
            keys.push(at);
            let value = self.tokens.get(at).map_or(end, |t| index(t.next));
            at = self.tokens.get(value).map_or(end, |t| index(t.next));
        }
        keys.sort_by(|a, b| self.key_bytes(*a).cmp(self.key_bytes(*b)));
        for (a, b) in keys.iter().zip(keys.iter().skip(1)) {
            if self.key_bytes(*a) == self.key_bytes(*b) {
                let at = self.tokens.get(*b).map_or(0, |t| index(t.start));
                return Err(BencodeError::DuplicateKey(at));
            }
        }
        Ok(())
    }

    /// `i<digits>e`; the value is checked to fit `i64` here and read again when asked for.
    fn integer(&mut self) -> Result<(), BencodeError> {
        let start = self.pos;
        let body = start + 1;
        // A sign and nineteen digits are the longest 64-bit number.
        let window = self.buf.get(body..).unwrap_or_default();
        let len = window.iter().take(21).position(|b| *b == b'e');
        let len = len.ok_or(self.number_error(start, window.len() < 21))?;
        let digits = window.get(..len).unwrap_or_default();
        if parse_int(digits).is_none() {
            return Err(BencodeError::BadNumber(start));
        }
        let end = body + len + 1;
        self.push(start, body, end)?;
        self.pos = end;
        Ok(())
    }

    /// The error for digits that do not end: the input does, or they are too many.
    const fn number_error(&self, start: usize, input_ends: bool) -> BencodeError {
        if input_ends {
            BencodeError::UnexpectedEnd(self.buf.len())
        } else {
            BencodeError::BadNumber(start)
        }
    }

    fn string(&mut self) -> Result<(), BencodeError> {
        let start = self.pos;
        let window = self.buf.get(start..).unwrap_or_default();
        let len = window.iter().take(11).position(|b| !b.is_ascii_digit());
        let len = len.ok_or(self.number_error(start, window.len() < 11))?;
        if window.get(len) != Some(&b':') {
            return Err(BencodeError::UnexpectedByte(start + len));
        }
        let digits = window.get(..len).unwrap_or_default();
        let length = parse_int(digits)
            .and_then(|n| usize::try_from(n).ok())
            .ok_or(BencodeError::BadNumber(start))?;
        let body = start + len + 1;
        let end = body.checked_add(length).filter(|end| *end <= self.buf.len());
        let end = end.ok_or(BencodeError::UnexpectedEnd(self.buf.len()))?;
        self.push(start, body, end)?;
        self.pos = end;
        Ok(())
    }
}

/// A canonical decimal: no sign but `-`, no leading zero, no `-0`, within `i64`.
fn parse_int(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    match digits {
        [] | [b'0', _, ..] => return None,
        [b'0'] if negative => return None,
        _ => {}
    }
    let mut value: i64 = 0;
    for byte in digits {
        let digit = i64::from(byte.checked_sub(b'0').filter(|d| *d < 10)?);
        value = value.checked_mul(10)?;
        value = if negative { value.checked_sub(digit)? } else { value.checked_add(digit)? };
    }
    Some(value)
}

/// Widens an offset; `usize` has at least 32 bits wherever this program runs.
fn index(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// Narrows an offset that [`Document::decode`] has bounded below `u32::MAX`.
fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// One decoded value, borrowed from its [`Document`].
#[derive(Debug, Clone, Copy)]
pub struct Value<'d> {
    doc: &'d Document<'d>,
    at: usize,
}

impl<'d> Value<'d> {
    /// The bytes this value was decoded from, byte for byte.
    pub fn raw(self) -> &'d [u8] {
        let token = self.doc.token(self.at);
        self.doc.span(token.start, token.end)
    }

    fn kind(self) -> u8 {
        self.raw().first().copied().unwrap_or(0)
    }

    /// The number, when this is one.
    pub fn as_int(self) -> Option<i64> {
        if self.kind() != b'i' {
            return None;
        }
        let token = self.doc.token(self.at);
        parse_int(self.doc.span(token.body, token.end.saturating_sub(1)))
    }

    /// The string's bytes, when this is one.
    pub fn as_bytes(self) -> Option<&'d [u8]> {
        if !self.kind().is_ascii_digit() {
            return None;
        }
        let token = self.doc.token(self.at);
        Some(self.doc.span(token.body, token.end))
    }

    /// The string as UTF-8, when it is a string and valid.
    pub fn as_str(self) -> Option<&'d str> {
        std::str::from_utf8(self.as_bytes()?).ok()
    }

    /// The list, when this is one.
    pub fn as_list(self) -> Option<List<'d>> {
        (self.kind() == b'l').then(|| self.children())
    }

    /// The dictionary, when this is one.
    pub fn as_dict(self) -> Option<Dict<'d>> {
        (self.kind() == b'd').then(|| Dict { items: self.children() })
    }

    fn children(self) -> List<'d> {
        let end = index(self.doc.token(self.at).next);
        List { doc: self.doc, at: self.at + 1, end }
    }
}

/// The values of a list, in order; an iterator that is cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct List<'d> {
    doc: &'d Document<'d>,
    at: usize,
    end: usize,
}

#[expect(
    clippy::copy_iterator,
    reason = "three words; a copy goes on from where it was, which look-ups in a Dict rely on"
)]
impl<'d> Iterator for List<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value { doc: self.doc, at: self.at };
        self.at = index(self.doc.token(self.at).next);
        Some(value)
    }
}

/// A dictionary. Look-ups walk the keys: torrents have few of them, and no index is built.
#[derive(Debug, Clone, Copy)]
pub struct Dict<'d> {
    items: List<'d>,
}

impl<'d> Dict<'d> {
    /// All entries in the order of the input.
    pub fn iter(self) -> impl Iterator<Item = (&'d [u8], Value<'d>)> {
        let mut items = self.items;
        std::iter::from_fn(move || {
            let key = items.next()?;
            Some((key.as_bytes()?, items.next()?))
        })
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Value<'d>> {
        self.iter().find(|(k, _)| *k == key.as_bytes()).map(|(_, v)| v)
    }

    /// The number under a key; `None` when absent or no number.
    pub fn int(self, key: &str) -> Option<i64> {
        self.get(key)?.as_int()
    }

    /// The string under a key; `None` when absent or no string.
    pub fn bytes(self, key: &str) -> Option<&'d [u8]> {
        self.get(key)?.as_bytes()
    }

    /// The UTF-8 string under a key; `None` when absent, no string, or not UTF-8.
    pub fn str(self, key: &str) -> Option<&'d str> {
        self.get(key)?.as_str()
    }

    /// The list under a key; `None` when absent or no list.
    pub fn list(self, key: &str) -> Option<List<'d>> {
        self.get(key)?.as_list()
    }

    /// The dictionary under a key; `None` when absent or no dictionary.
    pub fn dict(self, key: &str) -> Option<Dict<'d>> {
        self.get(key)?.as_dict()
    }
}
