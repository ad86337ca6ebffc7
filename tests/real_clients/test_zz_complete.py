"""No method of qbittorrent-api was left out; runs last, and only with the whole suite."""

import pytest

import recorder


def test_every_method_was_called(server, request):
    if request.config.option.keyword or len(request.config.args) != 1:
        pytest.skip("only a part of the tests was asked for")
    wanted = recorder.client_methods() | {f"torrent.{name}" for name in recorder.torrent_methods()}
    assert wanted - recorder.ELSEWHERE - recorder.called[server.dialect] == set()
