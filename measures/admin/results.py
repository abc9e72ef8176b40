"""Staff pages of the ITA results, with the scores by indicator and what is done about weak points."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.db import models

from measures.models import Improvement, IndicatorScore, ItaResult
from portal.admin.publishing import OwnedInline, PublishableAdmin


class IndicatorScoreInline(OwnedInline):
    model = IndicatorScore
    fields: ClassVar = ("number", "name", "instrument", "score")
    formfield_overrides: ClassVar = {
        **OwnedInline.formfield_overrides,
        models.CharField: {"widget": forms.TextInput(attrs={"size": 28})},
    }


class ImprovementInline(OwnedInline):
    model = Improvement
    template = "admin/edit_inline/stacked.html"
    fields: ClassVar = ("title", "owner_group", "due_on", "progress", "outcome", "order")


@admin.register(ItaResult)
class ItaResultAdmin(PublishableAdmin):
    columns = ("year", "score", "level")
    inlines: ClassVar = (IndicatorScoreInline, ImprovementInline)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "score", "level", "announced_on", "source", "source_url", "owner_group"),
                "description": "กรอกคะแนนและระดับตามที่ประกาศ ระบบไม่คำนวณให้",
            },
        ),
        (
            "หลังทราบผล",
            {
                "fields": ("weak_points",),
                "description": "จุดที่ควรพัฒนา ข้อละหนึ่งบรรทัด แล้วเพิ่มสิ่งที่จะทำ ผู้รับผิดชอบ และกำหนดเสร็จในตารางด้านล่าง",
            },
        ),
    )
