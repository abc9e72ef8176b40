"""The home page in the admin: its parts, the frequent tasks, the popular searches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from portal.admin.base import PortalModelAdmin
from portal.models import HomeBlock, HomeTask, PopularSearch


@admin.register(HomeBlock)
class HomeBlockAdmin(PortalModelAdmin):
    """The parts are given; the office chooses their order and which of them show."""

    list_display = ("part", "order", "is_shown")
    list_editable = ("order", "is_shown")
    fields = ("key", "order", "is_shown")
    readonly_fields = ("key",)

    @admin.display(description="ส่วนของหน้าแรก")
    def part(self, block: HomeBlock) -> str:
        return block.get_key_display()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class HomeTaskForm(forms.ModelForm[HomeTask]):
    """A task must lead somewhere: to a page of this site, or to a whole web address."""

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if not address.startswith("/"):
            return str(forms.URLField(assume_scheme="https").clean(address))
        path = address.partition("#")[0].partition("?")[0]
        if path.startswith("//"):
            raise forms.ValidationError("ที่อยู่ในเว็บไซต์นี้ขึ้นต้นด้วย / เพียงตัวเดียว เช่น /contact/")
        try:
            resolve(path)
        except Resolver404 as error:
            raise forms.ValidationError("ไม่มีหน้านี้ในเว็บไซต์ ให้เปิดหน้านั้นแล้วคัดลอกที่อยู่ส่วนหลังชื่อเว็บไซต์มาใส่") from error
        return address


@admin.register(HomeTask)
class HomeTaskAdmin(PortalModelAdmin):
    form = HomeTaskForm
    list_display = ("title", "address", "order", "is_shown")
    list_editable = ("order", "is_shown")
    fields = ("title", "hint", "icon", "address", "order", "is_shown")

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """The list edits order and visibility only, which needs no check of the address."""
        return super().get_changelist_form(request, **{**kwargs, "form": forms.ModelForm})


@admin.register(PopularSearch)
class PopularSearchAdmin(PortalModelAdmin):
    list_display = ("text", "order")
    list_editable = ("order",)
    fields = ("text", "order")
