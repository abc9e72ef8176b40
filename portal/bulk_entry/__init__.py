"""Bulk entry: many records of one kind by an Excel form that is downloaded, filled in, looked over and confirmed.

A room declares one list in its `imports.py`, from the fields of its model:

    OFFICERS = BulkList(
        model=Officer,
        key=("name",),                                      # a row with this name changes that record
        about="ผู้มีหน้าที่รับเรื่อง คนละหนึ่งแถว",                  # first line of the explanation sheet
        fields=(
            field_of(Officer, "name", example="นางสาวสมหญิง ใจดี"),
            field_of(Officer, "position", heading="ตำแหน่ง"),     # heading is the verbose_name by default
            *fields_of(Officer, "service starts_on budget is_head owner_group"),
        ),
    )

and its admin takes the mixin before its own base:

    class OfficerAdmin(BulkEntryMixin, PublishableAdmin):   # portal.admin.bulk_entry; or PortalModelAdmin
        bulk_list = OFFICERS

That gives the change list «ดาวน์โหลดแบบฟอร์ม Excel» and «นำเข้าจาก Excel» with their pages. Kinds, limits, choices,
references (by `str`, or `label=`), help and what must be filled follow from the model; `Field(...)` makes a column that
is no field, with `get=` to read it from a record and a `save=` of the list to keep it. `full_clean` of the
model is asked for every row, so its errors stand beside their cells; `check=` adds what only a list knows.

Rows of publishable kinds become drafts, changed drafts, or working copies of what is public
(`revises_published=False` refuses these); nothing is published. A column that the file lacks leaves values as they are;
an empty cell empties them. Where keeping a row takes an action of the room, give the list
`save=lambda filing, record, values: enter_officer(by=filing.by, officer=record, group=filing.group, **values)`.
"""

from portal.bulk_entry.actions import confirm_entry, open_entry, plan_entry
from portal.bulk_entry.fields import Field, Kind, field_of, fields_of
from portal.bulk_entry.lists import BulkList, Filing, save_kept
from portal.bulk_entry.planning import Act, Plan, PlannedRow
from portal.bulk_entry.template import editable, template_xlsx

__all__ = [
    "Act",
    "BulkList",
    "Field",
    "Filing",
    "Kind",
    "Plan",
    "PlannedRow",
    "confirm_entry",
    "editable",
    "field_of",
    "fields_of",
    "open_entry",
    "plan_entry",
    "save_kept",
    "template_xlsx",
]
