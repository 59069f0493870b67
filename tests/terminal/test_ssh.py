"""Restricted mode behind a real SSH server on the loopback address, as it is documented."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .session import Session, children

SSHD = shutil.which("sshd", path=f"/usr/sbin:/usr/local/sbin:{os.environ.get('PATH', '')}")
pytestmark = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None, reason="there is no SSH server here"
)
_READY = "/ Search"


class Server:
    """A server of one user with one key, which runs one command."""

    def __init__(self, folder: Path, database: Path) -> None:
        for name in ("host", "user"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)],
                check=True,
            )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        path = os.environ.get("PYTHONPATH", "")
        command = f"PYTHONPATH={path} {sys.executable} -m lacsec.tui.main --restricted {database}"
        key = (folder / "user.pub").read_text()
        (folder / "keys").write_text(f'restrict,pty,command="{command}" {key}')
        (folder / "config").write_text(
            f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {folder / 'host'}\n"
            f"PidFile {folder / 'pid'}\nAuthorizedKeysFile {folder / 'keys'}\nStrictModes no\n"
            "PasswordAuthentication no\nUsePAM no\nPermitRootLogin prohibit-password\n"
        )
        self.folder = folder
        if os.geteuid() == 0:  # which the server insists upon
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.process = subprocess.Popen(
            [str(SSHD), "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.DEVNULL
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("the SSH server does not start")

    def client(self, *words: str, terminal: bool = True) -> list[str]:
        options = ["IdentitiesOnly=yes", "StrictHostKeyChecking=no", "LogLevel=ERROR"]
        options.append(f"UserKnownHostsFile={self.folder / 'known'}")
        return [
            *("ssh", "-F", "/dev/null", "-p", str(self.port), "-i", str(self.folder / "user")),
            *[part for option in options for part in ("-o", option)],
            *(["-tt"] if terminal else []),
            f"{getpass.getuser()}@127.0.0.1",
            *words,
        ]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, database: Path) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("ssh"), database)
    yield found
    found.process.terminate()
    found.process.wait(5)


def test_another_command_is_not_run_and_no_key_leads_out(server: Server) -> None:
    escaped = server.folder / "escaped"
    with Session(server.client(f"touch {escaped}")) as session:
        session.wait_for(_READY, 20)
        for key in (b"\x1a", b"\x1b[27u", b":suspend\r", b"\x1b[27u", b"!sh\r", b"\x1b[27u"):
            session.send(key)
            session.rest(0.15)
        assert not session.ended
        session.send(b"\x1b[27u\x1b[27u\x11")
        assert session.wait(5) == 0
    assert not escaped.exists()


def test_without_a_terminal_nothing_is_offered(server: Server) -> None:
    done = subprocess.run(
        server.client("id", terminal=False), capture_output=True, check=False, timeout=20
    )
    assert done.returncode == 2 and b"uid=" not in done.stdout


def test_nothing_is_left_when_the_connection_is_lost(server: Server) -> None:
    with Session(server.client()) as session:
        session.wait_for(_READY, 20)
        session.process.kill()
        session.process.wait()
        end = time.monotonic() + 2
        while children(server.process.pid) and time.monotonic() < end:
            time.sleep(0.05)
        assert not children(server.process.pid)
