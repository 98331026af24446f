"""How sure the bot was of a question is not kept: nobody ever looked at it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("questions") as questions:  # SQLite drops no column by itself before 3.35
        questions.drop_column("confidence")


def downgrade() -> None:
    op.add_column("questions", sa.Column("confidence", sa.Float(), nullable=False, server_default="0"))
