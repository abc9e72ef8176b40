"""The complaint channel of the demonstration: keys of its accounts, reports of four fiscal years, and tombstones."""

from __future__ import annotations

import datetime as dt
import io

from django.utils import timezone
from PIL import Image, ImageDraw

from complaints import opening, sealing
from complaints.actions.entries import add_entry
from complaints.actions.escrow import keep_escrow_key
from complaints.actions.identities import ask_for_identity
from complaints.actions.keys import confirm_key, make_key
from complaints.actions.receiving import receive_report
from complaints.contents import Identity, Report, Words
from complaints.demonstration.stories import CODE, DELETED, STORIES, Story
from complaints.evidence import examine
from complaints.models import Case, ChannelRules, Grant, IdentityRequest, KeyHolder, Tombstone
from complaints.models.terms import RETENTION_OF, Channel, EntryKind, Kind, Outcome, Progress
from portal import audit
from portal.fiscal import FiscalYear
from portal.models import User
from portal.thai import BANGKOK
from portal.working_days import Calendar, add_working_days, working_days_between

PASSPHRASE = "nine lotus boats on the yom"  # noqa: S105  # of the demonstration; README tells it to everybody
OPENED_ON = dt.date(2022, 10, 1)
NOTES = (
    "ช่องทางแจ้งทุจริตของเว็บไซต์สาธิต",
    f"  วลีรหัสผ่านของกุญแจทุกบัญชี  {PASSPHRASE}",
    f"  ติดตามเรื่องตัวอย่าง  เลขรับเรื่อง {CODE.locator}  รหัสลับ {CODE.written_secret}",
)
"""What the demonstration tells whoever starts it."""
_LOOKED_BACK = dt.timedelta(days=90)
_AT = dt.time(10, 15)


def demonstrate(people: dict[str, User]) -> None:
    """Keys first, as without an officer's nothing can be received; then the reports, and what became of them."""
    _make_keys(people)
    days = _Days(timezone.localdate())
    for story in STORIES:
        _tell(story, people, days)
    for row in DELETED:
        _leave_tombstone(*row)
    audit.record(
        None,
        "ตั้งวันที่ของข้อมูลสาธิตย้อนหลัง",
        kind=str(Case._meta.verbose_name),
        count=len(STORIES) + len(DELETED),
    )


class _Days:
    """Reads the days of stories, those written as working days before today as well."""

    def __init__(self, today: dt.date) -> None:
        calendar = Calendar.load(today - _LOOKED_BACK, today)
        earlier = (today - dt.timedelta(back) for back in range(1, _LOOKED_BACK.days))
        self.before = [day for day in earlier if calendar.is_working_day(day)]

    def __call__(self, written: str) -> dt.date:
        back = int(written) if written.startswith("-") and written[1:].isdecimal() else 0
        return self.before[-back - 1] if back else dt.date.fromisoformat(written)


def _make_keys(people: dict[str, User]) -> None:
    """One for each person of the channel, compared by the first, and an escrow whose private half nobody keeps."""
    keep_escrow_key(public=sealing.new_pair().public)
    first = opening.unlocked(make_key(by=people["integrity"], passphrase=PASSPHRASE), PASSPHRASE)
    for key in ("integrity2", "custodian"):
        confirm_key(by=first, holder=make_key(by=people[key], passphrase=PASSPHRASE))
    at = dt.datetime.combine(OPENED_ON, _AT, BANGKOK)
    KeyHolder.objects.update(created_at=at)
    KeyHolder.objects.exclude(user=None).update(confirmed_at=at)


def _tell(story: Story, people: dict[str, User], days: _Days) -> None:
    """Receive the report as it came, write what was written, and set the case to where it stands."""
    officer = people["integrity"]
    received_on = days(story.received)
    excluded = [people["integrity2"].pk] if story.without_second_officer else []
    report = Report(
        kind=story.kind,
        what=story.what,
        when=story.when,
        where=story.where,
        who=story.who,
        concerns_office=bool(excluded),
        excluded=excluded,
    )
    photograph = _photograph() if story.has_photograph else b""
    received = receive_report(
        by=None if story.channel == Channel.ONLINE else officer,
        report=report,
        identity=Identity(name=story.name, contact=story.contact) if story.name else None,
        files=[(examine("ภาพกระดาษ.jpg", photograph), photograph)] if photograph else (),
        channel=story.channel,
        at=dt.datetime.combine(received_on, _AT, BANGKOK),
        code=story.code,
    )
    case = received.case
    Grant.objects.filter(key__case=case).update(granted_on=received_on)
    for line in story.lines:
        kind = {
            "reporter": EntryKind.FROM_REPORTER,
            "officer": EntryKind.TO_REPORTER,
            "note": EntryKind.NOTE,
        }
        _write(case, kind[line.who], line.text, days(line.day), None if line.who == "reporter" else officer)
    if story.request:
        asked = ask_for_identity(by=officer, case=case, reason=story.request)
        IdentityRequest.objects.filter(pk=asked.pk).update(asked_on=days(story.answered))
    _settle(case, story, officer, days)


def _write(case: Case, kind: EntryKind, text: str, day: dt.date, by: User | None) -> None:
    words = Words(text=text, at=dt.datetime.combine(day, _AT, BANGKOK).isoformat())
    add_entry(by=by, case=case, kind=kind, content=words, on=day)


def _settle(case: Case, story: Story, officer: User, days: _Days) -> None:
    """The facts of a case as the acts of an officer on those days would have left them."""
    if story.acknowledged:
        case.acknowledged_on = days(story.acknowledged)
        case.days_to_acknowledge = working_days_between(case.received_on, case.acknowledged_on)
        case.progress = Progress.EXAMINED if story.is_examined else Progress.ACKNOWLEDGED
        case.handler = officer
    if story.answered:
        case.answered_on = days(story.answered)
        case.days_to_answer = working_days_between(case.received_on, case.answered_on)
        told_last = days(story.told_last) if story.told_last else case.answered_on
        case.answer_by = add_working_days(told_last, ChannelRules.load().answer_days)
    if story.outcome:
        case.closed_on = days(story.closed)
        _write(case, EntryKind.DECISION, story.reason, case.closed_on, officer)
        case.closed_month = case.closed_on.replace(day=1)
        case.progress, case.outcome, case.result = Progress.CLOSED, story.outcome, story.outcome
        case.retention_class = RETENTION_OF[story.outcome]
        kept = dt.timedelta(days=ChannelRules.load().days_of(case.retention_class))
        case.keep_until = case.closed_on + kept
        case.is_held = story.is_held
    case.save()


def _leave_tombstone(
    received: str,
    kind: Kind,
    channel: Channel,
    outcome: Outcome,
    closed: str,
    to_acknowledge: int,
    to_answer: int,
) -> None:
    """What a deletion leaves, in the month in which the shortest retention was over."""
    month, closed_month = (dt.date.fromisoformat(f"{written}-01") for written in (received, closed))
    rules = ChannelRules.load()
    kept = dt.timedelta(days=rules.days_of(RETENTION_OF[outcome]) + 31)
    Tombstone.objects.create(
        year=FiscalYear.containing(month),
        received_month=month,
        kind=kind,
        channel=channel,
        outcome=outcome,
        closed_month=closed_month,
        days_to_acknowledge=to_acknowledge,
        days_to_answer=to_answer,
        answer_period=rules.answer_days,
        retention_class=RETENTION_OF[outcome],
        deleted_month=(closed_month + kept).replace(day=1),
    )


def _photograph() -> bytes:
    """A slip of paper with an amount on a table, with the marks that a camera leaves."""
    picture = Image.new("RGB", (960, 720), "#6b5a48")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(220, 160), (760, 120), (800, 560), (250, 600)], "#f6f1e3")
    draw.text((420, 320), "500", fill="#22305a", font_size=120)
    exif = picture.getexif()
    exif[271], exif[272] = "Invented Camera", "Model 9"
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=85, exif=exif)
    return output.getvalue()
