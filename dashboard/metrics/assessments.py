"""The figure of the half-year assessment (半年考核): the share of the full score that was reached."""

from dashboard.metrics.model import PERCENT, Metric, Unit
from data.text import Text

POINTS = Unit("分", "points", "point")

METRICS = (
    Metric(
        id="assessment.score_share",
        name=Text("考核得分率", "Assessment score"),
        short=Text("得分率", "Score"),
        formula=Text(
            "所选考核期、对象类别和对象的得分合计 ÷ 满分合计",
            "Scores of the period, kind and subject chosen, added up ÷ full scores, added up",
        ),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=("assessments",),
        rule_group="assessment_band",
        note=Text(
            "分数由考核方给出，本系统不打分；旁边的台账指标只作对照。",
            "Scores are given by those who assess, never by this product; figures of the registers only stand beside.",
        ),
    ),
    Metric(
        id="assessment.points",
        name=Text("考核得分", "Points of the assessment"),
        short=Text("得分", "Points"),
        formula=Text(
            "所选考核期、对象和指标的得分合计", "Scores of the period, subject and indicator chosen, added up"
        ),
        unit=POINTS,
        kind="count",
        decimals=1,
        direction="higher_better",
        sources=("assessments",),
    ),
    Metric(
        id="assessment.change",
        name=Text("考核得分率较上期", "Assessment score against the period before"),
        short=Text("较上期", "Change"),
        formula=Text(
            "所选考核期的得分合计 ÷ 满分合计 − 上一考核期的得分合计 ÷ 满分合计",
            "Scores ÷ full scores of the period chosen − scores ÷ full scores of the period before it",
        ),
        unit=Unit("个百分点", "pp", "pp"),
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=("assessments",),
        note=Text(
            "上一考核期是该类对象在截止日前有得分的前一期；没有上一期的，未能计量。",
            "The period before is the last one in which the kind was assessed; without one it is not known.",
        ),
    ),
)
