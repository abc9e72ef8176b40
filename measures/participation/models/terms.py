"""The words of participation: kinds, groups of people, states; and keys that nobody can guess."""

from __future__ import annotations

import secrets

from django.db import models


class ActivityKind(models.TextChoices):
    """In what people took part, in the words of the OIT manual."""

    PLANNING = "planning", "ร่วมวางแผน"
    DOING = "doing", "ร่วมดำเนินการ"
    DISCUSSING = "discussing", "ร่วมแลกเปลี่ยนความคิดเห็น"
    FOLLOWING = "following", "ร่วมติดตามและประเมินผล"


class Group(models.TextChoices):
    """Who took part; every group is counted apart."""

    PUBLIC = "public", "ประชาชนทั่วไป"
    PARENTS = "parents", "ผู้ปกครอง"
    PUPILS = "pupils", "นักเรียนและนักศึกษา"
    TEACHERS = "teachers", "ครูและบุคลากรทางการศึกษา"
    HEADS = "heads", "ผู้บริหารสถานศึกษา"
    STATE = "state", "หน่วยงานของรัฐ"
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    PRIVATE = "private", "ภาคเอกชน"
    CIVIL = "civil", "ภาคประชาสังคม"
    MEDIA = "media", "สื่อมวลชน"
    OTHER = "other", "ผู้มีส่วนได้ส่วนเสียกลุ่มอื่น"


class Stage(models.TextChoices):
    """Where a consultation stands on a day."""

    COMING = "coming", "ยังไม่เปิดรับ"
    OPEN = "open", "เปิดรับความเห็น"
    CLOSED = "closed", "ปิดรับแล้ว รอสรุปผล"
    DONE = "done", "เสร็จสิ้น มีผลสรุปแล้ว"


class State(models.TextChoices):
    """What moderation made of a contribution."""

    NEW = "new", "รอตรวจ"
    SHOWN = "shown", "แสดงแล้ว"
    HIDDEN = "hidden", "ไม่แสดง"


class Decision(models.TextChoices):
    """What became of what people proposed."""

    DONE = "done", "ทำแล้ว"
    PLANNED = "planned", "จะทำ"
    PARTLY = "partly", "ทำบางส่วน"
    NOT_DONE = "not_done", "ไม่ได้ทำ"


def new_key() -> str:
    """The lasting name of a paragraph, by which comments find it again when its words change."""
    return secrets.token_hex(4)


def new_token() -> str:
    """What nobody can guess, 32 bytes in URL-safe letters: the mark of one form."""
    return secrets.token_urlsafe(32)
