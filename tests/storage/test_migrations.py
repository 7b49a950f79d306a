"""From every earlier revision to the newest, with rows in the tables, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from generator.errors import SchemaOutdated
from generator.storage import people_tables, practice_tables, works_tables  # noqa: F401 (the whole metadata)
from generator.storage.engine import HEAD, open_engine
from generator.storage.tables import metadata


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", "generator.storage:migrations")
    return found


REVISIONS = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()][::-1]


def raw_engine(url: str) -> Engine:
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"))


def test_the_head_is_the_last_revision() -> None:
    assert REVISIONS[-1] == HEAD
    assert sorted(REVISIONS) == REVISIONS


@pytest.mark.parametrize("revision", REVISIONS)
def test_from(url: str, revision: str) -> None:
    old = raw_engine(url)
    with old.begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        connection.execute(
            text("INSERT INTO guides (id, sha256, number, payload) VALUES ('g-1', 'aa', '1/2024', '{}')")
        )
        connection.execute(
            text("INSERT INTO passages (id, guide_id, seq, payload, embed_text) VALUES ('p-1', 'g-1', 0, '{}', 'x')")
        )
    old.dispose()
    engine = open_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(text("SELECT id FROM passages WHERE guide_id = 'g-1'")).scalar() == "p-1"
        there = set(inspect(connection).get_table_names())
        assert set(metadata.tables) <= there
        known = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(known, metadata) == []
        assert connection.execute(text("SELECT value FROM meta WHERE key = 'history.head'")).scalar() is not None
    engine.dispose()


def _ours(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """Not the lexical index, which has tables of its own on each database."""
    return not (kind == "table" and str(name).startswith("lexical")) and not str(name).startswith("ix_lexical")


def test_a_newer_database_is_refused(url: str) -> None:
    newer = raw_engine(url)
    open_engine(url).dispose()
    with newer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.dispose()
    with pytest.raises(SchemaOutdated):
        open_engine(url)
