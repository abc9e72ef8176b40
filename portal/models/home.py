"""What the home page shows and in which order: the office's own choice."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Block(models.TextChoices):
    """The parts of the home page that the office can move or hide."""

    TRANSPARENCY = "transparency", "ความโปร่งใสของสำนักงาน"
    PROCUREMENT = "procurement", "จัดซื้อจัดจ้างล่าสุด"
    NEWS = "news", "ข่าวและประกาศ"
    FIGURES = "figures", "ตัวเลขของเรา"
    OPEN = "open", "เปิดรับความเห็นและแบบสำรวจ"


class HomeBlock(models.Model):
    key = models.CharField("ส่วนของหน้าแรก", max_length=16, choices=Block.choices, unique=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    is_shown = models.BooleanField("แสดง", default=True)

    class Meta:
        verbose_name = "ส่วนของหน้าแรก"
        verbose_name_plural = "ส่วนของหน้าแรก"
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.get_key_display()


class Icon(models.TextChoices):
    """Icons of the sprite that fit a task."""

    PEN = "pen", "ปากกา"
    TRACK = "track", "เส้นทาง"
    DOWNLOAD = "download", "ดาวน์โหลด"
    SHIELD = "shield", "โล่"
    CART = "cart", "เอกสารจัดซื้อ"
    BOOK = "book", "หนังสือ"
    CHAT = "chat", "สนทนา"
    PHONE = "phone", "โทรศัพท์"
    HORN = "horn", "ประกาศ"
    EYE = "eye", "ตรวจดู"


class HomeTask(models.Model):
    """A frequent task, verb first."""

    title = models.CharField("งาน", max_length=60, help_text="ขึ้นต้นด้วยคำกริยา เช่น ร้องเรียนทุจริต")
    hint = models.CharField("คำอธิบายสั้น", max_length=80, blank=True)
    icon = models.CharField("สัญลักษณ์", max_length=10, choices=Icon.choices)
    address = models.CharField("ที่อยู่", max_length=300, help_text="เช่น /contact/ หรือ https://…")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    is_shown = models.BooleanField("แสดง", default=True)

    class Meta:
        verbose_name = "งานที่ทำบ่อย"
        verbose_name_plural = "งานที่ทำบ่อย"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class PopularSearch(models.Model):
    text = models.CharField("คำค้น", max_length=60)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "คำค้นบ่อย"
        verbose_name_plural = "คำค้นบ่อย"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.text
