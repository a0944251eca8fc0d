"""Who may ask, how much, and how many at once."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from animegan.api import Api
from animegan.api.access import key_from_environment
from animegan.errors import InputError
from animegan.limits import Limits
from animegan.serving import Gate
from tests.api.conftest import jpeg, served

KEY = "a key that nobody guesses"
FORM = {"Content-Type": "multipart/form-data; boundary=x"}
START = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="p"\r\n\r\n'


def ask(address: str, **options: object) -> requests.Response:
    return requests.post(
        f"{address}/api/stylize", files={"picture": jpeg()}, data={"size": 64}, timeout=60, **options
    )


def test_only_who_has_the_key_gets_a_picture() -> None:
    with served(Api(key=KEY)) as address:
        assert ask(address).status_code == 401
        assert ask(address, headers={"Authorization": "Bearer wrong"}).json()["hint"]
        assert ask(address, headers={"Authorization": f"Bearer {KEY}"}).status_code == 200
        assert requests.get(f"{address}/healthz", timeout=20).json()["status"] == "ok"


def test_a_key_that_can_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANIMEGAN_API_KEY", "secret")
    with pytest.raises(InputError, match="6 characters"):
        key_from_environment()
    monkeypatch.setenv("ANIMEGAN_API_KEY", "")
    assert key_from_environment() is None


def test_another_website_gets_nothing(lab: str) -> None:
    assert ask(lab, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert ask(lab, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_wrong_methods_and_paths_are_answered_in_json(lab: str) -> None:
    answer = requests.get(f"{lab}/api/stylize", timeout=20)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert (
        requests.get(f"{lab}/api/nothing", timeout=20).json()["error"] == "There is nothing at /api/nothing."
    )
    assert requests.get(f"{lab}/nothing", timeout=20).status_code == 404


def test_too_large_a_body_is_refused_with_words() -> None:
    with served(Api(limits=Limits(upload_mb=1))) as address:
        answer = requests.post(f"{address}/api/stylize", files={"picture": bytes(2 * 2**20)}, timeout=20)
        assert answer.status_code == 413
        assert answer.json()["error"] == "The picture is larger than 1 MB."


def test_a_body_that_hides_its_length_is_refused_on_its_way() -> None:
    """An endless body: the answer comes although the body never ends."""
    with served(Api(limits=Limits(upload_mb=1), upload_s=60)) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
        connection.putrequest("POST", "/api/stylize")
        for name, value in {**FORM, "Transfer-Encoding": "chunked"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(_chunk(START))
        for _ in range(24):  # 1.5 MB
            connection.send(_chunk(bytes(2**16)))
        assert connection.getresponse().status == 413
        connection.close()


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def test_a_body_that_never_arrives_is_given_up() -> None:
    with served(Api(upload_s=0.2)) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
        connection.request("POST", "/api/stylize", headers={**FORM, "Content-Length": "1000"})
        connection.send(START)
        assert connection.getresponse().status == 408
        connection.close()


@contextmanager
def _occupied(gate: Gate) -> Iterator[None]:
    """Somebody else's job runs meanwhile."""
    done, began = threading.Event(), threading.Event()

    def work() -> None:
        with gate.turn("somebody"):
            began.set()
            done.wait(60)

    thread = threading.Thread(target=work)
    thread.start()
    began.wait(20)
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_who_comes_when_all_places_are_taken_is_told_when_to_come_back() -> None:
    gate = Gate()
    with served(Api(gate=gate, limits=Limits(requests_at_once=1))) as address:
        with _occupied(gate):
            first = threading.Thread(target=ask, args=(address,))
            first.start()
            _until(lambda: gate.figures().waiting == 1)
            refused = ask(address)
            assert refused.status_code == 503
            assert int(refused.headers["Retry-After"]) >= 1
            assert requests.get(f"{address}/healthz", timeout=20).json()["waiting"] == 1  # the loop is free
        first.join()
        assert ask(address).status_code == 200


def test_who_hangs_up_gives_the_place_back() -> None:
    gate = Gate()
    with served(Api(gate=gate)) as address, _occupied(gate):
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
        body = START + jpeg() + b"\r\n--x--\r\n"
        connection.request("POST", "/api/stylize", body=body, headers=FORM)
        _until(lambda: gate.figures().waiting == 1)
        connection.close()
        _until(lambda: gate.figures().waiting == 0)


def test_waiting_too_long_is_an_answer_too() -> None:
    gate = Gate()
    with served(Api(gate=gate, limits=Limits(request_seconds=1))) as address, _occupied(gate):
        assert ask(address).status_code == 503


def _until(true: object) -> None:
    end = time.monotonic() + 20
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
