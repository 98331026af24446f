"""Where Alembic starts: on the connection, and in the transaction, that `migrating` hands over."""

from alembic import context

from bot.records.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
