"""The words of the channel: what is reported, by which way, how far it is, how it ended, who holds keys."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What is reported; statistics count by it, so it lies in clear and says nothing of persons."""

    BRIBERY = "bribery", "เรียก รับ หรือให้สินบน"
    EMBEZZLEMENT = "embezzlement", "เบียดบังหรือยักยอกเงินหรือทรัพย์สินของทางราชการ"
    PROCUREMENT = "procurement", "ทุจริตในการจัดซื้อจัดจ้าง"
    ABUSE = "abuse", "ใช้อำนาจหน้าที่โดยมิชอบ"
    CONFLICT = "conflict", "ผลประโยชน์ทับซ้อน"
    PERSONNEL = "personnel", "ทุจริตในการบรรจุ แต่งตั้ง โยกย้าย หรือเลื่อนเงินเดือน"
    OTHER = "other", "ทุจริตหรือประพฤติมิชอบในเรื่องอื่น"


class Channel(models.TextChoices):
    ONLINE = "online", "แบบแจ้งเรื่องในเว็บไซต์"
    COUNTER = "counter", "มาด้วยตนเอง"
    LETTER = "letter", "จดหมาย"
    TELEPHONE = "telephone", "โทรศัพท์"
    REFERRED = "referred", "หน่วยงานอื่นส่งมา"


class Progress(models.TextChoices):
    RECEIVED = "received", "ได้รับเรื่องแล้ว รอเจ้าหน้าที่ตรวจรับ"
    ACKNOWLEDGED = "acknowledged", "ตรวจรับแล้ว อยู่ระหว่างพิจารณา"
    EXAMINED = "examined", "อยู่ระหว่างตรวจสอบข้อเท็จจริง"
    CLOSED = "closed", "ดำเนินการเสร็จสิ้น"


class Outcome(models.TextChoices):
    SUBSTANTIATED = "substantiated", "พบว่ามีมูล"
    UNSUBSTANTIATED = "unsubstantiated", "ไม่พบว่ามีมูล"
    INSUFFICIENT = "insufficient", "ข้อมูลไม่พอให้ตรวจสอบ"
    OUT_OF_SCOPE = "out_of_scope", "ไม่อยู่ในอำนาจหน้าที่"
    TRANSFERRED = "transferred", "ส่งหน่วยงานที่มีอำนาจ"


class RetentionClass(models.TextChoices):
    """How long a closed case is kept; `ChannelRules` says how many days that is."""

    SHORT = "short", "เก็บระยะสั้น"
    NORMAL = "normal", "เก็บตามปกติ"
    LONG = "long", "เก็บระยะยาว"


RETENTION_OF = {
    Outcome.OUT_OF_SCOPE: RetentionClass.SHORT,
    Outcome.INSUFFICIENT: RetentionClass.SHORT,
    Outcome.UNSUBSTANTIATED: RetentionClass.NORMAL,
    Outcome.TRANSFERRED: RetentionClass.NORMAL,
    Outcome.SUBSTANTIATED: RetentionClass.LONG,
}


class Part(models.TextChoices):
    """What of a case has a key pair of its own."""

    REPORT = "report", "เรื่อง หลักฐาน และบันทึกภายใน"
    IDENTITY = "identity", "ตัวตนของผู้แจ้ง"
    TALK = "talk", "ข้อความระหว่างผู้แจ้งกับเจ้าหน้าที่"


class HolderKind(models.TextChoices):
    OFFICER = "officer", "เจ้าหน้าที่รับเรื่อง"
    CUSTODIAN = "custodian", "ผู้รักษาข้อมูลระบุตัวตน"
    ESCROW = "escrow", "กุญแจสำรองที่เก็บนอกระบบ"


PARTS_OF = {
    HolderKind.OFFICER: (Part.REPORT, Part.TALK),
    HolderKind.CUSTODIAN: (Part.IDENTITY,),
    HolderKind.ESCROW: (Part.REPORT, Part.TALK, Part.IDENTITY),
}
"""Which parts of a new case are sealed to which holders."""


class EntryKind(models.TextChoices):
    REPORT = "report", "เรื่องที่แจ้ง"
    FROM_REPORTER = "from_reporter", "ข้อความจากผู้แจ้ง"
    TO_REPORTER = "to_reporter", "ข้อความถึงผู้แจ้ง"
    NOTE = "note", "บันทึกภายใน"
    DECISION = "decision", "ผลการพิจารณา"
    IDENTITY = "identity", "ตัวตนของผู้แจ้ง"


PART_OF = {
    EntryKind.REPORT: Part.REPORT,
    EntryKind.FROM_REPORTER: Part.TALK,
    EntryKind.TO_REPORTER: Part.TALK,
    EntryKind.NOTE: Part.REPORT,
    EntryKind.DECISION: Part.REPORT,
    EntryKind.IDENTITY: Part.IDENTITY,
}
"""The part by whose key an entry is sealed."""
