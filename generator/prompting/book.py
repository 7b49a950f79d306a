"""The prompt files of a directory."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.domain.base import Value
from generator.domain.ledger import PromptRecord
from generator.errors import PromptInvalid
from generator.prompting.material import Entry, block

USER = "=== user ==="
MATERIAL = "material"


class Head(Value):
    """The front matter. An input is "integer" or the list of words it may be."""

    id: str
    version: str
    inputs: dict[str, str | list[str]]
    schema_name: str


class Sent(Value):
    """What goes to the server, and the record of it: the hash covers both parts as they are sent."""

    system: str
    user: str
    record: PromptRecord
    schema_name: str


class PromptBook:
    """Loads each file once. A directory without prompts is found out when the first prompt is asked for."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._loaded: dict[str, _Prompt] = {}

    def ids(self) -> list[str]:
        """Ids of all prompts, sorted."""
        return sorted(path.stem for path in self._directory.glob("*.md"))

    def render(
        self, prompt_id: str, inputs: Mapping[str, str | int], material: Sequence[Entry], *, nonce: str | None = None
    ) -> Sent:
        """The two parts of a prompt. Raises PromptInvalid for an input that is missing, unknown or not allowed, and
        for a file that breaks its declaration."""
        return self._prompt(prompt_id).render(inputs, material, nonce or secrets.token_hex(8))

    def instructions(self, prompt_id: str) -> str:
        """The system part as it stands in the file."""
        return self._prompt(prompt_id).system

    def _prompt(self, prompt_id: str) -> _Prompt:
        if prompt_id not in self._loaded:
            self._loaded[prompt_id] = _Prompt(self._directory / f"{prompt_id}.md")
        return self._loaded[prompt_id]


class _Prompt:
    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            text = path.read_text("utf-8")
        except OSError as error:
            raise self._wrong("no such file") from error
        parts = text.split("---\n", 2)
        self.head = self._head(parts[1] if len(parts) == 3 and not parts[0] else "")
        body = parts[-1]
        if self.head.id != path.stem:
            raise self._wrong(f"its id is {self.head.id}")
        self.system, mark, self.user = body.partition(USER)
        if not mark or MATERIAL in self._names(self.system) or MATERIAL not in self._names(self.user):
            raise self._wrong("the material must stand in the user part, and only there")
        if self.user.count("{{ material }}") != 1:
            raise self._wrong("the material must stand there once")
        used = (self._names(self.system) | self._names(self.user)) - {MATERIAL}
        if undeclared := used - self.head.inputs.keys():
            raise self._wrong(f"undeclared input {', '.join(sorted(undeclared))}")
        if unused := self.head.inputs.keys() - used:
            raise self._wrong(f"unused input {', '.join(sorted(unused))}")

    def render(self, inputs: Mapping[str, str | int], material: Sequence[Entry], nonce: str) -> Sent:
        self._check(inputs)
        system = self._fill(self.system, inputs)
        user = self._fill(self.user, {**inputs, MATERIAL: block(material, nonce)})
        sha = hashlib.sha256(f"{system}\0{user}".encode()).hexdigest()
        record = PromptRecord(id=self.head.id, version=self.head.version, sha256=sha)
        return Sent(system=system, user=user, record=record, schema_name=self.head.schema_name)

    def _head(self, front: str) -> Head:
        import yaml

        try:
            data = dict(yaml.safe_load(front))
            schema = data.pop("schema")
            return Head.model_validate({**data, "schema_name": schema})
        except (yaml.YAMLError, ValidationError, TypeError, ValueError, KeyError) as error:
            raise self._wrong("the front matter needs id, version, inputs and schema") from error

    def _check(self, inputs: Mapping[str, str | int]) -> None:
        if missing := self.head.inputs.keys() - inputs.keys():
            raise self._wrong(f"missing input {', '.join(sorted(missing))}")
        if unknown := inputs.keys() - self.head.inputs.keys():
            raise self._wrong(f"unknown input {', '.join(sorted(unknown))}")
        for name, value in inputs.items():
            allowed = self.head.inputs[name]
            good = type(value) is int if isinstance(allowed, str) else value in allowed
            if not good:
                raise self._wrong(f"input {name} may not be that")

    @cached_property
    def _environment(self) -> Any:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        # prompts are plain text: nothing in them is markup to be escaped
        return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)

    def _names(self, template: str) -> set[str]:
        from jinja2 import TemplateSyntaxError, meta

        try:
            return set(meta.find_undeclared_variables(self._environment.parse(template)))
        except TemplateSyntaxError as error:
            raise self._wrong(f"line {error.lineno}: {error.message}") from error

    def _fill(self, template: str, values: Mapping[str, str | int]) -> str:
        from jinja2 import TemplateError

        try:
            filled: str = self._environment.from_string(template).render(values).strip()
        except TemplateError as error:
            raise self._wrong(str(error)) from error
        return filled

    def _wrong(self, problem: str) -> PromptInvalid:
        return PromptInvalid(prompt=self.name, problem=problem)
