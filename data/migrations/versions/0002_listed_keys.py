"""The keys that tables of full registers listed, so that a later list shows which are missing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the store to this version; tables received before keep no keys."""
    op.create_table(
        "listed_keys",
        sa.Column("county_code", sa.Text, nullable=False),
        sa.Column("table_no", sa.Integer, nullable=False),
        sa.Column("key_count", sa.Integer, nullable=False),
        sa.Column("packed_keys", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("county_code", "table_no"),
        sa.ForeignKeyConstraint(["county_code", "table_no"], ["source_table.county_code", "source_table.table_no"]),
    )
