"""The headers of all twenty registers as the offices write them: canonical name, sort of value, other names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `sort` says what its values are (see `cells.writer`), `suffix` is a unit in its header.

    For money `default` is the unit (元 or 万元) that holds where the file names none, empty where it must name one.
    """

    name: str
    sort: str = "text"
    others: tuple[str, ...] = ()
    suffix: str = ""
    default: str = ""


def _c(name: str, sort: str = "text", *others: str, suffix: str = "", default: str = "") -> Column:
    return Column(name=name, sort=sort, others=others, suffix=suffix, default=default)


_VILLAGE = _c("村编码", "code", "行政村编码")
_HOUSEHOLD = _c("户编号", "code")
_PERSON = _c("人编号", "code", "人口编号", "人员编号")
_PROJECT = _c("项目编号")
_BASIS = _c("口径")

_KINDS: dict[str, tuple[Column, ...]] = {
    "villages": (
        _c("村编码", "code", "行政村编码", "行政区划代码"), _c("行政村", "text", "村名", "村名称"),
        _c("乡镇", "text", "镇", "乡（镇）", "所属镇", "所属乡镇"), _c("片区", "text", "区域", "所属区域"),
        _c("贫困村类型", "text", "村属性", "级别"), _c("总户数", "number", "户数"), _c("总人口", "number", "户籍人口"),
        _c("经度", "degree"), _c("纬度", "degree"), _c("认定日期", "date", "识别日期"), _c("计划退出年度", "year"),
    ),
    "households": (
        _HOUSEHOLD, _VILLAGE, _c("乡镇"), _c("行政村", "text", "村"), _c("户主姓名", "name"), _c("户主证件号码", "id"),
        _c("家庭人口数", "number", "人数"), _c("贫困户属性"), _c("识别标准"),
        _c("主要致贫原因", "text", "致贫原因", "致贫原因1"), _c("其他致贫原因", "text", "次要致贫原因"),
        _c("识别日期", "date", "首次识别时间", "识别时间"), _c("人均纯收入", "money", default="元"),
        _c("耕地面积", "tenth", suffix="亩"), _c("住房面积", "number", suffix="㎡"), _c("是否危房户", "yes", "危房"),
        _c("是否解决安全饮用水", "yes", "安全饮水"), _c("帮扶责任人", "name", "结对帮扶责任人"),
        _c("帮扶责任人单位", "text", "帮扶单位"),
    ),
    "persons": (
        _PERSON, _HOUSEHOLD, _c("姓名", "name"), _c("证件号码", "id", "身份证号", "公民身份号码"), _c("性别"),
        _c("出生日期", "birth"), _c("与户主关系"), _c("文化程度"), _c("在校生状况"), _c("健康状况"),
        _c("劳动能力", "text", "劳动技能"), _c("务工状况"), _c("务工时间", "number", suffix="月"),
        _c("是否参加新农合", "yes", "是否参加新型农村合作医疗", "新农合"), _c("是否参加大病保险", "yes"),
        _c("是否参加养老保险", "yes", "是否参加城乡居民基本养老保险"), _c("是否享受低保", "yes"),
        _c("是否五保", "yes", "是否特困供养人员"), _c("是否享受高龄补贴", "yes"),
        _c("残疾等级", "text", "残疾类别"), _c("三留守类别"),
    ),
    "incomes": (
        _HOUSEHOLD, _c("年度", "year"), _c("工资性收入", "money"), _c("生产经营性收入", "money"),
        _c("财产性收入", "money"), _c("转移性收入", "money"), _c("生产经营性支出", "money"), _c("人均纯收入", "money"),
    ),
    "household_changes": (
        _HOUSEHOLD, _c("人编号", "code"), _c("变动日期", "date"), _c("变动类型"), _c("变动原因"), _c("文号"),
    ),
    "village_changes": (_c("村编码", "code"), _c("变动日期", "date", "退出日期"), _c("变动类型"), _c("文号")),
    "village_checks": (
        _c("村编码", "code"), _c("核查日期", "date", "验收日期"), _c("贫困发生率", "share"),
        _c("脱贫户收入占比高于上年", "yes"), _c("有集体经济或合作组织", "yes", "集体经济或合作互助组织"),
        _c("通沥青（水泥）路", "yes"), _c("有安全饮水", "yes"), _c("电力入户率", "share"),
        _c("有标准化村卫生室", "yes"),
    ),
    "projects": (
        _PROJECT, _c("项目名称"), _c("项目大类", "text", "大类"), _c("项目小项", "text", "小项"),
        _c("实施地点", "text", "实施村", "建设地点"), _c("主管部门"), _c("实施单位"),
        _c("批复资金", "money", "计划资金", "投资规模", default="万元"), _c("计划开工", "date"), _c("计划完工", "date"),
        _c("实际开工", "date", "开工日期"), _c("实际完工", "date", "完工日期"), _c("验收日期", "date"),
        _c("形象进度", "share"), _c("受益户数", "number"), _c("受益人数", "number"), _c("所属工程"), _c("所属体系"),
    ),
    "allocations": (
        _c("指标文号", "text", "资金文号"), _c("下达日期", "date"), _c("资金级次"), _PROJECT,
        _c("下达金额", "money", default="万元"),
    ),
    "disbursements": (
        _c("凭证号", "text", "记账凭证号"), _c("分录号", "number"), _c("拨付日期", "date"), _c("资金级次"), _PROJECT,
        _c("村编码", "code"), _HOUSEHOLD, _c("收款人"), _c("拨付金额", "money", "报账金额", default="元"),
    ),
    "county_finance": (
        _c("年度", "year"), _c("地方财政收入", "money", default="万元"),
        _c("县级财政专项扶贫资金", "money", "专项扶贫资金", default="万元"), _BASIS,
    ),
    "department_funds": (
        _c("年度", "year"), _c("部门", "text", "单位"), _c("到村到户项目资金", "money", default="万元"),
        _c("用于贫困村贫困户资金", "money", "其中：贫困村贫困户", default="万元"), _BASIS,
    ),
    "teams": (
        _c("工作队编号", "text", "队号"), _c("工作队级别"), _c("牵头单位"), _c("派出单位", "text", "派驻单位"),
        _c("驻点村编码", "code"), _c("队长", "name"), _c("队员人数", "number"), _c("进驻日期", "date"),
    ),
    "first_secretaries": (
        _c("编号"), _c("姓名", "name"), _c("派出单位"), _c("任职村编码", "code", "村编码"), _c("任职日期", "date"),
    ),
    "measures": (
        _c("措施编号"), _HOUSEHOLD, _c("人编号", "code"), _c("帮扶体系"), _c("措施类别"), _c("实施日期", "date"),
        _c("金额", "money", default="元"), _c("状态"),
    ),
    "industries": (
        _c("村编码", "code"), _c("年度", "year"), _c("主导产业", "text", "产业名称"), _c("规模", "number"),
        _c("规模单位"), _c("产值", "money", default="万元"), _c("带动贫困户数", "number"), _c("经营主体类型"),
        _c("经营主体"), _c("是否产业脱贫示范点", "yes"),
    ),
    "assessments": (
        _c("考核期"), _c("考核对象类别"), _c("考核对象"), _c("考核指标"), _c("满分", "number"), _c("得分", "tenth"),
    ),
    "crosscheck_hits": (_c("证件号码", "id"), _c("比对来源"), _c("明细"), _c("登记日期", "date")),
    "oversight": (
        _c("编号"), _c("类型"), _c("日期", "date"), _PROJECT, _c("村编码", "code"), _c("内容"), _c("整改状态"),
        _c("整改日期", "date"),
    ),
    "proposals": (
        _c("提案编号", "text", "编号"), _c("所属板块"), _c("事项"), _c("承办单位"), _c("办理期限", "date"), _c("状态"),
        _c("答复日期", "date"), _c("答复摘要"),
    ),
}  # fmt: skip
KINDS = tuple(_KINDS)


def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a register in their usual order; raises KeyError for an unknown one."""
    return _KINDS[kind]
