"""Alembic's entry: migrates over the connection it is handed (see ``data.migrate``)."""  # noqa: INP001 - Alembic loads it by path

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
