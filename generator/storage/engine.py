"""Opening the database: SQLite with WAL, or PostgreSQL; brought to the newest schema."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text

from generator.errors import SchemaOutdated
from generator.storage.trouble import tell

HEAD = "0004"
# The time to wait comes first: turning WAL on takes a lock too.
_PRAGMAS = ("busy_timeout=15000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536")


def open_engine(url: str) -> Engine:
    """An engine on a migrated database. Raises SchemaOutdated when the database is newer than the program."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    event.listen(engine, "handle_error", tell)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
    try:
        with engine.connect() as connection:
            found = _version(connection)
        if found != HEAD:
            _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _sqlite_settings(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine) -> None:
    """All or nothing, also under kill -9: one transaction, and two programs starting at once go one after the other."""
    # alembic is imported only when there is something to migrate: it costs a third of a second
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "generator.storage:migrations")
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(72016)"))
        found = _version(connection)
        if found is not None and found > HEAD:
            raise SchemaOutdated(found=found, expected=HEAD)
        if found != HEAD:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
