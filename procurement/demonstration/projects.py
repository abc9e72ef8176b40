"""Projects of the demonstration with competition or a story of their own, from the plan to the contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement.models import AnnouncementKind, ExpenseType, Kind, Method, Progress

PLAN, PRICE, TERMS = AnnouncementKind.PLAN, AnnouncementKind.REFERENCE_PRICE, AnnouncementKind.DRAFT_TERMS
INVITED, UNINVITED = AnnouncementKind.INVITATION, AnnouncementKind.CANCELLED_INVITATION
REINVITED, WON = AnnouncementKind.CHANGED_INVITATION, AnnouncementKind.WINNER
UNWON, REWON = AnnouncementKind.CANCELLED_WINNER, AnnouncementKind.CHANGED_WINNER

Notice = tuple[AnnouncementKind, str, str, str, str]
"""Kind, day, last day for offers or comments, amount (budget, reference price or winning price, as the kind has it),
what it says."""
LOWEST = "เสนอราคาต่ำสุด และคุณสมบัติถูกต้องครบถ้วนตามประกาศ"


@dataclass(frozen=True)
class Agreement:
    """One contract of a project, or what stands in the register in the place of one."""

    supplier: str = ""
    agreed: str = ""
    number: str = ""
    signed: str = ""
    ends: str = ""
    bids: tuple[tuple[str, str], ...] = ()
    """Key of the bidder and the price, the winner's included."""
    reason: str = ""
    progress: Progress | None = None
    """The source's word, where dates do not tell."""
    recorded: str = ""


@dataclass(frozen=True)
class Project:
    year: int
    number: str
    """e-GP's number; empty for what is bought outside e-GP."""
    title: str
    kind: Kind
    method: Method
    budget: str
    reference: str
    agreements: tuple[Agreement, ...]
    announcements: tuple[Notice, ...] = ()
    money: ExpenseType = ExpenseType.OPERATING

    @property
    def limit(self) -> Decimal:
        return Decimal(self.budget)


MEETING_ROOM = Project(
    2566,
    "65109910017",
    "จ้างปรับปรุงห้องประชุมและระบบไฟฟ้าอาคารสำนักงาน",
    Kind.BUILD,
    Method.E_BIDDING,
    "865000",
    "858000",
    (
        Agreement(
            "builders",
            "792500",
            "จ้างก่อสร้าง 1/2566",
            "2023-02-17",
            "2023-05-18",
            (
                ("builders", "792500"),
                ("civil", "806000"),
                ("craft", "818250.50"),
                ("engineers", "851000"),
            ),
            LOWEST,
        ),
    ),
    (
        (PLAN, "2022-10-28", "", "865000", "คาดว่าจะประกาศจัดจ้างเดือนธันวาคม 2565"),
        (PRICE, "2022-12-06", "", "858000", "คณะกรรมการกำหนดราคากลางคิดราคาจากแบบรูปรายการ เมื่อวันที่ 30 พฤศจิกายน 2565"),
        (TERMS, "2022-12-08", "2022-12-14", "865000", "เปิดให้ผู้ประกอบการวิจารณ์ร่างประกาศและร่างเอกสารประกวดราคา 3 วันทำการ"),
        (INVITED, "2022-12-20", "2023-01-09", "865000", "เสนอราคาทางระบบ e-GP วันที่ 9 มกราคม 2566 เวลา 09.00–12.00 น."),
        (REINVITED, "2022-12-27", "2023-01-16", "865000", "เลื่อนวันเสนอราคาเป็นวันที่ 16 มกราคม 2566 เพื่อให้ผู้สนใจดูสถานที่หลังวันหยุดปีใหม่"),
        (WON, "2023-01-30", "", "792500", "ห้างหุ้นส่วนจำกัด สาธิตรุ่งเรืองก่อสร้าง เสนอราคาต่ำสุด 792,500.00 บาท จากผู้เสนอราคา 4 ราย"),
    ),
    ExpenseType.INVESTMENT,
)  # fmt: skip

COMPUTERS = Project(
    2566,
    "65109910025",
    "ซื้อครุภัณฑ์คอมพิวเตอร์และอุปกรณ์เครือข่าย สำหรับศูนย์สารสนเทศทางการศึกษา",
    Kind.BUY,
    Method.E_BIDDING,
    "1250000",
    "1242000",
    (
        Agreement(
            "computers",
            "718400",
            "ซื้อขาย 1/2566",
            "2023-05-12",
            "2023-07-11",
            (
                ("computers", "718400"),
                ("machines", "731000"),
                ("technology", "742600"),
                ("solutions", "748000"),
                ("networks", "759900"),
            ),
            f"รายการที่ 1 เครื่องคอมพิวเตอร์ {LOWEST}",
        ),
        Agreement(
            "networks",
            "398250",
            "ซื้อขาย 2/2566",
            "2023-05-12",
            "2023-07-11",
            (("networks", "398250"), ("technology", "405500"), ("solutions", "412000.75")),
            f"รายการที่ 2 อุปกรณ์เครือข่าย {LOWEST}",
        ),
    ),
    (
        (PLAN, "2022-10-28", "", "1250000", "คาดว่าจะประกาศจัดซื้อเดือนมีนาคม 2566"),
        (PRICE, "2023-03-10", "", "1242000", "ราคากลางมาจากเกณฑ์ราคากลางคอมพิวเตอร์ และการสืบราคาจากผู้ขาย 3 ราย"),
        (INVITED, "2023-03-21", "2023-04-04", "1250000", "แยกเสนอราคาได้เป็นสองรายการ เสนอราคาทางระบบ e-GP วันที่ 4 เมษายน 2566"),
        (WON, "2023-04-19", "", "1116650", "ผู้ชนะสองราย ตามรายการที่ 1 และรายการที่ 2"),
        (REWON, "2023-04-24", "", "1116650", "แก้ราคาของรายการที่ 2 ซึ่งพิมพ์สลับตัวเลขเป็น 389,250.00 บาท ที่ถูกต้องคือ 398,250.00 บาท"),
    ),
    ExpenseType.INVESTMENT,
)  # fmt: skip

CAR_PARK = Project(
    2566,
    "65109910033",
    "จ้างปรับปรุงลานจอดรถและทางเดินเท้าภายในสำนักงาน",
    Kind.BUILD,
    Method.E_BIDDING,
    "640000",
    "634500",
    (
        Agreement(
            bids=(("craft", "598000"), ("builders", "615500"), ("civil", "629000")),
            progress=Progress.CANCELLED,
            recorded="2023-06-30",
        ),
    ),
    (
        (PLAN, "2022-10-28", "", "640000", "คาดว่าจะประกาศจัดจ้างเดือนพฤษภาคม 2566"),
        (PRICE, "2023-05-15", "", "634500", "คณะกรรมการกำหนดราคากลางคิดราคาจากแบบรูปรายการ"),
        (INVITED, "2023-05-22", "2023-05-30", "640000", "เสนอราคาทางระบบ e-GP วันที่ 30 พฤษภาคม 2566 เวลา 09.00–12.00 น."),
        (WON, "2023-06-12", "", "598000", "ห้างหุ้นส่วนจำกัด สมมุติการช่าง เสนอราคาต่ำสุด 598,000.00 บาท จากผู้เสนอราคา 3 ราย"),
        (UNWON, "2023-06-30", "", "598000", "ผู้ชนะไม่มาทำสัญญาภายในกำหนด และเหลือเวลาไม่พอให้งานแล้วเสร็จในปีงบประมาณ จึงยกเลิก"),
    ),
    ExpenseType.INVESTMENT,
)  # fmt: skip

SCHOOL_DATABASE = Project(
    2566,
    "66059910041",
    "จ้างพัฒนาระบบฐานข้อมูลโรงเรียนเอกชน โดยวิธีคัดเลือก",
    Kind.HIRE,
    Method.SELECTED,
    "480000",
    "478000",
    (
        Agreement(
            "software",
            "465000",
            "จ้างพัฒนาระบบ 1/2566",
            "2023-07-05",
            "2023-09-18",
            (("software", "465000"), ("systems", "471500"), ("digital", "476000")),
            "ได้คะแนนรวมด้านราคาและข้อเสนอด้านเทคนิคสูงสุด",
        ),
    ),
    (
        (PRICE, "2023-05-29", "", "478000", "ราคากลางมาจากการสืบราคาจากผู้ให้บริการ 3 ราย"),
        (WON, "2023-06-20", "", "465000", "บริษัท สาธิตซอฟต์แวร์ จำกัด ได้คะแนนรวมสูงสุด จากผู้ยื่นข้อเสนอ 3 ราย"),
    ),
)

TOILETS_FIRST = Project(
    2567,
    "66109910016",
    "จ้างก่อสร้างห้องน้ำสำหรับผู้พิการและผู้สูงอายุ",
    Kind.BUILD,
    Method.E_BIDDING,
    "560000",
    "552300.25",
    (Agreement(progress=Progress.CANCELLED, recorded="2024-01-15"),),
    (
        (PLAN, "2023-10-27", "", "560000", "คาดว่าจะประกาศจัดจ้างเดือนมกราคม 2567"),
        (PRICE, "2023-12-18", "", "552300.25", "คณะกรรมการกำหนดราคากลางคิดราคาจากแบบรูปรายการ"),
        (INVITED, "2024-01-08", "2024-01-17", "560000", "เสนอราคาทางระบบ e-GP วันที่ 17 มกราคม 2567 เวลา 09.00–12.00 น."),
        (UNINVITED, "2024-01-15", "", "560000", "แบบรูปรายการระบุขนาดทางลาดไม่ตรงกับรายการประมาณราคา จึงยกเลิกเพื่อแก้ไขและประกาศใหม่"),
    ),
    ExpenseType.INVESTMENT,
)  # fmt: skip

TOILETS = Project(
    2567,
    "67029910024",
    "จ้างก่อสร้างห้องน้ำสำหรับผู้พิการและผู้สูงอายุ (ครั้งที่ 2)",
    Kind.BUILD,
    Method.E_BIDDING,
    "560000",
    "554800",
    (
        Agreement(
            "craft",
            "528000",
            "จ้างก่อสร้าง 1/2567",
            "2024-03-27",
            "2024-07-25",
            (("craft", "528000"), ("builders", "536500"), ("civil", "549000.25")),
            LOWEST,
        ),
    ),
    (
        (PRICE, "2024-02-12", "", "554800", "คิดราคาใหม่จากแบบรูปรายการที่แก้ไขแล้ว"),
        (INVITED, "2024-02-19", "2024-02-28", "560000", "เสนอราคาทางระบบ e-GP วันที่ 28 กุมภาพันธ์ 2567 เวลา 09.00–12.00 น."),
        (WON, "2024-03-11", "", "528000", "ห้างหุ้นส่วนจำกัด สมมุติการช่าง เสนอราคาต่ำสุด 528,000.00 บาท จากผู้เสนอราคา 3 ราย"),
    ),
    ExpenseType.INVESTMENT,
)  # fmt: skip

MEETING_SET = Project(
    2568,
    "68079910015",
    "ซื้อชุดครุภัณฑ์ประชุมทางไกล",
    Kind.BUY,
    Method.E_BIDDING,
    "720000",
    "715000",
    (
        Agreement(
            "solutions",
            "684900",
            "ซื้อขาย 1/2568",
            "2025-09-04",
            "2025-10-19",
            (("solutions", "684900"), ("machines", "692000"), ("technology", "709500")),
            LOWEST,
        ),
    ),
    (
        (PLAN, "2024-10-31", "", "720000", "คาดว่าจะประกาศจัดซื้อเดือนกรกฎาคม 2568"),
        (PRICE, "2025-07-14", "", "715000", "ราคากลางมาจากการสืบราคาจากผู้ขาย 3 ราย"),
        (INVITED, "2025-07-21", "2025-07-30", "720000", "เสนอราคาทางระบบ e-GP วันที่ 30 กรกฎาคม 2568 เวลา 09.00–12.00 น."),
        (WON, "2025-08-18", "", "684900", "บริษัท ตัวอย่างโซลูชัน จำกัด เสนอราคาต่ำสุด 684,900.00 บาท จากผู้เสนอราคา 3 ราย"),
    ),
    ExpenseType.INVESTMENT,
)  # fmt: skip

DIRECT = (
    Project(
        2566,
        "66099910058",
        "จ้างซ่อมระบบกล้องวงจรปิดรอบอาคาร โดยวิธีเฉพาะเจาะจง",
        Kind.HIRE,
        Method.SPECIFIC,
        "48000",
        "47500",
        (Agreement("networks", "46500", recorded="2023-09-27", progress=Progress.UNSIGNED),),
    ),
    Project(
        2566,
        "",
        "ซื้อน้ำมันเชื้อเพลิงสำหรับรถยนต์ราชการ เดือนธันวาคม 2565",
        Kind.BUY,
        Method.SPECIFIC,
        "4500",
        "4500",
        (Agreement("fuel", "4218.50", "ใบส่งของ 118/2565", "2022-12-30", "2022-12-30"),),
    ),
    Project(
        2566,
        "",
        "ซื้อน้ำมันเชื้อเพลิงสำหรับรถยนต์ราชการ เดือนมีนาคม 2566",
        Kind.BUY,
        Method.SPECIFIC,
        "4500",
        "4500",
        (Agreement("fuel", "4367.25", "ใบส่งของ 31/2566", "2023-03-31", "2023-03-31"),),
    ),
    Project(
        2567,
        "",
        "ซื้อน้ำมันเชื้อเพลิงสำหรับรถยนต์ราชการ เดือนกุมภาพันธ์ 2567",
        Kind.BUY,
        Method.SPECIFIC,
        "4800",
        "4800",
        (Agreement("fuel", "4655", "ใบส่งของ 22/2567", "2024-02-29", "2024-02-29"),),
    ),
    Project(
        2568,
        "67129910031",
        "เช่าเครื่องถ่ายเอกสาร จำนวน 2 เครื่อง ระยะเวลา 60 เดือน โดยวิธีเฉพาะเจาะจง",
        Kind.RENT,
        Method.SPECIFIC,
        "360000",
        "354000",
        (
            Agreement(
                "copiers",
                "342000",
                "สัญญาเช่า 1/2568",
                "2024-12-18",
                "2029-12-31",
                (("copiers", "342000"),),
                "ราคาไม่สูงกว่าราคากลาง และเคยให้บริการตรงเวลา",
            ),
        ),
    ),
)

PROJECTS = (
    MEETING_ROOM,
    COMPUTERS,
    CAR_PARK,
    SCHOOL_DATABASE,
    TOILETS_FIRST,
    TOILETS,
    MEETING_SET,
    *DIRECT,
)
