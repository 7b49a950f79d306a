"""Sign-in through an identity provider on loopback, the browser played by an HTTP client."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from people_helpers import enrol

from generator.domain.people import LOCAL
from generator.errors import SignInFailed, StateError
from generator.service.oidc import Oidc, OidcConfig
from generator.service.people import People

# The mock provider still signs by ways that authlib will drop; nothing of this program does.
pytestmark = [
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:authlib.jose module is deprecated"),
]
BACK = "http://127.0.0.1:9/dang-nhap/ve"


@contextmanager
def provider(groups: list[str]) -> Iterator[str]:
    from oidc_provider_mock import User, run_server_in_thread

    claims: dict[str, object] = {"groups": groups, "preferred_username": "lan", "name": "Nguyễn Thị Lan"}
    with run_server_in_thread(user_claims=[User(sub="so-1", claims=claims)]) as server:
        yield f"http://localhost:{server.server_port}"


def config(issuer: str) -> OidcConfig:
    return OidcConfig(
        issuer=issuer, client_id="soan", client_secret="bi-mat", roles={"dao-tao": "trainer", "tham-dinh": "reviewer"}
    )


def consent(address: str, subject: str = "so-1") -> dict[str, str]:
    """What the browser brings back."""
    response = httpx.post(address, data={"sub": subject})
    assert response.is_redirect
    return {key: values[0] for key, values in parse_qs(urlsplit(response.headers["location"]).query).items()}


def test_the_first_sign_in_makes_the_account_with_its_roles(people: People) -> None:
    with provider(["dao-tao", "tham-dinh", "khac"]) as issuer:
        oidc = Oidc(people, config(issuer))
        address, pending = oidc.begin(BACK)
        assert "code_challenge_method=S256" in address and pending.verifier not in address
        brought = consent(address)
        signed = oidc.finish(brought, pending, BACK)
        assert (signed.person.login, signed.person.name) == ("lan", "Nguyễn Thị Lan")
        assert signed.person.roles == ("trainer", "reviewer")
        assert people.session(signed.token) == signed.person
        with pytest.raises(SignInFailed):  # the code works once
            oidc.finish(brought, pending, BACK)
        address, pending = oidc.begin(BACK)
        people.set_roles(LOCAL, "lan", ("learner",))
        again = oidc.finish(consent(address), pending, BACK).person
        assert (again.id, again.roles) == (signed.person.id, ("trainer", "reviewer"))
        with pytest.raises(SignInFailed):
            people.sign_in("lan", "")  # no password
        people.disable(LOCAL, "lan")
        address, pending = oidc.begin(BACK)
        with pytest.raises(SignInFailed):
            oidc.finish(consent(address), pending, BACK)


def test_an_account_with_a_password_is_not_taken_over(people: People) -> None:
    mine = enrol(people, "lan", "administrator")
    with provider([]) as issuer:
        oidc = Oidc(people, config(issuer))
        address, pending = oidc.begin(BACK)
        signed = oidc.finish(consent(address), pending, BACK)
    assert signed.person.id != mine.id
    assert signed.person.login.startswith("lan-") and signed.person.roles == ("learner",)


def test_what_does_not_fit_is_refused(people: People) -> None:
    with provider([]) as issuer:
        oidc = Oidc(people, config(issuer))
        address, pending = oidc.begin(BACK)
        brought = consent(address)
        _, other = oidc.begin(BACK)
        for parameters, kept in (
            (brought, None),
            (brought, other),  # another browser's sign-in
            ({**brought, "state": "x"}, pending),
            ({"error": "access_denied", "state": pending.state}, pending),
            ({**brought, "code": "made-up"}, pending),
            (brought, pending.model_copy(update={"nonce": "x"})),
        ):
            with pytest.raises(SignInFailed):
                oidc.finish(parameters, kept, BACK)


def test_a_silent_provider_is_told(people: People) -> None:
    with pytest.raises(StateError):
        Oidc(people, config("http://127.0.0.1:9")).begin(BACK)
