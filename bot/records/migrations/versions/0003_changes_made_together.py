"""Changes know which others were made together with them, and where in its file an entry stood."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("revisions", sa.Column("together", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("revisions", sa.Column("behind", sa.String(length=100), nullable=True))
    op.add_column("revisions", sa.Column("gap", NUMBER, nullable=False, server_default="0"))
    op.create_index("ix_revisions_together", "revisions", ["together"], unique=False)
