"""The staff side is wholly Thai: every admin and account page of every role is read, word by word."""

from __future__ import annotations

import ast
import dataclasses
import functools
import gettext
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from measures.services.actions import questions
from measures.services.models.form import new_token
from portal import audit
from portal.models import Feedback, PopularSearch, User
from tests.makers import (
    AnnouncementDraft,
    AnswerDraft,
    ContractDraft,
    DisclosureDraft,
    DutyDraft,
    MeasureDraft,
    NewsDraft,
    PageDraft,
    PlanDraft,
    ReferralDraft,
    ReportDraft,
    RequestFormDraft,
    ResultDraft,
    ServiceDraft,
    SurveyDraft,
    attach,
    published,
)

pytestmark = pytest.mark.pages
TERMS = """
    ITA OIT EIT IIT NACC MOE ITAS e-GP e-bidding e-market E-Service Walk-in Do’s Don’ts
    QR PDF DOCX XLSX CSV JSON RSS SVG PNG WebP JPEG SHA KB MB GB HTTPS https
    kVA OCDS
    Excel Word OK Q No Gift Policy Social Network A AA B C D F
""".split()
"""Words of proper Latin writing that officials use themselves."""
NAMES = """
    alice bob charlie dana erin frank grace heidi ivan judy somchai.j Sukhothai Provincial Education Office
    administration personnel planning development supervision private scouts audit privacy trial-policy
""".split()
"""User names, names in the records of the test, and names in addresses."""
ADDRESS = re.compile(
    r"P[0-9]{11}|(https?://|mailto:|www\.|/[a-z0-9-]+/)\S*|\S+@\S+|[\w-]*\.(go\.th|pdf|xlsx|csv|webp)\b|\b[0-9a-f]{40,}\b|\b[0-9a-f]{12}…"
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]")
GREGORIAN = re.compile(r"(?<![0-9/,.-])20[12][0-9](?![0-9])")


class Words(HTMLParser):
    """What a person sees or hears of a page: text, titles, labels, placeholders, button values."""

    SILENT = frozenset({"script", "style", "code", "template", "svg", "textarea"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self.silent.append(tag)
        given = dict(attrs)
        kept = ["title", "aria-label", "placeholder", "alt", "aria-description"]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            kept.append("value")
        self.found += [value for name in kept if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(data.strip())


KNOWN = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, sorted([*TERMS, *NAMES], key=len, reverse=True)))})(?![A-Za-z])"
)
ITEM = re.compile(r"\bo[0-9]{1,2}\b")


def foreign_words(html: str) -> set[str]:
    """Latin words on a page that are neither terms nor addresses, and Gregorian years."""
    reader = Words()
    reader.feed(html)
    return set().union(*map(_foreign_in, set(reader.found)))


@functools.cache
def _foreign_in(text: str) -> frozenset[str]:
    plain = ITEM.sub(" ", KNOWN.sub(" ", ADDRESS.sub(" ", text)))
    return frozenset(f"{word} ({text[:60]})" for word in [*LATIN.findall(plain), *GREGORIAN.findall(plain)])


@pytest.fixture
def records(db: None, office: Any, people: Any) -> None:
    """A draft, a record in review, a published one, a withdrawn one, and a working copy; and what surrounds them."""
    alice, bob = people.alice, people.bob
    for person in vars(people).values():
        person.set_password("ไผ่งามริมน้ำยม-2569")
        person.save()
    makers = [
        DutyDraft,
        ReferralDraft,
        PageDraft,
        SurveyDraft,
        ResultDraft,
        DisclosureDraft,
        ReportDraft,
        MeasureDraft,
        ContractDraft,
        PlanDraft,
        AnnouncementDraft,
        AnswerDraft,
        RequestFormDraft,
        ServiceDraft,
    ]
    for maker in makers:
        maker(created_by=alice)
    questions.ask(token=new_token(), subject="เปิดกี่โมง", body="วันเสาร์เปิดไหม", email="a@example.com")
    NewsDraft(created_by=alice)
    waiting = NewsDraft(created_by=alice, title="รออนุมัติ")
    waiting.submit(by=alice)
    sent_back = NewsDraft(created_by=alice, title="ส่งกลับ")
    sent_back.submit(by=alice)
    sent_back.send_back(by=bob, reason="ภาพไม่ชัด")
    shown = NewsDraft(created_by=alice, title="เผยแพร่แล้ว")
    attach(shown, people)
    published(shown, people).revise(by=alice)
    gone = published(NewsDraft(created_by=alice, title="ถอนออก"), people)
    gone.withdraw(by=bob, reason="ข้อมูลผิด")
    Feedback.objects.create(path="/news/", is_useful=False, comment="หาไม่พบ", token="t")
    PopularSearch.objects.create(words="ย้ายสถานศึกษา") if hasattr(PopularSearch, "words") else None
    audit.record(alice, "ทดสอบ", waiting, reason="ทดสอบ")


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Every admin and account page this person can open: its address and its HTML."""
    addresses = ["/admin/", "/admin/review/", *(reverse(name) for name in ACCOUNT_PAGES)]
    for model, model_admin in admin.site._registry.items():
        opts = model._meta
        prefix = f"admin:{opts.app_label}_{opts.model_name}"
        addresses += [f"/admin/{opts.app_label}/", reverse(f"{prefix}_changelist"), reverse(f"{prefix}_add")]
        addresses += [
            f"{reverse(f'{prefix}_changelist')}?q=ไม่มีแน่",
            f"{reverse(f'{prefix}_changelist')}?_facets=True",
        ]
        for record in model._default_manager.order_by("pk")[: 6 if opts.model_name == "newsitem" else 1]:
            addresses += [
                reverse(f"{prefix}_{page}", args=[record.pk]) for page in ("change", "history", "delete")
            ]
        assert model_admin
    for address in dict.fromkeys(addresses):
        response = client.get(address, follow=True)
        assert response.status_code in (200, 403, 404), (address, response.status_code)
        if response.status_code == 200:
            yield address, response.content.decode()


def read_all(client: Client) -> dict[str, str]:
    """What is not Thai on the pages of this person, each word with the first page it stands on."""
    wrong: dict[str, str] = {}
    for address, html in pages(client):
        for word in foreign_words(html):
            wrong.setdefault(word, address)
    return wrong


ACCOUNT_PAGES = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
]


@pytest.mark.parametrize("name", ["alice", "bob", "dana", "erin", "frank", "grace", "heidi", "ivan", "judy"])
def test_no_english_word_and_no_gregorian_year_on_any_page(
    records: None, people: Any, signed_in: Any, name: str
) -> None:
    assert read_all(signed_in(getattr(people, name))) == {}


def test_the_cast_of_this_test_is_the_whole_cast(people: Any) -> None:
    assert {field.name for field in dataclasses.fields(people)} <= set(NAMES)


def test_a_superuser_sees_thai_as_well(records: None, people: Any, signed_in: Any) -> None:
    User.objects.filter(pk=people.dana.pk).update(is_superuser=True)
    assert read_all(signed_in(people.dana)) == {}


def test_errors_of_forms_are_thai(records: None, people: Any, signed_in: Any) -> None:
    User.objects.filter(pk=people.dana.pk).update(is_superuser=True)
    client = signed_in(people.dana)
    wrong: dict[str, str] = {}
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        inlines = re.findall(
            r'name="([\w-]+-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)"',
            client.get(address, follow=True).content.decode(),
        )
        response = client.post(address, dict.fromkeys(inlines, "0"))
        if response.status_code == 200:
            wrong |= dict.fromkeys(foreign_words(response.content.decode()), address)
    assert wrong == {}


def test_sign_in_pages_are_thai_in_every_state(client: Client, people: Any, signed_in: Any) -> None:
    alice = people.alice
    alice.set_password("ไผ่งามริมน้ำยม-2569")
    alice.save()
    TOTP.activate(alice, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(alice)
    seen = [
        client.get("/accounts/login/"),
        client.post("/accounts/login/", {}),
        client.post("/accounts/login/", {"login": "alice", "password": "x"}),
        client.post("/accounts/password/reset/", {"email": "x"}),
        client.get("/accounts/password/reset/key/1-abc/"),
        client.post("/accounts/login/", {"login": "alice", "password": "ไผ่งามริมน้ำยม-2569"}, follow=True),
        client.post("/accounts/2fa/authenticate/", {"code": "1"}),
    ]
    inside = signed_in(alice)
    seen += [inside.get(reverse(name), follow=True) for name in ACCOUNT_PAGES]
    seen += [
        inside.post("/accounts/reauthenticate/", {"password": "x"}),
        inside.post("/accounts/password/change/", {"oldpassword": "x", "password1": "1", "password2": "2"}),
        inside.post("/accounts/2fa/reauthenticate/", {"code": "1"}),
        inside.post("/accounts/reauthenticate/", {"password": "ไผ่งามริมน้ำยม-2569"}, follow=True),
    ]
    seen += [inside.get(reverse(name), follow=True) for name in ACCOUNT_PAGES]
    for response in seen:
        assert response.status_code == 200, response.request
        assert foreign_words(response.content.decode()) == set(), response.request["PATH_INFO"]


def test_a_browser_that_asks_for_english_still_gets_thai(people: Any, signed_in: Any) -> None:
    html = signed_in(people.dana).get("/admin/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="th"' in html
    assert foreign_words(html) == set()


def test_the_words_of_the_admins_own_scripts_are_thai(people: Any, signed_in: Any) -> None:
    script = signed_in(people.dana).get(reverse("admin:jsi18n")).content.decode()
    written = json.loads(re.search(r"const newcatalog = (\{.*?\});", script, re.DOTALL)[1])  # type: ignore[index]
    assert written["Today"] == "วันนี้"
    for english, thai in written.items():
        sentence = re.sub(r"%(\(\w+\))?s", "", " ".join(thai) if isinstance(thai, list) else thai)
        assert foreign_words(sentence) == set(), english


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_words_are_made_from_the_written_ones(domain: str) -> None:
    folder = Path(settings.BASE_DIR) / "locale" / "th" / "LC_MESSAGES"
    with (folder / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # there is no public way
    written = {}
    for block in (folder / f"{domain}.po").read_text(encoding="utf-8").split("\n\n"):
        entry = dict(re.findall(r'^(msg\S+) (".*")$', block, re.MULTILINE))
        if entry and entry["msgid"] != '""':
            read = {name: ast.literal_eval(text) for name, text in entry.items()}
            key = f"{read['msgctxt']}\x04{read['msgid']}" if "msgctxt" in read else read["msgid"]
            written[(key, 0) if "msgid_plural" in read else key] = read.get("msgstr") or read["msgstr[0]"]
    compiled.pop("")
    assert compiled == written, "run: python manage.py compilemessages -l th"
