"""The JavaScript clients: each test file of `javascript/` runs in a Node of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import samples
import server as servers

HERE = Path(__file__).parent
TESTS = sorted((HERE / "javascript").glob("*.test.mjs"))


@pytest.mark.parametrize("script", TESTS, ids=lambda path: path.name.split(".")[0])
def test_javascript(script, server, tidy, show, movie, folder, tmp_path):
    show.place(folder)
    given = {
        "server": {
            "url": server.url,
            "username": servers.USERNAME,
            "password": servers.PASSWORD,
            "dialect": server.dialect,
            "appVersion": server.app_version,
            "apiVersion": server.api_version,
            "savePath": str(folder),
            "notBuilt": sorted(servers.not_built()),
        },
        "torrents": [describe(sample, tmp_path) for sample in (show, movie)],
    }
    environment = os.environ | {"QCODEX_TEST": json.dumps(given)}
    # One file, so that no second process of Node is needed; the tests run in their order.
    run = subprocess.run(
        ["node", "--test-reporter=spec", script],
        cwd=HERE, env=environment, capture_output=True, text=True, timeout=servers.PATIENCE,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def describe(sample: samples.Sample, folder: Path) -> dict:
    file = folder / f"{sample.hash}.torrent"
    file.write_bytes(sample.torrent)
    return {
        "name": sample.name,
        "hash": sample.hash,
        "magnet": sample.magnet,
        "tracker": samples.TRACKER,
        "file": str(file),
    }
