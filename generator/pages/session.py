"""Coming in and going out: plain HTML forms over the people's service, the same in every browser, without scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from generator.domain.base import LANGUAGES, Language
from generator.errors import SoanError
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.people import SignedIn
    from generator.service import Soan

LANGUAGE_COOKIE = "soan_lang"
_STYLE = """
body{font:1.05rem/1.6 system-ui,"Segoe UI","Noto Sans",Arial,sans-serif;background:#f1f5f9;color:#111827;margin:0}
main{max-width:26rem;margin:8vh auto;background:#fff;border:1px solid #94a3b8;border-radius:.5rem;padding:1.5rem 2rem}
h1{margin:.2rem 0 .4rem;font-size:1.5rem}label{display:block;font-weight:600;margin-top:1rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #475569;border-radius:.3rem}
button{font:inherit;margin-top:1.2rem;padding:.55rem 1.4rem;border:0;border-radius:.3rem;background:#1d4ed8;color:#fff}
:focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}
[role=alert]{background:#fef2f2;border:1px solid #b91c1c;color:#7f1d1d;padding:.6rem;border-radius:.3rem}
nav a{margin-right:1rem;color:#1d4ed8}
@media (max-width:30rem){main{margin:0;border:0;padding:1rem}}
"""


def language_of(request: Request) -> Language:
    """The interface language this browser chose; Vietnamese when it has not."""
    wanted = request.cookies.get(LANGUAGE_COOKIE, "vi")
    return next((code for code in LANGUAGES if code == wanted), "vi")


def signed_in(soan: Soan, request: Request) -> str | None:
    """The id of the person whose session this browser holds, or None; also for one who must first change a password."""
    from generator.service.people import COOKIE

    person = soan.people.session(request.cookies.get(COOKIE))
    return person.id if person is not None and not person.must_change else None


def add_routes(app: FastAPI, soan: Soan) -> None:
    """/login, /password, /invitation/…, /logout and /language/…"""

    from generator.service.people import COOKIE, cookie

    def enter(request: Request, found: SignedIn) -> Response:
        target = "/password" if found.person.must_change else f"/{language_of(request)}/"
        answer = RedirectResponse(target, status_code=303)
        answer.set_cookie(**cookie(found, secure=request.url.scheme == "https"))
        return answer

    @app.get("/login", response_class=HTMLResponse)
    def login_form(request: Request) -> str:
        return _form(language_of(request), "login")

    @app.post("/login")
    def login(request: Request, login: str = Form(""), password: str = Form("")) -> Response:
        place = request.client.host if request.client else ""
        try:
            return enter(request, soan.people.sign_in(login, password, place=place))
        except SoanError as error:
            language = language_of(request)
            page = _form(language, "login", problem=error.sentence(language), values={"login": login})
            return HTMLResponse(page, status_code=error.status)

    @app.get("/password", response_class=HTMLResponse)
    def password_form(request: Request) -> str:
        return _form(language_of(request), "password")

    @app.post("/password")
    def password(request: Request, password: str = Form("")) -> Response:
        try:
            return enter(request, soan.people.set_new_password(request.cookies.get(COOKIE, ""), password))
        except SoanError as error:
            language = language_of(request)
            page = _form(language, "password", problem=error.sentence(language))
            return HTMLResponse(page, status_code=error.status)

    @app.get("/invitation/{secret}", response_class=HTMLResponse)
    def invitation_form(request: Request, secret: str) -> str:
        return _form(language_of(request), "invitation")

    @app.post("/invitation/{secret}")
    def invitation(
        request: Request, secret: str, login: str = Form(""), name: str = Form(""), password: str = Form("")
    ) -> Response:
        try:
            return enter(request, soan.people.accept_invitation(secret, login=login, name=name, password=password))
        except SoanError as error:
            language = language_of(request)
            values = {"login": login, "name": name}
            page = _form(language, "invitation", problem=error.sentence(language), values=values)
            return HTMLResponse(page, status_code=error.status)

    @app.post("/logout")
    def logout(request: Request) -> Response:
        soan.people.sign_out(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse("/login", status_code=303)
        answer.set_cookie(**cookie(None, secure=request.url.scheme == "https"))
        return answer

    @app.get("/language/{code}")
    def choose_language(request: Request, code: str) -> Response:
        chosen = code if code in LANGUAGES else "vi"
        came_from = (request.headers.get("referer") or "").split("://")[-1].partition("/")[2]
        first, _, rest = came_from.partition("/")
        target = f"/{chosen}/{rest}" if first in LANGUAGES else "/login"
        answer = RedirectResponse(target, status_code=303)
        answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=31_536_000, samesite="lax", path="/")
        return answer


_FIELDS = {
    "login": (("login", "text", "username"), ("password", "password", "current-password")),
    "password": (("password", "password", "new-password"),),
    "invitation": (
        ("name", "text", "name"),
        ("login", "text", "username"),
        ("password", "password", "new-password"),
    ),
}


def _form(language: Language, kind: str, *, problem: str = "", values: dict[str, str] | None = None) -> str:
    def t(key: str) -> str:
        return escape(say(f"pages_shell.{key}", language))

    fields = "".join(
        f'<label for="{name}">{t("field." + name)}</label><input id="{name}" name="{name}" type="{type_}" '
        f'autocomplete="{fill}" value="{escape((values or {}).get(name, ""))}" required>'
        for name, type_, fill in _FIELDS[kind]
    )
    alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    others = "".join(
        f'<a href="/language/{code}" lang="{code}">{escape(say("pages_shell.own_name", code))}</a>'
        for code in LANGUAGES
        if code != language
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{t(kind + ".title")} · Soạn</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f"<main><h1>{t(kind + '.title')}</h1><p>{t(kind + '.lead')}</p>{alert}"
        f'<form method="post">{fields}<button type="submit">{t(kind + ".button")}</button></form>'
        f"<nav>{others}</nav></main></body></html>"
    )
