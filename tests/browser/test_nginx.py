"""deploy/nginx.conf as it stands there, in a real nginx, in front of two copies of the lab, with a real browser."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import requests
from playwright.sync_api import Browser, expect

from animegan.cli.certificate import certificate_for
from tests.api.conftest import jpeg
from tests.browser.conftest import PATIENCE_S, ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOUSE = """
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/lab.conf;
}}
"""


class School(NamedTuple):
    """Where it is, and the certificate to trust."""

    address: str
    certificate: Path


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """The address of nginx with two copies of the lab behind it."""
    folder = tmp_path_factory.mktemp("nginx")
    plain, tls, one, two = _free_ports(4)
    certificate = certificate_for(["127.0.0.1"], folder)
    conf = (ROOT / "deploy/nginx.conf").read_text()
    for written, here in {
        "listen 80;": f"listen {plain};",
        "listen 443 ": f"listen {tls} ",
        "app1:8501": f"127.0.0.1:{one}",
        "app2:8501": f"127.0.0.1:{two}",
        "/etc/nginx/tls/lab.crt": str(certificate.path),
        "/etc/nginx/tls/lab.key": str(certificate.key_path),
    }.items():
        assert written in conf
        conf = conf.replace(written, here)
    (folder / "lab.conf").write_text(conf)
    (folder / "nginx.conf").write_text(HOUSE.format(folder=folder))
    lab = [sys.executable, "-m", "animegan", "serve", "--port"]
    nginx = [_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with ExitStack() as stack:
        for port in (one, two):
            stack.enter_context(_running([*lab, str(port)], f"http://127.0.0.1:{port}/healthz", None))
        stack.enter_context(_running(nginx, f"https://127.0.0.1:{tls}/healthz", certificate.path))
        yield School(f"https://127.0.0.1:{tls}", certificate.path)


def _nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.fail("No nginx. Install it (Debian: apt-get install nginx-light).")
    return found


@contextmanager
def _running(command: list[str], url: str, certificate: Path | None) -> Iterator[None]:
    trusting = ssl.create_default_context(cafile=certificate) if certificate else None
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        end = time.monotonic() + PATIENCE_S
        while True:
            assert program.poll() is None, program.stdout.read()  # type: ignore[union-attr]
            assert time.monotonic() < end
            try:
                urllib.request.urlopen(url, timeout=2, context=trusting).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        program.terminate()
        program.communicate(timeout=30)


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def test_a_visit_through_nginx(school: School, chromium: Browser) -> None:
    """The page opens, which needs the web socket; an upload reaches the copy that has the page."""
    context = chromium.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{school.address}/Stylize")
    expect(page.get_by_role("heading", name="Stylize a photo")).to_be_visible(timeout=PATIENCE_S * 1000)
    page.wait_for_selector(".stage", timeout=PATIENCE_S * 1000)
    chooser = page.locator('[data-testid="stFileUploader"] input[type=file]')
    chooser.set_input_files({"name": "p.jpg", "mimeType": "image/jpeg", "buffer": jpeg((640, 480))})
    expect(page.locator(".note", has_text="Your own photo")).to_be_visible(timeout=PATIENCE_S * 1000)
    expect(page.locator(".stage .after")).to_have_js_property("complete", True)
    (visitor,) = (cookie for cookie in context.cookies() if cookie["name"] == "lab_visitor")
    assert visitor["secure"]
    assert visitor["httpOnly"]
    context.close()


def test_programs_come_through_as_well_and_metrics_stay_inside(school: School) -> None:
    def post(**options: object) -> requests.Response:
        url = f"{school.address}/api/stylize"
        return requests.post(url, verify=str(school.certificate), timeout=600, **options)

    answer = post(files={"picture": jpeg()}, data={"size": 64})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert post().status_code == 415
    too_large = post(files={"picture": bytes(22 * 2**20)})
    assert (too_large.status_code, too_large.json()["error"]) == (413, "The picture is larger than 20 MB.")
    for path in ("/metrics", "/_stcore/metrics"):
        answer = requests.get(school.address + path, verify=str(school.certificate), timeout=60)
        assert answer.status_code == 403
