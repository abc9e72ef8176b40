"""Suppliers of the demonstration: names and numbers that belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from portal.uploads.citizen_ids import check_digit


@dataclass(frozen=True)
class Firm:
    """A supplier as a source writes it; a human being's number is masked already, as e-GP publishes it."""

    name: str
    tax_id: str


def _company(number: int, name: str) -> Firm:
    """A juristic person with a right check digit; the Revenue Department gives out no number like it."""
    digits = f"0999999{number:05d}"
    return Firm(name, digits + check_digit(digits))


def _person(number: int, name: str) -> Firm:
    """A human being, or the shop of one."""
    return Firm(name, f"1000000{number:02d}xxxx")


FIRMS = {
    "stationery": _person(1, "ร้านสมมุติเครื่องเขียน"),
    "garage": _person(2, "อู่สมมุติการยนต์"),
    "printer": _person(3, "โรงพิมพ์ตัวอย่างการพิมพ์"),
    "signs": _person(4, "ร้านป้ายสาธิตโฆษณา"),
    "cooling": _person(5, "ร้านทดลองแอร์เซอร์วิส"),
    "driver": _person(6, "นายทดลอง ขับปลอดภัย"),
    "cleaner": _person(7, "นางสาวตัวอย่าง สะอาดตา"),
    "kitchen": _person(8, "ร้านสมมุติโภชนา"),
    "water": _person(9, "โรงน้ำดื่มตัวอย่าง"),
    "gardener": _person(10, "นายสมมุติ รักสวน"),
    "plumber": _person(11, "นายสาธิต ช่างประปา"),
    "office": _company(1, "บริษัท ตัวอย่างสำนักงานภัณฑ์ จำกัด"),
    "computers": _company(2, "บริษัท สมมุติคอมพิวเตอร์ จำกัด"),
    "networks": _company(3, "ห้างหุ้นส่วนจำกัด ตัวอย่างเครือข่าย"),
    "builders": _company(4, "ห้างหุ้นส่วนจำกัด สาธิตรุ่งเรืองก่อสร้าง"),
    "civil": _company(5, "บริษัท ตัวอย่างโยธาการ จำกัด"),
    "craft": _company(6, "ห้างหุ้นส่วนจำกัด สมมุติการช่าง"),
    "engineers": _company(7, "บริษัท ทดลองวิศวกรรม จำกัด"),
    "copiers": _company(8, "บริษัท ตัวอย่างเครื่องถ่ายเอกสาร จำกัด"),
    "guards": _company(9, "บริษัท รักษาการณ์ตัวอย่าง จำกัด"),
    "software": _company(10, "บริษัท สาธิตซอฟต์แวร์ จำกัด"),
    "systems": _company(11, "บริษัท ตัวอย่างระบบงาน จำกัด"),
    "digital": _company(12, "ห้างหุ้นส่วนจำกัด สมมุติดิจิทัล"),
    "machines": _company(13, "บริษัท ทดลองไอที จำกัด"),
    "technology": _company(14, "ห้างหุ้นส่วนจำกัด สาธิตเทคโนโลยี"),
    "solutions": _company(15, "บริษัท ตัวอย่างโซลูชัน จำกัด"),
    "furniture": _company(16, "บริษัท สมมุติเฟอร์นิเจอร์ จำกัด"),
    "fuel": _company(17, "ห้างหุ้นส่วนจำกัด ตัวอย่างปิโตรเลียม"),
}
"""Key in the tables of purchases → whom it means."""
