"""Changes are found by their author: members are told how many of theirs there are."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_index("ix_revisions_author", "revisions", ["author"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_revisions_author", "revisions")
