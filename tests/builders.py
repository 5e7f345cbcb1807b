"""Small clean deliveries for tests: rows by canonical header, written as the offices' files are.

`county()` is a delivery of every kind in which nothing is refused; a test takes it and changes what it is about.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

Row = dict[str, object]
Delivery = dict[str, list[Row]]

SOUTH, CENTRE, NORTH = "610824104001", "610824116001", "610824105001"
SOUTH_2, PLAIN = "610824104002", "610824105009"
"""Village codes: two of 周河镇 (南部), one of 镇靖镇 (中部), two of 红墩界镇 (北部), the last not a poor village."""
VILLAGE_NAMES = {SOUTH: "南甲村", SOUTH_2: "南乙村", CENTRE: "中甲村", NORTH: "北甲村", PLAIN: "北丁村"}


def id_number(serial: int, *, born: str = "19700101") -> str:
    """An identity number with a right check digit, by ISO 7064 MOD 11-2; no real area begins with 000000."""
    first17 = f"000000{born}{serial % 1000:03d}"
    rest = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(first17)) % 11
    return first17 + "10X98765432"[rest]


def village(code: str, **other: object) -> Row:
    towns = {"610824104": "周河镇", "610824116": "镇靖镇", "610824105": "红墩界镇"}
    row: Row = {
        "村编码": code,
        "行政村": VILLAGE_NAMES.get(code, f"样{code[-3:]}村"),
        "乡镇": towns.get(code[:9], "周河镇"),
        "贫困村类型": "省级",
    }
    return {**row, "总户数": 100, "总人口": 400, **other}


def household(no: str, village_code: str | None = SOUTH, **other: object) -> Row:
    row: Row = {"户编号": no} | ({"村编码": village_code} if village_code else {})
    return {**row, "家庭人口数": 2, "贫困户属性": "一般贫困户", "主要致贫原因": "因病", **other}


def person(no: str, household_no: str, **other: object) -> Row:
    serial = int(no[-3:]) if no[-3:].isdigit() else 1
    row: Row = {"人编号": no, "户编号": household_no, "姓名": "张三丰", "证件号码": id_number(serial)}
    return {**row, "与户主关系": "户主", **other}


def change(household_no: str, day: str, kind: str, **other: object) -> Row:
    return {"户编号": household_no, "变动日期": day, "变动类型": kind, **other}


def income(household_no: str, year: int = 2015, **other: object) -> Row:
    return {"户编号": household_no, "年度": year, "人均纯收入(元)": 2600, **other}


def project(no: str, **other: object) -> Row:
    row: Row = {"项目编号": no, "项目名称": f"工程{no}", "项目大类": "基础设施", "实施地点": "南甲村"}
    return {**row, "主管部门": "县交通局", "批复资金(万元)": 10, "计划完工": "2016-12-01", **other}


def allocation(document: str, project_no: str, **other: object) -> Row:
    row: Row = {"指标文号": document, "下达日期": "2016-02-01", "资金级次": "中央", "项目编号": project_no}
    return {**row, "下达金额(万元)": 8, **other}


def disbursement(voucher: str, project_no: str, **other: object) -> Row:
    row: Row = {"凭证号": voucher, "拨付日期": "2016-03-01", "资金级次": "中央", "项目编号": project_no}
    return {**row, "拨付金额(元)": 50000, **other}


def village_check(code: str, day: str = "2016-05-01", **other: object) -> Row:
    yes = ("脱贫户收入占比高于上年", "有集体经济或合作组织", "通沥青（水泥）路", "有安全饮水", "有标准化村卫生室")
    met: Row = {"贫困发生率（%）": 2.4, "电力入户率（%）": 100, **dict.fromkeys(yes, "是")}
    return {"村编码": code, "核查日期": day, **met, **other}


def village_change(code: str, day: str, kind: str, **other: object) -> Row:
    return {"村编码": code, "变动日期": day, "变动类型": kind, **other}


def team(no: str, code: str = SOUTH, **other: object) -> Row:
    row: Row = {"工作队编号": no, "工作队级别": "县级", "派出单位": "县林业局", "驻点村编码": code}
    return {**row, "队员人数": 3, "进驻日期": "2016-01-10", **other}


def measure(no: str, household_no: str, **other: object) -> Row:
    row: Row = {"措施编号": no, "户编号": household_no, "帮扶体系": "产业发展", "措施类别": "产业扶持"}
    return {**row, "实施日期": "2016-04-01", **other}


def _funds() -> Delivery:
    return {
        "projects": [
            project("X1", **{"项目小项": "道路", "形象进度（%）": "100%"}),
            project(
                "X2", **{"项目大类": "产业", "实施地点": "南甲村、南乙村", "项目小项": "果园", "形象进度（%）": "40%"}
            ),
            project("X3", **{"主管部门": "县农业局", "实施地点": "全县", "批复资金(万元)": "1.23"}),
        ],
        "allocations": [allocation("W1", "X1"), allocation("W2", "X2", 资金级次="省级"), allocation("W2", "X3")],
        "disbursements": [
            disbursement("P1", "X1", 村编码=SOUTH, 户编号="H1", 收款人="李四光"),
            disbursement("P2", "X2", 村编码=CENTRE, 资金级次="县级"),
            disbursement("P3", "X3", **{"拨付金额(元)": "-1,234.56"}),
        ],
        "county_finance": [
            {"年度": 2014, "地方财政收入": 100000, "县级财政专项扶贫资金": 2000},
            {"年度": 2015, "地方财政收入": 120000, "县级财政专项扶贫资金": 2600},
        ],
        "department_funds": [
            {"年度": 2015, "部门": "县水务局", "到村到户项目资金": 1000, "用于贫困村贫困户资金": 700},
            {"年度": 2015, "部门": "县林业局", "到村到户项目资金": 500, "用于贫困村贫困户资金": 200},
        ],
    }


def _people() -> Delivery:
    return {
        "households": [
            household("H1", SOUTH, 帮扶责任人="王干部", 户主姓名="张三丰", 户主证件号码=id_number(1)),
            household("H2", SOUTH_2),
            household("H3", CENTRE, 识别日期="2016-02-10"),
            household("H4", PLAIN),
        ],
        "persons": [person(f"R{at:03d}", no) for at, no in enumerate(("H1", "H1", "H2", "H3", "H3", "H3", "H4"), 1)],
        "incomes": [income("H1"), income("H2", 2015)],
        "household_changes": [
            change("H1", "2016-03-20", "脱贫"),
            change("H2", "2016-01-15", "自然减少", 人编号="R003"),
            change("H3", "2016-02-10", "新识别"),
        ],
        "measures": [measure("C1", "H1"), measure("C2", "H3", 人编号="R004", 状态="计划")],
        "crosscheck_hits": [{"证件号码": id_number(4), "比对来源": "车辆", "明细": "小型轿车"}],
    }


def _places() -> Delivery:
    return {
        "villages": [
            village(SOUTH),
            village(SOUTH_2, 贫困村类型="县级"),
            village(CENTRE),
            village(NORTH),
            village(PLAIN, 贫困村类型="非贫困村"),
        ],
        "village_changes": [village_change(CENTRE, "2016-05-20", "退出")],
        "village_checks": [village_check(CENTRE), village_check(SOUTH, 有安全饮水="否")],
        "teams": [team("D1"), team("D2", CENTRE, 工作队级别="省级")],
        "first_secretaries": [
            {"编号": "S1", "姓名": "赵书记", "派出单位": "县财政局", "任职村编码": NORTH, "任职日期": "2015-08-01"}
        ],
        "industries": [
            {"村编码": SOUTH, "年度": 2015, "主导产业": "苹果", "规模": 30, "规模单位": "亩", "带动贫困户数": 5}
        ],
    }


def _offices() -> Delivery:
    return {
        "assessments": [
            {
                "考核期": "2016上半年",
                "考核对象类别": "乡镇",
                "考核对象": "周河镇",
                "考核指标": "识别",
                "满分": 15,
                "得分": 13.5,
            }
        ],
        "oversight": [{"编号": "J1", "类型": "审计", "日期": "2016-04-02", "村编码": SOUTH, "内容": "公示牌未更新"}],
        "proposals": [
            {
                "提案编号": "T1",
                "所属板块": "五大工程",
                "事项": "搬迁",
                "承办单位": "县扶贫办",
                "办理期限": "2016-09-30",
                "状态": "未办理",
            }
        ],
    }


def county() -> Delivery:
    """A clean delivery of all twenty kinds; every row is loaded when it is delivered on 2016-06-30."""
    return {**_places(), **_people(), **_funds(), **_offices()}


def headers_of(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Every heading of the rows, in the order of first use."""
    return list(dict.fromkeys(header for row in rows for header in row))


def write_csv(path: Path, rows: Sequence[Mapping[str, object]], *, encoding: str = "utf-8-sig") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, headers_of(rows), restval="")
        writer.writeheader()
        writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in rows)
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """A workbook with a sheet for each list of rows; numbers stay numbers, texts stay texts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            headers = headers_of(rows)
            sheet.write_row(0, 0, headers)
            for at, row in enumerate(rows, 1):
                sheet.write_row(at, 0, ["" if row.get(header) is None else row[header] for header in headers])
    return path


def write_delivery(folder: Path, delivery: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """A folder with one CSV a kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in delivery.items():
        if rows:
            write_csv(folder / f"{kind}.csv", rows)
    return folder
