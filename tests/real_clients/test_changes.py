"""qbittorrent-api: everything that changes torrents, by hash and for several at once; categories
and tags, each through its own part of the library too.
"""

import pytest
import qbittorrentapi

import samples
from conftest import wait_for
from test_torrents import complete

SEEDING = ("uploading", "stalledUP", "queuedUP", "forcedUP")


@pytest.fixture
def pair(client, show, movie, folder):
    """Two complete torrents, by hash."""
    for sample in (show, movie):
        sample.place(folder)
        client.torrents_add(torrent_files=sample.torrent)
    for sample in (show, movie):
        wait_for("a complete torrent", lambda: complete(client, sample.hash))
    return [show.hash, movie.hash]


def rows(client, hashes):
    return client.torrents_info(torrent_hashes=hashes)


def all_of(client, hashes, key):
    return [row[key] for row in rows(client, hashes)]


def test_stop_and_start(client, server, pair):
    def stopped():
        return all(row.state_enum.is_stopped for row in rows(client, pair))

    def running():
        return all(row.state in SEEDING for row in rows(client, pair))

    word = "pausedUP" if server.dialect == "4" else "stoppedUP"
    for stop, start in (
        (client.torrents_stop, client.torrents_start),
        (client.torrents_pause, client.torrents_resume),
        (client.torrents.stop, client.torrents.start),
    ):
        stop(torrent_hashes=pair)
        wait_for("a stop", stopped)
        assert set(all_of(client, pair, "state")) == {word}
        start(torrent_hashes=pair)
        wait_for("a start", running)
    client.torrents.stop.all()
    wait_for("a stop", stopped)
    client.torrents.start.all()
    wait_for("a start", running)

    client.torrents_set_force_start(True, torrent_hashes=pair)
    wait_for("a forced start", lambda: all_of(client, pair, "state") == ["forcedUP"] * 2)
    client.torrents.set_force_start(enable=False, torrent_hashes=pair)
    wait_for("its end", lambda: "forcedUP" not in all_of(client, pair, "state"))


def test_recheck_and_reannounce(client, server, pair):
    client.torrents_recheck(torrent_hashes=pair)
    for hash in pair:
        wait_for("the end of the check", lambda: complete(client, hash))
    client.torrents_reannounce(torrent_hashes=pair)
    client.torrents.reannounce(torrent_hashes="all")


def test_queue(client):
    three = [samples.movie(f"Queue.{number}.mkv") for number in range(3)]
    client.app_set_preferences({"queueing_enabled": True})
    for movie in three:
        client.torrents_add(torrent_files=movie.torrent, is_stopped=True)

    def order():
        return [row.name.split(".")[1] for row in client.torrents_info(sort="priority")]

    first, second, third = (movie.hash for movie in three)
    assert order() == ["0", "1", "2"]
    client.torrents_top_priority(torrent_hashes=third)
    assert order() == ["2", "0", "1"]
    client.torrents_bottom_priority(torrent_hashes=third)
    assert order() == ["0", "1", "2"]
    client.torrents_increase_priority(torrent_hashes=second)
    assert order() == ["1", "0", "2"]
    client.torrents_decrease_priority(torrent_hashes=[second])
    assert order() == ["0", "1", "2"]
    client.app_set_preferences({"queueing_enabled": False})
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents.top_priority(torrent_hashes=first)
    client.app_set_preferences({"queueing_enabled": True})


def test_limits(client, server, pair):
    client.torrents_set_download_limit(limit=30_720, torrent_hashes=pair)
    client.torrents_set_upload_limit(limit=20_480, torrent_hashes=pair)
    assert client.torrents_download_limit(torrent_hashes=pair) == dict.fromkeys(pair, 30_720)
    assert client.torrents.upload_limit(torrent_hashes=pair) == dict.fromkeys(pair, 20_480)
    assert client.torrents_upload_limit(torrent_hashes=pair[0]) == {pair[0]: 20_480}
    assert all_of(client, pair, "dl_limit") == [30_720] * 2

    client.torrents_set_share_limits(
        ratio_limit=2.5,
        seeding_time_limit=120,
        inactive_seeding_time_limit=60,
        share_limit_action="Default",
        share_limits_mode="Default",
        torrent_hashes=pair,
    )
    for row in rows(client, pair):
        limits = (row.ratio_limit, row.seeding_time_limit, row.inactive_seeding_time_limit)
        assert limits == (2.5, 120, 60)
    client.torrents.set_share_limits(
        ratio_limit=-2,
        seeding_time_limit=-2,
        inactive_seeding_time_limit=-2,
        share_limit_action="Default",
        torrent_hashes="all",
    )
    assert all_of(client, pair, "ratio_limit") == [-2, -2]


def test_flags(client, pair):
    client.torrents_toggle_sequential_download(torrent_hashes=pair)
    client.torrents_toggle_first_last_piece_priority(torrent_hashes=pair)
    client.torrents_set_super_seeding(enable=True, torrent_hashes=pair)
    client.torrents_set_auto_management(enable=True, torrent_hashes=pair)
    for row in rows(client, pair):
        flags = (row.seq_dl, row.f_l_piece_prio, row.super_seeding, row.auto_tmm)
        assert flags == (True, True, True, True)
    client.torrents.toggle_sequential_download.all()
    client.torrents.set_auto_management(enable=False, torrent_hashes="all")
    assert all_of(client, pair, "seq_dl") == [False, False]
    assert all_of(client, pair, "auto_tmm") == [False, False]


def test_moves(client, server, pair, show, folder):
    def at(place):
        return lambda: all_of(client, pair, "save_path") == [str(place)] * 2

    client.torrents_set_location(location=str(folder / "one"), torrent_hashes=pair)
    wait_for("the move", at(folder / "one"))
    wait_for("its end", lambda: "moving" not in all_of(client, pair, "state"))
    assert (folder / "one" / show.name / "x.nfo").exists()
    assert not (folder / show.name).exists()
    client.torrents_set_save_path(save_path=str(folder / "two"), torrent_hashes=pair)
    wait_for("the move", at(folder / "two"))
    wait_for("its end", lambda: (folder / "two" / show.name / "show.s01e09.mkv").exists())
    client.torrents_set_download_path(download_path=str(folder / "tmp"), torrent_hashes=pair)
    assert all_of(client, pair, "download_path") == [str(folder / "tmp")] * 2
    with pytest.raises(qbittorrentapi.APIError) as error:
        client.torrents.set_location(location="", torrent_hashes=pair)
    assert error.value.http_status_code in (400, 409)


def test_names(client, server, pair, show):
    hash = show.hash
    client.torrents_rename(torrent_hash=hash, new_torrent_name="A better name")
    assert all_of(client, hash, "name") == ["A better name"]
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_rename(torrent_hash=hash, new_torrent_name="")
    old = f"{show.name}/x.nfo"
    client.torrents_rename_file(torrent_hash=hash, old_path=old, new_path=f"{show.name}/y.nfo")
    wait_for("the rename", lambda: client.torrents_files(hash)[1].name == f"{show.name}/y.nfo")
    # The oldest way: by number, the new name only.
    client.torrents.rename_file(torrent_hash=hash, file_id=1, new_file_name=f"{show.name}/z.nfo")
    wait_for("the rename", lambda: client.torrents_files(hash)[1].name == f"{show.name}/z.nfo")
    client.torrents_rename_folder(torrent_hash=hash, old_path=show.name, new_path="Folder")
    wait_for("the rename", lambda: client.torrents_files(hash)[1].name == "Folder/z.nfo")
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_rename_file(torrent_hash=hash, old_path="nothing", new_path="x")
    with pytest.raises(qbittorrentapi.NotFound404Error):
        client.torrents_rename(torrent_hash="f" * 40, new_torrent_name="x")

    client.torrents_set_comment(comment="mine", torrent_hashes=pair)
    if server.since("2.12.1"):
        assert client.torrents_properties(hash).comment == "mine"
    else:
        assert client.torrents_properties(hash).comment == "made here"


def test_file_priorities(client, pair, show):
    client.torrents_file_priority(torrent_hash=show.hash, file_ids=[0, 1], priority=7)
    assert [file.priority for file in client.torrents_files(show.hash)] == [7, 7]
    client.torrents.file_priority(torrent_hash=show.hash, file_ids=1, priority=0)
    assert [file.priority for file in client.torrents_files(show.hash)] == [7, 0]
    for wrong in (5, "high"):
        with pytest.raises(qbittorrentapi.InvalidRequest400Error):
            client.torrents_file_priority(torrent_hash=show.hash, file_ids=0, priority=wrong)
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_file_priority(torrent_hash=show.hash, file_ids=9, priority=1)


def test_trackers(client, server, show, pair):
    hash = show.hash

    def urls():
        listed = [tracker.url for tracker in client.torrents_trackers(hash)]
        return [url for url in listed if not url.startswith("** [")]

    second, third = "http://127.0.0.1:2/announce", "http://127.0.0.1:3/announce"
    client.torrents_add_trackers(torrent_hash=hash, urls=[second, third])
    assert sorted(urls()) == [samples.TRACKER, second, third]
    client.torrents_edit_tracker(
        torrent_hash=hash, original_url=third, new_url="http://127.0.0.1:4/announce"
    )
    assert sorted(urls())[-1] == "http://127.0.0.1:4/announce"
    client.torrents_remove_trackers(torrent_hash=hash, urls=[second, "http://127.0.0.1:4/announce"])
    assert urls() == [samples.TRACKER]
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents.edit_tracker(torrent_hash=hash, original_url=second, new_url=third)
    if server.dialect == "5.3":
        # Takes several, so that one which is unknown does no harm.
        client.torrents.add_trackers(torrent_hash="f" * 40, urls=second)
    else:
        with pytest.raises(qbittorrentapi.NotFound404Error):
            client.torrents.add_trackers(torrent_hash="f" * 40, urls=second)


def test_web_seeds(client, server, show, pair):
    one, two = "http://127.0.0.1:1/one", "http://127.0.0.1:1/two"
    client.torrents_add_webseeds(torrent_hash=show.hash, urls=one)
    if not server.since("2.11.3"):
        assert client.torrents_webseeds(show.hash) == []
        client.torrents_edit_webseed(torrent_hash=show.hash, orig_url=one, new_url=two)
        client.torrents_remove_webseeds(torrent_hash=show.hash, urls=two)
        return
    assert [seed.url for seed in client.torrents_webseeds(show.hash)] == [one]
    client.torrents_edit_webseed(torrent_hash=show.hash, orig_url=one, new_url=two)
    assert [seed.url for seed in client.torrents.webseeds(show.hash)] == [two]
    client.torrents_remove_webseeds(torrent_hash=show.hash, urls=[two])
    assert client.torrents_webseeds(show.hash) == []


def test_peers_and_certificates(client, server, show, pair):
    """What only BitTorrent can use is taken, and counted for what it does here."""
    answer = client.torrents_add_peers(peers=["192.0.2.1:6881"], torrent_hashes=show.hash)
    assert answer[show.hash].added == 0
    assert answer[show.hash].failed == 1
    with pytest.raises(qbittorrentapi.InvalidRequest400Error):
        client.torrents_add_peers(peers="nonsense", torrent_hashes=show.hash)
    stored = client.torrents_ssl_parameters(show.hash)
    if server.since("2.10.3"):
        assert stored.ssl_certificate == ""
        with pytest.raises(qbittorrentapi.UnsupportedMediaType415Error):
            client.torrents_set_ssl_parameters(show.hash, "x", "y", "z")
    else:
        assert stored is None
        client.torrents_set_ssl_parameters(show.hash, "x", "y", "z")


def test_categories(client, server, pair, folder):
    client.torrents_create_category(name="tv", save_path=str(folder / "tv"))
    client.torrent_categories.create_category(
        name="tv/old", download_path=str(folder / "tmp"), enable_download_path=True
    )
    listed = client.torrents_categories()
    assert listed["tv"].savePath == str(folder / "tv")
    assert client.torrent_categories.categories["tv/old"].name == "tv/old"
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents_create_category(name="tv")
    client.torrents_edit_category(name="tv", save_path=str(folder / "series"))
    assert client.torrents_categories()["tv"].savePath == str(folder / "series")
    client.torrent_categories.edit_category(name="tv/old", save_path=str(folder / "older"))

    client.torrents_set_category(category="tv", torrent_hashes=pair)
    assert all_of(client, pair, "category") == ["tv", "tv"]
    with pytest.raises(qbittorrentapi.Conflict409Error):
        client.torrents.set_category(category="nosuch", torrent_hashes=pair)
    client.torrents.set_category(category="", torrent_hashes=pair[0])
    client.torrents_remove_categories(categories=["tv"])
    client.torrent_categories.remove_categories(categories="tv/old")
    assert client.torrents_categories() == {}
    assert all_of(client, pair, "category") == ["", ""]


def test_tags(client, server, pair):
    client.torrents_create_tags(tags=["a", "b"])
    client.torrent_tags.create_tags(tags="c")
    assert client.torrents_tags() == client.torrent_tags.tags == ["a", "b", "c"]
    client.torrents_add_tags(tags=["a", "d"], torrent_hashes=pair)
    assert all_of(client, pair, "tags") == ["a, d"] * 2
    client.torrent_tags.add_tags(tags="c", torrent_hashes=pair)
    client.torrents_remove_tags(tags="a", torrent_hashes=pair)
    assert all_of(client, pair, "tags") == ["c, d"] * 2
    client.torrents_set_tags(tags=["x"], torrent_hashes=pair)
    expected = "x" if server.since("2.11.4") else "c, d"
    assert all_of(client, pair, "tags") == [expected] * 2
    client.torrent_tags.remove_tags(torrent_hashes=pair)
    assert all_of(client, pair, "tags") == ["", ""]
    client.torrents_delete_tags(tags=["a", "b"])
    client.torrent_tags.delete_tags(tags="c")
    assert set(client.torrents_tags()) <= {"d", "x"}
