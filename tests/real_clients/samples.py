"""Torrents made here, with their content."""

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

PIECE = 16 * 1024
TRACKER = "http://127.0.0.1:1/announce"


def bencode(value) -> bytes:
    match value:
        case int():
            return b"i%de" % value
        case str():
            return bencode(value.encode())
        case bytes():
            return b"%d:%s" % (len(value), value)
        case list():
            return b"l" + b"".join(map(bencode, value)) + b"e"
        case dict():
            return b"d" + b"".join(bencode(k) + bencode(value[k]) for k in sorted(value)) + b"e"
    raise TypeError(value)


@dataclass
class Sample:
    """A torrent: its file's bytes, its hash, its content by path below the save path."""

    name: str
    torrent: bytes
    hash: str
    content: dict[str, bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.content.values()))

    @property
    def magnet(self) -> str:
        return f"magnet:?xt=urn:btih:{self.hash}&dn={self.name}&tr={TRACKER}"

    def place(self, folder: Path) -> None:
        """Writes the content below a folder."""
        for path, data in self.content.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def sample(name: str, files: dict[str, int] | int, **more) -> Sample:
    """A single file of a size, or a folder with files of sizes; the name decides the bytes."""
    noise = random.Random(name)
    if isinstance(files, int):
        data = noise.randbytes(files)
        content = {name: data}
        layout = {"length": files}
    else:
        parts = {path: noise.randbytes(size) for path, size in files.items()}
        content = {f"{name}/{path}": data for path, data in parts.items()}
        data = b"".join(parts.values())
        entries = [{"length": len(d), "path": p.split("/")} for p, d in parts.items()]
        layout = {"files": entries}
    pieces = [data[at : at + PIECE] for at in range(0, len(data), PIECE)]
    digests = b"".join(hashlib.sha1(piece).digest() for piece in pieces)
    info = {"name": name, "piece length": PIECE, "pieces": digests, **layout, **more}
    torrent = bencode({"announce": TRACKER, "comment": "made here", "info": info})
    return Sample(name, torrent, hashlib.sha1(bencode(info)).hexdigest(), content)


def show(name: str) -> Sample:
    """A folder with an episode and a small text file."""
    return sample(name, {"show.s01e09.mkv": 100_000, "x.nfo": 4})


def movie(name: str) -> Sample:
    """A single file."""
    return sample(name, 40_000)
