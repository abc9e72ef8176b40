"""The demonstration office: a provincial education office with example contacts."""

from portal.models import Office, User, WorkGroup

FACTS = {
    "name": "สำนักงานศึกษาธิการจังหวัดสุโขทัย",
    "short_name": "ศธจ.สุโขทัย",
    "english_name": "Sukhothai Provincial Education Office",
    "province": "สุโขทัย",
    "district": "เมืองสุโขทัย",
    "address": "ตำบลบ้านกล้วย อำเภอเมืองสุโขทัย จังหวัดสุโขทัย 64000",
    "phone": "0 5500 0000",
    "fax": "0 5500 0001",
    "email": "saraban@sukhothai-peo.example",
    "hours": "วันจันทร์–ศุกร์ 08.30–16.30 น. เว้นวันหยุดราชการ",
    "executive_name": "นายธวัชชัย ชูหน้า",
    "executive_title": "ศึกษาธิการจังหวัดสุโขทัย",
    "legal_basis": "คำสั่งหัวหน้าคณะรักษาความสงบแห่งชาติ ที่ 19/2560 เรื่อง การปฏิรูปการศึกษาในภูมิภาคของกระทรวงศึกษาธิการ "
    "ลงวันที่ 3 เมษายน พ.ศ. 2560 และที่แก้ไขเพิ่มเติม",
    "history": "สำนักงานศึกษาธิการจังหวัดจัดตั้งขึ้นทุกจังหวัดใน พ.ศ. 2560 "
    "เพื่อขับเคลื่อนและประสานงานการศึกษาในระดับจังหวัด สังกัดสำนักงานปลัดกระทรวงศึกษาธิการ",
    "vision": "บูรณาการการศึกษาของจังหวัดอย่างมีคุณภาพ โปร่งใส และทุกคนมีส่วนร่วม",
    "hero_title": "บริการและข้อมูลเปิด ที่ทุกคนตรวจสอบได้",
    "hero_text": "ค้นหาข่าว ประกาศ หน้าที่และอำนาจ และผลการดำเนินงานของสำนักงานศึกษาธิการจังหวัดสุโขทัย",
    "egp_code": "9999900000",
    "agency_type": "หน่วยงานของรัฐอื่น ๆ",
    "governor_contact": "ศาลากลางจังหวัดสุโขทัย โทรศัพท์ 0 5500 0002",
}


def demonstrate(people: dict[str, User]) -> None:
    Office(**FACTS).save()
    for group in WorkGroup.objects.all():
        group.phone = f"{FACTS['phone']} ต่อ {10 + group.order}"
        group.save()
