"""The words of personnel work: types of personnel and their levels, movements, discipline, rules."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class Personnel(models.TextChoices):
    """Types of personnel of a provincial education office (พ.ร.บ. ระเบียบข้าราชการพลเรือน พ.ศ. 2551; พ.ร.บ. ระเบียบ
    ข้าราชการครูและบุคลากรทางการศึกษา พ.ศ. 2547 ม. 38 ค.; ระเบียบสำนักนายกรัฐมนตรีว่าด้วยพนักงานราชการ พ.ศ. 2547)."""

    CIVIL = "civil", "ข้าราชการพลเรือน"
    EDUCATION = "education", "บุคลากรทางการศึกษาอื่นตามมาตรา 38 ค. (2)"
    SUPERVISOR = "supervisor", "ศึกษานิเทศก์"
    GOVERNMENT = "government", "พนักงานราชการ"
    PERMANENT = "permanent", "ลูกจ้างประจำ"
    TEMPORARY = "temporary", "ลูกจ้างชั่วคราว"


class Level(models.TextChoices):
    """Levels of all types; which belong to which type says `LEVELS`."""

    OPERATIONAL = "o1", "ปฏิบัติงาน"
    EXPERIENCED = "o2", "ชำนาญงาน"
    SENIOR = "o3", "อาวุโส"
    PRACTITIONER = "k1", "ปฏิบัติการ"
    PROFESSIONAL = "k2", "ชำนาญการ"
    SENIOR_PROFESSIONAL = "k3", "ชำนาญการพิเศษ"
    EXPERT = "k4", "เชี่ยวชาญ"
    ADVISORY = "k5", "เชี่ยวชาญพิเศษ"
    PRIMARY_DIRECTOR = "m1", "อำนวยการ ระดับต้น"
    HIGHER_DIRECTOR = "m2", "อำนวยการ ระดับสูง"
    WITHOUT_STANDING = "s0", "ยังไม่มีวิทยฐานะ"
    SERVICE = "g1", "กลุ่มงานบริการ"
    TECHNICAL = "g2", "กลุ่มงานเทคนิค"
    GENERAL = "g3", "กลุ่มงานบริหารทั่วไป"
    SPECIAL = "g4", "กลุ่มงานวิชาชีพเฉพาะ"
    BASIC = "p1", "กลุ่มบริการพื้นฐาน"
    SUPPORT = "p2", "กลุ่มสนับสนุน"
    CRAFT = "p3", "กลุ่มช่าง"
    NONE = "none", "ไม่แบ่งระดับ"


_OFFICIALS = (
    Level.OPERATIONAL,
    Level.EXPERIENCED,
    Level.SENIOR,
    Level.PRACTITIONER,
    Level.PROFESSIONAL,
    Level.SENIOR_PROFESSIONAL,
    Level.EXPERT,
)
LEVELS: Mapping[Personnel, tuple[Level, ...]] = {
    Personnel.CIVIL: (*_OFFICIALS, Level.PRIMARY_DIRECTOR, Level.HIGHER_DIRECTOR, Level.NONE),
    Personnel.EDUCATION: (*_OFFICIALS, Level.PRIMARY_DIRECTOR, Level.HIGHER_DIRECTOR, Level.NONE),
    Personnel.SUPERVISOR: (
        Level.WITHOUT_STANDING,
        Level.PROFESSIONAL,
        Level.SENIOR_PROFESSIONAL,
        Level.EXPERT,
        Level.ADVISORY,
        Level.NONE,
    ),
    Personnel.GOVERNMENT: (Level.SERVICE, Level.TECHNICAL, Level.GENERAL, Level.SPECIAL, Level.NONE),
    Personnel.PERMANENT: (Level.BASIC, Level.SUPPORT, Level.CRAFT, Level.NONE),
    Personnel.TEMPORARY: (Level.NONE,),
}


class Area(models.TextChoices):
    """The two halves of a plan, as the OIT items name them."""

    MANAGEMENT = "management", "การบริหารทรัพยากรบุคคล"
    DEVELOPMENT = "development", "การพัฒนาทรัพยากรบุคคล"


class RuleTopic(models.TextChoices):
    """What rules of personnel management are asked for (OIT o25 of 2566)."""

    RECRUITING = "recruiting", "การสรรหาและคัดเลือกบุคลากร"
    APPOINTING = "appointing", "การบรรจุและแต่งตั้งบุคลากร"
    DEVELOPING = "developing", "การพัฒนาบุคลากร"
    APPRAISING = "appraising", "การประเมินผลการปฏิบัติงานบุคลากร"
    REWARDING = "rewarding", "การให้คุณให้โทษและการสร้างขวัญกำลังใจ"


class Outcome(models.TextChoices):
    """How far a project came."""

    DONE = "done", "แล้วเสร็จ"
    PARTLY = "partly", "ดำเนินการบางส่วน"
    NOT_DONE = "not_done", "ไม่ได้ดำเนินการ"


class Organiser(models.TextChoices):
    OWN = "own", "สำนักงานจัดเอง"
    EXTERNAL = "external", "หน่วยงานอื่นจัด"


class Movement(models.TextChoices):
    """How people come, rise and leave."""

    RECRUITED = "recruited", "บรรจุ"
    APPOINTED = "appointed", "แต่งตั้ง"
    MOVED_IN = "moved_in", "ย้ายหรือโอนเข้า"
    MOVED_OUT = "moved_out", "ย้ายหรือโอนออก"
    PROMOTED = "promoted", "เลื่อนระดับหรือวิทยฐานะ"
    HIRED = "hired", "จ้างใหม่"
    RESIGNED = "resigned", "ลาออก"
    RETIRED = "retired", "เกษียณอายุราชการ"
    DIED = "died", "ถึงแก่กรรม"
    CONTRACT_ENDED = "contract_ended", "สิ้นสุดสัญญาจ้าง"


class Discipline(models.TextChoices):
    """Disciplinary cases by how they stand or ended (พ.ร.บ. ระเบียบข้าราชการพลเรือน พ.ศ. 2551 ม. 88)."""

    UNDER_WAY = "under_way", "อยู่ระหว่างสอบสวน"
    DROPPED = "dropped", "ยุติเรื่องหรืองดโทษ"
    REPRIMAND = "reprimand", "ภาคทัณฑ์"
    PAY_CUT = "pay_cut", "ตัดเงินเดือน"
    PAY_REDUCTION = "pay_reduction", "ลดเงินเดือน"
    DISMISSAL = "dismissal", "ปลดออก"
    EXPULSION = "expulsion", "ไล่ออก"
