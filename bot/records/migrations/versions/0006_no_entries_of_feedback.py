"""Which entries an answer showed is kept with the question alone: beside the feedback nobody ever looked at it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("feedback") as feedback:  # as in step 0004
        feedback.drop_column("entries")


def downgrade() -> None:
    op.add_column("feedback", sa.Column("entries", sa.Text(), nullable=False, server_default=""))
