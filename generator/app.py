"""Composition root: settings become a wired service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import EmbedderMissing, InputError, LibraryBusy, SoanError
from generator.messages import say
from generator.search.hybrid import HybridSearcher
from generator.search.ports import Embedder, VectorIndex
from generator.service import Soan
from generator.settings import Settings
from generator.storage.store import Store
from generator.writing.extractive import ExtractiveAuthor

if TYPE_CHECKING:
    from generator.service.oidc import OidcConfig
    from generator.writing.model import ModelWriter


@contextmanager
def open_service(*, data: Path | None = None, vectors: bool = True, settings: Settings | None = None) -> Iterator[Soan]:
    """The service over a data directory, made when missing; everything is closed at the end.

    Without `vectors` (and where the embedder is missing, or another process owns the store) search is by words.
    """
    settings = settings or Settings()
    if data is not None:
        settings = settings.model_copy(update={"data": data})
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(problem=say("service.data_directory", path=settings.data, reason=error.strerror)) from error
    with ExitStack() as stack:
        store = Store.open(settings.database_url)
        stack.callback(store.close)
        embedder: Embedder | None = None
        index: VectorIndex | None = None
        notice: SoanError | None = None
        if vectors and settings.embedder != "none":
            try:
                embedder, index = _semantic(settings, store, stack)
            except (EmbedderMissing, LibraryBusy) as error:
                notice = error
        soan = Soan(
            store,
            HybridSearcher(store, vectors=index, embedder=embedder),
            ExtractiveAuthor(),
            embedder=embedder,
            vectors=index,
            notice=notice,
        )
        soan.oidc_config = _provider(settings)
        soan.writer = _writer(settings)
        soan.uploads_folder = settings.data / "uploads"
        yield soan


def _writer(settings: Settings) -> ModelWriter | None:
    """The model that is set, if any; the server is not asked before there is something to write."""
    if not settings.model:
        return None
    from generator.prompting import PromptBook
    from generator.settings import prompts_directory
    from generator.writing.model import ChatClient, ModelConfig, ModelWriter

    config = ModelConfig(
        model=settings.model,
        base_url=settings.openai_base_url,
        api_key=settings.openai_api_key,
        timeout=settings.model_timeout,
        context=settings.model_context,
        method=settings.model_method,
        temperature=settings.model_temperature,
    )
    return ModelWriter(ChatClient(config), PromptBook(prompts_directory()))


def _provider(settings: Settings) -> OidcConfig | None:
    """The identity provider that is set, if any. Raises InputError for a setting that cannot be used."""
    if not settings.oidc_issuer:
        return None
    from pydantic import ValidationError

    from generator.service.oidc import OidcConfig

    try:
        secret = settings.oidc_client_secret
        if settings.oidc_client_secret_file is not None:
            secret = settings.oidc_client_secret_file.read_text("utf-8").strip()
        return OidcConfig.model_validate(
            {
                "issuer": settings.oidc_issuer,
                "client_id": settings.oidc_client_id,
                "client_secret": secret,
                "role_claim": settings.oidc_role_claim,
                "roles": settings.oidc_roles,
            }
        )
    except (OSError, ValidationError) as error:
        raise InputError(problem=say("people.bad_provider")) from error


def _semantic(settings: Settings, store: Store, stack: ExitStack) -> tuple[Embedder, VectorIndex]:
    from generator.search.embed import make_embedder
    from generator.search.vectors import open_vectors

    embedder = make_embedder(settings.embedder, settings.model_cache)
    index = open_vectors(settings.chroma_url or settings.vectors_directory, embedder)
    stack.callback(index.close)
    return embedder, index
