"""`soan people …`: accounts on the local command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language
from generator.commands.office import AsOption, at_desk, show, words
from generator.domain.plain import plain
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.people import Person, Role

LoginArgument = Annotated[str, typer.Argument(help=words("people.login"), metavar="USER")]
RoleOption = Annotated[list[str], typer.Option("--role", help=words("people.role"))]


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help=words("people.help"), no_args_is_help=True)
    for name, command in (
        ("list", list_),
        ("add", add),
        ("invite", invite),
        ("roles", roles),
        ("disable", disable),
        ("enable", enable),
        ("reset", reset),
        ("sign-out", sign_out),
        ("erase", erase),
        ("token", token),
    ):
        group.command(name, help=words(f"people.{name.replace('-', '_')}"))(command)
    app.add_typer(group, name="people")


def _line(person: Person) -> str:
    held = ", ".join(say(f"people.role.{role}", language()) for role in person.roles)
    state = words("people.erased") if person.erased else words("people.disabled") if person.disabled else ""
    return f"{person.id}  {person.login or '—'}  {person.name or '—'}  [{held}] {state}".rstrip()


def _with(person: Person, **more: Any) -> dict[str, Any]:
    return {**plain(person), **more}


def list_(user: AsOption = None, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.people.everybody(actor)
    show(found, [_line(person) for person in found] or [words("people.nobody")], as_json)


def add(
    login: LoginArgument,
    role: RoleOption,
    name: Annotated[str, typer.Option("--name", help=words("people.name"))] = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        person, password = soan.people.add(actor, login, name or login, cast("list[Role]", role))
    lines = [_line(person), words("people.one_time", password=password)]
    show(_with(person, one_time_password=password), lines, as_json)


def invite(
    role: RoleOption, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        invitation, secret = soan.people.invite(actor, cast("list[Role]", role))
    day = f"{invitation.expires_at:%d/%m/%Y}"
    show({**plain(invitation), "secret": secret}, [words("people.invited", secret=secret, day=day)], as_json)


def roles(
    login: LoginArgument, role: RoleOption, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        person = soan.people.set_roles(actor, login, cast("list[Role]", role))
    show(person, [_line(person)], as_json)


def disable(
    login: LoginArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        person = soan.people.disable(actor, login)
    show(person, [_line(person)], as_json)


def enable(
    login: LoginArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        person = soan.people.enable(actor, login)
    show(person, [_line(person)], as_json)


def reset(
    login: LoginArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        person, password = soan.people.reset_password(actor, login)
    lines = [_line(person), words("people.one_time", password=password)]
    show(_with(person, one_time_password=password), lines, as_json)


def sign_out(
    login: LoginArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        count = soan.people.sign_out_person(actor, login)
    show({"sessions": count}, [words("people.signed_out", count=count)], as_json)


def erase(
    login: LoginArgument,
    with_words: Annotated[bool, typer.Option("--words", help=words("people.words"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        person = soan.people.erase(actor, login, words=with_words)
    show(person, [_line(person)], as_json)


def token(
    label: Annotated[str, typer.Argument(help=words("people.label"), metavar="LABEL")],
    scope: Annotated[list[str], typer.Option("--scope", help=words("people.scope"))],
    days: Annotated[int, typer.Option("--days", help=words("people.days"))] = 90,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record, secret = soan.people.make_token(actor, label, cast("list[Any]", scope), days=days)
    shown = words("people.token_made", secret=secret, day=f"{record.expires_at:%d/%m/%Y}")
    show({**plain(record), "token": secret}, [shown], as_json)
