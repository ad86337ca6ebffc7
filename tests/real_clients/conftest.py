"""Servers, sessions and a clean slate for every test.

Tests are ordered by dialect: one server each, started once. What a test leaves (torrents,
categories, tags) is removed before the next one.
"""

import itertools
import time
from pathlib import Path

import pytest
import qbittorrentapi

import mail
import recorder
import samples
import server as servers

PATIENCE = 60

# Every test has content of its own: files of removed torrents go in the background.
numbers = itertools.count(1)

recorder.watch()


@pytest.fixture(scope="session", params=list(servers.VERSIONS))
def server(request, tmp_path_factory):
    """The real command in one dialect."""
    running = servers.start(request.param, tmp_path_factory.mktemp(f"dialect-{request.param}"))
    recorder.begin(request.param)
    yield running
    assert running.stop() == 0, f"unclean end; see {running.folder / 'stderr.log'}"


@pytest.fixture(scope="session")
def session(server):
    """qbittorrent-api as its documentation begins; a login costs, so it is shared."""
    with qbittorrentapi.Client(server.url, **servers.credentials()) as client:
        yield client


@pytest.fixture
def tidy(session):
    """Leaves nothing of a test behind."""
    yield
    session.torrents_delete(delete_files=True, torrent_hashes="all")
    session.torrents_remove_categories(list(session.torrents_categories()))
    session.torrents_delete_tags(list(session.torrents_tags()))


@pytest.fixture
def client(session, tidy):
    """A session, and nothing left behind."""
    return session


@pytest.fixture
def folder(server) -> Path:
    """The default save path."""
    return server.save_path


@pytest.fixture
def mailbox():
    """A mail server that keeps what it gets."""
    with mail.Mailbox() as box:
        yield box


@pytest.fixture
def show() -> samples.Sample:
    return samples.show(f"Show.S01E{next(numbers):02}.1080p-GRP")


@pytest.fixture
def movie() -> samples.Sample:
    return samples.movie(f"Movie.{next(numbers)}.1080p-GRP.mkv")


def wait_for(what: str, ask):
    """Asks every 50 ms until the answer is true; gives it."""
    end = time.monotonic() + PATIENCE
    while not (answer := ask()):
        assert time.monotonic() < end, f"waited for {what}"
        time.sleep(0.05)
    return answer


def assert_not_built(server, introduced: str, endpoint: str, call) -> None:
    """What the server's own list calls missing is a clear error, unless the library is silent.

    The library asks nothing of a server whose version is too old for the method.
    """
    if not server.since(introduced):
        assert call() is None
        return
    with pytest.raises(qbittorrentapi.NotFound404Error, match=f"{endpoint} is not built yet"):
        call()


def succeeded(server, answer, count: int) -> None:
    """What an add gives back when it took everything."""
    if server.dialect == "5.3":
        assert (answer.success_count, answer.failure_count) == (count, 0)
        assert len(answer.added_torrent_ids) == count
    else:
        assert answer == "Ok."


def failed(server, add) -> None:
    """What an add gives back when it took nothing."""
    if server.dialect == "5.3":
        with pytest.raises(qbittorrentapi.Conflict409Error):
            add()
    else:
        assert add() == "Fails."
