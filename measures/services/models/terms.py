"""The closed lists of services: channels, how far a request is, how it ended, kinds of fields."""

from __future__ import annotations

from django.db import models


class Channel(models.TextChoices):
    """How somebody came to a service, as the OIT statistics tell them apart."""

    WALK_IN = "walk_in", "Walk-in"
    ONLINE = "online", "E-Service"


class FieldKind(models.TextChoices):
    """What a field of a request form takes."""

    TEXT = "text", "ข้อความสั้น"
    LONG_TEXT = "long", "ข้อความยาว"
    NUMBER = "number", "จำนวน"
    DATE = "date", "วันที่"
    CHOICE = "choice", "ตัวเลือก"
    FILE = "file", "ไฟล์แนบ"
    CONSENT = "consent", "ความยินยอม"


class Progress(models.TextChoices):
    """How far a request is, in the words that the person who sent it reads."""

    RECEIVED = "received", "รับคำขอแล้ว"
    WORKING = "working", "กำลังดำเนินการ"
    WAITING = "waiting", "รอข้อมูลจากผู้ยื่น"
    CLOSED = "closed", "เสร็จสิ้น"


class Outcome(models.TextChoices):
    """How a request ended."""

    DONE = "done", "ดำเนินการให้แล้ว"
    REFUSED = "refused", "ไม่สามารถดำเนินการได้"
    WITHDRAWN = "withdrawn", "ผู้ยื่นขอยกเลิก"
    NO_ANSWER = "no_answer", "ผู้ยื่นไม่ส่งข้อมูลเพิ่มในเวลาที่กำหนด"


class EventKind(models.TextChoices):
    """What happened with a request."""

    RECEIVED = "received", "รับคำขอ"
    STARTED = "started", "เริ่มดำเนินการ"
    ASKED = "asked", "ขอข้อมูลหรือเอกสารเพิ่ม"
    ANSWERED = "answered", "ผู้ยื่นส่งข้อมูลเพิ่ม"
    TOLD = "told", "เจ้าหน้าที่แจ้งความคืบหน้า"
    WROTE = "wrote", "ผู้ยื่นเขียนถึงเจ้าหน้าที่"
    NOTED = "noted", "บันทึกภายใน"
    TRANSFERRED = "transferred", "ส่งต่อกลุ่มงาน"
    ASSIGNED = "assigned", "มอบหมายผู้รับผิดชอบ"
    CLOSED = "closed", "ปิดคำขอ"
    REOPENED = "reopened", "เปิดคำขออีกครั้ง"
    ERASED = "erased", "ลบข้อมูลส่วนบุคคลตามกำหนด"


class CounterPeriod(models.TextChoices):
    """What a counter entry counts: people as they came, or a total that was counted elsewhere."""

    VISIT = "visit", "รายครั้ง"
    DAY = "day", "ยอดรวมทั้งวัน"
    MONTH = "month", "ยอดรวมทั้งเดือน"


class QuestionKind(models.TextChoices):
    """How a question of a survey is answered."""

    SCALE = "scale", "คะแนน 1–5"
    CHOICE = "choice", "เลือกหนึ่งข้อ"
    CHOICES = "choices", "เลือกได้หลายข้อ"
    TEXT = "text", "เขียนตอบ"
