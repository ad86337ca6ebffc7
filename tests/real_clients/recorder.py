"""Which methods of qbittorrent-api the tests have called, to prove that none was forgotten.

The library's classes are wrapped where they are, so that calls through `client.torrents.add(…)`,
`torrent.add_tags(…)` and `client.torrents_add(…)` all count.
"""

import functools
import inspect
import re

from qbittorrentapi import Client
from qbittorrentapi.torrents import TorrentDictionary

# Aliases in camel case are the same functions.
METHOD = re.compile(r"(app|auth|clientdata|log|sync|torrentcreator|torrents|transfer)_[a-z_]+$")
# Ends the server: has a server of its own per dialect (`test_shutdown`).
ELSEWHERE = {"app_shutdown"}
FEEDS_AND_SEARCH = re.compile(r"(rss|search)_[a-z_]+$")

called: dict[str, set[str]] = {}
_dialect = ""


def begin(dialect: str) -> None:
    """Counts for this dialect from now on."""
    global _dialect
    _dialect = dialect


def _note(name: str) -> None:
    called.setdefault(_dialect, set()).add(name)


def _wrapped(label: str, function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        _note(label)
        return function(*args, **kwargs)

    return call


def client_methods(pattern: re.Pattern = METHOD) -> set[str]:
    """Every method of the client that sends one request."""
    return {name for name in dir(Client) if pattern.match(name) and callable(getattr(Client, name))}


def torrent_methods() -> set[str]:
    """Every method and property of a torrent object that is its own, without aliases."""
    own = vars(TorrentDictionary)
    return {name for name in own if re.match(r"[a-z][a-z_]*$", name) and _counts(own[name])}


def _counts(member) -> bool:
    return isinstance(member, property) or inspect.isfunction(member)


def watch() -> None:
    """Wraps everything; once, before the first client is made."""
    for name in client_methods(METHOD) | client_methods(FEEDS_AND_SEARCH):
        setattr(Client, name, _wrapped(name, getattr(Client, name)))
    for name in torrent_methods():
        member = vars(TorrentDictionary)[name]
        label = f"torrent.{name}"
        if isinstance(member, property):
            write = member.fset and _wrapped(label, member.fset)
            wrapped = property(_wrapped(label, member.fget), write)
        else:
            wrapped = _wrapped(label, member)
        setattr(TorrentDictionary, name, wrapped)
