"""What callers meet: problems, streams, limits, files, and a whole way from draft to approval."""

from __future__ import annotations

import stat
from pathlib import Path

from api_site import Site, events, site_in

from generator.api.limits import Limits


def test_problems_speak_the_callers_language_and_never_repeat_what_was_sent(site: Site) -> None:
    client = site.client()
    for wanted, word in (("vi", "đăng nhập"), ("en-GB,en;q=0.8", "sign in"), ("xx, hi", "साइन")):
        answer = client.get("/works", headers={"Accept-Language": wanted})
        assert word in answer.json()["detail"].lower()
        assert answer.headers["www-authenticate"] == "Bearer"
    answer = client.post("/ask", headers=site.as_("learner"), json={"question": 7, "secret": "071088001234"})
    assert answer.status_code == 422
    assert {error["place"] for error in answer.json()["errors"]} == {"body/question", "body/secret"}
    assert "071088001234" not in answer.text
    assert client.get("/none-such").json()["status"] == 404
    assert client.patch("/works").status_code == 405


def test_a_lesson_streams_by_section_and_a_problem_inside_the_stream(site: Site) -> None:
    client, trainer = site.client(), site.as_("trainer")
    body = {"topic": "thời hạn vay sách", "minutes": 45}
    with client.stream("POST", "/lessons/stream", headers=trainer, json=body) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = events(answer.read().decode())
    names = [name for name, _ in told]
    assert names[:2] == ["accepted", "outline"]
    assert names[-1] == "lesson"
    assert [data for name, data in told if name == "section"] == told[-1][1]["sections"]
    told = events(client.post("/lessons/stream", headers=trainer, json={"topic": "nuôi tôm hùm"}).text)
    assert told[-1][0] == "problem"
    assert told[-1][1]["type"].endswith("NothingRelevant")


def test_from_draft_to_history(site: Site) -> None:
    client, trainer, reviewer = site.client(), site.as_("trainer"), site.as_("reviewer")
    lesson = client.post("/lessons", headers=trainer, json={"topic": "thời hạn vay sách"}).json()
    made = client.post("/works", headers=trainer, json={"kind": "lesson", "content": lesson})
    assert made.status_code == 201
    place = f"/works/{made.json()['id']}"
    assert client.get(place, headers=site.as_("learner")).status_code == 404
    title = client.get(f"{place}/editing", headers=trainer).json()["parts"]["title"]
    edit = {"part": "title", "value": "Vay sách", "seen": title["mark"]}
    assert client.put(f"{place}/editing", headers=trainer, json=edit).status_code == 200
    clash = client.put(f"{place}/editing", headers=trainer, json={**edit, "value": "Sách"})
    assert clash.status_code == 409
    settled = {"clash": clash.json()["clash"], "value": "Vay sách"}
    assert client.post(f"{place}/editing/settle", headers=trainer, json=settled).status_code == 200
    head = client.post(f"{place}/editing/commit", headers=trainer, json={"note": "tên"}).json()
    assert (head["head"], head["title"]) == (2, "Vay sách")
    parts = client.get(f"{place}/difference", headers=trainer, params={"before": 1, "after": 2}).json()["parts"]
    assert [part["part"] for part in parts] == ["title"]
    assert client.post(f"{place}/submission", headers=trainer, json={}).json()["state"] == "in_review"
    assert client.get("/review/queue", headers=reviewer).json()[0]["record"]["id"] == head["id"]
    desk = client.get(f"{place}/desk", headers=reviewer).json()
    claim = desk["claims"][0]["key"]
    decision = {"claim_id": claim, "outcome": "right", "reason": "đúng nguồn"}
    assert client.post(f"{place}/decisions", headers=reviewer, json=decision).status_code == 201
    refused = client.post(f"{place}/approval", headers=reviewer, json={"content_sha256": head["content_sha256"]})
    assert refused.status_code == 409
    assert {blocker["rule"] for blocker in refused.json()["blockers"]}
    assert client.post(f"{place}/approval", headers=trainer, json={"content_sha256": "x"}).status_code == 403
    kinds = [line["kind"] for line in client.get(f"{place}/history", headers=trainer).json()]
    assert kinds[0] == "version_made"
    assert kinds[-1] == "decided"
    soundness = client.get("/history/soundness", headers=trainer).json()
    assert (soundness["faults"], soundness["mismatches"]) == ([], [])
    file = client.get(f"{place}/file", headers=trainer, params={"suffix": "docx"})
    assert file.content[:2] == b"PK"
    assert "attachment" in file.headers["content-disposition"]
    binary = {**trainer, "Content-Type": "application/octet-stream"}
    checked = client.post("/checks/file", headers=binary, params={"name": "bài.docx"}, content=file.content)
    assert checked.json()["intact"] is True


def test_a_token_never_makes_a_stronger_one(site: Site) -> None:
    client = site.client()
    weak = site.as_("administrator", "write")
    assert client.post("/tokens", headers=weak, json={"label": "x", "scopes": ["admin"]}).status_code == 403
    made = client.post("/tokens", headers=weak, json={"label": "x", "scopes": ["write"]}).json()
    fresh = {"Authorization": f"Bearer {made['secret']}"}
    assert client.delete(f"/tokens/{made['token']['id']}", headers=fresh).status_code == 204
    assert client.get("/tokens", headers=fresh).status_code == 401


def send(site: Site, name: str, content: bytes) -> tuple[int, str]:
    headers = {**site.as_("trainer"), "Content-Type": "application/octet-stream"}
    answer = site.client().post("/guides", headers=headers, params={"name": name}, content=content)
    return answer.status_code, answer.text


def test_uploads_are_kept_by_hash_and_only_when_they_can_be_read(site: Site) -> None:
    folder = site.soan.uploads.folder
    before = sorted(folder.rglob("*"))
    text = "# Nội quy\n\n## Điều 1. Giờ mở cửa\n\nThư viện mở cửa từ 7 giờ đến 17 giờ các ngày trong tuần.\n".encode()
    status, body = send(site, "nội quy (mới).md", text)
    assert status == 201, body
    (kept,) = [path for path in folder.rglob("*.md") if path not in before]
    assert kept.read_bytes() == text
    assert len(kept.parent.name) == 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert '"unchanged"' in send(site, "nội quy (mới).md", text)[1]
    after = sorted(folder.rglob("*"))
    for name, content in (
        ("chạy.sh", b"#!/bin/sh\necho"),
        ("giả.pdf", b"MZ\x90\x00 program"),
        ("giả.docx", b"%PDF-1.7 x"),
        ("rỗng.md", b""),
    ):
        status, body = send(site, name, content)
        assert status in (400, 422), body
        assert sorted(folder.rglob("*")) == after
    for name in ("../../etc/x.md", "a/b.md", ".ẩn.md", "a\x00b.md"):
        assert send(site, name, text)[0] == 422
    assert send(site, "to.md", b"x" * 1_000_001)[0] == 413


def test_a_body_without_a_stated_length_is_cut_off_too(site: Site) -> None:
    headers = {**site.as_("trainer"), "Content-Type": "application/octet-stream"}
    chunks = (b"x" * 100_000 for _ in range(20))
    answer = site.client().post("/guides", headers=headers, params={"name": "to.md"}, content=chunks)
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("BodyTooLarge")


def test_rates_are_kept_for_each_token_and_each_address(tmp_path: Path) -> None:
    (site,) = (site_in(tmp_path, Limits("3/minute", "7/minute", 1)),)
    found = next(site)
    client = found.client()
    codes = [client.get("/guides", headers=found.as_("learner")).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    answer = client.get("/guides", headers=found.as_("learner"))
    assert int(answer.headers["retry-after"]) == answer.json()["seconds"] <= 61
    assert client.get("/guides", headers=found.as_("trainer")).status_code == 200
    assert [client.get("/guides", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(2)] == [401, 429]
