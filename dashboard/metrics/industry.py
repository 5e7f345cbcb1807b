"""Figures that the industry page (产业) shows, all annual but farmland: size, output, households carried, sites."""

from dashboard.metrics.model import HOUSEHOLDS, PERCENT, VILLAGES, YUAN, Metric, Unit
from data.text import Text

OWN_UNIT = Unit("原单位", "own unit", "own unit")
YUAN_A_HOUSEHOLD = Unit("元/户", "yuan a household", "yuan a household")
MU_A_HEAD = Unit("亩/人", "mu a head", "mu a head")
SITES = Unit("个", "sites", "site")
OPERATORS = Unit("个", "operators", "operator")
ROWS = Unit("行", "rows", "row")

COUNTS = (
    (
        "villages",
        Text("有此产业的村数", "Villages with the industry"),
        Text("有此产业", "Villages"),
        Text("当年产业台账中有此产业的村数", "Villages with a row of the industry in the year"),
        None,
    ),
    (
        "villages_led",
        Text("以此为主导产业的贫困村数", "Poor villages led by the industry"),
        Text("为主导的村", "Villages led"),
        Text(
            "贫困村中，当年此产业带动贫困户最多的村数（相同的看产值）",
            "Poor villages where the industry carries most households in the year (of equals the one with more output)",
        ),
        None,
    ),
    (
        "villages_enough",
        Text("示范点够数的贫困村数", "Poor villages with enough sites"),
        Text("够数的村", "With enough"),
        Text(
            "当年示范点个数不少于规定下限的贫困村数", "Poor villages with at least the lower limit of sites in the year"
        ),
        "industry.demonstration_sites",
    ),
    (
        "villages_short",
        Text("示范点不够数的贫困村数", "Poor villages with too few sites"),
        Text("不够数的村", "Too few"),
        Text(
            "当年示范点个数少于规定下限的贫困村数，当年没有填报的村不计；指明产业时只计有此产业的村",
            "Poor villages with fewer sites than the lower limit in the year, those without an entry left out; "
            "of those that have the industry where one is named",
        ),
        "industry.demonstration_sites",
    ),
    (
        "villages_reporting",
        Text("报了示范点的贫困村数", "Poor villages that report their sites"),
        Text("已报的村", "Reporting"),
        Text("当年台账填了是否示范点的贫困村数", "Poor villages whose rows of the year tell whether they are a site"),
        None,
    ),
    (
        "villages_with_sites",
        Text("该示范点个数的贫困村数", "Poor villages with that many sites"),
        Text("该个数的村", "With that many"),
        Text(
            "当年示范点个数为所示个数的贫困村数，规定上限为该数及以上；未指明个数时为当年没有填报的村数",
            "Poor villages with that many sites in the year, the upper limit standing for more too; "
            "those without an entry where no number is named",
        ),
        None,
    ),
)
"""Figures that count villages: id, name, short name, formula, rule."""

METRICS = (
    Metric(
        id="industry.scale",
        name=Text("产业规模", "Size of an industry"),
        short=Text("规模", "Size"),
        formula=Text(
            "同一产业、同一规模单位的“规模”之和；单位不同的分行列出，不相加",
            "Sum of the sizes of one industry in one unit; another unit is another row, never added",
        ),
        unit=OWN_UNIT,
        kind="count",
        direction="neutral",
        sources=("industries",),
        annual=True,
    ),
    *(
        Metric(
            id=f"industry.{name}",
            name=title,
            short=short,
            formula=formula,
            unit=ROWS,
            kind="count",
            direction="neutral",
            sources=("industries",),
            annual=True,
        )
        for name, title, short, formula in (
            (
                "rows",
                Text("产业台账行数", "Rows of the industry register"),
                Text("台账行", "Rows"),
                Text("当年产业台账的行数", "Rows of the register in the year"),
            ),
            (
                "rows_with_output",
                Text("报了产值的台账行数", "Rows that give their output"),
                Text("报产值行", "With output"),
                Text("当年产业台账中填了产值的行数", "Rows of the register in the year that give an output"),
            ),
        )
    ),
    Metric(
        id="industry.output",
        name=Text("产业产值", "Output of an industry"),
        short=Text("产值", "Output"),
        formula=Text("Σ 产值（全年）", "Sum of the output value of the year"),
        unit=YUAN,
        kind="money",
        direction="higher_better",
        sources=("industries",),
        annual=True,
        note=Text(
            "产业的全部产值，不是贫困户收入；未报产值的行不计。",
            "All output of the industry, not income of poor households; rows without output are left out.",
        ),
    ),
    Metric(
        id="industry.output_change",
        name=Text("产业产值较上年", "Output against the year before"),
        short=Text("较上年", "Change"),
        formula=Text(
            "当年产值之和 − 上年产值之和；有一年没有填报产值的不算",
            "Output of the year − output of the year before; not known where either year tells none",
        ),
        unit=YUAN,
        kind="money",
        direction="higher_better",
        sources=("industries",),
        annual=True,
        note=Text("未报产值的行不计。", "Rows without output are left out."),
    ),
    *(
        Metric(
            id=f"industry.{key}",
            name=Text(f"{name.zh}个数", name.en),
            short=name,
            formula=Text(
                f"当年产业台账中类型为“{name.zh}”的经营主体，同名的计一个",
                f"Operators of the year's register whose type is {kind}; one named in several rows counts once",
            ),
            unit=OPERATORS,
            kind="count",
            direction="neutral",
            sources=("industries",),
            annual=True,
        )
        for key, name, kind in (
            ("cooperatives", Text("合作社", "Cooperatives"), "cooperative"),
            ("associations", Text("协会", "Associations"), "association"),
        )
    ),
    Metric(
        id="industry.households_carried",
        name=Text("带动贫困户数", "Poor households carried"),
        short=Text("带动户", "Carried"),
        formula=Text("Σ 带动贫困户数", "Sum of the poor households that industries carry"),
        unit=HOUSEHOLDS,
        kind="count",
        direction="higher_better",
        sources=("industries",),
        annual=True,
        note=Text(
            "按户次计：一户参加几项产业或几个经营主体会重复计，各产业不可相加为户数。",
            "A household in several industries or with several operators counts each time: "
            "rows do not add up to households.",
        ),
    ),
    Metric(
        id="industry.carried_share",
        name=Text("带动户相当于在册户的比例", "Households carried against households registered"),
        short=Text("相当于在册户", "Against registered"),
        formula=Text(
            "带动贫困户数 ÷ 同一范围的在册贫困户数",
            "Poor households carried ÷ households registered in the same area",
        ),
        unit=PERCENT,
        kind="share",
        direction="higher_better",
        sources=("industries", "households", "household_changes"),
        decimals=1,
        annual=True,
        note=Text(
            "分子按户次计，可能重复，因此不是覆盖率；超过 100% 时不显示。",
            "The numerator may count a household more than once, so this is no coverage rate; "
            "above 100% it is not shown.",
        ),
    ),
    Metric(
        id="industry.output_per_household",
        name=Text("每带动一户的产值", "Output a carried household"),
        short=Text("每户产值", "Output a household"),
        formula=Text(
            "Σ 产值 ÷ Σ 带动贫困户数，只用两项都有的行（先求和，后相除）",
            "Sum of output ÷ sum of households carried, over rows that hold both (sums first, then the ratio)",
        ),
        unit=YUAN_A_HOUSEHOLD,
        kind="count",
        direction="higher_better",
        sources=("industries",),
        annual=True,
        note=Text(
            "产值含非贫困户的部分，这不是贫困户增收。",
            "Output includes that of other households: this is not what a poor household earns.",
        ),
    ),
    Metric(
        id="industry.demonstration_sites",
        name=Text("产业脱贫示范点", "Industry demonstration sites"),
        short=Text("示范点", "Sites"),
        formula=Text(
            "该村当年“是否产业脱贫示范点”为是的台账行数",
            "Rows of the village in the year that are marked as a demonstration site",
        ),
        unit=SITES,
        kind="count",
        direction="higher_better",
        sources=("villages", "industries"),
        rule="industry.demonstration_sites",
        annual=True,
    ),
    Metric(
        id="industry.sites_missing",
        name=Text("还缺的示范点", "Demonstration sites missing"),
        short=Text("还缺示范点", "Sites missing"),
        formula=Text(
            "各贫困村不足下限的个数之和；多于下限的村不抵扣，当年未报的村不计",
            "Sum of what each poor village lacks to the lower limit; a surplus elsewhere does not offset it, "
            "villages without an entry of the year are left out",
        ),
        unit=SITES,
        kind="count",
        direction="lower_better",
        sources=("villages", "industries"),
        rule="industry.demonstration_sites",
        annual=True,
    ),
    *(
        Metric(
            id=f"industry.{name}",
            name=title,
            short=short,
            formula=formula,
            unit=VILLAGES,
            kind="count",
            direction="neutral",
            sources=("villages", "industries"),
            rule=rule,
            annual=True,
        )
        for name, title, short, formula, rule in COUNTS
    ),
    Metric(
        id="industry.farmland_per_head",
        name=Text("在册户人均耕地", "Farmland a head of registered households"),
        short=Text("人均耕地", "Farmland a head"),
        formula=Text(
            "在册户耕地面积之和 ÷ 这些户的家庭人口数之和（只用两项都填的户）",
            "Farmland of registered households ÷ members of the same households (those that give both)",
        ),
        unit=MU_A_HEAD,
        kind="count",
        direction="neutral",
        sources=("households", "household_changes"),
        decimals=1,
    ),
)
