"""Sentences that rooms offer for a measure, in its admin: accepted, edited and renewed with one button each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from measures.models import AcceptedSentence, Offered
from measures.models.sentence import LONGEST, clean_words
from measures.sentences import ACCEPTED, RENEWED, note, offers_of
from portal import personal_numbers
from portal.admin.base import OwnedInline, signed_in
from portal.publishing import UNSEEN

GONE = "ข้อมูลที่เสนอข้อความนี้ไม่มีแล้ว คัดลอกข้อความไว้ แล้วเปิดหน้านี้ใหม่"
TWICE = "มีผู้ใช้ข้อความนี้ไปแล้ว เปิดหน้านี้ใหม่เพื่อดูข้อความล่าสุด"


class SentenceField(forms.CharField):
    """One sentence on one line; what nobody sees is left out before anything is looked at."""

    def to_python(self, value: Any) -> str:
        return clean_words(UNSEEN.sub("", str(value or "")))


class SentenceForm(forms.ModelForm[AcceptedSentence]):
    """A sentence that was accepted, or one that is offered: accepted by its button, or by writing in its words."""

    offer = forms.CharField(required=False, widget=forms.HiddenInput)
    text = SentenceField(
        label="ข้อความ",
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": "ข้อความยาว %(show_value)d ตัวอักษร เกินที่รับได้ %(limit_value)d ตัวอักษร แบ่งไปเขียนในช่องสรุปผล"
        },
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    accept = forms.BooleanField(required=False)
    renew = forms.BooleanField(required=False)

    class Meta:
        model = AcceptedSentence
        fields = ("text",)

    def __init__(self, *args: Any, offers: Mapping[str, Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_offer = self.instance._state.adding
        # The browser sends back what was offered when the page was opened: what has moved since is nobody's edit.
        self.fields["text"].show_hidden_initial = self.is_offer
        key = self["offer"].value() if self.is_offer else self.instance.key
        self.offered = offers.get(str(key))
        self.has_moved = not self.is_offer and (
            self.offered is None or self.offered.text != self.instance.offered
        )

    def has_changed(self) -> bool:
        if not self.is_offer:
            return super().has_changed()
        typed = str(self["text"].value() or "").strip()
        return "accept" in self.changed_data or ("text" in self.changed_data and bool(typed))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        personal_numbers.refuse_typed(self)
        if "text" not in cleaned or self.errors:
            return cleaned
        if self.is_offer:
            if self.offered is None:
                raise ValidationError(GONE)
            self.instance.take(self.offered, text=cleaned["text"])
        elif cleaned.get("renew") and self.offered:
            self.instance.text = cleaned["text"]
            self.instance.renew(self.offered)
            cleaned["text"] = self.instance.text
        return cleaned


class SentenceFormSet(BaseInlineFormSet[AcceptedSentence, Any, Any]):
    """The accepted sentences of a measure, and a form for each other one that is offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        offers, accepted = [], set()
        if instance is not None and instance.pk:
            offers = offers_of(instance)
            accepted = set(instance.sentences.values_list("key", flat=True))
        fresh = [offer for offer in offers if offer.key not in accepted]
        self.offers = {offer.key: offer for offer in offers}
        kwargs["initial"] = [{"offer": offer.key, "text": offer.text} for offer in fresh]
        super().__init__(*args, **kwargs)
        self.extra = len(fresh)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "offers": self.offers}

    def clean(self) -> None:
        super().clean()
        kept = {form.instance.key for form in self.initial_forms if form not in self.deleted_forms}
        for form in self.extra_forms:
            if form.has_changed() and form.instance.key:
                if form.instance.key in kept:
                    raise ValidationError(TWICE)
                kept.add(form.instance.key)


class SentenceInline(OwnedInline):
    model = AcceptedSentence
    form = SentenceForm
    formset = SentenceFormSet
    template = "admin/measures/sentences.html"
    fields: ClassVar = ("offer", "text", "accept", "renew")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        by = signed_in(request)

        class NotingFormSet(formset):  # type: ignore[misc, valid-type]  # the class is made at run time
            """Writes into the audit log what is accepted and what is renewed."""

            def save_new(self, form: Any, commit: bool = True) -> Any:
                form.instance.order = self.instance.sentences.count()
                sentence = super().save_new(form, commit)
                note(by=by, act=ACCEPTED, sentence=sentence)
                return sentence

            def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
                sentence = super().save_existing(form, obj, commit)
                if "renew" in form.changed_data:
                    note(by=by, act=RENEWED, sentence=sentence)
                return sentence

        return NotingFormSet


def pressed(request: HttpRequest) -> str:
    """What to say when a button of a sentence was pressed; empty when none was."""
    names = [name for name in request.POST if name.startswith("sentences-")]
    if any(name.endswith("-accept") for name in names):
        return "ใช้ข้อความจากข้อมูลแล้ว และบันทึกสิ่งที่แก้ในหน้านี้แล้ว"
    if any(name.endswith("-renew") for name in names):
        return "ใช้ตัวเลขใหม่แล้ว และบันทึกสิ่งที่แก้ในหน้านี้แล้ว"
    return ""
