"""qbittorrent-api: everything that is about the server and not about one torrent.

Methods that came with a newer Web API than the dialect claims are answered by the library itself:
it returns None without a request.
"""

import time

import pytest
import qbittorrentapi

import server as servers
from conftest import assert_not_built, wait_for


def test_versions(client, server):
    assert client.app.version == client.app_version() == server.app_version
    assert client.app.web_api_version == client.app_web_api_version() == server.api_version
    assert qbittorrentapi.Version.is_app_version_supported(client.app.version)
    assert qbittorrentapi.Version.is_api_version_supported(client.app.web_api_version)
    build = client.app.build_info
    assert build.bitness in (32, 64)
    assert build.libtorrent.startswith("qcodex/")
    assert build.platform == "linux"
    info = client.app_process_info()
    if server.since("2.15.1"):
        assert 0 < time.time() - info.launch_time < 3600
    else:
        assert info is None


def test_login_and_logout(server):
    client = qbittorrentapi.Client(server.url, **servers.credentials())
    assert not client.is_logged_in
    client.auth_log_in()
    assert client.is_logged_in
    client.auth.log_out()
    assert not client.is_logged_in
    # The next call logs in again by itself, as after an expired session.
    assert client.app_version() == server.app_version
    assert client.auth.is_logged_in

    stranger = qbittorrentapi.Client(server.url, **servers.credentials("wrong"))
    with pytest.raises(qbittorrentapi.LoginFailed):
        stranger.auth_log_in()
    assert not stranger.is_logged_in
    # A good login clears what is held against the address.
    stranger.auth_log_in(servers.USERNAME, servers.PASSWORD)
    stranger.auth_log_out()


def test_logins_that_are_checked_for_support(server):
    """The library knows the versions that the server claims."""
    with qbittorrentapi.Client(
        host="127.0.0.1",
        port=server.port,
        **servers.credentials(),
        RAISE_ERROR_FOR_UNSUPPORTED_QBITTORRENT_VERSIONS=True,
    ) as client:
        assert client.app_version() == server.app_version


def test_preferences(client, folder):
    preferences = client.app.preferences
    assert preferences.save_path == str(folder)
    assert preferences.dht is True
    assert preferences.max_ratio_act == 0
    assert len(preferences) > 200
    before = preferences.max_active_downloads
    client.app.preferences = {"max_active_downloads": before + 4, "queueing_enabled": True}
    assert client.app_preferences().max_active_downloads == before + 4
    # What was read can be written back whole.
    preferences = client.app.preferences
    preferences["max_active_downloads"] = before
    client.app_set_preferences(preferences)
    assert client.app.preferences.max_active_downloads == before


def test_paths(client, server, folder, tmp_path):
    assert client.app.default_save_path == client.app_default_save_path() == str(folder)
    (tmp_path / "sub").mkdir()
    (tmp_path / "file").write_text("x")
    content = client.app_get_directory_content(str(tmp_path))
    if server.since("2.11"):
        assert sorted(content) == [str(tmp_path / "file"), str(tmp_path / "sub")]
        with pytest.raises(qbittorrentapi.NotFound404Error):
            client.app_get_directory_content(str(tmp_path / "nowhere"))
    else:
        assert content is None
    free = client.app_get_free_space_at_path(str(folder))
    if server.since("2.15.2"):
        assert free > 0
        detail = client.app.get_directory_content(str(tmp_path), with_metadata=True)
        assert {entry["name"]: entry["type"] for entry in detail} == {"file": "file", "sub": "dir"}
    else:
        assert free is None


def test_cookies(client, server):
    cookie = {
        "name": "session",
        "domain": "example.com",
        "path": "/",
        "value": "a1",
        "expirationDate": int(time.time()) + 86_400,
    }
    client.app_set_cookies([cookie])
    if server.since("2.11.3"):
        assert client.app.cookies == [cookie]
        client.app_set_cookies([])
        assert client.app_cookies() == []
    else:
        assert client.app_cookies() is None


def test_network_interfaces(client):
    interfaces = client.app.network_interface_list
    names = [interface.name for interface in interfaces]
    assert "lo" in names
    assert all(isinstance(interface.value, str) for interface in interfaces)
    addresses = client.app_network_interface_address_list(interface_name="lo")
    assert "127.0.0.1" in addresses
    everywhere = client.app.network_interface_address_list()
    assert "127.0.0.1" in everywhere
    assert client.app_network_interface_list() == interfaces


def test_api_key(client, server):
    key = client.app_rotate_api_key()
    if not server.since("2.14.0"):
        assert key is None
        assert client.app_delete_api_key() is None
        return
    with qbittorrentapi.Client(server.url, api_key=key.apiKey) as bearer:
        bearer.auth_log_in()
        assert bearer.app_version() == server.app_version
        renewed = client.app.rotate_api_key()
        assert renewed.apiKey != key.apiKey
        assert not bearer.is_logged_in
    client.app.delete_api_key()
    with pytest.raises(qbittorrentapi.LoginFailed):
        qbittorrentapi.Client(server.url, api_key=renewed.apiKey).auth_log_in()


def test_mail(client, server, mailbox):
    if "app/sendTestEmail" in servers.not_built():
        assert_not_built(server, "2.10.4", "app/sendTestEmail", client.app_send_test_email)
        return
    before = client.app.preferences
    client.app.preferences = {
        "mail_notification_enabled": True,
        "mail_notification_smtp": f"127.0.0.1:{mailbox.port}",
        "mail_notification_sender": "qcodex@example.com",
        "mail_notification_email": "user@example.com",
        "mail_notification_encryption_type": "None",
        "mail_notification_auth_enabled": False,
    }
    client.app.send_test_email()
    client.app.preferences = {key: before[key] for key in before if key.startswith("mail_")}
    if server.since("2.10.4"):
        recipients, text = wait_for("the mail", lambda: mailbox.mails)[0]
        assert recipients == ["<user@example.com>"]
        assert "Subject:" in text
    else:
        assert mailbox.mails == []


def test_client_data(client, server):
    stored = client.clientdata_store({"test.list": [1, "a"], "test.flag": True})
    assert stored is None
    if not server.since("2.13.1"):
        assert client.clientdata_load() is None
        return
    everything = client.clientdata_load()
    assert everything["test.list"] == [1, "a"]
    assert client.clientdata_load(keys=["test.flag", "test.nothing"]) == {"test.flag": True}
    client.clientdata.store({"test.list": None, "test.flag": None})
    assert "test.list" not in client.clientdata.load()


def test_log(client):
    # A failed login is a warning in the log.
    entries = client.log.main()
    assert entries, "a running server has something to say"
    assert {"id", "message", "timestamp", "type"} <= set(entries[0])
    assert all(entry.type in (1, 2, 4, 8) for entry in entries)
    ids = [entry.id for entry in entries]
    assert ids == sorted(ids)
    last = ids[-1]
    assert all(entry.id > last for entry in client.log_main(last_known_id=last))
    assert all(entry.type == 2 for entry in client.log_main(
        normal=False, info=True, warning=False, critical=False))
    assert {entry.type for entry in client.log.main.warning()} <= {4, 8}
    assert client.log.main.critical(last_known_id=last) == []
    assert list(client.log.peers()) == []
    assert client.log_peers(last_known_id=10) == []


def test_sync(client, movie, folder):
    full = client.sync.maindata()
    assert full.full_update is True
    assert full.server_state.connection_status in ("connected", "firewalled", "disconnected")
    assert "torrents" not in full or full.torrents == {}
    client.torrents_add(torrent_files=movie.torrent, is_stopped=True, tags="t")

    def row():
        return client.sync.maindata.delta().get("torrents", {}).get(movie.hash)

    added = wait_for("the torrent", row)
    assert added.name == movie.name
    assert client.sync_maindata(rid=0).full_update is True
    client.sync.maindata.reset_rid()
    assert client.sync.maindata.delta().full_update is True

    peers = client.sync.torrent_peers(torrent_hash=movie.hash)
    assert peers.full_update is True
    assert isinstance(peers.rid, int)
    assert isinstance(peers.get("peers", {}), dict)
    delta = client.sync.torrent_peers.delta(torrent_hash=movie.hash)
    assert isinstance(delta.rid, int)
    client.sync.torrent_peers.reset_rid()
    with pytest.raises(qbittorrentapi.NotFound404Error):
        client.sync_torrent_peers(torrent_hash="f" * 40)


def test_transfer(client, server):
    info = client.transfer.info
    for key in ("dl_info_data", "dl_info_speed", "up_info_data", "up_info_speed", "dht_nodes"):
        assert isinstance(info[key], int), key
    assert info.connection_status in ("connected", "firewalled", "disconnected")
    assert client.transfer_info().keys() == info.keys()

    client.transfer.download_limit = 100 * 1024
    client.transfer_set_upload_limit(50 * 1024)
    assert client.transfer.download_limit == client.transfer_download_limit() == 100 * 1024
    assert client.transfer.upload_limit == client.transfer_upload_limit() == 50 * 1024
    client.transfer_set_download_limit(0)
    client.transfer.upload_limit = 0
    assert (client.transfer.download_limit, client.transfer.upload_limit) == (0, 0)

    assert client.transfer.speed_limits_mode == client.transfer_speed_limits_mode() == "0"
    client.transfer_toggle_speed_limits_mode()
    assert client.transfer.speed_limits_mode == "1"
    client.transfer_set_speed_limits_mode(intended_state=False)
    assert client.transfer.speed_limits_mode == "0"
    client.transfer.speed_limits_mode = True
    assert client.transfer.speed_limits_mode == "1"
    client.transfer.set_speed_limits_mode(False)

    limits = client.transfer_speed_limits()
    if server.since("2.16.0"):
        client.transfer_set_speed_limits(1024, 2048, 3072, 4096)
        assert client.transfer.speed_limits == {
            "up_limit": 1024,
            "dl_limit": 2048,
            "alt_up_limit": 3072,
            "alt_dl_limit": 4096,
        }
        client.transfer_set_speed_limits(
            limits.up_limit, limits.dl_limit, limits.alt_up_limit, limits.alt_dl_limit
        )
    else:
        assert limits is None
        client.transfer_set_speed_limits(1, 2, 3, 4)
        assert client.transfer.download_limit == 0

    client.transfer.ban_peers(peers=["192.0.2.7:6881", "nonsense"])
    assert "192.0.2.7" in client.app.preferences.banned_IPs.split("\n")
    client.transfer_ban_peers(peers="192.0.2.8:6881")
    client.app.preferences = {"banned_IPs": ""}


def test_pause_of_everything(client, server, movie):
    """The whole session stands still and goes on; the torrent's own state is kept."""
    client.transfer_pause_session()
    try:
        client.torrents_add(torrent_files=movie.torrent, is_stopped=True)
        assert len(client.torrents_info()) == 1
    finally:
        client.transfer_resume_session()
    if server.since("2.16.2"):
        client.transfer.pause_session()
        client.transfer.resume_session()


def test_feeds_and_search_as_far_as_they_are_there(client, server):
    """A page that looks for them finds none; what would change them says so."""
    assert client.rss.items() == {}
    assert client.rss_items(include_feed_data=True) == {}
    assert client.rss.rules == client.rss_rules() == {}
    assert client.search.plugins == client.search_plugins() == []
    assert client.search.status() == client.search_status() == []
    changes = {
        "rss/addFolder": lambda: client.rss_add_folder("news"),
        "search/start": lambda: client.search_start("ubuntu", "all", "all"),
    }
    for endpoint in changes.keys() & servers.not_built():
        assert_not_built(server, "2.1.1", endpoint, changes[endpoint])
    assert client.app_version() == server.app_version, "the library goes on"


@pytest.mark.parametrize("dialect", list(servers.VERSIONS))
def test_shutdown(dialect, tmp_path):
    server = servers.start(dialect, tmp_path)
    with qbittorrentapi.Client(server.url, **servers.credentials()) as client:
        client.app.shutdown()
        assert server.process.wait(servers.PATIENCE) == 0
        with pytest.raises(qbittorrentapi.APIConnectionError):
            client.app_version()
