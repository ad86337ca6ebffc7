"""Starts the real command for a client library to talk to.

One process per dialect, with a folder of its own (profile in `profile`, save path in `save`, log in
`stderr.log`) and ports that the system picks. The environment is empty but for the login, so that
nothing of the machine decides a test.
"""

import os
import select
import subprocess
from dataclasses import dataclass
from pathlib import Path

USERNAME = "admin"
PASSWORD = "adminadmin"

# What a server of each dialect says it is.
VERSIONS = {
    "5.3": ("v5.3.0", "2.16.2"),
    "5.1": ("v5.1.4", "2.11.4"),
    "4": ("v4.6.7", "2.9.3"),
}

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("QCODEX_BIN", ROOT / "target/debug/qcodex")).resolve()
# No start or end takes this long, even on a busy machine.
PATIENCE = 120


@dataclass
class Server:
    """A running server."""

    dialect: str
    folder: Path
    url: str
    process: subprocess.Popen

    @property
    def app_version(self) -> str:
        return VERSIONS[self.dialect][0]

    @property
    def api_version(self) -> str:
        return VERSIONS[self.dialect][1]

    def since(self, version: str) -> bool:
        """Whether a server that says it is this one has what came with a Web API version."""
        return numbers(self.api_version) >= numbers(version)

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    @property
    def save_path(self) -> Path:
        return self.folder / "save"

    def stop(self) -> int:
        """Ends it cleanly; the exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def start(dialect: str, folder: Path) -> Server:
    """Starts a server and waits for the line that says where it listens."""
    assert BINARY.exists(), f"{BINARY} is missing: run `cargo build` or set QCODEX_BIN"
    folder.mkdir(parents=True, exist_ok=True)
    command = [BINARY, "--profile", folder / "profile", "--save-path", folder / "save"]
    command += ["--webui-port", "0", "--codex-api", "127.0.0.1:0", "--dialect", dialect]
    environment = {
        "HOME": str(folder),
        "QCODEX_WEBUI_USERNAME": USERNAME,
        "QCODEX_WEBUI_PASSWORD": PASSWORD,
    }
    log = (folder / "stderr.log").open("ab")
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=environment
    )
    readable, _, _ = select.select([process.stdout], [], [], PATIENCE)
    line = process.stdout.readline().decode() if readable else ""
    if not line.startswith("listening webui="):
        process.kill()
        raise RuntimeError(f"no listening line but {line!r}; see {folder / 'stderr.log'}")
    url = line.removeprefix("listening webui=").split(" ")[0]
    return Server(dialect, folder, url, process)


def not_built() -> set[str]:
    """Endpoints of which the server itself says that they are not built, from the generated list."""
    rows = (ROOT / "docs/endpoints.md").read_text().splitlines()
    return {row.split("`")[1] for row in rows if row.startswith("| `") and "not built yet" in row.lower()}


def credentials(password: str = PASSWORD) -> dict[str, str]:
    """What every library calls the login's two halves."""
    return {"username": USERNAME, "password": password}
