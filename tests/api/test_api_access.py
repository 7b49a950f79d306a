"""Every endpoint as each role, as nobody, and with a token of each scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from api_site import Site
from fastapi.routing import APIRoute

from generator.api.app import AREAS
from generator.domain.people import ROLES, SCOPES

ALL, STAFF, MAKERS = "ltra", "tra", "ta"  # learner, trainer, reviewer, administrator
REVIEWER, ADMINISTRATOR = "r", "a"

# (method, path) → roles of which one is enough, scope that a token needs. Written down apart from the service's table.
EXPECTED: dict[tuple[str, str], tuple[str, str]] = {
    ("GET", "/me"): (ALL, "read"),
    ("GET", "/tokens"): (ALL, "read"),
    ("POST", "/tokens"): (ALL, "write"),
    ("DELETE", "/tokens/{token_id}"): (ALL, "write"),
    ("GET", "/tasks"): (STAFF, "read"),
    ("GET", "/guides"): (ALL, "read"),
    ("POST", "/guides"): (MAKERS, "write"),
    ("GET", "/guides/{key}"): (ALL, "read"),
    ("DELETE", "/guides/{key}"): (ADMINISTRATOR, "admin"),
    ("GET", "/guides/{key}/passages"): (ALL, "read"),
    ("GET", "/passages/{passage_id}"): (ALL, "read"),
    ("GET", "/guides/{key}/held"): (STAFF, "read"),
    ("POST", "/passages/{passage_id}/release"): ("ra", "write"),
    ("GET", "/guides/{key}/impact"): (STAFF, "read"),
    ("POST", "/guides/{key}/replacement"): (STAFF, "write"),
    ("POST", "/guides/sweep"): (STAFF, "read"),
    ("GET", "/search"): (ALL, "read"),
    ("POST", "/ask"): (ALL, "read"),
    ("POST", "/lessons"): (MAKERS, "write"),
    ("POST", "/lessons/section"): (MAKERS, "write"),
    ("POST", "/lessons/stream"): (MAKERS, "write"),
    ("POST", "/quizzes"): (MAKERS, "write"),
    ("GET", "/documents/kinds"): (ALL, "read"),
    ("GET", "/documents/kinds/{kind}/fields"): (ALL, "read"),
    ("POST", "/documents"): (MAKERS, "write"),
    ("POST", "/checks/work"): (ALL, "read"),
    ("POST", "/checks/data"): (ALL, "read"),
    ("POST", "/checks/prompt"): (ALL, "read"),
    ("POST", "/checks/injection"): (ALL, "read"),
    ("POST", "/checks/layout"): (ALL, "read"),
    ("POST", "/checks/file"): (ALL, "read"),
    ("GET", "/works"): (ALL, "read"),
    ("POST", "/works"): (MAKERS, "write"),
    ("GET", "/works/{work_id}"): (ALL, "read"),
    ("PUT", "/works/{work_id}"): (MAKERS, "write"),
    ("DELETE", "/works/{work_id}"): (ADMINISTRATOR, "admin"),
    ("GET", "/works/{work_id}/content"): (ALL, "read"),
    ("GET", "/works/{work_id}/versions"): (STAFF, "read"),
    ("GET", "/works/{work_id}/difference"): (STAFF, "read"),
    ("GET", "/works/{work_id}/file"): (ALL, "read"),
    ("GET", "/works/{work_id}/editing"): (MAKERS, "write"),
    ("PUT", "/works/{work_id}/editing"): (MAKERS, "write"),
    ("DELETE", "/works/{work_id}/editing"): (MAKERS, "write"),
    ("POST", "/works/{work_id}/editing/settle"): (MAKERS, "write"),
    ("POST", "/works/{work_id}/editing/commit"): (MAKERS, "write"),
    ("PUT", "/works/{work_id}/editors"): (MAKERS, "write"),
    ("PUT", "/works/{work_id}/visibility"): (MAKERS, "write"),
    ("PUT", "/works/{work_id}/archived"): (MAKERS, "write"),
    ("POST", "/works/{work_id}/renewal"): (MAKERS, "write"),
    ("GET", "/review/queue"): (REVIEWER, "review"),
    ("GET", "/works/{work_id}/desk"): (STAFF, "read"),
    ("POST", "/works/{work_id}/submission"): (MAKERS, "write"),
    ("POST", "/works/{work_id}/decisions"): (REVIEWER, "review"),
    ("POST", "/works/{work_id}/answers"): (STAFF, "write"),
    ("POST", "/works/{work_id}/changes-request"): (REVIEWER, "review"),
    ("POST", "/works/{work_id}/approval"): (REVIEWER, "review"),
    ("POST", "/works/{work_id}/publication"): (STAFF, "write"),
    ("POST", "/works/{work_id}/withdrawal"): (STAFF, "write"),
    ("GET", "/works/{work_id}/assessment"): (STAFF, "read"),
    ("GET", "/works/{work_id}/history"): (STAFF, "read"),
    ("GET", "/history/head"): (STAFF, "read"),
    ("GET", "/history/soundness"): (STAFF, "read"),
}
WORKS_LIKE = {"kind": "lesson", "content": {}}
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/tokens"): {"label": "x", "scopes": ["write"]},
    ("POST", "/passages/{passage_id}/release"): {"reason": "x"},
    ("POST", "/guides/{key}/replacement"): {"new": "x"},
    ("POST", "/ask"): {"question": "Thời hạn giải quyết hồ sơ vay sách là bao lâu?"},
    ("POST", "/lessons"): {"topic": "vay sách"},
    ("POST", "/lessons/section"): {"lesson": {}, "section_id": "s1"},
    ("POST", "/lessons/stream"): {"topic": "vay sách"},
    ("POST", "/quizzes"): {"topic": "vay sách", "items": 2},
    ("POST", "/documents"): {"kind": "cong_van"},
    ("POST", "/checks/work"): WORKS_LIKE,
    ("POST", "/checks/data"): {"text": "Bác Bình vay sách."},
    ("POST", "/checks/prompt"): {"text": "Tóm tắt quy định vay sách."},
    ("POST", "/works"): WORKS_LIKE,
    ("PUT", "/works/{work_id}"): {**WORKS_LIKE, "seen_sha256": "x"},
    ("PUT", "/works/{work_id}/editing"): {"part": "title", "value": "x", "seen": "x"},
    ("POST", "/works/{work_id}/editing/settle"): {"clash": "x", "value": "x"},
    ("POST", "/works/{work_id}/editing/commit"): {},
    ("PUT", "/works/{work_id}/editors"): {"people": []},
    ("PUT", "/works/{work_id}/visibility"): {"visibility": "internal"},
    ("PUT", "/works/{work_id}/archived"): {"archived": True},
    ("POST", "/works/{work_id}/renewal"): {"old": "x", "new": "y"},
    ("POST", "/works/{work_id}/submission"): {},
    ("POST", "/works/{work_id}/decisions"): {"claim_id": "x", "outcome": "right"},
    ("POST", "/works/{work_id}/answers"): {"line": "R4", "answer": "yes"},
    ("POST", "/works/{work_id}/changes-request"): {},
    ("POST", "/works/{work_id}/approval"): {"content_sha256": "x"},
    ("POST", "/works/{work_id}/withdrawal"): {"reason": "x"},
}
QUERIES = {
    ("GET", "/search"): {"q": "vay sách"},
    ("DELETE", "/works/{work_id}"): {"reason": "x"},
    ("GET", "/works/{work_id}/difference"): {"before": 1, "after": 2},
}
BINARY = {("POST", "/guides"), ("POST", "/checks/injection"), ("POST", "/checks/layout"), ("POST", "/checks/file")}
CASES = sorted(EXPECTED)


def routes() -> Iterator[tuple[str, str]]:
    for module in AREAS:
        for route in module.router.routes:
            assert isinstance(route, APIRoute)
            yield from ((method, route.path) for method in route.methods)


def test_every_endpoint_stands_in_the_table(shared: Site) -> None:
    found = sorted(routes())
    assert found == CASES
    schema = shared.app.openapi()["paths"]
    assert sorted((method.upper(), path) for path in schema for method in schema[path]) == CASES
    assert all("security" in schema[path][method] for path in schema for method in schema[path])


def call(site: Site, case: tuple[str, str], headers: dict[str, str]) -> int:
    method, path = case
    query: dict[str, Any] = dict(QUERIES.get(case, {}))
    more: dict[str, Any] = {"json": BODIES[case]} if case in BODIES else {}
    if case in BINARY:
        query["name"] = "x.docx"
        more = {"content": b"PK", "headers": {**headers, "Content-Type": "application/octet-stream"}}
    address = re.sub(r"\{\w+\}", "none-such", path)
    answer = site.client().request(method, address, params=query, **{"headers": headers, **more})
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
        assert len(answer.json()["detail"]) > 10
    return answer.status_code


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_as_each_role_as_nobody_and_with_each_scope(shared: Site, case: tuple[str, str]) -> None:
    roles, scope = EXPECTED[case]
    assert call(shared, case, {}) == 401
    assert call(shared, case, {"Authorization": "Bearer soan_made-up"}) == 401
    for role in ROLES:
        refused = call(shared, case, shared.as_(role)) == 403
        assert refused == (role[0] not in roles), role
    for other in SCOPES:
        refused = call(shared, case, shared.as_("everything", other)) == 403
        assert refused == (other != scope), other


def test_a_session_cookie_opens_nothing_here(shared: Site) -> None:
    """So that no other site can make a signed-in browser call the API."""
    signed_in = shared.soan.people.sign_in("everything", "everything đi chợ sớm")
    client = shared.client()
    client.cookies.set("soan_session", signed_in.token)
    assert client.get("/me").status_code == 401
