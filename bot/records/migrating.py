"""Bringing a database to the tables of this version, whatever earlier version made it.

Each step is a file in `migrations/versions`, written by hand; all that are due are one transaction. Alembic is loaded
only where there is a step to take. Tests take every step with data in the tables, and compare what comes out with
`tables`.
"""

import logging
from pathlib import Path

from sqlalchemy import Engine, column, inspect, select, table

from bot.errors import RecordsError

_log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0006"  # the newest step


def upgrade(engine: Engine, to: str = HEAD) -> None:
    """Take the steps that lead to `to`. Raises RecordsError for a database made by a newer version."""
    found = version(engine)
    if found == to:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except CommandError as error:
            raise RecordsError(
                f"they were made by another version of the bot (step {found}; this one knows up to {HEAD}); install "
                "that version, or name another file"
            ) from error
    done = "made" if found is None else f"brought from step {found} to {to}"
    _log.info("the tables of %s were %s", engine.url.database, done)


def version(engine: Engine) -> str | None:
    """The newest step taken; None for a new database."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))
