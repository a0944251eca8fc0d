"""Requests made up from the description by machine: none may break the interface, or answer other than described."""

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from animegan.api import Api
from animegan.api.openapi import document
from tests.api.conftest import jpeg

PHOTO = jpeg()


schema = schemathesis.openapi.from_dict(document(Api().operations, with_key=False))


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(lab: str, case: schemathesis.Case) -> None:
    if case.path == "/api/stylize" and isinstance(case.body, dict) and len(case.body) % 2:
        case.body["picture"] = PHOTO  # a random one never gets as far as a network
    case.call_and_validate(
        base_url=lab,
        checks=[
            not_a_server_error,
            checks.status_code_conformance,
            checks.content_type_conformance,
            checks.response_schema_conformance,
            checks.unsupported_method,
        ],
        timeout=600,
    )


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "QUERY", "GET"])
def test_any_other_method_is_refused(lab: str, method: str) -> None:
    answer = requests.request(method, f"{lab}/api/stylize", timeout=60)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
