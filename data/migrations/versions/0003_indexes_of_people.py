"""Indexes by which the people of a household, and what happened to a person, are found."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the store to this version."""
    op.create_index("household_change_person", "household_change", ["county_code", "person_no"])
    op.create_index("person_household", "person", ["county_code", "household_no"])
