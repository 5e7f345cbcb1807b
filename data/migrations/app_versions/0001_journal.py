"""The first version of the store that users write: the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Bring the store to this version."""
    words = ("subject", "subject_key", "content", "author", "written_at")
    op.create_table(
        "journal",
        sa.Column("county_code", sa.Text, nullable=False),
        sa.Column("entry_no", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in words),
        sa.PrimaryKeyConstraint("county_code", "entry_no"),
    )
    op.create_index("journal_subject", "journal", ["county_code", "subject", "subject_key", "entry_no"])
