"""Reasons in both languages for rows, cells and files that were not taken (退回原因)."""

from data.text import Text

REASONS: dict[str, tuple[str, str]] = {
    "missing": (
        "必填列“{column}”为空，请补填后重报。",
        "The required column {column} is empty; fill it in and send the row again.",
    ),
    "unreadable": (
        "“{column}”的内容“{value}”读不出来，请按模板格式改写后重报。",
        "{column} holds '{value}', which cannot be read; write it as in the template and send the row again.",
    ),
    "unknown_code": (
        "“{column}”的取值“{value}”不在代码表内，请改用模板下拉框中的值。",
        "{column} holds '{value}', which is not in the code list; use a value of the template's list.",
    ),
    "unknown_reference": (
        "“{column}”所指的“{value}”在已入库和本次报送的台账中都找不到，请先报送对应台账或更正编号。",
        (
            "{column} refers to '{value}', found neither in the store nor in this delivery; "
            "send that register first or correct the number."
        ),
    ),
    "bad_id_number": (
        "“{column}”位数或校验位不对，请核对证件原件。",
        "{column} has a wrong length or check digit; compare it with the document.",
    ),
    "date_out_of_range": (
        "“{column}”的日期“{value}”早于 2010 年或晚于报送日期，请核对。",
        "{column} holds '{value}', before 2010 or after the day of delivery; please check it.",
    ),
    "negative_amount": (
        "“{column}”为负数“{value}”；只有资金拨付可用负数冲销。",
        "{column} is negative ('{value}'); only disbursements may be reversed by a negative amount.",
    ),
    "impossible_change": (
        "“{value}”与该户当时的状态不符（例如已脱贫户再次脱贫），请核对变动类型和日期。",
        (
            "'{value}' cannot follow the household's state on that day (a household that is out cannot exit again); "
            "check type and date."
        ),
    ),
    "ambiguous_percent": (
        "“{column}”一列里小数和百分数两种写法混用，无法判断，整表退回。请统一写成百分数（如 95%）。",
        "{column} mixes fractions and percents and is not guessed; the whole table is returned. Write 95% throughout.",
    ),
    "no_unit": (
        "表中金额没有单位（表头、单位行都没有），整表退回。请在表头注明元或万元。",
        (
            "No unit is given for the amounts, neither in a header nor in a unit line; the whole table is returned. "
            "Name yuan or 10,000 yuan in the header."
        ),
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "unreadable": (
        "“{column}”的内容“{value}”读不出来，已留空。",
        "{column} held '{value}', which could not be read; left empty.",
    ),
    "unknown_code": (
        "“{column}”的取值“{value}”不在代码表内，已留空。",
        "{column} held '{value}', which is not in the code list; left empty.",
    ),
    "outside_county": (
        "经纬度不在县界内，位置已留空。",
        "The position lies outside the county; left empty.",
    ),
    "unassigned_place": (
        "实施地点“{value}”对不上唯一的村，该项目暂不归村。",
        "The place '{value}' does not name villages beyond doubt; the project is not assigned to villages.",
    ),
    "income_mismatch": (
        "各项收入减支出后除以人口，与所填人均纯收入相差 1 元以上。",
        "The parts less expenses divided by family size differ from the stated income a head by more than 1 yuan.",
    ),
}


def reason(code: str, *, column: str | None, value: str | None) -> Text:
    """Return why a row was refused, saying what to do; KeyError for an unknown code."""
    return _filled(REASONS[code], column, value)


def warning(code: str, *, column: str | None, value: str | None) -> Text:
    """Return what was noticed in a cell whose row was taken all the same."""
    return _filled(WARNINGS[code], column, value)


def _filled(texts: tuple[str, str], column: str | None, value: str | None) -> Text:
    slots = {"column": column or "", "value": value or ""}
    return Text(zh=texts[0].format(**slots), en=texts[1].format(**slots))
