"""Alembic's environment: always online, on the connection that the store hands over."""

from alembic import context

from generator.storage import people_tables, practice_tables, works_tables  # noqa: F401  (their tables belong to the same metadata)
from generator.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
