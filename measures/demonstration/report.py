"""The annual report of 2566 for the demonstration, published and frozen."""

import datetime as dt

from measures.actions import publish_report
from measures.models import AnnualReport
from portal.fiscal import FiscalYear
from portal.models import Office, User, WorkGroup


def demonstrate(people: dict[str, User]) -> None:
    office = Office.load()
    report = AnnualReport(
        year=FiscalYear(2566),
        title=f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายใน{office.name}",
        introduction=f"{office.name} ดำเนินมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในสำนักงาน ในปีงบประมาณ พ.ศ. 2566 รวม 11 ด้าน "
        "รายงานนี้แสดงขั้นตอน สิ่งที่ได้ทำ และผลที่เกิดขึ้นของแต่ละด้าน (รายงานสาธิต เขียนขึ้นเพื่อแสดงการทำงานของเว็บไซต์)",
        signer_name=office.executive_name,
        signer_title=office.executive_title,
        signed_on=dt.date(2023, 10, 31),
        owner_group=WorkGroup.objects.get(slug="administration"),
        created_by=people["editor"],
    )
    report.save()
    report.submit(by=people["editor"])
    publish_report(by=people["publisher"], report=report)
