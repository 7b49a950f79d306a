"""Settings from the environment (`SOAN_…`) and the command line; nothing else decides where state lives."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path
from pydantic_settings import BaseSettings, SettingsConfigDict

from generator.domain.base import Language


class Settings(BaseSettings):
    """Where state lives and what is plugged in.

    `database` is a SQLAlchemy URL (default: a SQLite file under `data`); `chroma_url` names a `chroma run` server
    instead of the embedded store; `embedder` is `e5` (default), `none`, a folder with an ONNX export, or
    `openai:MODEL`. `oidc_issuer`, `oidc_client_id` and the client secret (in the environment, or in the file that
    `oidc_client_secret_file` names) let people sign in through an identity provider; `oidc_roles` maps values of the
    claim `oidc_role_claim` to roles, as JSON: `{"dao-tao": "trainer"}`.
    """

    model_config = SettingsConfigDict(env_prefix="SOAN_", extra="ignore")

    data: Path = user_data_path("soan")
    lang: Language = "vi"
    database: str = ""
    chroma_url: str = ""
    embedder: str = "e5"
    cache: Path | None = None
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_client_secret_file: Path | None = None
    oidc_role_claim: str = "groups"
    oidc_roles: dict[str, str] = {}

    @property
    def database_url(self) -> str:
        """The database's URL, the SQLite file of the data directory when none is set."""
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
    checkout = Path(__file__).resolve().parent.parent / "corpus"
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "soan" / "corpus"
