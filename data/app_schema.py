"""Tables of the store that users write (用户数据库): a journal that only grows.

What is written about a subject (the name of an edition, the handling of a finding …) is one entry; the newest entry of
a key stands, the earlier ones tell who wrote what before. Facts never come here, and a load never waits for it.
"""

from sqlalchemy import Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

metadata = MetaData()

journal = Table(
    "journal", metadata,
    Column("county_code", Text, nullable=False),
    Column("entry_no", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("written_at", Text, nullable=False),
    PrimaryKeyConstraint("county_code", "entry_no"),
    Index("journal_subject", "county_code", "subject", "subject_key", "entry_no"),
)  # fmt: skip
