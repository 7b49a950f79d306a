"""Sign-in through an identity provider: OpenID Connect, authorization code with PKCE, roles mapped from a claim."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from pydantic import Field

from generator.domain.base import Value
from generator.domain.people import ROLES, Person, Role, SignedIn
from generator.domain.text import fold_accents
from generator.errors import SignInFailed, StateError
from generator.messages import say
from generator.storage.events import writing
from generator.storage.people import hashed

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

    from generator.service.people import People

_SECONDS = 10.0  # for each call to the provider
_LEEWAY = 60  # seconds by which clocks may differ
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]  # never "none", never a shared secret


class OidcConfig(Value):
    """What an office sets. `roles` maps values of the claim to roles of this program; whoever has none of them is a
    `default_role`."""

    issuer: str
    client_id: str
    client_secret: str
    role_claim: str = "groups"
    roles: dict[str, Role] = Field(default_factory=dict)
    default_role: Role = "learner"
    scopes: tuple[str, ...] = ("openid", "profile", "email")


class Pending(Value):
    """A sign-in under way: kept in the browser's own short-lived, HttpOnly cookie until the provider sends it back."""

    state: str
    nonce: str
    verifier: str


class Oidc:
    """One provider. The surface redirects to `begin` and hands what comes back to `finish`."""

    def __init__(self, people: People, config: OidcConfig) -> None:
        self._people = people
        self._config = config

    def begin(self, redirect_uri: str) -> tuple[str, Pending]:
        """Where to send the browser, and what it has to keep. Raises StateError when the provider does not answer."""
        pending = Pending(
            state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24), verifier=secrets.token_urlsafe(48)
        )
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        address = prepare_grant_uri(
            self._metadata["authorization_endpoint"],
            client_id=self._config.client_id,
            response_type="code",
            redirect_uri=redirect_uri,
            scope=" ".join(self._config.scopes),
            state=pending.state,
            nonce=pending.nonce,
            code_challenge=create_s256_code_challenge(pending.verifier),
            code_challenge_method="S256",
        )
        return str(address), pending

    def finish(self, parameters: Mapping[str, str], pending: Pending | None, redirect_uri: str) -> SignedIn:
        """Sign in with what the provider sent back. Raises SignInFailed for anything that does not fit: another state,
        a token for somebody else, a forged or old one, a disabled account. Raises StateError when the provider does
        not answer."""
        code = parameters.get("code", "")
        sent = parameters.get("state", "")
        if pending is None or not code or not secrets.compare_digest(sent.encode(), pending.state.encode()):
            raise SignInFailed()
        return self._sign_in(self._claims(code, pending, redirect_uri))

    # -- the provider ------------------------------------------------------------------------------------------------

    @cached_property
    def _metadata(self) -> dict[str, Any]:
        issuer = self._config.issuer.rstrip("/")
        found = self._get(f"{issuer}/.well-known/openid-configuration")
        if str(found.get("issuer", "")).rstrip("/") != issuer:
            raise StateError(problem=say("people.provider_silent", issuer=issuer))
        return found

    def _get(self, address: str) -> dict[str, Any]:
        import httpx

        try:
            response = httpx.get(address, timeout=_SECONDS)
            response.raise_for_status()
            data: dict[str, Any] = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise StateError(problem=say("people.provider_silent", issuer=self._config.issuer)) from error
        return data

    def _keys(self) -> KeySet:
        from joserfc.jwk import KeySet

        return KeySet.import_key_set(cast(Any, self._get(self._metadata["jwks_uri"])))

    def _claims(self, code: str, pending: Pending, redirect_uri: str) -> dict[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError

        answer = self._exchange(code, pending, redirect_uri)
        try:
            token = jwt.decode(str(answer.get("id_token", "")), self._keys(), algorithms=_ALGORITHMS)
            jwt.JWTClaimsRegistry(
                leeway=_LEEWAY,
                iss={"essential": True, "value": str(self._metadata["issuer"])},
                aud={"essential": True, "value": self._config.client_id},
                nonce={"essential": True, "value": pending.nonce},
                sub={"essential": True},
                exp={"essential": True},
            ).validate(token.claims)
        except (JoseError, ValueError) as error:
            raise SignInFailed() from error
        return dict(token.claims)

    def _exchange(self, code: str, pending: Pending, redirect_uri: str) -> dict[str, Any]:
        """The provider's tokens for a code. Raises SignInFailed where it refuses, StateError where it is silent."""
        import httpx

        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": pending.verifier,
        }
        mine = (self._config.client_id, self._config.client_secret)
        try:
            response = httpx.post(self._metadata["token_endpoint"], data=sent, auth=mine, timeout=_SECONDS)
            if response.is_client_error:
                raise SignInFailed()
            response.raise_for_status()
            data: dict[str, Any] = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise StateError(problem=say("people.provider_silent", issuer=self._config.issuer)) from error
        return data

    # -- the account -------------------------------------------------------------------------------------------------

    def _sign_in(self, claims: Mapping[str, Any]) -> SignedIn:
        """The account of that subject, made at its first sign-in. An account with a password is never taken over
        because a provider names the same login or e-mail address."""
        people, store = self._people, self._people.store
        subject = hashed(f"{self._metadata['issuer']}\0{claims['sub']}")
        with writing(people.engine) as connection:
            person = store.by_subject(connection, subject)
            if person is None:
                login = next(name for name in _logins(claims, subject) if store.find(connection, login=name) is None)
                shown = str(claims.get("name") or claims.get("preferred_username") or login)
                person = people.new_person(login, shown, self._roles(claims))
                store.add(connection, person, subject=subject)
                people.tell(connection, "person_added", person.actor(), person.id, {"roles": list(person.roles)})
            elif person.disabled:
                raise SignInFailed()
            else:
                person = self._with_roles(connection, person, claims)
            return people.open_session(connection, person)

    def _with_roles(self, connection: Any, person: Person, claims: Mapping[str, Any]) -> Person:
        """The provider is the authority for roles where a mapping is set; the last administrator stays one."""
        roles = self._roles(claims)
        if not self._config.roles or roles == person.roles:
            return person
        store = self._people.store
        loses = "administrator" in person.roles and "administrator" not in roles
        if loses and store.administrators(connection) == 1:
            return person
        store.change(connection, person.id, roles=roles)
        self._people.tell(connection, "roles_changed", person.actor(), person.id, {"roles": list(roles)})
        return person.model_copy(update={"roles": roles})

    def _roles(self, claims: Mapping[str, Any]) -> tuple[Role, ...]:
        told = claims.get(self._config.role_claim, ())
        values: Sequence[Any] = [told] if isinstance(told, str) else told if isinstance(told, list) else ()
        found = {self._config.roles[str(value)] for value in values if str(value) in self._config.roles}
        return tuple(role for role in ROLES if role in found) or (self._config.default_role,)


def _logins(claims: Mapping[str, Any], subject: str) -> list[str]:
    """Names to try for a new account, the nicest first."""
    wanted = str(claims.get("preferred_username") or claims.get("email") or "")
    plain = re.sub(r"[^a-z0-9._@+-]", "", fold_accents(wanted).lower()).strip("._@+-")[:100]
    return [*([plain, f"{plain}-{subject[:6]}"] if plain else []), f"u-{subject[:20]}"]
