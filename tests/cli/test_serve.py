"""`serve`: who can reach it, over what, and what it says about that."""

import argparse
import base64
import http.client
import os
import socket
import ssl
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from cryptography import x509

from animegan.cli import serve
from animegan.cli.certificate import certificate_for
from animegan.cli.main import main

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240


@contextmanager
def _serving(
    *options: str, url: str, context: ssl.SSLContext | None, cache: Path
) -> Iterator[psutil.Process]:
    command = [sys.executable, "-m", "animegan", "serve", *options]
    environment = os.environ | {"ANIMEGAN_CACHE": str(cache)}
    program = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE_S
        while True:
            assert program.poll() is None
            assert time.monotonic() < end
            try:
                assert urllib.request.urlopen(url, timeout=5, context=context).status == 200
                break
            except OSError:
                time.sleep(0.1)
        yield psutil.Process(program.pid)
    finally:
        program.terminate()
        program.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_pages_and_interface_are_one_process_on_loopback(tmp_path: Path) -> None:
    port = _free_port()
    home = f"http://127.0.0.1:{port}"
    with _serving("--port", str(port), url=f"{home}/healthz", context=None, cache=tmp_path) as program:
        assert urllib.request.urlopen(f"{home}/_stcore/health", timeout=60).read() == b"ok"
        assert b"<html" in urllib.request.urlopen(home, timeout=60).read()
        listening = [each.laddr for each in program.net_connections() if each.status == psutil.CONN_LISTEN]
        assert listening == [("127.0.0.1", port)]
        assert not program.children()
        assert _knock(port, origin=home) == 101
        assert _knock(port, origin="http://elsewhere.example") == 403


def _knock(port: int, *, origin: str) -> int:
    """The status of the answer to a page that opens its web socket."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    wishes = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    wishes |= {"Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(), "Origin": origin}
    connection.request("GET", "/_stcore/stream", headers=wishes)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.slow
def test_https_with_a_certificate_that_browsers_can_be_told_to_trust(tmp_path: Path) -> None:
    trusting = ssl.create_default_context(cafile=certificate_for(_names(), tmp_path / "https").path)
    port = _free_port()
    url = f"https://127.0.0.1:{port}/healthz"
    options = ("--port", str(port), "--https", "--api-only")
    with _serving(*options, url=url, context=trusting, cache=tmp_path) as program:
        assert [each.laddr.ip for each in program.net_connections() if each.status == "LISTEN"] == [
            "127.0.0.1"
        ]


def _names() -> list[str]:
    return ["127.0.0.1", "localhost", socket.gethostname()]


def test_a_certificate_is_kept_until_it_does_not_fit(tmp_path: Path) -> None:
    first = certificate_for(["192.168.1.5", "lab"], tmp_path)
    assert certificate_for(["lab"], tmp_path) == first
    assert stat.S_IMODE(first.key_path.stat().st_mode) == 0o600 or sys.platform == "win32"
    second = certificate_for(["lab", "10.0.0.7"], tmp_path)
    assert second.fingerprint != first.fingerprint
    made = x509.load_pem_x509_certificate(second.path.read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name) for name in names.get_values_for_type(x509.IPAddress)] == ["10.0.0.7"]


def _greeting(*options: str, certificate: object = None) -> str:
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    return "\n".join(serve.greeting(parser.parse_args(options), certificate))


def test_it_says_who_can_open_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serve, "own_addresses", lambda: ["192.168.1.5"])
    assert "Only this computer" in _greeting()
    assert "http://127.0.0.1:8501" in _greeting()
    open_lab = _greeting("--host", "0.0.0.0")
    assert "http://192.168.1.5:8501" in open_lab
    assert "everybody" in open_lab
    assert "cameras off" in open_lab
    certificate = certificate_for(["192.168.1.5"], tmp_path)
    safe = _greeting("--host", "0.0.0.0", "--https", certificate=certificate)
    assert "https://192.168.1.5:8501" in safe
    assert certificate.fingerprint in safe
    assert "cameras off" not in safe


def test_what_cannot_be_served_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert main(["serve", "--port", str(other.getsockname()[1])]) == 2
    assert "cannot be used" in capsys.readouterr().err
    assert main(["serve", "--host", "my laptop"]) == 2
    assert "no address" in capsys.readouterr().err
