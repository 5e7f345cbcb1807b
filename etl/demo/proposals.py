"""The 22 proposals (提案建议) of the seed speech, in our own short wording, with units, deadlines and states."""

from datetime import date, timedelta

from etl.demo.chance import stream
from etl.demo.records import DELIVERED, Proposal

_BLOCKS = (
    (
        "四个精准",
        (
            ("在省级贫困村之外再认定一批县级贫困村", "县扶贫办"),
            ("按致贫原因归类贫困户并逐户确定帮扶责任人", "县扶贫办"),
            ("编制贫困村十三五项目规划和项目库", "县发改局"),
            ("由业务部门确认贫困户扶持项目", "县农业局"),
        ),
    ),
    (
        "五大工程",
        (
            ("整合部门资金推进整村扶贫", "县财政局"),
            ("补齐贫困村医疗、信息和文化服务", "县卫计局"),
            ("改造危房并整治村庄环境", "县住建局"),
            ("封山禁牧并推进新一轮退耕还林", "县林业局"),
            ("每个贫困村选定二至三个产业示范点", "县农业局"),
        ),
    ),
    (
        "七大体系",
        (
            ("确定南北中三片主导产业并出台政策", "县农业局"),
            ("开展技能培训、贷款贴息和公益岗位安置", "县人社局"),
            ("自愿稳妥地实施易地搬迁", "县发改局"),
            ("代缴合疗费并优先救助慢性病", "县卫计局"),
            ("在校贫困学生资助全覆盖", "县教育局"),
            ("低保、五保、养老和高龄补贴兜底", "县民政局"),
            ("摸底并关爱留守人员和残疾人", "县民政局"),
        ),
    ),
    (
        "六个机制",
        (
            ("落实镇级主要负责人第一责任", "县委办"),
            ("专项资金不低于收入百分之二并逐年递增", "县财政局"),
            ("引导金融产品投向贫困户", "县金融办"),
            ("脱贫及时退出、返贫及时纳入", "县扶贫办"),
            ("每半年考核部门、乡镇、工作队和第一书记", "县考核办"),
            ("常态督察资金使用并查处违规", "县审计局"),
        ),
    ),
)
_STATES = ("已办结", "办理中", "办理中", "未办理")


def build_proposals(seed: int) -> tuple[Proposal, ...]:
    """The proposals in the order of the speech: 4 + 5 + 7 + 6."""
    rng = stream(seed, "proposals")
    rows: list[Proposal] = []
    for block, matters in _BLOCKS:
        for matter, unit in matters:
            status = rng.choice(_STATES)
            answered = DELIVERED - timedelta(rng.randint(1, 80)) if status == "已办结" else None
            rows.append(
                Proposal(
                    no=f"TA16{len(rows) + 1:02d}",
                    block=block,
                    matter=matter,
                    unit=unit,
                    due=date(2016, rng.choice((6, 9, 10, 12)), 30),
                    status=status,
                    answered=answered,
                    answer="已采纳并列入年度计划" if answered else None,
                )
            )
    return tuple(rows)
