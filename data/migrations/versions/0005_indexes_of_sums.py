"""Indexes by which a ledger is summed by project, and a project's attributes are read, without the rows themselves."""

from alembic import op

revision = "0005"
down_revision = "0004"

INDEXES = (
    (
        "disbursement_project",
        "disbursement",
        "county_code project_no village_code level disbursed_on amount_fen from_edition to_edition",
    ),
    (
        "project_sums",
        "project",
        "county_code project_no from_edition to_edition category department place_codes planned_fen",
    ),
)
"""Index, table and columns, in place of the index of that name."""


def upgrade() -> None:
    """Bring the store to this version."""
    for name, table, columns in INDEXES:
        op.drop_index(name, table)
        op.create_index(name, table, columns.split())
