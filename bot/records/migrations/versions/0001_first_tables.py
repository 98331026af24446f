"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _questions()
    _feedback()
    _misses()
    _revisions()
    _documents()
    _servers()
    _replies()


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("server", sa.String(length=20), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("used", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_server_at", "questions", ["server", "at"], unique=False)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("server", sa.String(length=20), nullable=True),
        sa.Column("member", sa.String(length=20), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("question", "member", name="uq_feedback_question_member"),
    )
    op.create_index("ix_feedback_member", "feedback", ["member"], unique=False)
    op.create_index("ix_feedback_server_at", "feedback", ["server", "at"], unique=False)


def _misses() -> None:
    op.create_table(
        "misses",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("server", sa.String(length=20), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("asker", sa.String(length=20), nullable=True),
        sa.Column("message", sa.String(length=20), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("later", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
        sa.UniqueConstraint("question", "kind", name="uq_misses_question_kind"),
    )
    op.create_index("ix_misses_asker", "misses", ["asker"], unique=False)
    op.create_index("ix_misses_server_at", "misses", ["server", "at"], unique=False)


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("server", sa.String(length=20), nullable=True),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("entry", sa.String(length=100), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=True),
        sa.Column("author_name", sa.String(length=100), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("undoes", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["revisions.id"], name="fk_revisions_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revisions_server_entry", "revisions", ["server", "entry"], unique=False)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("server", sa.String(length=20), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("server", "file", name="pk_documents"),
    )


def _servers() -> None:
    op.create_table(
        "servers",
        sa.Column("server", sa.String(length=20), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=True),
        sa.Column("left", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("server", name="pk_servers"),
    )


def _replies() -> None:
    op.create_table(
        "replies",
        sa.Column("message", sa.String(length=20), nullable=False),
        sa.Column("reply", sa.String(length=20), nullable=False),
        sa.Column("server", sa.String(length=20), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("asker", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_replies"),
    )
    op.create_index("ix_replies_asker", "replies", ["asker"], unique=False)
    op.create_index("ix_replies_until", "replies", ["until"], unique=False)
