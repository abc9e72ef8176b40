"""Pages that are code, not records: what each is called, what people type when they want it, and finding them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from portal import thai
from portal.nearness import nearness

KIND = "หน้าหลักของเว็บไซต์"


@dataclass(frozen=True)
class StandingPage:
    """A page without a record: its route, its title, a sentence on what is there, and words people type for it.

    `is_there` tells whether the address answers today; without it, it always does.
    """

    route: str
    title: str
    lead: str
    words: str
    is_there: Callable[[], bool] | None = None

    @property
    def url(self) -> str:
        return reverse(self.route)

    @property
    def text(self) -> str:
        """All that is known of the page."""
        return f"{self.title} {self.lead} {self.words}"

    @property
    def answers(self) -> bool:
        return self.is_there is None or self.is_there()

    def has(self, words: Sequence[str]) -> bool:
        """Whether the page is meant by all of these folded words; those of two letters stand alone."""
        text = thai.fold(self.text)
        return all(word in text if len(word) > 2 else word in text.split() for word in words)


_pages = [
    StandingPage(
        "complaints:start",
        "แจ้งการเรียกรับสินบนหรือทุจริตต่อหน้าที่",
        "แจ้งออนไลน์ได้โดยไม่ต้องบอกชื่อ ติดตามเรื่องด้วยรหัส ช่องทางอื่น และความลับของผู้แจ้ง",
        "ร้องเรียน แจ้งเบาะแส วิธีแจ้ง ร้องเรียนทุจริต แจ้งทุจริต ร้องทุกข์ แจ้งเรื่อง "
        "โกง คอร์รัปชัน ประพฤติมิชอบ ใต้โต๊ะ ป.ป.ช. ป.ป.ท. 1205 1206 1567",
    ),
    StandingPage(
        "complaints:privacy",
        "ความลับของผู้แจ้ง รักษาได้แค่ไหน",
        "สิ่งที่ช่องทางแจ้งทุจริตทำให้ได้ ทำให้ไม่ได้ และสิ่งที่ระบบบันทึกไว้",
        "ปกปิดชื่อ ไม่เปิดเผยตัวตน ข้อมูลส่วนบุคคล เข้ารหัส ระยะเวลาเก็บ",
    ),
    StandingPage(
        "complaints:track",
        "ติดตามเรื่องที่แจ้งไว้",
        "อ่านคำตอบและส่งข้อมูลเพิ่มด้วยเลขรับเรื่องและรหัสลับ",
        "ติดตามเรื่องร้องเรียน สถานะเรื่อง ตามเรื่อง รหัสติดตาม",
    ),
    StandingPage(
        "portal:contact",
        "ติดต่อสำนักงาน",
        "ที่ตั้ง เวลาทำการ โทรศัพท์ และอีเมล",
        "เบอร์โทร เบอร์โทรศัพท์ เบอร์ติดต่อ หมายเลขโทรศัพท์ โทร ที่อยู่ แผนที่ การเดินทาง เวลาเปิด เปิดกี่โมง วันทำการ "
        "โทรสาร แฟกซ์ อีเมล์ email เฟซบุ๊ก facebook ถามเจ้าหน้าที่ สอบถาม",
    ),
    StandingPage(
        "authority:index",
        "หน้าที่และอำนาจ",
        "เรื่องที่สำนักงานรับผิดชอบ และเรื่องที่ควรไปหาหน่วยงานอื่น",
        "อำนาจหน้าที่ ภารกิจ กฎหมาย ทำอะไร งานของสำนักงาน",
    ),
    StandingPage(
        "portal:about",
        "เกี่ยวกับสำนักงาน",
        "ที่มาของสำนักงาน ผู้บริหาร และกลุ่มงาน",
        "ประวัติ วิสัยทัศน์ พันธกิจ โครงสร้าง ศึกษาธิการจังหวัด ศธจ. ผู้อำนวยการ บุคลากร เกี่ยวกับเรา",
    ),
    StandingPage(
        "portal:news",
        "ข่าวและประกาศ",
        "ข่าวประชาสัมพันธ์ ประกาศ และกิจกรรมของสำนักงาน",
        "ข่าวสาร ข่าวล่าสุด rss",
    ),
    StandingPage(
        "portal:sitemap",
        "แผนผังเว็บไซต์",
        "หน้าทั้งหมดของเว็บไซต์นี้ แยกตามประเภท",
        "ผังเว็บไซต์ สารบัญ เมนู sitemap",
    ),
    StandingPage(
        "portal:display",
        "ขนาดอักษรและสี",
        "เลือกตัวอักษรใหญ่ขึ้น หรือพื้นสีเข้ม",
        "ตัวหนังสือ ตัวใหญ่ ฟอนต์ โหมดมืด สายตา",
    ),
    StandingPage("portal:home", "หน้าแรก", "เริ่มต้นที่หน้าแรกของเว็บไซต์", "หน้าหลัก โฮม home"),
]
"""Those of the ground floor, and those above it that always answer; routes are strings: no room is imported."""


def register(*pages: StandingPage) -> None:
    """Let the search find standing pages of a room too."""
    _pages.extend(page for page in pages if page.route not in {known.route for known in _pages})


def matching(words: Sequence[str]) -> list[StandingPage]:
    """The pages that have every word, those with all words in the title first."""
    found = [page for page in _pages if page.has(words) and page.answers]
    return sorted(found, key=lambda page: not all(word in thai.fold(page.title) for word in words))


def near(parts: Sequence[str]) -> list[tuple[float, StandingPage]]:
    """The pages that come near to what was meant, each with its nearness."""
    rated = ((nearness(parts, page.text, ""), page) for page in _pages)
    return [(rating, page) for rating, page in rated if rating and page.answers]
