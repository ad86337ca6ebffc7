"""Other Python libraries: aioqbt, which turns every answer into typed objects, and
python-qbittorrent, on which Mylar and older home automation stand.
"""

import asyncio
import datetime

import aioqbt
import aioqbt.exc
import pytest
import qbittorrent
import requests
from aioqbt.api import AddFormBuilder
from aioqbt.client import create_client

import samples
import server as servers
from conftest import wait_for
from test_torrents import complete


STOPPED = ("stoppedUP", "pausedUP")


@pytest.fixture
def typed(server, tidy):
    """Runs a coroutine with a session of aioqbt."""

    def run(scenario):
        async def session():
            # By name: the library keeps no cookies of addresses.
            url = f"http://localhost:{server.port}/api/v2/"
            async with await create_client(url, **servers.credentials()) as api:
                await scenario(api)

        asyncio.run(session())

    return run


def labels(row):
    # The library splits at the comma alone.
    return sorted(tag.strip() for tag in row.tags)


async def until(what, ask):
    for _ in range(1200):
        if answer := await ask():
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited for {what}")


def test_aioqbt_server(typed, server):
    async def scenario(api):
        assert f"v{api.client_version}" == server.app_version
        assert str(api.api_version) == server.api_version
        assert (await api.app.build_info()).bitness == 64
        assert (await api.app.preferences())["dht"] is True
        assert await api.app.default_save_path() == str(server.save_path)
        assert "lo" in [interface.name for interface in await api.app.network_interface_list()]
        assert "127.0.0.1" in await api.app.network_interface_address_list("lo")
        log = await api.log.main()
        assert log and all(entry.timestamp > 1_700_000_000 for entry in log)
        assert await api.log.peers() == []
        info = await api.transfer.info()
        assert info.dl_info_data >= 0
        assert await api.transfer.speed_limits_mode() == 0
        await api.transfer.toggle_speed_limits_mode()
        await api.transfer.set_speed_limits_mode(0)
        await api.transfer.set_download_limit(10_240)
        assert await api.transfer.download_limit() == 10_240
        await api.transfer.set_download_limit(0)
        await api.transfer.set_upload_limit(0)
        assert await api.transfer.upload_limit() == 0
        await api.transfer.ban_peers([("192.0.2.9", 1)])
        await api.app.set_preferences({"banned_IPs": ""})
        assert list(await api.rss.items()) == []
        assert await api.rss.rules() == {}
        assert await api.search.plugins() == []
        assert await api.search.status() == []

    typed(scenario)


def test_aioqbt_wrong_password(server):
    async def login():
        url = f"http://localhost:{server.port}/api/v2/"
        await create_client(url, **servers.credentials("wrong"))

    with pytest.raises(aioqbt.exc.LoginError):
        asyncio.run(login())


def test_aioqbt_torrents(typed, server, client, show, movie, folder):
    show.place(folder)

    async def scenario(api):
        form = AddFormBuilder.with_client(api).include_file(show.torrent, "show.torrent")
        form = form.category("tv").tags(["a", "b"]).savepath(str(folder)).ratio_limit(2.0)
        form = form.seeding_time_limit(datetime.timedelta(hours=1)).sequential_download(True)
        await api.torrents.add(form.build())
        form = AddFormBuilder.with_client(api).include_url(movie.magnet)
        form = form.stopped(True) if server.dialect != "4" else form.paused(True)
        await api.torrents.add(form.build())

        async def is_complete():
            (row,) = await api.torrents.info(hashes=[show.hash])
            return row if row.progress == 1 and row.state.is_completed() else None

        row = await until("a complete torrent", is_complete)
        assert (row.name, row.category, labels(row)) == (show.name, "tv", ["a", "b"])
        assert row.seeding_time_limit == datetime.timedelta(hours=1)
        assert row.added_on.year >= 2024
        if api.api_version >= (2, 9, 3):
            assert await api.torrents.count() == 2
        (waiting,) = await api.torrents.info(filter="stopped" if server.dialect != "4" else "paused")
        assert waiting.hash == movie.hash and waiting.state.is_downloading()

        properties = await api.torrents.properties(show.hash)
        assert properties.pieces_num == 7
        assert len(await api.torrents.trackers(show.hash)) == 4
        assert await api.torrents.webseeds(show.hash) == []
        assert [file.index for file in await api.torrents.files(show.hash)] == [0, 1]
        assert await api.torrents.files(movie.hash) == []
        assert [int(state) for state in await api.torrents.piece_states(show.hash)] == [2] * 7
        assert len(await api.torrents.piece_hashes(show.hash)) == 7
        assert (await api.torrents.export(show.hash)).startswith(b"d")

        both = [show.hash, movie.hash]
        await api.torrents.stop(both)
        await api.torrents.start([show.hash])
        await api.torrents.recheck([show.hash])
        await until("the end of the check", is_complete)
        await api.torrents.reannounce("all")
        await api.torrents.set_download_limit(both, 20_480)
        assert await api.torrents.download_limit(both) == dict.fromkeys(both, 20_480)
        await api.torrents.set_upload_limit(both, 10_240)
        assert await api.torrents.upload_limit(both) == dict.fromkeys(both, 10_240)
        await api.torrents.set_force_start([show.hash], True)
        await api.torrents.set_super_seeding([show.hash], True)
        await api.torrents.toggle_sequential_download([show.hash])
        await api.torrents.set_first_last_piece_prio([show.hash], True)
        await api.torrents.file_prio(show.hash, [0], 6)
        await api.torrents.rename(movie.hash, "Other")
        await api.torrents.rename_file(show.hash, f"{show.name}/x.nfo", f"{show.name}/n.nfo")
        await api.torrents.create_category("films", "")
        await api.torrents.edit_category("films", str(folder / "films"))
        assert (await api.torrents.categories())["films"].savePath == str(folder / "films")
        await api.torrents.set_category([movie.hash], "films")
        await api.torrents.remove_categories(["films"])
        await api.torrents.create_tags(["c"])
        await api.torrents.add_tags(both, ["c"])
        await api.torrents.remove_tags([movie.hash], ["c"])
        await api.torrents.delete_tags(["a"])
        assert await api.torrents.tags() == ["b", "c"]
        await api.torrents.add_trackers(show.hash, ["http://127.0.0.1:2/announce"])
        await api.torrents.edit_tracker(
            show.hash, "http://127.0.0.1:2/announce", "http://127.0.0.1:3/announce"
        )
        await api.torrents.remove_trackers(show.hash, ["http://127.0.0.1:3/announce"])
        await api.torrents.set_location([movie.hash], str(folder / "five"))
        # Last, as files may move to where the category wants them.
        await api.torrents.set_auto_management([show.hash], True)

        rows = {row.hash: row for row in await api.torrents.info(sort="name")}
        assert rows[movie.hash].name == "Other" and rows[movie.hash].category == ""
        assert (rows[show.hash].force_start, rows[show.hash].seq_dl) == (True, False)
        assert rows[show.hash].f_l_piece_prio and labels(rows[show.hash]) == ["b", "c"]
        full = await api.sync.maindata()
        assert full.full_update and set(full.torrents) == set(both)
        delta = await api.sync.maindata(full.rid)
        assert not delta.full_update
        assert (await api.sync.torrent_peers(show.hash)).full_update
        await api.torrents.delete(both, delete_files=True)
        assert await api.torrents.info() == []
        with pytest.raises(aioqbt.exc.NotFoundError):
            await api.torrents.properties(show.hash)

    typed(scenario)


def test_python_qbittorrent(server, client, show, movie, folder):
    api = qbittorrent.Client(server.url)
    if server.dialect == "5.3":
        # As with qBittorrent 5.2 and newer: the library knows no login without `Ok.`.
        assert api.login(**servers.credentials()) is not None or not api._is_authenticated
        return
    assert api.login(**servers.credentials("wrong")) == "Fails."
    assert api.login(**servers.credentials()) is None
    assert api.qbittorrent_version == server.app_version
    assert api.api_version == server.api_version
    assert api.get_default_save_path() == str(folder)
    assert api.preferences()["save_path"] == str(folder)
    api.set_preferences(max_active_downloads=5)
    assert api.preferences()["max_active_downloads"] == 5

    show.place(folder)
    api.create_category("tv")
    answer = api.download_from_file(show.torrent, category="tv", savepath=str(folder))
    assert answer == "Ok."
    # It knows the old words only.
    assert api.download_from_link(movie.magnet, paused="true") == "Ok."
    wait_for("a complete torrent", lambda: complete(client, show.hash))
    rows = {row["hash"]: row for row in api.torrents()}
    assert rows[movie.hash]["state"] in ("stoppedDL", "pausedDL")
    assert [row["hash"] for row in api.torrents(filter="paused")] == [movie.hash]
    assert api.get_torrent(show.hash)["save_path"] == str(folder)
    assert [file["name"] for file in api.get_torrent_files(show.hash)] == list(show.content)
    assert api.get_torrent_trackers(show.hash)[3]["url"] == samples.TRACKER
    assert api.get_torrent_webseeds(show.hash) == []
    assert api.get_torrent_piece_states(show.hash) == [2] * 7
    assert len(api.get_torrent_piece_hashes(show.hash)) == 7
    assert api.global_transfer_info["connection_status"] != ""
    assert api.sync_main_data()["full_update"] is True
    assert api.sync_peers_data(show.hash)["full_update"] is True
    assert isinstance(api.get_log(), list)

    api.pause(show.hash)
    wait_for("a stop", lambda: api.torrents(hashes=show.hash)[0]["state"] in STOPPED)
    api.resume(show.hash)
    api.resume_multiple([show.hash])
    api.pause_all()
    api.resume_all()
    api.set_torrent_name(movie.hash, "Other")
    api.set_category([movie.hash], "tv")
    api.set_torrent_download_limit([show.hash], 2048)
    assert api.get_torrent_download_limit([show.hash]) == {show.hash: 2048}
    api.set_torrent_upload_limit([show.hash], 4096)
    api.set_file_priority(show.hash, 0, 7)
    api.force_start([show.hash], True)
    api.set_super_seeding([show.hash], False)
    api.set_automatic_torrent_management([show.hash], "true")
    api.toggle_sequential_download([show.hash])
    api.toggle_first_last_piece_priority([show.hash])
    api.set_max_priority([movie.hash])
    api.set_min_priority([movie.hash])
    api.increase_priority([movie.hash])
    api.decrease_priority([movie.hash])
    api.set_global_download_limit(1024)
    assert int(api.get_global_download_limit()) == 1024
    api.set_global_download_limit(0)
    assert int(api.get_alternative_speed_status()) == 0
    api.recheck([show.hash])
    api.reannounce([show.hash])
    row = api.torrents(hashes=show.hash)[0]
    assert (row["seq_dl"], row["force_start"], row["auto_tmm"]) == (True, True, True)
    assert api.torrents(hashes=movie.hash)[0]["name"] == "Other"
    api.delete(movie.hash)
    api.delete_all_permanently()
    assert api.torrents() == []
    # It asks by GET, which no qBittorrent since 4.1 takes for a change.
    with pytest.raises(requests.HTTPError):
        api.logout()
