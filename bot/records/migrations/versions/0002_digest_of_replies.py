"""Replies know a digest of the words they reply to."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("replies", sa.Column("digest", sa.String(length=64), nullable=False, server_default=""))
