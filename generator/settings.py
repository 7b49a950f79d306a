"""Settings from the environment (`SOAN_…`) and the command line; nothing else decides where state lives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from generator.domain.base import Language


class Settings(BaseSettings):
    """Where state lives and what is plugged in.

    `database` is a SQLAlchemy URL (default: a SQLite file under `data`), or stands in the file that `database_file`
    names; `chroma_url` names a `chroma run` server
    instead of the embedded store; `embedder` is `e5` (default), `none`, a folder with an ONNX export, or
    `openai:MODEL`. `oidc_issuer`, `oidc_client_id` and the client secret (in the environment, or in the file that
    `oidc_client_secret_file` names) let people sign in through an identity provider; `oidc_roles` maps values of the
    claim `oidc_role_claim` to roles, as JSON: `{"dao-tao": "trainer"}`.

    `model` names a language model on the OpenAI-compatible server at `OPENAI_BASE_URL` (with `OPENAI_API_KEY`, where it
    wants one); without it everything is written without a model. `model_timeout` is how many seconds of silence are
    allowed, `model_context` how many tokens a question and its answer may have together, `model_method` how JSON is
    asked for: `plain` (in words alone), `json_mode`, `json_schema` or `function_calling`, as the server can.

    `api_rate` is what one token may ask of the HTTP API, `api_rate_address` what one address may; `upload_megabytes` is
    the most that one request may carry.
    """

    model_config = SettingsConfigDict(env_prefix="SOAN_", extra="ignore", populate_by_name=True)

    data: Path = user_data_path("soan")
    lang: Language = "vi"
    database: str = ""
    database_file: Path | None = None
    chroma_url: str = ""
    embedder: str = "e5"
    cache: Path | None = None
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_client_secret_file: Path | None = None
    oidc_role_claim: str = "groups"
    oidc_roles: dict[str, str] = {}
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL")
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    model: str = ""
    model_timeout: float = Field(default=120, gt=0)
    model_context: int = Field(default=8192, ge=1024)
    model_method: Literal["plain", "json_mode", "json_schema", "function_calling"] = "plain"
    model_temperature: float | None = None
    api_rate: str = "120/minute"
    api_rate_address: str = "600/minute"
    upload_megabytes: int = 50

    @property
    def database_url(self) -> str:
        """The database's URL, the SQLite file of the data directory when none is set."""
        if self.database_file is not None:  # the URL may hold a password
            return self.database_file.read_text("utf-8").strip()
        return self.database or f"sqlite:///{self.data / 'soan.db'}"

    @property
    def vectors_directory(self) -> Path:
        """The embedded vector store; rebuilt from the database at any time."""
        return self.data / "vectors"

    @property
    def model_cache(self) -> Path:
        """Where converted weights are kept; shared by all data directories of one user."""
        return self.cache or user_data_path("soan") / "models"


def corpus_directory() -> Path:
    """The starter guides: beside the package in a checkout, under `share/soan` in an installed wheel."""
    return _shipped("corpus")


def prompts_directory() -> Path:
    """The prompt files, found like the starter guides."""
    return _shipped("prompts")


def _shipped(name: str) -> Path:
    checkout = Path(__file__).resolve().parent.parent / name
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "soan" / name
