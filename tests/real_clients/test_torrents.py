"""qbittorrent-api: adding torrents, finding and reading them, removing them."""

import pytest
import qbittorrentapi

import samples
import server as servers
from conftest import assert_not_built, failed, succeeded, wait_for

UPLOADING = ("uploading", "stalledUP", "queuedUP", "forcedUP")


def test_add_files_in_every_form(client, server, tmp_path):
    """Bytes, a path, an open file, several at once, named ones."""
    five = [samples.movie(f"Part.{number}.mkv") for number in range(5)]
    for number, movie in enumerate(five):
        (tmp_path / f"{number}.torrent").write_bytes(movie.torrent)
    succeeded(server, client.torrents_add(torrent_files=five[0].torrent, is_stopped=True), 1)
    path = str(tmp_path / "1.torrent")
    succeeded(server, client.torrents.add(torrent_files=path, is_stopped=True), 1)
    with (tmp_path / "2.torrent").open("rb") as file:
        succeeded(server, client.torrents_add(torrent_files=file, is_paused=True), 1)
    named = {"first": five[3].torrent, "second": five[4].torrent}
    succeeded(server, client.torrents_add(torrent_files=named, is_stopped=True), 2)
    assert {t.hash for t in client.torrents_info()} == {movie.hash for movie in five}
    assert all(t.state_enum.is_stopped for t in client.torrents.info())
    if server.since("2.9.3"):
        assert client.torrents_count() == client.torrents.count() == 5

    failed(server, lambda: client.torrents_add(torrent_files=five[0].torrent))
    with pytest.raises(qbittorrentapi.UnsupportedMediaType415Error):
        client.torrents_add(torrent_files=b"not a torrent")
    with pytest.raises(qbittorrentapi.TorrentFileNotFoundError):
        client.torrents_add(torrent_files="/nowhere/x.torrent")


def test_add_magnets(client, server):
    one, two = samples.movie("One.mkv"), samples.movie("Two.mkv")
    succeeded(server, client.torrents_add(urls=[one.magnet, two.magnet], is_stopped=True), 2)
    rows = client.torrents_info(sort="name")
    assert [row.name for row in rows] == ["One.mkv", "Two.mkv"]
    assert all(row.content_path == "" and row.eta == 8_640_000 for row in rows)
    assert client.torrents_files(one.hash) == []
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_export(one.hash)
    failed(server, lambda: client.torrents_add(urls="notamagnet"))


def test_add_with_every_option(client, server, show, folder):
    client.torrents_create_tags("old")
    answer = client.torrents_add(
        torrent_files=show.torrent,
        save_path=str(folder / "elsewhere"),
        download_path=str(folder / "unfinished"),
        use_download_path=True,
        category="tv",
        tags=["old", "new"],
        rename="Another name",
        upload_limit=10_000 * 1024,
        download_limit=20_000 * 1024,
        ratio_limit=1.5,
        seeding_time_limit=60,
        inactive_seeding_time_limit=30,
        share_limit_action="Stop",
        share_limits_mode="MatchAny",
        content_layout="Original",
        is_sequential_download=True,
        is_first_last_piece_priority=True,
        use_auto_torrent_management=False,
        is_skip_checking=False,
        is_stopped=True,
        stop_condition="FilesChecked",
        add_to_top_of_queue=True,
        cookie="",
        ssl_certificate="",
        ssl_private_key="",
        ssl_dh_params="",
        forced=False,
    )
    succeeded(server, answer, 1)
    (row,) = client.torrents_info(torrent_hashes=show.hash)
    assert row.name == "Another name"
    assert row.category == "tv"
    assert row.tags == "new, old"
    assert row.save_path == str(folder / "elsewhere")
    assert row.download_path == str(folder / "unfinished")
    assert (row.up_limit, row.dl_limit) == (10_000 * 1024, 20_000 * 1024)
    assert (row.ratio_limit, row.seeding_time_limit) == (1.5, 60)
    assert row.inactive_seeding_time_limit == 30
    assert (row.seq_dl, row.f_l_piece_prio, row.auto_tmm) == (True, True, False)


def test_skip_checking_and_layout(client, server, show, movie, folder):
    """Old and new words of one option are sent together."""
    movie.place(folder)
    succeeded(server, client.torrents_add(torrent_files=movie.torrent, is_skip_checking=True), 1)
    row = wait_for("a complete torrent", lambda: complete(client, movie.hash))
    assert row.content_path == str(folder / movie.name)

    client.torrents_add(torrent_files=show.torrent, content_layout="NoSubfolder", is_stopped=True)
    (row,) = client.torrents_info(torrent_hashes=show.hash)
    assert row.content_path == row.save_path == str(folder)
    assert [file.name for file in client.torrents_files(show.hash)] == ["show.s01e09.mkv", "x.nfo"]


def test_lists(client, server, show, movie, folder):
    show.place(folder)
    client.torrents_add(torrent_files=show.torrent, category="tv", tags="seen")
    client.torrents_add(torrent_files=movie.torrent, category="films", is_stopped=True)
    wait_for("a complete torrent", lambda: complete(client, show.hash))

    def hashes(**query):
        return [row.hash for row in client.torrents_info(**query)]

    both = sorted([show.hash, movie.hash])
    assert sorted(hashes()) == both
    assert hashes(category="tv") == [show.hash]
    assert hashes(tag="seen") == [show.hash]
    assert hashes(category="") == []
    assert hashes(sort="size") == [movie.hash, show.hash]
    assert hashes(sort="size", reverse=True) == [show.hash, movie.hash]
    assert hashes(sort="size", limit=1, offset=1) == [show.hash]
    assert sorted(hashes(torrent_hashes=[show.hash, movie.hash.upper()])) == both
    assert sorted(hashes(private=False)) == both
    assert hashes(private=True) == []
    for status in qbittorrentapi.definitions.TorrentState:
        assert isinstance(status.value, str)

    assert [row.hash for row in client.torrents.info.completed()] == [show.hash]
    assert [row.hash for row in client.torrents.info.stopped()] == [movie.hash]
    assert sorted(row.hash for row in client.torrents.info.all()) == both
    assert [row.hash for row in client.torrents.info.resumed()] == [show.hash]
    assert movie.hash in [row.hash for row in client.torrents.info.inactive()]
    for name in ("downloading", "seeding", "active", "stalled", "stalled_uploading",
                 "stalled_downloading", "checking", "moving", "errored"):
        found = {row.hash for row in getattr(client.torrents.info, name)()}
        assert found <= set(both), name
    # The old words mean the same in every dialect.
    assert hashes(status_filter="paused") == [movie.hash]

    (row,) = client.torrents_info(
        torrent_hashes=show.hash, include_trackers=True, include_files=True
    )
    assert row.trackers[0].url.startswith("** [")
    assert [file.name for file in row.files] == [f"{show.name}/show.s01e09.mkv", f"{show.name}/x.nfo"]
    assert row.infohash_v1 == show.hash
    assert row.state_enum.is_uploading and row.state_enum.is_complete
    assert client.torrents.info(sort="name")[0].state_enum.is_downloading


def test_details(client, server, show, folder):
    show.place(folder)
    client.torrents_add(torrent_files=show.torrent)
    wait_for("a complete torrent", lambda: complete(client, show.hash))

    properties = client.torrents_properties(show.hash)
    assert properties.save_path == str(folder)
    assert (properties.total_size, properties.piece_size) == (show.size, samples.PIECE)
    assert (properties.pieces_have, properties.pieces_num) == (7, 7)
    assert properties.comment == "made here"
    assert client.torrents.properties(show.hash).is_private is False

    trackers = client.torrents_trackers(show.hash)
    rows = {tracker.url: tracker for tracker in trackers}
    assert list(rows)[:3] == ["** [DHT] **", "** [PeX] **", "** [LSD] **"]
    assert rows[samples.TRACKER].tier == 0
    assert isinstance(rows[samples.TRACKER].status, int)

    files = client.torrents_files(show.hash)
    assert [(file.index, file.size) for file in files] == [(0, 100_000), (1, 4)]
    assert all(file.progress == 1 and file.priority == 1 for file in files)
    assert client.torrents_webseeds(show.hash) == []
    assert client.torrents_piece_states(show.hash) == [2] * 7
    hashes = client.torrents_piece_hashes(show.hash)
    assert len(hashes) == 7 and all(len(digest) == 40 for digest in hashes)
    available = client.torrents_piece_availability(show.hash)
    if server.since("2.15.1"):
        # As in qBittorrent: of a complete torrent nobody counts copies.
        assert available == []
    else:
        assert available is None

    exported = client.torrents_export(show.hash)
    assert exported.startswith(b"d") and b"show.s01e09.mkv" in exported
    for read in (
        client.torrents_properties,
        client.torrents_trackers,
        client.torrents_files,
        client.torrents_webseeds,
        client.torrents_piece_states,
        client.torrents_piece_hashes,
        client.torrents_export,
    ):
        with pytest.raises(qbittorrentapi.NotFound404Error):
            read("f" * 40)


def test_download_of_a_file(client, server, movie, folder):
    movie.place(folder)
    client.torrents_add(torrent_files=movie.torrent)
    wait_for("a complete torrent", lambda: complete(client, movie.hash))

    def download():
        return client.torrents_download_file(movie.hash, file=0)

    if "torrents/downloadFile" in servers.not_built():
        assert_not_built(server, "2.16.0", "torrents/downloadFile", download)
    elif server.since("2.16.0"):
        # The library takes the answer for text.
        assert len(download()) > 0
    else:
        assert download() is None


def test_metadata(client, server, show):
    parsed = client.torrents_parse_metadata(torrent_files=show.torrent)
    if not server.since("2.11.9"):
        assert parsed is None
        assert client.torrents_fetch_metadata(show.magnet) is None
        assert client.torrents_save_metadata(show.hash) is None
        return
    assert parsed[0].info.name == show.name
    assert parsed[0].info.files[0].path == f"{show.name}/show.s01e09.mkv"
    # What was parsed is known from now on.
    fetched = client.torrents.fetch_metadata(show.hash)
    assert fetched.info.name == show.name
    assert b"show.s01e09.mkv" in client.torrents.save_metadata(show.hash)
    client.torrents_add(urls=show.magnet, file_priorities=[7, 0], is_stopped=True)
    assert [file.priority for file in client.torrents_files(show.hash)] == [7, 0]
    unknown = client.torrents_fetch_metadata(samples.movie("Unknown.mkv").magnet)
    assert "info" not in unknown
    with pytest.raises(qbittorrentapi.InvalidRequest400Error):
        client.torrents_fetch_metadata("nonsense")
    with pytest.raises(qbittorrentapi.UnsupportedMediaType415Error):
        client.torrents.parse_metadata(torrent_files=b"not a torrent")


def test_delete(client, show, movie, folder):
    for sample in (show, movie):
        sample.place(folder)
        client.torrents_add(torrent_files=sample.torrent)
        wait_for("a complete torrent", lambda: complete(client, sample.hash))
    client.torrents_delete(delete_files=False, torrent_hashes=show.hash)
    client.torrents.delete(delete_files=True, torrent_hashes=[movie.hash, "f" * 40])
    assert client.torrents_info() == []
    assert (folder / show.name / "x.nfo").exists()
    wait_for("the file to go", lambda: not (folder / movie.name).exists())
    client.torrents_delete(torrent_hashes="f" * 40)


def complete(client, hash):
    """The row once everything is there."""
    (row,) = client.torrents_info(torrent_hashes=hash)
    return row if row.progress == 1 and row.state_enum.is_complete else None
