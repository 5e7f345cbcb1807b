"""The first version of the fact store: deliveries, editions, twenty kinds of fact, daily changes, areas.

Frozen as it was: later migrations change it, this file stays. A column is written ``name:type``, with ``!`` where it
may not be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TYPES = {
    "text": sa.Text, "integer": sa.Integer, "bigint": sa.BigInteger, "boolean": sa.Boolean, "date": sa.Date,
    "float": sa.Float,
}  # fmt: skip

TABLES: dict[str, tuple[str, str]] = {
    "county": (
        "county_code:text! name:text! is_demo:boolean! key_fingerprint:text! created_at:text!",
        "county_code",
    ),
    "edition": (
        ("county_code:text! edition:integer! created_at:text! delivered_on:date! cause:text! deliveries_known:text!"),
        "county_code edition",
    ),
    "area": (
        ("county_code:text! area_code:text! name:text rings:text! source_path:text! sha256:text! edition:integer!"),
        "county_code area_code",
    ),
    "delivery": (
        (
            "county_code:text! delivery_no:integer! path:text! delivered_on:date! received_at:text! "
            "edition:integer withdrawn_edition:integer"
        ),
        "county_code delivery_no",
    ),
    "village_cause_day": (
        (
            "county_code:text! village_code:text! main_cause:text! day:date! edition:integer! "
            "poor_people:integer! poor_households:integer! returned_people:integer! returned_households:integer!"
        ),
        "county_code village_code main_cause day edition",
    ),
    "village_day": (
        (
            "county_code:text! village_code:text! day:date! edition:integer! registered_people:integer! "
            "poor_people:integer! out_people:integer! returned_people:integer! registered_households:integer! "
            "poor_households:integer! out_households:integer! returned_households:integer! "
            "paired_households:integer! unsafe_water_households:integer! farmland_hundredths_mu:integer! "
            "farmland_members:integer! identified_flow:integer! returned_flow:integer! increase_flow:integer! "
            "out_flow:integer! removed_flow:integer! decrease_flow:integer!"
        ),
        "county_code village_code day edition",
    ),
    "source_file": (
        (
            "county_code:text! file_no:integer! delivery_no:integer! path:text! sha256:text! byte_count:bigint! "
            "status:text! reason_class:text reason_zh:text reason_en:text"
        ),
        "county_code file_no",
    ),
    "source_table": (
        (
            "county_code:text! table_no:integer! file_no:integer! sheet:text kind:text! header_row:integer! "
            "rows_read:integer! loaded:integer! unchanged:integer! superseded:integer! rejected:integer! "
            "skipped:integer! ignored_columns:text! column_names:text!"
        ),
        "county_code table_no",
    ),
    "allocation": (
        (
            "county_code:text! document_no:text! allocated_on:date level:text project_no:text! amount_fen:bigint "
            "from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code document_no project_no from_edition",
    ),
    "assessment": (
        (
            "county_code:text! period:text! subject_kind:text! subject:text! indicator:text! full_score:float "
            "score:float from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! "
            "cells:text!"
        ),
        "county_code period subject_kind subject indicator from_edition",
    ),
    "county_finance": (
        (
            "county_code:text! year:integer! local_revenue_fen:bigint special_fund_fen:bigint basis:text "
            "from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code year from_edition",
    ),
    "crosscheck_hit": (
        (
            "county_code:text! person_pseudonym:text! source:text! detail:text! registered_on:date "
            "from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code person_pseudonym source detail from_edition",
    ),
    "department_fund": (
        (
            "county_code:text! year:integer! department:text! to_village_household_fen:bigint to_poor_fen:bigint "
            "basis:text from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code year department from_edition",
    ),
    "disbursement": (
        (
            "county_code:text! voucher_no:text! line_no:text! disbursed_on:date level:text project_no:text "
            "village_code:text household_no:text payee_masked:text payee_pseudonym:text amount_fen:bigint "
            "from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code voucher_no line_no from_edition",
    ),
    "first_secretary": (
        (
            "county_code:text! secretary_no:text! secretary_name:text sending_unit:text village_code:text "
            "appointed_on:date from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! "
            "cells:text!"
        ),
        "county_code secretary_no from_edition",
    ),
    "household": (
        (
            "county_code:text! household_no:text! village_code:text town_name:text village_name:text "
            "head_name_masked:text head_pseudonym:text member_count:integer household_type:text "
            "identification_standard:text main_cause:text other_causes:text identified_on:date "
            "net_income_per_head_fen:bigint farmland_mu:float housing_sqm:float unsafe_housing:boolean "
            "safe_water:boolean helper_name:text helper_unit:text from_edition:integer! to_edition:integer "
            "table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code household_no from_edition",
    ),
    "household_change": (
        (
            "county_code:text! household_no:text! person_no:text! changed_on:date! change_type:text! "
            "change_reason:text document_no:text from_edition:integer! to_edition:integer table_no:integer! "
            "sheet_row:integer! cells:text!"
        ),
        "county_code household_no person_no changed_on change_type from_edition",
    ),
    "income": (
        (
            "county_code:text! household_no:text! year:integer! wage_income_fen:bigint business_income_fen:bigint "
            "property_income_fen:bigint transfer_income_fen:bigint business_expense_fen:bigint "
            "net_income_per_head_fen:bigint from_edition:integer! to_edition:integer table_no:integer! "
            "sheet_row:integer! cells:text!"
        ),
        "county_code household_no year from_edition",
    ),
    "industry": (
        (
            "county_code:text! village_code:text! year:integer! industry:text! scale:float scale_unit:text "
            "output_fen:bigint supported_household_count:integer operator_type:text operator:text! "
            "demonstration_site:boolean from_edition:integer! to_edition:integer table_no:integer! "
            "sheet_row:integer! cells:text!"
        ),
        "county_code village_code year industry operator from_edition",
    ),
    "measure": (
        (
            "county_code:text! measure_no:text! household_no:text person_no:text system:text measure_type:text "
            "implemented_on:date amount_fen:bigint measure_status:text from_edition:integer! to_edition:integer "
            "table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code measure_no from_edition",
    ),
    "oversight_case": (
        (
            "county_code:text! case_no:text! case_type:text occurred_on:date project_no:text village_code:text "
            "content:text rectification_status:text rectified_on:date from_edition:integer! to_edition:integer "
            "table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code case_no from_edition",
    ),
    "person": (
        (
            "county_code:text! person_no:text! household_no:text name_masked:text person_pseudonym:text sex:text "
            "born_on:date relation_to_head:text education:text school_status:text health_status:text "
            "labour_ability:text work_status:text work_months:integer rural_medical_insurance:boolean "
            "serious_illness_insurance:boolean pension_insurance:boolean minimum_living_allowance:boolean "
            "five_guarantees:boolean old_age_allowance:boolean disability:text left_behind:text "
            "from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code person_no from_edition",
    ),
    "project": (
        (
            "county_code:text! project_no:text! project_name:text category:text item:text place:text "
            "place_codes:text department:text implementer:text planned_fen:bigint planned_start_on:date "
            "planned_finish_on:date actual_start_on:date actual_finish_on:date accepted_on:date "
            "progress_share:float benefit_household_count:integer benefit_person_count:integer work:text "
            "system:text from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! "
            "cells:text!"
        ),
        "county_code project_no from_edition",
    ),
    "proposal": (
        (
            "county_code:text! proposal_no:text! section:text matter:text handling_unit:text due_on:date "
            "proposal_status:text replied_on:date reply_summary:text from_edition:integer! to_edition:integer "
            "table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code proposal_no from_edition",
    ),
    "rejection": (
        (
            "county_code:text! table_no:integer! sheet_row:integer! column_header:text! value:text code:text! "
            "reason_zh:text! reason_en:text!"
        ),
        "county_code table_no sheet_row column_header",
    ),
    "team": (
        (
            "county_code:text! team_no:text! team_level:text lead_unit:text sending_unit:text village_code:text "
            "leader_name:text cadre_count:integer arrived_on:date from_edition:integer! to_edition:integer "
            "table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code team_no from_edition",
    ),
    "village": (
        (
            "county_code:text! village_code:text! village_name:text town_name:text zone:text village_level:text "
            "household_count:integer population_count:integer lon:float lat:float identified_on:date "
            "planned_exit_year:integer from_edition:integer! to_edition:integer table_no:integer! "
            "sheet_row:integer! cells:text!"
        ),
        "county_code village_code from_edition",
    ),
    "village_change": (
        (
            "county_code:text! village_code:text! changed_on:date! change_type:text! document_no:text "
            "from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! cells:text!"
        ),
        "county_code village_code changed_on change_type from_edition",
    ),
    "village_check": (
        (
            "county_code:text! village_code:text! checked_on:date! incidence_share:float income_ratio_up:boolean "
            "collective_economy:boolean paved_road:boolean safe_water:boolean electricity_share:float "
            "clinic:boolean from_edition:integer! to_edition:integer table_no:integer! sheet_row:integer! "
            "cells:text!"
        ),
        "county_code village_code checked_on from_edition",
    ),
    "warning": (
        (
            "county_code:text! table_no:integer! sheet_row:integer! column_header:text! value:text code:text! "
            "reason_zh:text! reason_en:text!"
        ),
        "county_code table_no sheet_row column_header",
    ),
}
"""Columns and primary key of each table."""

FOREIGN_KEYS: dict[tuple[str, str, str], str] = {
    ("county_code edition", "edition", "county_code edition"): ("area delivery village_cause_day village_day"),
    ("county_code withdrawn_edition", "edition", "county_code edition"): ("delivery"),
    ("county_code delivery_no", "delivery", "county_code delivery_no"): ("source_file"),
    ("county_code file_no", "source_file", "county_code file_no"): ("source_table"),
    ("county_code from_edition", "edition", "county_code edition"): (
        "allocation assessment county_finance crosscheck_hit department_fund disbursement first_secretary "
        "household household_change income industry measure oversight_case person project proposal team "
        "village village_change village_check"
    ),
    ("county_code table_no", "source_table", "county_code table_no"): (
        "allocation assessment county_finance crosscheck_hit department_fund disbursement first_secretary "
        "household household_change income industry measure oversight_case person project proposal rejection "
        "team village village_change village_check warning"
    ),
    ("county_code to_edition", "edition", "county_code edition"): (
        "allocation assessment county_finance crosscheck_hit department_fund disbursement first_secretary "
        "household household_change income industry measure oversight_case person project proposal team "
        "village village_change village_check"
    ),
}
"""(columns, table referred to, its columns) → the tables that refer so."""

INDEXES = (
    ("source_file_sha256", "source_file", "county_code sha256"),
    ("allocation_sums", "allocation", "county_code allocated_on project_no level amount_fen from_edition to_edition"),
    ("disbursement_order", "disbursement", "county_code disbursed_on voucher_no line_no from_edition to_edition"),
    ("disbursement_project", "disbursement", "county_code project_no"),
    (
        "disbursement_sums",
        "disbursement",
        "county_code disbursed_on project_no village_code level amount_fen payee_pseudonym from_edition to_edition",
    ),
    ("household_village", "household", "county_code village_code"),
    ("household_change_type", "household_change", "county_code change_type"),
    (
        "project_sums",
        "project",
        "county_code project_no category department place_codes planned_fen from_edition to_edition",
    ),
)


def _columns(written: str) -> list[sa.Column[object]]:
    columns: list[sa.Column[object]] = []
    for part in written.split():
        name, kind = part.rstrip("!").split(":")
        columns.append(sa.Column(name, TYPES[kind], nullable=not part.endswith("!")))
    return columns


def upgrade() -> None:
    """Make the tables."""
    for table, (columns, key) in TABLES.items():
        constraints: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*key.split())]
        for (own, target, others), tables in FOREIGN_KEYS.items():
            if table in tables.split():
                referred = [f"{target}.{name}" for name in others.split()]
                constraints.append(sa.ForeignKeyConstraint(own.split(), referred))
        op.create_table(table, *_columns(columns), *constraints)
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns.split())
