"""The demo county's catalogue of projects: ten categories (大类) with 128 items (小项), and who is in charge."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A category of projects with its bureau, programme (所属工程), system (所属体系) and items."""

    name: str
    department: str
    programme: str | None
    system: str | None
    items: tuple[str, ...]


def _category(name: str, department: str, programme: str | None, system: str | None, items: str) -> Category:
    return Category(name=name, department=department, programme=programme, system=system, items=tuple(items.split()))


CATEGORIES = (
    _category(
        "特色产业", "县农业局", "产业强村富民", "产业发展",
        "舍饲养羊圈舍 白绒山羊引种 马铃薯种薯 设施蔬菜棚 山地苹果建园 小杂粮基地 饲草种植 "
        "青贮窖池 中药材试种 养蜂示范 产业互助资金 农机具补贴 农产品初加工点",
    ),
    _category(
        "就业培训", "县人社局", None, "就业创业",
        "焊工培训 家政培训 烹饪培训 农家女手工班 驾驶技能补贴 致富带头人培训 电商培训 "
        "公益岗位补贴 外出务工交通补助 扶贫车间设备 雨露计划 创业孵化 用工对接会",
    ),
    _category(
        "易地搬迁", "县发改局", "人居环境与危房改造", "易地搬迁",
        "集中安置点主体 安置点给排水 安置点道路 安置点配电 分散安置补助 旧宅腾退 安置点绿化 "
        "后续产业用房 安置点社区服务站 搬迁过渡补助 宅基地复垦 安置点照明 安置点取暖",
    ),
    _category(
        "危房改造", "县住建局", "人居环境与危房改造", None,
        "D级危房重建 C级危房加固 窑洞加固 厨房改造 卫生厕所 院落硬化 屋面防水 "
        "危墙拆除 抗震鉴定 门窗更换 取暖炕改造 村容整治 垃圾收集点",
    ),
    _category(
        "教育资助", "县教育局", "基本公共服务", "教育资助",
        "学前生活补助 寄宿生补助 高中助学金 中职免学费 大学新生路费 教学点修缮 村小食堂 "
        "学生营养餐 图书角 远程教学设备 校车补贴 贫困教师补助 控辍保学走访",
    ),
    _category(
        "健康扶贫", "县卫计局", "基本公共服务", "医疗保障",
        "标准化村卫生室 合疗参保代缴 大病保险补贴 慢性病签约 巡回医疗 村医培训 残疾康复器具 "
        "妇幼保健包 健康档案 医疗救助资金 远程诊室 白内障手术 饮水型氟病防治",
    ),
    _category(
        "生态保护", "县林业局", "生态环境保护", None,
        "退耕还林补助 封山禁牧围栏 护林员岗位 柠条平茬 经济林补植 淤地坝除险 小流域治理 "
        "沙地樟子松 苗木基地 村庄绿化 坡改梯 林下养殖 草场改良",
    ),
    _category(
        "社会兜底", "县民政局", None, "社会兜底",
        "低保差额补助 特困人员供养 一级残疾护理 临时救助 高龄补贴 养老保险代缴 互助幸福院 "
        "留守儿童之家 日间照料点 重残托养 孤儿生活费 冬季取暖补助 救灾储备",
    ),
    _category(
        "金融扶贫", "县扶贫办", "产业强村富民", "产业发展",
        "小额贷款贴息 互助资金协会 风险补偿金 农业保险保费补贴 创业贷款贴息 信用村评定 "
        "龙头企业贴息 羊只保险 马铃薯价格保险 担保费补贴 金融服务站 股权分红试点",
    ),
    _category(
        "基础设施", "县交通局", "整村推进", None,
        "通村水泥路 通组砂石路 便民桥 人饮工程 抗旱水窖 机井配套 "
        "农网升级 动力电入户 宽带进村 村级活动室 文化广场 排水渠",
    ),
)  # fmt: skip
OTHER_DEPARTMENTS = {"人饮工程": "县水务局", "抗旱水窖": "县水务局", "机井配套": "县水务局", "淤地坝除险": "县水务局"}
DEPARTMENTS = tuple(dict.fromkeys([*(category.department for category in CATEGORIES), "县水务局"]))
