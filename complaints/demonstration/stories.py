"""The reports of the demonstration and what came of each; all of it invented, and about nobody."""

from __future__ import annotations

from dataclasses import dataclass

from complaints.codes import Code
from complaints.models.terms import Channel, Kind, Outcome

CODE = Code("69-T3ST", "DEM0C0DESH0WN123")
"""Of one case, so that a visitor of the demonstration can follow it; no secret at all."""


@dataclass(frozen=True)
class Line:
    """Something written in a case on a day: by the reporter, to the reporter, or for the officers alone."""

    who: str
    """`reporter`, `officer` or `note`."""
    day: str
    """`2025-10-08`, or `-12`: so many working days before today."""
    text: str


@dataclass(frozen=True)
class Story:
    """One report with its days; a day that is empty has not come."""

    kind: Kind
    channel: Channel
    received: str
    what: str
    when: str
    where: str
    who: str
    acknowledged: str = ""
    answered: str = ""
    told_last: str = ""
    """When progress was told again after the first answer; the next period runs from there."""
    closed: str = ""
    outcome: Outcome | None = None
    is_examined: bool = False
    is_held: bool = False
    reason: str = ""
    lines: tuple[Line, ...] = ()
    name: str = ""
    contact: str = ""
    request: str = ""
    """Why an officer asks to open who the reporter is."""
    has_photograph: bool = False
    without_second_officer: bool = False
    code: Code | None = None


STORIES = (
    Story(
        Kind.ABUSE,
        Channel.LETTER,
        "2022-11-14",
        "จดหมายไม่ลงชื่อแจ้งว่า มีผู้นำรถราชการออกไปใช้ธุระส่วนตัวในวันหยุดหลายครั้ง",
        "วันเสาร์และอาทิตย์ของเดือนตุลาคม 2565",
        "ลานจอดรถของหน่วยงาน",
        "ไม่ทราบชื่อ",
        acknowledged="2022-11-16",
        answered="2022-12-20",
        closed="2022-12-20",
        outcome=Outcome.UNSUBSTANTIATED,
        reason="ตรวจสมุดควบคุมการใช้รถและเลขไมล์ทั้งเดือน ตรงกับคำสั่งเดินทางไปราชการในวันหยุดทุกครั้ง",
        lines=(
            Line("note", "2022-11-18", "ขอสมุดควบคุมการใช้รถและคำสั่งเดินทางไปราชการของเดือนตุลาคมจากงานยานพาหนะแล้ว"),
        ),
    ),
    Story(
        Kind.BRIBERY,
        Channel.COUNTER,
        "2023-02-13",
        "ผู้ปกครองแจ้งว่า โรงเรียนเอกชนแห่งหนึ่งเรียกเก็บเงินนอกใบเสร็จเพื่อแลกกับที่นั่งเรียน",
        "ช่วงรับสมัครนักเรียนเดือนกุมภาพันธ์ 2566",
        "ห้องธุรการของโรงเรียน",
        "เจ้าหน้าที่ธุรการของโรงเรียน ไม่ทราบชื่อ",
        acknowledged="2023-02-14",
        answered="2023-03-03",
        closed="2023-03-03",
        outcome=Outcome.TRANSFERRED,
        reason="ส่งเรื่องให้สำนักงานคณะกรรมการส่งเสริมการศึกษาเอกชน ซึ่งมีอำนาจกำกับการรับเงินของโรงเรียน",
        lines=(
            Line(
                "officer",
                "2023-03-03",
                "สำนักงานส่งเรื่องให้สำนักงานคณะกรรมการส่งเสริมการศึกษาเอกชนแล้ว ท่านติดตามต่อกับหน่วยงานนั้นได้",
            ),
        ),
    ),
    Story(
        Kind.PROCUREMENT,
        Channel.TELEPHONE,
        "2023-07-10",
        "ผู้แจ้งสงสัยว่างานจ้างซ่อมแซมอาคารให้ผู้รับจ้างรายเดิมหลายครั้งติดกัน",
        "ปีงบประมาณ พ.ศ. 2565 ถึง 2566",
        "อาคารสำนักงาน",
        "ไม่ระบุ",
        acknowledged="2023-07-12",
        answered="2023-07-26",
        closed="2023-08-25",
        outcome=Outcome.UNSUBSTANTIATED,
        reason="งานทุกครั้งมีผู้เสนอราคาตั้งแต่สองรายขึ้นไป และผู้ได้งานเสนอราคาต่ำสุด ข้อมูลอยู่ในทะเบียนจัดซื้อจัดจ้างที่เผยแพร่แล้ว",
        lines=(Line("officer", "2023-07-26", "อยู่ระหว่างตรวจเอกสารการจ้างย้อนหลังสองปี จะแจ้งผลอีกครั้งเมื่อเสร็จ"),),
    ),
    Story(
        Kind.CONFLICT,
        Channel.ONLINE,
        "2024-11-18",
        "วิทยากรที่ได้รับเชิญซ้ำหลายครั้งอาจเป็นญาติของผู้จัดโครงการ",
        "ไตรมาสแรกของปีงบประมาณ พ.ศ. 2568",
        "การอบรมที่จัดในโรงแรม",
        "ผู้รับผิดชอบโครงการอบรม",
        acknowledged="2024-11-20",
        answered="2024-12-06",
        closed="2025-01-24",
        outcome=Outcome.UNSUBSTANTIATED,
        reason="ไม่พบความเป็นญาติตามทะเบียนราษฎร และการเชิญผ่านความเห็นชอบของคณะทำงาน",
        lines=(
            Line("officer", "2024-12-06", "ได้ตรวจสอบคำสั่งแต่งตั้งคณะทำงานแล้ว อยู่ระหว่างตรวจสอบความเกี่ยวข้องของบุคคล"),
            Line("reporter", "2024-12-09", "ขอบคุณ ขอให้ตรวจโครงการของปีก่อนด้วย"),
            Line(
                "officer",
                "2025-01-24",
                "ตรวจทั้งสองปีแล้ว ไม่พบว่ามีมูล สำนักงานปรับให้ผู้จัดโครงการต้องแจ้งความเกี่ยวข้องเป็นหนังสือทุกครั้ง",
            ),
        ),
    ),
    Story(
        Kind.PERSONNEL,
        Channel.ONLINE,
        "2025-02-10",
        "มีผู้อ้างว่าช่วยให้สอบบรรจุได้โดยจ่ายเงินล่วงหน้า และนัดพบหน้าสนามสอบ",
        "ก่อนวันสอบหนึ่งสัปดาห์",
        "ร้านกาแฟใกล้สนามสอบ",
        "บุคคลภายนอก ไม่ทราบชื่อ",
        acknowledged="2025-02-11",
        answered="2025-02-27",
        closed="2025-02-27",
        outcome=Outcome.TRANSFERRED,
        reason="ผู้ถูกกล่าวหาไม่ใช่เจ้าหน้าที่ของสำนักงาน ส่งเรื่องให้ตำรวจซึ่งมีอำนาจสอบสวน และแจ้งเตือนผู้สมัครทุกคนแล้ว",
        lines=(Line("officer", "2025-02-27", "สำนักงานส่งเรื่องให้ตำรวจแล้ว หากมีผู้ติดต่อเรียกเงินอีก โปรดแจ้งตำรวจทันที"),),
    ),
    Story(
        Kind.EMBEZZLEMENT,
        Channel.REFERRED,
        "2025-06-09",
        "หน่วยงานที่ส่งเรื่องมาแจ้งว่า ใบสำคัญค่าอาหารกลางวันของการประชุมหนึ่งครั้งมีจำนวนคนมากกว่าที่มาจริง",
        "การประชุมเดือนพฤษภาคม 2568",
        "ห้องประชุมของสำนักงาน",
        "ผู้จัดทำใบสำคัญ",
        acknowledged="2025-06-10",
        answered="2025-06-27",
        closed="2025-09-12",
        outcome=Outcome.SUBSTANTIATED,
        is_held=True,
        reason="จำนวนผู้เข้าประชุมตามลายมือชื่อน้อยกว่าที่เบิก เรียกเงินคืนแล้ว และเสนอผู้มีอำนาจดำเนินการทางวินัย",
        lines=(Line("note", "2025-09-15", "ระงับการลบ: อยู่ระหว่างการดำเนินการทางวินัย"),),
    ),
    Story(
        Kind.BRIBERY,
        Channel.ONLINE,
        "2025-10-06",
        "มีผู้เรียกเงิน 500 บาทเพื่อออกหนังสือรับรองให้เร็วขึ้น แนบภาพกระดาษที่เขียนจำนวนเงินไว้",
        "เช้าวันที่ 3 ตุลาคม 2568",
        "จุดรับเอกสาร",
        "ไม่ทราบชื่อ สวมเสื้อสีเทา",
        acknowledged="2025-10-08",
        answered="2025-10-24",
        told_last="-6",
        is_examined=True,
        has_photograph=True,
        code=CODE,
        lines=(
            Line(
                "officer", "2025-10-08", "ได้รับเรื่องและภาพแล้ว ขอทราบเพิ่มว่าเป็นหนังสือรับรองเรื่องใด และมีผู้อื่นอยู่ด้วยหรือไม่"
            ),
            Line("reporter", "2025-10-09", "หนังสือรับรองวุฒิ มีผู้มาติดต่ออีกสองคนรออยู่ด้วย แต่ไม่รู้จักชื่อ"),
            Line("note", "2025-10-10", "ขอภาพจากกล้องของจุดรับเอกสารวันที่ 3 ตุลาคม และรายชื่อผู้ปฏิบัติหน้าที่ช่วงเช้า"),
            Line(
                "officer",
                "2025-10-24",
                "อยู่ระหว่างตรวจสอบข้อเท็จจริงจากกล้องและผู้ปฏิบัติหน้าที่ หนังสือรับรองไม่มีค่าธรรมเนียม จึงไม่ต้องจ่ายเงินแก่ผู้ใด",
            ),
            Line("officer", "-6", "สอบผู้ปฏิบัติหน้าที่ครบแล้ว อยู่ระหว่างทำความเห็นเสนอผู้มีอำนาจ"),
        ),
    ),
    Story(
        Kind.PROCUREMENT,
        Channel.TELEPHONE,
        "-19",
        "ผู้แจ้งเล่าว่า มีผู้บอกราคากลางให้ผู้เสนอราคารายหนึ่งทราบก่อนวันยื่นเสนอราคา",
        "เดือนก่อน",
        "ทางโทรศัพท์",
        "ไม่ทราบชื่อ",
        acknowledged="-17",
        lines=(Line("note", "-16", "นัดตรวจเอกสารการกำหนดราคากลางกับงานพัสดุแล้ว"),),
    ),
    Story(
        Kind.ABUSE,
        Channel.ONLINE,
        "-11",
        "หัวหน้างานสั่งให้ลงเวลาแทนกันในวันที่ไม่มาปฏิบัติงาน",
        "หลายครั้งในสองเดือนที่ผ่านมา",
        "ห้องทำงานชั้นสอง",
        "หัวหน้างานคนหนึ่ง ขอให้ข้อมูลเพิ่มเมื่อเจ้าหน้าที่ติดต่อ",
        acknowledged="-10",
        answered="-4",
        is_examined=True,
        name="นางสาวมะลิ ตัวอย่างสมมุติ",
        contact="โทรศัพท์ 0 5500 0000 หลังเลิกงาน",
        request="ต้องนัดสอบถามวันเวลาที่ลงเวลาแทนกันให้ตรงกับบันทึก ซึ่งผู้แจ้งขอให้ติดต่อด้วยตนเอง",
        lines=(
            Line(
                "officer", "-4", "ได้รับเรื่องแล้ว อยู่ระหว่างขอบันทึกการลงเวลา และขออนุมัติผู้รักษาข้อมูลเพื่อติดต่อท่านตามที่แจ้งไว้"
            ),
            Line("reporter", "-3", "สะดวกให้โทรหลัง 17 นาฬิกา"),
        ),
    ),
    Story(
        Kind.OTHER,
        Channel.ONLINE,
        "-1",
        "มีการขายของส่วนตัวในเวลาราชการ โดยใช้พัสดุของหน่วยงานห่อส่ง",
        "สัปดาห์ที่แล้ว",
        "ห้องเก็บพัสดุ",
        "เจ้าหน้าที่คนหนึ่งซึ่งสนิทกับผู้รับเรื่องบางคน",
        without_second_officer=True,
    ),
)

DELETED: tuple[tuple[str, Kind, Channel, Outcome, str, int, int], ...] = (
    ("2022-10", Kind.OTHER, Channel.LETTER, Outcome.OUT_OF_SCOPE, "2022-11", 1, 7),
    ("2022-12", Kind.BRIBERY, Channel.TELEPHONE, Outcome.INSUFFICIENT, "2023-01", 2, 14),
    ("2023-01", Kind.OTHER, Channel.COUNTER, Outcome.OUT_OF_SCOPE, "2023-01", 1, 5),
    ("2023-05", Kind.PERSONNEL, Channel.LETTER, Outcome.INSUFFICIENT, "2023-06", 2, 12),
    ("2023-08", Kind.OTHER, Channel.TELEPHONE, Outcome.OUT_OF_SCOPE, "2023-08", 1, 4),
)
"""What is left of deleted cases: months received and closed, kind, way, outcome, working days to acknowledge, answer."""
