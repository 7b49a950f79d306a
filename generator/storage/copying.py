"""A whole library from one database into another: the online copy of SQLite, or row by row between any two."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from generator.storage import people_tables, practice_tables, works_tables  # noqa: F401 (so that `metadata` is whole)
from generator.storage.people_tables import people, sessions
from generator.storage.store import Store
from generator.storage.tables import guides, metadata, passages
from generator.storage.works_tables import works

_ROWS = 500
_LEXICAL = {
    "sqlite": ("INSERT INTO lexical(lexical) VALUES ('delete-all')", "DELETE FROM lexical_words"),
    "postgresql": ("DELETE FROM lexical", "DELETE FROM lexical_terms"),
}


def copy_out(store: Store, path: Path) -> None:
    """The library as one SQLite file, as it is in one moment; nobody waits meanwhile. Without open sessions."""
    if store.engine.dialect.name == "sqlite":
        _online(store.engine, path)
    else:
        copy = Store.open(f"sqlite:///{path}")
        try:
            copy_rows(store, copy)
        finally:
            copy.close()
    plain = sqlite3.connect(path)
    try:
        plain.execute("PRAGMA secure_delete=ON")
        plain.execute("DELETE FROM sessions")
        plain.commit()
        plain.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    finally:
        plain.close()


def copy_in(store: Store, path: Path) -> None:
    """The library in a file of `copy_out`, in place of what the store holds; whole or not at all."""
    copy = Store.open(f"sqlite:///{path}")
    try:
        copy_rows(copy, store)
    finally:
        copy.close()


def occupied(store: Store) -> bool:
    """Whether the store holds anything that a restore would lose."""
    with store.engine.connect() as connection:
        return any(
            connection.execute(select(func.count()).select_from(table)).scalar() for table in (guides, works, people)
        )


def _online(engine: Engine, path: Path) -> None:
    """All pages in one step: with a write-ahead log that is one moment, and writers go on."""
    source = engine.raw_connection()
    target = sqlite3.connect(path)
    try:
        driver = source.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.backup(target)
    finally:
        target.close()
        source.close()


def copy_rows(source: Store, target: Store) -> None:
    """Every table, read in one snapshot and written in one transaction; the lexical index is made anew."""
    reading = source.engine
    if reading.dialect.name == "postgresql":
        reading = reading.execution_options(isolation_level="REPEATABLE READ")
    with reading.connect() as origin, target.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        _empty(connection)
        for table in metadata.sorted_tables:
            if table is sessions:
                continue
            found = origin.execution_options(yield_per=_ROWS).execute(select(table))
            for rows in found.mappings().partitions(_ROWS):
                connection.execute(insert(table), [dict(row) for row in rows])
        if connection.dialect.name == "postgresql":
            _set_sequences(connection)
        target.index_anew(connection)


def _empty(connection: Connection) -> None:
    for statement in _LEXICAL[connection.dialect.name]:
        connection.execute(text(statement))
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))


def _set_sequences(connection: Connection) -> None:
    """Row numbers came along; the next ones follow them."""
    for table in (passages, people_tables.sign_in_failures):
        highest = connection.execute(select(func.max(table.c.n))).scalar()
        if highest is not None:
            statement = text("SELECT setval(pg_get_serial_sequence(:name, 'n'), :highest)")
            connection.execute(statement, {"name": table.name, "highest": highest})
