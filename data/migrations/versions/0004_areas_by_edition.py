"""Polygons are kept by edition, so that an earlier edition is drawn as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = ("county_code", "area_code", "name", "rings", "source_path", "sha256", "edition")


def upgrade() -> None:
    """Bring the store to this version; what is stored holds from the edition that brought it."""
    op.rename_table("area", "area_before")
    op.create_table(
        "area",
        sa.Column("county_code", sa.Text, nullable=False),
        sa.Column("area_code", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("rings", "source_path", "sha256")),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("county_code", "area_code", "edition"),
        sa.ForeignKeyConstraint(["county_code", "edition"], ["edition.county_code", "edition.edition"]),
    )
    names = ", ".join(COLUMNS)
    op.execute(f"INSERT INTO area ({names}) SELECT {names} FROM area_before")  # noqa: S608 - names of this file
    op.drop_table("area_before")
