"""The seven systems by village and day; a store that is brought up to date tells them from its next load on."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MEASURES = ("eligible", "covered", "unknown", "untold")


def upgrade() -> None:
    """Bring the store to this version; what is stored is left as it is."""
    op.create_table(
        "village_item_day",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("county_code", "village_code", "item")),
        sa.Column("day", sa.Date, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("edition", *MEASURES)),
        sa.PrimaryKeyConstraint("county_code", "item", "village_code", "day", "edition"),
        sa.ForeignKeyConstraint(["county_code", "edition"], ["edition.county_code", "edition.edition"]),
        sqlite_with_rowid=False,
    )
    op.create_index("measure_household", "measure", ["county_code", "household_no"])
