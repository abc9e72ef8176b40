"""What the channel keeps and what it cannot keep: the public page is made from here, and so are the tests' names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from complaints import flows, guesses, quiet, sealing
from complaints.models import ChannelRules
from complaints.models.terms import RETENTION_OF, RetentionClass
from complaints.promises.kept import PROMISES, Promise, Topic
from portal import backups, thai

__all__ = [
    "KEY_RULES",
    "LIMITS",
    "PROMISES",
    "Promise",
    "Topic",
    "by_topic",
    "ciphers",
    "logs",
    "periods",
    "tests",
]


BACKUP_DAYS = backups.KEPT_DAYS
"""How long the office keeps copies of the database and logs of faults: its procedure in docs/complaint-keys.md."""


@dataclass(frozen=True)
class Limit:
    """What nobody should expect, and what a person can do about it."""

    text: str
    advice: str = ""


@dataclass(frozen=True)
class Log:
    """Something that is written down by itself: what of, what is in it, how long it is kept."""

    name: str
    content: str
    kept: str


@dataclass(frozen=True)
class Cipher:
    """One use of cryptography, by what it is done, and with which sizes."""

    use: str
    method: str
    sizes: str


LIMITS: tuple[Limit, ...] = (
    Limit(
        "เครื่องแม่ข่ายเห็นข้อความและไฟล์ของท่านในขณะที่ท่านส่ง แล้วจึงเข้ารหัสก่อนจัดเก็บ และเห็นอีกครั้งในขณะที่เจ้าหน้าที่เปิดอ่าน "
        "ผู้ที่ยึดครองเครื่องแม่ข่ายอยู่ในขณะนั้นจึงอาจเห็นได้",
        "หากเกรงเรื่องนี้ ให้แจ้งด้วยตนเอง ทางจดหมาย หรือแจ้งหน่วยงานภายนอก",
    ),
    Limit(
        "เครือข่ายที่ท่านใช้ เช่น เครือข่ายของที่ทำงาน และผู้ให้บริการอินเทอร์เน็ต อาจรู้ว่าเครื่องของท่านติดต่อเว็บไซต์นี้ เมื่อไร และส่งข้อมูลมากเท่าไร",
        "ใช้เครือข่ายอื่นที่ไม่ใช่ของที่ทำงาน",
    ),
    Limit(
        "เครื่องของท่านอาจจำหน้าที่เปิด ข้อความที่พิมพ์ และไฟล์ต้นฉบับไว้ โปรแกรมแปลกปลอมหรือผู้ดูแลเครื่องอาจเห็นได้",
        "ใช้เครื่องส่วนตัว แล้วกดปุ่ม “ออกจากหน้านี้” เมื่อเสร็จ",
    ),
    Limit(
        "ข้อความหรือภาพที่บอกเองว่าท่านเป็นใคร เช่น เหตุการณ์ที่รู้กันอยู่ไม่กี่คน ลายมือ ใบหน้า เสียง หรือชื่อบนเอกสาร",
        "อ่านทวนก่อนส่ง และตัดสิ่งที่ไม่จำเป็นออก",
    ),
    Limit(
        "ข้อมูลแฝงในวิดีโอ เสียง และไฟล์ชนิดที่ระบบทำสำเนาไม่ได้ เช่น วันเวลา สถานที่ หรือชื่อเครื่อง เจ้าหน้าที่จะได้ไฟล์ตามที่ท่านส่ง",
        "ส่งเป็นภาพหรือ PDF แทนได้",
    ),
    Limit(
        "ผู้ที่ควบคุมเครื่องแม่ข่ายหรือฐานข้อมูลทั้งหมดเขียนเรื่องปลอมแทนเรื่องเดิมพร้อมเปลี่ยนใบรับในระบบ หรือเขียนข้อความโต้ตอบและบันทึกปลอมได้ "
        "ระบบเองตรวจไม่พบ",
        "เก็บใบรับเรื่องไว้ แล้วขอให้เจ้าหน้าที่อ่านค่า SHA-256 ของเรื่องมาเทียบกัน",
    ),
    Limit(
        "รหัสที่หาย ไม่มีผู้ใดออกรหัสเดิมให้ใหม่ได้ เพราะระบบไม่มีสำเนา",
        "แจ้งเป็นเรื่องใหม่ แล้วอ้างเลขรับเรื่องเดิม",
    ),
    Limit(
        "เรื่องที่เจ้าหน้าที่บันทึกแทนท่าน เช่น ทางโทรศัพท์หรือที่สำนักงาน ผู้รับเรื่องแทนท่านเห็นรหัสลับด้วย "
        "และบันทึกการกระทำของเจ้าหน้าที่มีเวลาที่แน่นอนของการรับเรื่อง",
        "หากไม่ต้องการเช่นนั้น ให้แจ้งทางเว็บไซต์ด้วยตนเอง",
    ),
    Limit(
        "ตารางในฐานข้อมูลบอกว่าเจ้าหน้าที่คนใดถือกุญแจของเรื่องใด ผู้ที่เห็นฐานข้อมูลจึงอนุมานได้ว่าท่านเลือกไม่ให้ผู้ใดอ่าน แม้ไม่เห็นเนื้อหา "
        "อีเมลว่ามีเรื่องใหม่ส่งถึงเจ้าหน้าที่ทุกคนเหมือนกัน ผู้ที่ได้อีเมลแต่ไม่พบเรื่องใหม่จึงอาจสงสัยว่ามีเรื่องที่ตนเปิดไม่ได้",
        "หากเกรงเรื่องนี้ ให้แจ้งหน่วยงานภายนอกโดยตรง",
    ),
    Limit("สิ่งที่เจ้าหน้าที่เปิดอ่านแล้วจดหรือจำไป รวมทั้งชื่อพยานที่กฎหมายให้เปิดเผยในชั้นสอบสวนหรือชั้นศาล"),
    Limit(
        "เรื่องที่ลบแล้วยังอยู่ในสำเนาสำรองที่ทำไว้ก่อน และในพื้นที่ดิสก์ที่ยังไม่ถูกเขียนทับ ทั้งสองแห่งยังเข้ารหัสอยู่ "
        "แต่ผู้ที่ได้ทั้งสำเนาสำรองเก่าและกุญแจของเจ้าหน้าที่ยังเปิดได้จนกว่าสำเนานั้นจะถูกทำลาย",
    ),
)


def by_topic() -> Iterator[tuple[Topic, list[Promise]]]:
    """The promises under their headings, in the order of the page."""
    for topic in Topic:
        if found := [promise for promise in PROMISES if promise.topic == topic]:
            yield topic, found


def tests() -> set[str]:
    """Every test that a promise rests on."""
    return {test for promise in PROMISES for test in promise.tests}


KEY_RULES = (
    "ทุกเรื่องมีคู่กุญแจของตนเอง การเขียนใช้เพียงครึ่งที่เปิดเผยได้ ส่วนครึ่งที่ใช้เปิดมอบให้ผู้อ่านแต่ละคนโดยเข้ารหัสด้วยกุญแจของคนนั้น",
    "กุญแจสำรองหนึ่งคู่ใช้เมื่อไม่มีเจ้าหน้าที่คนใดเปิดได้ ครึ่งที่ใช้เปิดพิมพ์ลงกระดาษเก็บนอกระบบ",
    "เมื่อเจ้าหน้าที่พ้นหน้าที่ กุญแจของเรื่องที่มอบให้คนนั้นถูกลบ เรื่องที่ไม่มีผู้อื่นเปิดได้ต้องมีผู้รับช่วงก่อน",
    "ทุกสิ่งที่เข้ารหัสมีเลขรุ่นกำกับ รุ่นที่ไม่รู้จักระบบจะไม่เปิด และเปลี่ยนวลีรหัสผ่านได้โดยไม่ต้องเข้ารหัสเรื่องใหม่",
    "สำนักงานไม่บันทึกหมายเลขไอพีของผู้ใช้หน้าเหล่านี้โดยตั้งใจ แม้มาตรฐานการบันทึกทั่วไปจะแนะนำให้เก็บ",
)
"""What the office does with keys, and where it departs from the standard for logs (ASVS 5.0, 16.2.1)."""


@dataclass(frozen=True)
class Period:
    """How long closed cases of a class are kept: `outcomes` in Thai words, and the days after closing."""

    outcomes: Sequence[str]
    days: int

    @property
    def length(self) -> str:
        """The period in whole years where it is some, else in days."""
        if self.days % 365 == 0:
            return f"{self.days // 365}\N{NO-BREAK SPACE}ปี"
        return f"{thai.number(self.days)}\N{NO-BREAK SPACE}วัน"


def periods(rules: ChannelRules) -> list[Period]:
    """The office's periods of retention, the shortest class first."""
    return [
        Period(
            [outcome.label for outcome, its in RETENTION_OF.items() if its == retention],
            rules.days_of(retention),
        )
        for retention in RetentionClass
    ]


def logs() -> list[Log]:
    """The inventory of what is written down by itself (ASVS 5.0, 16.1.1), with periods from the code that sweeps."""
    return [
        Log("การเข้าเว็บของเครื่องแม่ข่าย", "หน้าแจ้งเรื่องทุกหน้าปิดบันทึกนี้", "ไม่เก็บ"),
        Log(
            "จำนวนคำขอและการเชื่อมต่อที่เครื่องแม่ข่าย",
            "หมายเลขไอพีอยู่ในหน่วยความจำเฉพาะระหว่างตอบคำขอ จำนวนคำขอนับตามเครือข่ายโดยตัดส่วนท้ายของหมายเลขไอพี ไม่เขียนลงดิสก์",
            "หมายเลขไอพีจนตอบเสร็จ ส่วนจำนวนคำขอจนมีผู้อื่นเข้าใช้หลังจากนั้นหรือเริ่มเครื่องแม่ข่ายใหม่",
        ),
        Log(
            "ข้อขัดข้องของโปรแกรม",
            "ชนิดของข้อผิดพลาด ตำแหน่งในโปรแกรม และเวลา ไม่มีข้อความหรือผู้ส่ง",
            f"ไม่เกิน {BACKUP_DAYS}{thai.NBSP}วัน ตามขั้นตอนปฏิบัติของสำนักงาน",
        ),
        Log(
            "สำเนาสำรองของฐานข้อมูล",
            "ทุกเรื่องที่ยังไม่ลบในวันที่ทำสำเนา เข้ารหัสอยู่เช่นเดียวกับในฐานข้อมูล ไม่มีคำตอบที่พิมพ์ค้างและการพิมพ์รหัสผิด",
            f"ไม่เกิน {BACKUP_DAYS}{thai.NBSP}วัน คำสั่งที่ทำสำเนาลบสำเนาเก่าเอง",
        ),
        Log(
            "การกระทำของเจ้าหน้าที่",
            "ใคร ทำอะไร กับเลขรับเรื่องใด เมื่อใด เช่น เปิดอ่าน ถอนตัว ขอเปิดตัวตน ไม่มีเนื้อหา ไม่บันทึกการกระทำของผู้แจ้ง",
            "ไม่ลบ เพื่อให้ตรวจสอบย้อนหลังได้",
        ),
        Log(
            "เรื่องที่พิมพ์ค้างอยู่",
            "คำตอบและไฟล์ เข้ารหัสด้วยกุญแจที่อยู่ในคุกกี้ของท่านเท่านั้น",
            _kept(flows.Purpose.REPORT),
        ),
        Log(
            "การเปิดติดตามเรื่อง",
            "กุญแจของข้อความโต้ตอบ เข้ารหัสด้วยกุญแจที่อยู่ในคุกกี้ของท่านเท่านั้น",
            _kept(flows.Purpose.TALK),
        ),
        Log(
            "การพิมพ์รหัสผิด",
            "จำนวนครั้ง กับค่าแทนเลขรับเรื่องและเครือข่ายที่คำนวณย้อนกลับไม่ได้",
            f"{_minutes(guesses.FORGOTTEN_AFTER)} หลังครั้งสุดท้าย",
        ),
        Log(
            "จำนวนการส่งจากเครือข่ายเดียวกัน",
            "ค่าแทนเครือข่ายที่คำนวณด้วยกุญแจซึ่งเปลี่ยนทุกวัน อยู่ในหน่วยความจำเท่านั้น",
            f"ไม่เกิน {_minutes(dt.timedelta(seconds=quiet.LONGEST_WINDOW))}",
        ),
        Log("อีเมลถึงเจ้าหน้าที่", "บอกเพียงว่ามีเรื่องใหม่ ส่งถึงเจ้าหน้าที่ทุกคนเหมือนกัน", "ตามระบบอีเมลของสำนักงาน"),
    ]


def _kept(purpose: flows.Purpose) -> str:
    hours = int(flows.LONGEST.total_seconds()) // 3600
    return (
        f"{_minutes(flows.LIFETIME[purpose])} หลังใช้งานครั้งสุดท้าย และไม่เกิน {hours}\N{NO-BREAK SPACE}ชั่วโมง นับแต่เริ่ม "
        f"เวลาลบปัดขึ้นให้เต็ม {_minutes(flows.ROUNDED)} เพื่อไม่ให้บอกเวลาที่ใช้"
    )


def _minutes(length: dt.timedelta) -> str:
    return f"{int(length.total_seconds()) // 60}\N{NO-BREAK SPACE}นาที"


def ciphers() -> list[Cipher]:
    """The inventory of cryptography, read from the constants of the code that does it."""
    bits = 8 * sealing.KEY_BYTES
    return [
        Cipher(
            "เรื่อง หลักฐาน ชื่อไฟล์ ข้อความ และตัวตนผู้แจ้ง",
            "XChaCha20-Poly1305",
            f"กุญแจ {bits} บิต สุ่มใหม่ทุกข้อความ ผูกกับตาราง คอลัมน์ และแถวที่เก็บ",
        ),
        Cipher(
            "กุญแจของข้อความ และกุญแจของเรื่องที่มอบให้ผู้อ่านแต่ละคน",
            "X25519, XSalsa20-Poly1305",
            f"คู่กุญแจ {bits} บิต เรื่องละสามคู่ คือ เรื่อง ตัวตน และการโต้ตอบ",
        ),
        Cipher(
            "กุญแจของเจ้าหน้าที่ และกุญแจที่เปิดด้วยรหัสลับของผู้แจ้ง",
            "Argon2id",
            f"{sealing.OPERATIONS} รอบ หน่วยความจำ {sealing.MEMORY_BYTES // 1024**2}\N{NO-BREAK SPACE}เมบิไบต์ "
            f"เกลือ {8 * sealing.SALT_BYTES} บิต ต่างกันทุกครั้ง",
        ),
        Cipher("ใบรับเรื่องและการตรวจไฟล์", "SHA-256", "256 บิต"),
    ]
