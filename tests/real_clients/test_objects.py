"""qbittorrent-api: the torrent object with every method of its own; the creator of torrents."""

import pytest
import qbittorrentapi

import samples
import server as servers
from conftest import assert_not_built, wait_for
from test_torrents import complete


@pytest.fixture
def torrent(client, show, folder):
    """A complete torrent as the library's object."""
    show.place(folder)
    client.torrents_add(torrent_files=show.torrent)
    return wait_for("a complete torrent", lambda: complete(client, show.hash))


def test_reads(server, torrent, show, folder):
    assert torrent.info.name == show.name
    assert torrent.state_enum.is_uploading
    assert torrent.properties.save_path == str(folder)
    assert torrent.trackers[0].url == "** [DHT] **"
    assert torrent.webseeds == []
    assert [file.name for file in torrent.files] == list(show.content)
    assert torrent.piece_states == [2] * 7
    assert len(torrent.piece_hashes) == 7
    assert torrent.piece_availability == ([] if server.since("2.15.1") else None)
    assert torrent.export().startswith(b"d")
    if "torrents/downloadFile" in servers.not_built():
        assert_not_built(server, "2.16.0", "torrents/downloadFile", lambda: torrent.download_file(1))
    else:
        assert (torrent.download_file(1) is not None) == server.since("2.16.0")


def test_states(server, torrent):
    torrent.stop()
    wait_for("a stop", lambda: torrent.info.state_enum.is_stopped)
    torrent.start()
    wait_for("a start", lambda: not torrent.info.state_enum.is_stopped)
    torrent.pause()
    wait_for("a stop", lambda: torrent.info.state_enum.is_stopped)
    torrent.resume()
    wait_for("a start", lambda: not torrent.info.state_enum.is_stopped)
    torrent.set_force_start(enable=True)
    wait_for("a forced start", lambda: torrent.info.force_start)
    torrent.set_force_start(enable=False)
    torrent.recheck()
    wait_for("the end of the check", lambda: torrent.info.state_enum.is_uploading)
    torrent.reannounce()
    torrent.sync_local()
    assert torrent.force_start is False


def test_priorities(client, torrent):
    client.app_set_preferences({"queueing_enabled": True})
    other = samples.movie("Waiting.mkv")
    client.torrents_add(torrent_files=other.torrent, is_stopped=True)
    # A complete torrent stands in no queue; the calls are fine all the same.
    torrent.top_priority()
    torrent.bottom_priority()
    torrent.increase_priority()
    torrent.decrease_priority()
    assert torrent.info.priority == 0


def test_settings(server, torrent):
    torrent.download_limit = 10_240
    assert torrent.download_limit == 10_240
    torrent.set_download_limit(limit=20_480)
    torrent.upload_limit = 30_720
    assert torrent.upload_limit == 30_720
    torrent.set_upload_limit(limit=40_960)
    torrent.toggle_sequential_download()
    torrent.toggle_first_last_piece_priority()
    torrent.set_super_seeding(enable=True)
    torrent.set_auto_management(enable=True)
    torrent.set_share_limits(
        ratio_limit=3, seeding_time_limit=-1, inactive_seeding_time_limit=-2,
        share_limit_action="Stop", share_limits_mode="MatchAll",
    )
    row = torrent.info
    assert (row.dl_limit, row.up_limit) == (20_480, 40_960)
    assert (row.seq_dl, row.f_l_piece_prio, row.super_seeding, row.auto_tmm) == (True,) * 4
    assert (row.ratio_limit, row.seeding_time_limit, row.inactive_seeding_time_limit) == (3, -1, -2)


def test_names_and_places(client, server, torrent, show, folder):
    torrent.rename("Renamed")
    assert torrent.info.name == "Renamed"
    torrent.rename_file(old_path=f"{show.name}/x.nfo", new_path=f"{show.name}/y.nfo")
    wait_for("the rename", lambda: torrent.files[1].name == f"{show.name}/y.nfo")
    torrent.rename_folder(old_path=show.name, new_path="Folder")
    wait_for("the rename", lambda: torrent.files[1].name == "Folder/y.nfo")
    torrent.set_location(location=str(folder / "three"))
    wait_for("the move", lambda: (folder / "three" / "Folder" / "y.nfo").exists())
    wait_for("its end", lambda: torrent.info.state != "moving")
    torrent.set_save_path(save_path=str(folder / "four"))
    wait_for("the move", lambda: (folder / "four" / "Folder" / "y.nfo").exists())
    wait_for("its end", lambda: torrent.info.state != "moving")
    assert torrent.info.content_path == str(folder / "four" / "Folder")
    torrent.set_download_path(download_path=str(folder / "later"))
    assert torrent.info.download_path == str(folder / "later")
    torrent.file_priority(file_ids=0, priority=6)
    assert torrent.files[0].priority == 6
    torrent.set_comment(comment="mine")
    expected = "mine" if server.since("2.12.1") else "made here"
    assert torrent.properties.comment == expected


def test_trackers_and_web_seeds(server, torrent):
    more, other = "http://127.0.0.1:5/announce", "http://127.0.0.1:6/announce"
    torrent.add_trackers(urls=more)
    torrent.edit_tracker(orig_url=more, new_url=other)
    assert other in [tracker.url for tracker in torrent.trackers]
    torrent.remove_trackers(urls=other)
    assert [tracker.url for tracker in torrent.trackers[3:]] == [samples.TRACKER]
    one, two = "http://127.0.0.1:1/one", "http://127.0.0.1:1/two"
    torrent.add_webseeds(urls=one)
    torrent.edit_webseed(orig_url=one, new_url=two)
    assert [seed.url for seed in torrent.webseeds] == ([two] if server.since("2.11.3") else [])
    torrent.remove_webseeds(urls=two)
    assert torrent.webseeds == []
    assert (torrent.ssl_parameters is None) != server.since("2.10.3")
    if server.since("2.10.3"):
        with pytest.raises(qbittorrentapi.UnsupportedMediaType415Error):
            torrent.set_ssl_parameters("x", "y", "z")
    else:
        torrent.set_ssl_parameters("x", "y", "z")


def test_labels(client, server, torrent):
    torrent.add_tags(tags=["a", "b"])
    torrent.remove_tags(tags="a")
    assert torrent.info.tags == "b"
    torrent.set_tags(tags=["c"])
    assert torrent.info.tags == ("c" if server.since("2.11.4") else "b")
    client.torrents_create_category(name="tv")
    torrent.set_category(category="tv")
    assert torrent.info.category == "tv"


def test_delete(client, torrent, show, folder):
    torrent.delete(delete_files=True)
    assert client.torrents_info() == []
    wait_for("the files to go", lambda: not (folder / show.name).exists())


def test_creator(client, server, movie, folder, tmp_path):
    assert client.torrentcreator_status() == ([] if server.since("2.10.4") else None)
    movie.place(folder)
    source = folder / movie.name
    target = tmp_path / "made.torrent"

    def add():
        return client.torrentcreator_add_task(
            source_path=source, torrent_file_path=target, format="v1", start_seeding=False,
            is_private=False, piece_size=samples.PIECE, comment="mine", trackers=[samples.TRACKER],
            url_seeds=["http://127.0.0.1:1/seed"], ignore_dotfiles=True,
        )

    if "torrentcreator/addTask" in servers.not_built():
        for endpoint, call in {
            "torrentcreator/addTask": add,
            "torrentcreator/torrentFile": lambda: client.torrentcreator_torrent_file("x"),
            "torrentcreator/deleteTask": lambda: client.torrentcreator_delete_task("x"),
        }.items():
            assert_not_built(server, "2.10.4", endpoint, call)
        return
    task = add()
    if not server.since("2.10.4"):
        assert task is None
        assert client.torrentcreator_torrent_file("x") is None
        assert client.torrentcreator_delete_task("x") is None
        return
    status = wait_for("the torrent", lambda: finished(client, task.taskID))
    assert status.status == "Finished"
    assert status.sourcePath == str(source)
    made = client.torrentcreator_torrent_file(task.taskID)
    assert made == target.read_bytes()
    # The same content under the same name has the same hash.
    client.torrents_add(torrent_files=made, is_stopped=True)
    assert client.torrents_info()[0].hash == movie.hash
    task.delete()
    with pytest.raises(qbittorrentapi.NotFound404Error):
        client.torrentcreator_delete_task(task.taskID)
    with pytest.raises(qbittorrentapi.NotFound404Error):
        client.torrentcreator_torrent_file("nothing")


def finished(client, task_id):
    (status,) = client.torrentcreator_status(task_id=task_id)
    return status if status.status in ("Finished", "Failed") else None
