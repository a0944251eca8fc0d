"""What the interface says about itself."""

import re

import pytest
import requests

from animegan.api import Api
from animegan.catalog import STYLES
from tests.api.conftest import PATIENT, jpeg, served


def test_the_description_lists_every_route() -> None:
    api = Api()
    with served(api) as address:
        paths = requests.get(f"{address}/api/openapi.json", timeout=20).json()["paths"]
    routes = {route.path for route in api.routes()} - {"/api/{rest:path}"}  # type: ignore[attr-defined]
    assert set(paths) == routes
    assert set(paths["/api/stylize"]) == {"post"}
    assert "security" not in paths["/api/stylize"]["post"]


def test_styles_are_those_of_the_catalog(lab: str) -> None:
    styles = requests.get(f"{lab}/api/styles", timeout=20).json()["styles"]
    assert [style["name"] for style in styles] == [style.name for style in STYLES]


def test_the_metrics_count_answers_and_are_well_formed() -> None:
    with served(Api(limits=PATIENT)) as address:
        requests.get(f"{address}/healthz", timeout=20)
        requests.post(f"{address}/api/stylize", files={"picture": jpeg()}, data={"size": 64}, timeout=60)
        answer = requests.get(f"{address}/metrics", timeout=20)
    assert 'animegan_requests_total{path="/healthz",status="200"} 1' in answer.text
    assert 'animegan_request_seconds_count{path="/api/stylize"} 1' in answer.text
    assert "animegan_open_requests 0" in answer.text
    line = re.compile(r'(# (HELP|TYPE) .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+)')
    assert all(line.fullmatch(row) for row in answer.text.splitlines())


def test_a_bug_gets_an_id_and_keeps_its_words_to_itself(
    lab: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("animegan.api.work.encode", lambda *_, **__: 1 / 0)
    answer = requests.post(
        f"{lab}/api/stylize", files={"picture": jpeg(seed=9)}, data={"size": 64}, timeout=60
    )
    assert answer.status_code == 500
    found = re.search(r"id ([0-9a-f]{8})", answer.json()["error"])
    assert found
    assert found[1] in caplog.text
    assert "division" not in answer.text
