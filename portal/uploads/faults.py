"""What can be wrong with an uploaded file: each fault in Thai, with the file's name and how to mend it."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError

_SAVE_AGAIN = "โปรดเปิดไฟล์ต้นฉบับดูว่าเปิดได้ แล้วบันทึกและแนบใหม่"
_PRINT_AGAIN = "โปรดสั่งพิมพ์โดยเลือกเครื่องพิมพ์ “Microsoft Print to PDF” แล้วแนบไฟล์ที่ได้"

MESSAGES = {
    "empty": "ไฟล์ “%(name)s” ว่างเปล่า ไม่มีข้อมูลอยู่ภายใน " + _SAVE_AGAIN,
    "too_large": (
        "ไฟล์ “%(name)s” มีขนาด %(size)s เกินกำหนด %(limit)s โปรดลดขนาดภาพในไฟล์ หรือแบ่งเป็นหลายไฟล์ แล้วแนบใหม่"
    ),
    "name_too_long": "ชื่อไฟล์ “%(name)s” ยาวเกินไป โปรดตั้งชื่อไฟล์ให้สั้นลง ไม่เกิน %(letters)d ตัวอักษร แล้วแนบใหม่",
    "name_unreadable": (
        "ชื่อไฟล์ “%(name)s” มีอักขระที่มองไม่เห็นหรือใช้ในชื่อไฟล์ไม่ได้ โปรดเปลี่ยนชื่อไฟล์โดยพิมพ์ใหม่ทั้งหมด แล้วแนบใหม่"
    ),
    "extension": "ไฟล์ “%(name)s” เป็นชนิดที่แนบไม่ได้ แนบได้เฉพาะ %(allowed)s โปรด%(instead)s",
    "mismatch": (
        "ไฟล์ “%(name)s” มีนามสกุล .%(extension)s แต่เนื้อในเป็น %(actual)s "
        "โปรดอย่าเปลี่ยนนามสกุลเอง ให้เปิดไฟล์แล้วเลือก “บันทึกเป็น” ชนิดที่ถูกต้อง จึงแนบใหม่"
    ),
    "old_office": "ไฟล์ “%(name)s” เป็น Word หรือ Excel รุ่นเก่า โปรดบันทึกเป็น .docx/.xlsx ก่อน แล้วแนบใหม่",
    "encrypted": (
        "ไฟล์ “%(name)s” ตั้งรหัสผ่านหรือจำกัดสิทธิ์ไว้ ประชาชนจะเปิดอ่านไม่ได้ "
        "โปรดยกเลิกรหัสผ่านและการจำกัดสิทธิ์ แล้วบันทึกและแนบใหม่"
    ),
    "damaged": "ไฟล์ “%(name)s” ชำรุดหรือส่งมาไม่ครบ จึงเปิดไม่ได้ " + _SAVE_AGAIN,
    "unsearchable": "ไฟล์ “%(name)s” มีหน้าที่คอมพิวเตอร์อ่านตัวอักษรไม่ได้ จึงค้นหาข้อความในไฟล์ไม่ได้ " + _PRINT_AGAIN,
    "bomb": (
        "ไฟล์ “%(name)s” คลายออกแล้วมีขนาดใหญ่ผิดปกติ อาจทำให้เครื่องของผู้เปิดค้าง "
        "โปรดลบแถว คอลัมน์ หรือรูปแบบที่ไม่ใช้ แล้วบันทึกเป็นไฟล์ใหม่และแนบใหม่"
    ),
    "unsafe_archive": (
        "ไฟล์ “%(name)s” มีโครงสร้างภายในผิดปกติ ไม่ปลอดภัย โปรดเปิดด้วย Word หรือ Excel บันทึกเป็นไฟล์ใหม่ แล้วแนบใหม่"
    ),
    "macros": "ไฟล์ “%(name)s” มีมาโครหรือตัวควบคุม ActiveX โปรดบันทึกเป็น .docx/.xlsx ที่ไม่มีมาโคร แล้วแนบใหม่",
    "embedded": (
        "ไฟล์ “%(name)s” มีไฟล์อื่นฝังอยู่ภายใน (%(part)s) ผู้อ่านอาจเห็นข้อมูลที่ไม่ได้ตั้งใจเปิดเผย "
        "โปรดลบวัตถุที่ฝังไว้ หรือวางเป็นรูปภาพแทน แล้วแนบใหม่"
    ),
    "remote": (
        "ไฟล์ “%(name)s” ดึงเนื้อหาจากที่อื่นเมื่อเปิดอ่าน (%(target)s) "
        "โปรดยกเลิกการเชื่อมโยงหรือแม่แบบภายนอก แล้วบันทึกและแนบใหม่"
    ),
    "pdf_active": "ไฟล์ “%(name)s” มี%(what)sอยู่ภายใน ซึ่งอาจเป็นอันตรายต่อผู้อ่าน " + _PRINT_AGAIN,
    "picture_bomb": (
        "ภาพ “%(name)s” มีขนาด %(width)d × %(height)d จุด เกิน %(limit)d ล้านจุด โปรดย่อภาพให้เล็กลง แล้วแนบใหม่"
    ),
    "picture_huge": "ภาพ “%(name)s” มีจำนวนจุดภาพเกิน %(limit)d ล้านจุด โปรดย่อภาพให้เล็กลง แล้วแนบใหม่",
    "animated": "ภาพ “%(name)s” เป็นภาพเคลื่อนไหว โปรดบันทึกเป็นภาพนิ่ง แล้วแนบใหม่",
    "not_text": (
        "ไฟล์ “%(name)s” ไม่ใช่ข้อความที่อ่านได้ โปรดเปิดด้วย Excel แล้วเลือก “บันทึกเป็น” "
        "ชนิด “CSV UTF-8 (คั่นด้วยจุลภาค)” จึงแนบใหม่"
    ),
    "cut_off": "ไฟล์ “%(name)s” ขาดตอนท้าย เพราะส่งหรือดาวน์โหลดมาไม่ครบ โปรดดาวน์โหลดหรือบันทึกใหม่ทั้งไฟล์ แล้วแนบใหม่",
}


def fault(code: str, name: str, **details: Any) -> ValidationError:
    """Return the error for one fault; its `code` is the key in MESSAGES."""
    return ValidationError(MESSAGES[code], code=code, params={"name": _shown(name), **details})


def _shown(name: str) -> str:
    """Return a file name that is safe to print: invisible characters become "�", long names are cut."""
    visible = "".join(
        "�" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter for letter in name
    )
    return visible if len(visible) <= 80 else f"{visible[:79]}…"
