"""Accounts, sign-in, sessions, tokens: what an attacker would try."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_helpers import Clock, enrol
from sqlalchemy import text

from generator.domain.people import LOCAL, NOBODY, Actor
from generator.errors import Forbidden, InputError, NotFound, SignInFailed, SignInRequired, TooManyAttempts
from generator.service import Soan
from generator.service.passwords import check_rules, one_time_password
from generator.service.people import People, cookie

GOOD = "con mèo nhảy rào"


def clock(people: People) -> Clock:
    found = people._clock
    assert isinstance(found, Clock)
    return found


def test_the_first_run_makes_one_administrator_with_a_one_time_password(people: People) -> None:
    made = people.first_run()
    assert made is not None
    person, once = made
    assert people.first_run() is None
    signed = people.sign_in(person.login, once)
    assert signed.person.must_change
    assert people.actor(session=signed.token).roles == frozenset()
    with pytest.raises(SignInFailed):  # it worked once
        people.sign_in(person.login, once)
    after = people.set_new_password(signed.token, GOOD)
    assert people.session(signed.token) is None
    assert people.actor(session=after.token).has("administrator")
    assert people.sign_in(person.login.upper(), GOOD).person.id == person.id


def test_a_one_time_password_grows_old(people: People) -> None:
    _, once = people.add(LOCAL, "lan", "Lan", ("trainer",))
    clock(people).now += 4 * 86_400
    with pytest.raises(SignInFailed):
        people.sign_in("lan", once)


def test_guessing_is_braked_for_the_name_and_place_and_ends_with_time(people: People) -> None:
    enrol(people, "lan", "trainer")
    for _ in range(5):
        with pytest.raises(SignInFailed):
            people.sign_in("lan", "sai rồi sai nữa", place="10.0.0.9")
    with pytest.raises(TooManyAttempts) as stopped:
        people.sign_in("lan", "lan đi chợ sớm", place="10.0.0.9")
    assert stopped.value.details["seconds"] in range(1, 40)
    assert people.sign_in("lan", "lan đi chợ sớm", place="10.0.0.7").person.login == "lan"
    clock(people).now += 60
    assert people.sign_in("lan", "lan đi chợ sớm", place="10.0.0.9").person.login == "lan"


def test_many_names_from_one_place_are_braked(people: People) -> None:
    for number in range(40):
        with pytest.raises(SignInFailed):
            people.sign_in(f"ten{number}", "matkhau-nao-do", place="10.0.0.9")
    with pytest.raises(TooManyAttempts):
        people.sign_in("khac", "matkhau-nao-do", place="10.0.0.9")


def test_sessions_end_by_idleness_age_disabling_and_everywhere(people: People) -> None:
    lan = enrol(people, "lan", "trainer")
    now = clock(people)
    one, two = (people.sign_in("lan", "lan đi chợ sớm").token for _ in range(2))
    assert people.session(one) is not None
    now.now += 13 * 3600
    assert people.session(one) is None
    three = people.sign_in("lan", "lan đi chợ sớm").token
    assert people.sign_out_everywhere(lan) >= 2
    assert people.session(two) is None and people.session(three) is None
    four = people.sign_in("lan", "lan đi chợ sớm").token
    for _ in range(20):  # used all the time, and still it ends after a week
        now.now += 11 * 3600
        alive = people.session(four)
    assert alive is None
    five = people.sign_in("lan", "lan đi chợ sớm").token
    people.disable(LOCAL, "lan")
    assert people.session(five) is None
    with pytest.raises(SignInFailed):
        people.sign_in("lan", "lan đi chợ sớm")
    people.enable(LOCAL, "lan")
    assert people.sign_in("lan", "lan đi chợ sớm")


def test_secrets_are_stored_as_hashes_only(soan: Soan, people: People) -> None:
    lan = enrol(people, "lan", "trainer")
    session = people.sign_in("lan", "lan đi chợ sớm").token
    _, token = people.make_token(lan, "máy", ("read",))
    _, secret = people.invite(LOCAL, ("learner",))
    with soan._store.engine.connect() as connection:
        tables = ("people", "sessions", "tokens", "invitations", "events", "event_words")
        dump = "".join(str(connection.execute(text(f"SELECT * FROM {table}")).all()) for table in tables)
    for hidden in (session, token, secret, "lan đi chợ sớm"):
        assert hidden not in dump
    assert "argon2id" in dump


def test_tokens_are_limited_by_scope_time_and_revocation(people: People) -> None:
    lan = enrol(people, "lan", "trainer")
    record, secret = people.make_token(lan, "máy", ("read",), days=2)
    acting = people.actor(token=secret)
    assert (acting.via, acting.id) == ("token", lan.id)
    assert people.me(acting).login == "lan"
    with pytest.raises(Forbidden):
        people.make_token(acting, "rộng hơn", ("write",))
    people.revoke_token(lan, record.id)
    assert people.actor(token=secret) == NOBODY
    _, other = people.make_token(lan, "máy", ("read",), days=2)
    clock(people).now += 3 * 86_400
    assert people.actor(token=other) == NOBODY
    with pytest.raises(InputError):
        people.make_token(lan, "mãi", ("read",), days=9999)
    with pytest.raises(NotFound):
        people.revoke_token(enrol(people, "minh", "trainer"), record.id)


def test_an_invitation_works_once_and_not_for_long(people: People) -> None:
    _, secret = people.invite(LOCAL, ("reviewer", "learner"))
    signed = people.accept_invitation(secret, login="minh", name="Minh", password=GOOD)
    assert signed.person.roles == ("learner", "reviewer")
    with pytest.raises(NotFound):
        people.accept_invitation(secret, login="minh2", name="Minh", password=GOOD)
    _, late = people.invite(LOCAL, ("learner",))
    clock(people).now += 8 * 86_400
    with pytest.raises(NotFound):
        people.accept_invitation(late, login="tre", name="Trễ", password=GOOD)


def test_a_taken_name_leaves_the_invitation_usable(people: People) -> None:
    enrol(people, "lan", "trainer")
    _, secret = people.invite(LOCAL, ("learner",))
    with pytest.raises(InputError):
        people.accept_invitation(secret, login="lan", name="Lan", password=GOOD)
    assert people.accept_invitation(secret, login="lan2", name="Lan", password=GOOD)


def test_the_last_administrator_stays(people: People) -> None:
    person, _ = people.first_run() or pytest.fail("no administrator")
    for attempt in (
        lambda: people.disable(LOCAL, person.id),
        lambda: people.set_roles(LOCAL, person.id, ("learner",)),
        lambda: people.erase(LOCAL, person.id),
    ):
        with pytest.raises(InputError):
            attempt()
    people.add(LOCAL, "hai", "Hai", ("administrator",))
    assert people.set_roles(LOCAL, person.id, ("learner",)).roles == ("learner",)


def test_a_reset_password_ends_sessions_and_the_old_password(people: People) -> None:
    enrol(people, "lan", "trainer")
    token = people.sign_in("lan", "lan đi chợ sớm").token
    _, once = people.reset_password(LOCAL, "lan")
    assert people.session(token) is None
    with pytest.raises(SignInFailed):
        people.sign_in("lan", "lan đi chợ sớm")
    assert people.sign_in("lan", once).person.must_change


def test_erasing_forgets_the_person_and_nothing_else(soan: Soan, people: People) -> None:
    lan = enrol(people, "lan.nguyen", "trainer")
    people.erase(LOCAL, lan.id)
    with soan._store.engine.connect() as connection:
        tables = ("people", "sessions", "events", "event_words")
        dump = "".join(str(connection.execute(text(f"SELECT * FROM {table}")).all()) for table in tables)
    assert "lan.nguyen" not in dump.lower()
    assert people.find(lan.id).erased
    with pytest.raises(InputError):
        people.enable(LOCAL, lan.id)


@pytest.mark.parametrize(
    "password", ["ngắn", "aaaaaaaaaaaa", "1234567890", "0987654321", "Mật khẩu 123456", "password2026", "lan.nguyen1"]
)
def test_passwords_one_would_guess_first_are_refused(password: str) -> None:
    with pytest.raises(InputError):
        check_rules(password, "lan.nguyen")


@pytest.mark.parametrize("password", ["con mèo nhảy rào", "cửa sổ màu xanh lá", "बिल्ली छत पर सोती है", "Kx7rPq29mTz"])
def test_a_few_words_are_enough(password: str) -> None:
    check_rules(password, "lan.nguyen")


@given(st.integers())
def test_one_time_passwords_pass_the_rules_and_differ(_: int) -> None:
    first, second = one_time_password(), one_time_password()
    assert first != second
    check_rules(first, "admin")


@pytest.mark.parametrize("login", ["", " ", "a b", "tên", "../x", "a" * 200, "<b>"])
def test_strange_names_are_refused(people: People, login: str) -> None:
    with pytest.raises(InputError):
        people.add(LOCAL, login, "x", ("learner",))


def test_the_cookie_is_closed_to_scripts_and_other_sites(people: People) -> None:
    enrol(people, "lan", "trainer")
    attributes = cookie(people.sign_in("lan", "lan đi chợ sớm"), secure=True)
    assert attributes["httponly"] and attributes["secure"] and attributes["samesite"] == "lax"
    assert cookie(None, secure=False)["max_age"] == 0


def test_nobody_and_the_wrong_role_are_told_apart(people: People) -> None:
    with pytest.raises(SignInRequired):
        people.everybody(NOBODY)
    with pytest.raises(Forbidden):
        people.everybody(Actor(id="u-1", roles=frozenset(["trainer"])))
