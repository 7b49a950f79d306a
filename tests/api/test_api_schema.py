"""Made-up requests after the published schema, as each role: no server error, and every answer as the schema says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from api_site import Site
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from generator.domain.people import ROLES

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(
    max_examples=2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def schema(shared: Site) -> Any:
    """Read once, so that what is made from it is made once."""
    outer = FastAPI()
    outer.mount("/api", shared.app)  # as `soan serve` does
    return schemathesis.openapi.from_asgi("/api/openapi.json", outer)


@pytest.mark.parametrize("role", [*ROLES, ""], ids=[*ROLES, "nobody"])
def test_as(shared: Site, schema: Any, role: str) -> None:
    tried = 0
    for operation in schema.get_all_operations():
        tried += _try(operation.ok(), shared.as_(role))
    assert tried == 62


def _try(operation: Any, headers: dict[str, str]) -> int:
    @FEW
    @given(case=operation.as_strategy())
    def attempt(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    attempt()
    return 1
