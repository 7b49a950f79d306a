"""Every error the product raises on purpose, as one tree.

    SoanError                        2  (exit code of the command line; HTTP status beside it)
    ├── InputError                   2  400  the user gave something that cannot be used
    │   ├── FileError                2  400  … and it is a file
    │   │   ├── FileMissing  FileEmpty  FileEncrypted  FileDamaged  FileMislabelled  FileTooLarge
    │   │   ├── FormatUnknown  LegacyFont  NoTextFound  ToolMissing
    │   │   └── ManifestInvalid
    │   ├── NotFound                 2  404  no guide, work or passage under that id
    │   ├── DocumentNotSoan          2  400  a file that carries no ledger
    │   ├── BriefInvalid             2  400
    │   ├── BodyTooLarge             2  413  more was sent than is taken
    │   └── SecretText               2  422  text with a secrecy mark was about to leave for a model
    ├── NothingRelevant              1  404  the guides do not answer: a result, not a failure
    ├── StateError                   2  409  the library is not in the state this needs
    │   ├── LibraryBusy              2  409  another process owns the vector store
    │   ├── EmbedderMismatch         2  409  the vectors were made by another embedder
    │   ├── EmbedderMissing          2  409
    │   ├── SchemaOutdated           2  409
    │   ├── PromptInvalid            2  409  a prompt file, or what was put into it, breaks its own declaration
    │   ├── Cancelled                1  409  whoever asked for a generation stopped it
    │   ├── EditConflict             2  409  two people changed the same part
    │   └── NotApprovable            1  409  something stands in the way of an approval
    ├── AccessError                  2  403  who is acting may not do this
    │   ├── SignInRequired           2  401
    │   ├── SignInFailed             2  401
    │   ├── Forbidden                2  403
    │   ├── TooManyAttempts          2  429
    │   └── TooManyRequests          2  429
    ├── StorageFailed                2  503  the disk or the database does not take or give data
    └── ModelError                   2  502  the language model failed (the author falls back and says so)
        ├── ServerFailed             2  502  its server cannot be used now: the next question would fail too
        └── AnswerUseless            2  502  it answered, twice, and neither answer could be used

Each has one plain sentence per language in `messages/*/errors.toml`, under its class name, that says what to do.
"""

from __future__ import annotations

from typing import ClassVar

from generator.messages import say


class SoanError(Exception):
    """Root. Keyword arguments fill the placeholders of the sentence."""

    exit_code: ClassVar[int] = 2
    status: ClassVar[int] = 400

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.sentence("en"))

    def sentence(self, language: str = "vi") -> str:
        """One plain sentence for the user: what happened and what to do."""
        return say(f"errors.{type(self).__name__}", language, **self.details)


class InputError(SoanError):
    """The user gave something that cannot be used. Takes `problem`."""


class FileError(InputError):
    """A file cannot be used. All take `file` (its name)."""


class FileMissing(FileError): ...


class FileEmpty(FileError): ...


class FileEncrypted(FileError): ...


class FileDamaged(FileError): ...


class FileMislabelled(FileError):
    """The content is not what the name says. Takes `file`, `found`."""


class FileTooLarge(FileError):
    """Also an archive that unpacks to more than the limit. Takes `file`, `limit`."""


class FormatUnknown(FileError): ...


class LegacyFont(FileError):
    """Text typed in a TCVN3 or VNI font, unreadable as Unicode. Takes `file`, `font`."""


class NoTextFound(FileError): ...


class ToolMissing(FileError):
    """An outside program is needed to read this file. Takes `file`, `tool`."""


class ManifestInvalid(FileError):
    """Takes `file`, `problem`."""


class NotFound(InputError):
    """Takes `what`."""

    status = 404


class DocumentNotSoan(InputError):
    """Takes `file`."""


class BriefInvalid(InputError):
    """Takes `problem`."""


class BodyTooLarge(InputError):
    """Takes `limit`."""

    status = 413


class SecretText(InputError):
    """Takes `level`; never the text itself."""

    status = 422


class NothingRelevant(SoanError):
    """Takes `topic`."""

    exit_code = 1
    status = 404


class StateError(SoanError):
    """The library is not in the state this needs. Takes `problem`."""

    status = 409


class LibraryBusy(StateError):
    """Takes `directory`, `pid`."""


class EmbedderMismatch(StateError):
    """Takes `stored`, `current`."""


class EmbedderMissing(StateError):
    """Takes `reason`."""


class SchemaOutdated(StateError):
    """Takes `found`, `expected`."""


class PromptInvalid(StateError):
    """Takes `prompt` (its file or id), `problem`."""


class Cancelled(StateError):
    """Nothing was kept."""

    exit_code = 1


class StorageFailed(SoanError):
    """The disk is full or read-only, or the database cannot be reached. Takes `trouble`, a key of the room storage."""

    status = 503

    def sentence(self, language: str = "vi") -> str:
        """With what to do about the trouble, in the same language."""
        return say("errors.StorageFailed", language, problem=say(f"storage.{self.details['trouble']}", language))


class ModelError(SoanError):
    """Takes `problem`, or the `key` of one in the catalogue `model` with the `values` of its placeholders."""

    status = 502

    def sentence(self, language: str = "vi") -> str:
        """The problem told in the reader's language."""
        name = type(self).__name__
        problem = self.details.get("problem", "")
        if (key := self.details.get("key")) is not None:
            values = self.details.get("values")
            problem = say(f"model.{name}.{key}", language, **(values if isinstance(values, dict) else {}))
        return say(f"errors.{name}", language, problem=problem)


class ServerFailed(ModelError):
    """Never carries a key, a header or a body."""


class AnswerUseless(ModelError): ...


class AccessError(SoanError):
    """Who is acting may not do this."""

    status = 403


class SignInRequired(AccessError):
    status = 401


class SignInFailed(AccessError):
    """One sentence for a wrong name, a wrong password and a disabled account, so that none of them is told apart."""

    status = 401


class Forbidden(AccessError):
    """Takes `needed`: the roles or the scope that would be enough."""


class TooManyAttempts(AccessError):
    """Takes `seconds` to wait."""

    status = 429


class TooManyRequests(AccessError):
    """Takes `seconds` to wait."""

    status = 429


class EditConflict(StateError):
    """Somebody else changed the same part first; both texts are kept. Takes `part`, `clash` (its id)."""


class NotApprovable(StateError):
    """The gates are shut: a result, not a failure. Takes `problem`; `blockers` holds them one by one."""

    exit_code = 1
