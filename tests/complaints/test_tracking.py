"""Following a case with its code: what the reporter sees, writes and adds, and what nobody else learns."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from complaints import opening, quiet, sealing
from complaints.actions import talking, tracking
from complaints.actions.receiving import Received
from complaints.evidence import examine_all
from complaints.models import Attempt, Case, Entry, Flow
from complaints.models.terms import EntryKind, Outcome, Part, Progress
from portal import thai
from portal.models import AuditEvent
from tests.complaints import stage
from tests.complaints.reporter import WHAT, Reporter

pytestmark = pytest.mark.django_db
TRACK, CASE, LEAVE = "/complaints/track/", "/complaints/track/case/", "/complaints/track/leave/"


@pytest.fixture(autouse=True)
def _new_budgets() -> None:
    quiet.forget_budgets()


@pytest.fixture
def holder(people: Any, office: Any) -> Any:
    return stage.holder(people.ivan)


@pytest.fixture
def sent(holder: Any) -> Received:
    return stage.sent_report()


def hidden(page: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, name
    return found[1]


def enter(client: Client, locator: str, secret: str, **more: str) -> Any:
    token = hidden(client.get(TRACK), "token")
    return client.post(TRACK, {"token": token, "locator": locator, "secret": secret, **more})


def opened(sent: Received) -> Client:
    """A browser in which the case was opened with its code."""
    client = Client()
    answer = enter(client, sent.code.locator, sent.code.written_secret)
    assert (answer.status_code, answer["Location"]) == (303, CASE)
    return client


def send(client: Client, text: str = "", *files: SimpleUploadedFile, page: Any = None) -> Any:
    page = page or client.get(CASE)
    fields = {"token": hidden(page, "token"), "turn": hidden(page, "turn"), "text": text}
    return client.post(CASE, fields | ({"files": list(files)} if files else {}))


def words(page: Any) -> str:
    """What a person reads of the page, without marks that tie words together."""
    text = re.sub(r"</?(?:span|wbr|time)\b[^>]*>", "", page.content.decode())
    text = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " "))


def close(case: Case, *, days_ago: int = 0) -> None:
    on = timezone.localdate() - dt.timedelta(days=days_ago)
    Case.objects.filter(pk=case.pk).update(
        progress=Progress.CLOSED,
        closed_on=on,
        outcome=Outcome.SUBSTANTIATED,
        result=Outcome.SUBSTANTIATED,
        answered_on=on,
    )


# ── the code ─────────────────────────────────────────────────────────────────
def test_the_code_opens_the_case_however_it_is_typed(sent):
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    for secret in (
        sent.code.written_secret,
        sent.code.written_secret.lower().replace("-", " "),
        sent.code.written_secret.translate(thai).replace("-", ""),
        sent.code.written_secret.replace("0", "o").replace("1", "I"),
    ):
        client = Client()
        locator = f" {sent.code.locator.lower().replace('-', ' ')} "
        assert enter(client, locator, secret).status_code == 303
        page = client.get(CASE)
        assert page.status_code == 200
        assert sent.code.locator in words(page)
    assert not Attempt.objects.exists()


def test_a_slip_of_the_hand_is_told_from_a_code_that_opens_nothing(sent, client):
    whole = sent.code.written_secret
    slip = ("7" if whole[0] != "7" else "8") + whole[1:]
    page = enter(client, sent.code.locator, slip)
    assert page.status_code == 400
    assert "พิมพ์ผิดอย่างน้อยหนึ่งตัว" in words(page)
    assert not Attempt.objects.exists()  # nothing was guessed, and Argon2id was not asked
    for locator in ("68-K7Q", "68K7Q2X", "AA-K7Q2", "68-K7QU"):
        assert "เลขรับเรื่องพิมพ์ไม่ถูก" in words(enter(client, locator, whole))
    assert "รหัสลับยาวเกินไป" in words(enter(client, sent.code.locator, "7" * 129))


def without_token(page: Any) -> bytes:
    """The page without what the person typed and the token of this browser."""
    return re.sub(rb'value="[^"]*"', b"", page.content)


def test_unknown_wrong_and_deleted_look_the_same(sent, holder, monkeypatch):
    gone = stage.sent_report()
    gone.case.delete()
    other = stage.sent_report()
    asked: list[bytes] = []
    root_of = sealing.root_of

    def counted(secret: str, cost: bytes) -> sealing.Root:
        asked.append(cost[:6])
        return root_of(secret, cost)

    monkeypatch.setattr(sealing, "root_of", counted)
    unknown = "68-0000"
    from complaints.codes import Code  # noqa: PLC0415

    guesses = [
        (unknown, Code(unknown, other.code.secret).written_secret),
        (sent.code.locator, Code(sent.code.locator, other.code.secret).written_secret),
        (gone.code.locator, gone.code.written_secret),
    ]
    pages = [enter(Client(), *guess) for guess in guesses]
    assert {page.status_code for page in pages} == {400}
    assert len({without_token(page) for page in pages}) == 1
    assert "ไม่พบเรื่องที่ตรงกับเลขรับเรื่องและรหัสลับคู่นี้" in words(pages[0])
    assert [sorted(page.headers) for page in pages[1:]] == [sorted(pages[0].headers)] * 2
    assert len(asked) == 3  # one Argon2id each,
    assert len(set(asked)) == 1  # of the same version and cost


def test_the_form_needs_the_token_of_this_browser(sent):
    answer = Client().post(TRACK, {"locator": sent.code.locator, "secret": sent.code.written_secret})
    assert answer.status_code == 400
    assert "เบราว์เซอร์ไม่รับคุกกี้" in words(answer)
    client = opened(sent)
    answer = client.post(CASE, {"text": "จากหน้าอื่น", "turn": "x"})
    assert answer.status_code == 400
    assert not Entry.objects.filter(kind=EntryKind.FROM_REPORTER).exists()


def test_the_session_has_a_key_of_its_own_and_ends_with_leaving(sent):
    client = Client()
    client.get(TRACK)
    before = client.cookies["report"].value
    enter(client, sent.code.locator, sent.code.written_secret)
    cookie = client.cookies["report"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        "Strict",
        "/",
        "",
    )
    answer = client.post(LEAVE)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.cookies["report"]["max-age"] == 0
    assert not Flow.objects.exists()
    client.cookies["report"] = cookie.value
    assert client.get(CASE)["Location"] == TRACK


def test_the_session_ends_after_twenty_minutes_and_a_message_is_not_lost(sent):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = opened(sent)
        page = client.get(CASE)
        clock.shift(dt.timedelta(minutes=19))
        assert client.get(CASE).status_code == 200
        clock.shift(dt.timedelta(minutes=31))  # the end of a session is kept in coarse steps
        over = send(client, "พิมพ์นานมาก <b>", page=page)
        assert over.status_code == 400
        assert "ข้อความยังไม่ได้ส่ง" in words(over)
        kept = hidden(over, "kept").replace("&lt;", "<").replace("&gt;", ">")
        fields = {"token": hidden(over, "token"), "locator": sent.code.locator, "kept": kept}
        client.post(TRACK, fields | {"secret": sent.code.written_secret})
        assert "พิมพ์นานมาก &lt;b&gt;</textarea>" in client.get(CASE).content.decode()
    assert not Entry.objects.filter(kind=EntryKind.FROM_REPORTER).exists()


def test_a_case_deleted_meanwhile_leads_back_to_the_code(sent):
    client = opened(sent)
    sent.case.delete()
    answer = client.get(CASE)
    assert (answer.status_code, answer["Location"]) == (303, TRACK)
    assert not Flow.objects.exists()


def test_a_report_that_is_not_sent_yet_is_warned_of_and_ends_when_a_case_is_opened(sent):
    reporter = Reporter()
    reporter.open("/complaints/new/")
    reporter.send("/complaints/new/", **WHAT)
    assert "มีเรื่องที่กรอกค้างอยู่" in words(reporter.client.get(TRACK))
    assert reporter.open("/complaints/new/readers/").status_code == 200  # looking cost nothing
    assert enter(reporter.client, sent.code.locator, sent.code.written_secret).status_code == 303
    assert Flow.objects.count() == 1
    assert "เบราว์เซอร์นี้เปิดเรื่องหนึ่งค้างไว้" in words(reporter.client.get(TRACK))
    assert reporter.client.get(CASE).status_code == 200


@pytest.mark.parametrize("address", [TRACK, CASE, LEAVE])
def test_other_methods_are_refused_in_thai_and_leaving_takes_a_button(office, client, address):
    answer = client.put(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert "หน้านี้รับเฉพาะ" in words(answer)
    assert client.get(LEAVE)["Location"] == TRACK


def test_the_pages_are_kept_nowhere_and_name_nobody(sent):
    client = opened(sent)
    for page in (Client().get(TRACK), client.get(CASE)):
        assert page["Cache-Control"] == "private, no-store"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
        assert set(page.cookies) == {"report"}


def test_nothing_of_the_flow_says_which_case_it_is(sent):
    opened(sent)
    kept = bytes(Flow.objects.get().sealed)
    for said in (str(sent.case.pk), sent.code.locator, sent.code.secret):
        assert said.encode() not in kept


# ── what became of it ────────────────────────────────────────────────────────
def test_the_page_says_what_comes_next_and_until_when(sent):
    client = opened(sent)
    assert "ได้รับเรื่องแล้ว รอเจ้าหน้าที่ตรวจรับ" in words(client.get(CASE))
    assert "เจ้าหน้าที่จะเปิดอ่านและตรวจรับภายในวันที่" in words(client.get(CASE))
    today = timezone.localdate()
    Case.objects.update(acknowledge_by=today - dt.timedelta(days=1))
    assert "ครบกำหนดเมื่อวันที่" in words(client.get(CASE))
    Case.objects.update(progress=Progress.ACKNOWLEDGED, acknowledged_on=today)
    assert "จะแจ้งผลหรือความคืบหน้าในหน้านี้ภายในวันที่" in words(client.get(CASE))
    Case.objects.update(answer_by=today - dt.timedelta(days=1))
    assert "ยังไม่มีผลหรือความคืบหน้า ทั้งที่ครบกำหนด" in words(client.get(CASE))
    Case.objects.update(answered_on=today)
    assert "ยังไม่มีผลหรือความคืบหน้าเพิ่มเติม ทั้งที่ครบกำหนด" in words(client.get(CASE))
    Case.objects.update(answer_by=today)
    day = " ".join(thai.long_date(today).split())
    assert f"ความคืบหน้าเพิ่มเติมในหน้านี้ภายในวันที่ {day}" in words(client.get(CASE))


def test_what_changed_since_last_time_is_said_until_it_was_seen(sent, people):
    first = opened(sent)
    assert "ตั้งแต่เข้าดูด้วยรหัสครั้งก่อน" not in words(first.get(CASE))
    assert "ตั้งแต่เข้าดูด้วยรหัสครั้งก่อน ยังไม่มีอะไรเปลี่ยนแปลง" in words(opened(sent).get(CASE))
    talking.write_to_reporter(by=people.ivan, case=sent.case, text="ขอทราบวันที่เกิดเหตุ")
    Case.objects.update(progress=Progress.ACKNOWLEDGED, acknowledged_on=timezone.localdate())
    second = opened(sent)
    for _ in range(2):  # also when the page is loaded again
        page = words(second.get(CASE))
        assert "สถานะเปลี่ยนเป็น “ตรวจรับแล้ว อยู่ระหว่างพิจารณา”" in page
        assert "มีข้อความใหม่จากเจ้าหน้าที่ 1 ข้อความ" in page
        assert "ขอทราบวันที่เกิดเหตุ" in page
    third = words(opened(sent).get(CASE))
    assert "ยังไม่มีอะไรเปลี่ยนแปลง" in third
    assert "ขอทราบวันที่เกิดเหตุ" in third


def test_messages_both_ways_stand_in_order_with_their_days(sent, people):
    client = opened(sent)
    assert send(client, "คำถามแรก").status_code == 303
    talking.write_to_reporter(by=people.ivan, case=sent.case, text="ตอบท่านว่า <script>")
    assert send(client, "ขอบคุณ").status_code == 303
    page = client.get(CASE)
    assert re.findall("คำถามแรก|ตอบท่านว่า|ขอบคุณ", words(page)) == ["คำถามแรก", "ตอบท่านว่า", "ขอบคุณ"]
    assert b"<script>" not in page.content
    assert "ส่งถึงเจ้าหน้าที่แล้ว" in words(page)
    assert "ส่งถึงเจ้าหน้าที่แล้ว" not in words(client.get(CASE))
    assert not re.search(r"\d\d[.:]\d\d น", words(page).split("ข้อความ", 1)[1].split("เวลาทำการ")[0])
    assert b"<title>\xe0\xb8\x95\xe0\xb8\xb4\xe0\xb8\x94\xe0\xb8\x95\xe0\xb8\xb2\xe0\xb8\xa1" in page.content
    assert sent.code.locator not in re.search(r"<title>.*?</title>", page.content.decode())[0]


def test_a_closed_case_is_read_and_answered_for_thirty_days(sent, people):
    talking.write_to_reporter(by=people.ivan, case=sent.case, text="ผลการพิจารณาโดยย่อ")
    close(sent.case, days_ago=30)
    client = opened(sent)
    page = words(client.get(CASE))
    assert "ผลคือ พบว่ามีมูล" in page
    assert "ผลการพิจารณาโดยย่อ" in page
    form = client.get(CASE)
    assert send(client, "ขอบคุณและขอเพิ่มข้อมูล").status_code == 303
    close(sent.case, days_ago=31)
    page = client.get(CASE)
    assert "ครบเวลาตอบกลับ" in words(page)
    assert b"<textarea" not in page.content
    late = send(client, "ช้าไป", page=form)
    assert "ปิดเกิน 30 วันแล้ว" in words(late) or late.status_code == 303
    assert Entry.objects.filter(kind=EntryKind.FROM_REPORTER).count() == 1


# ── what the reporter sends ──────────────────────────────────────────────────
def test_a_message_lies_sealed_and_only_the_officer_reads_it(sent, holder, people):
    assert send(opened(sent), "  ข้อความลับเฉพาะ\r\nสองบรรทัด ").status_code == 303
    entry = Entry.objects.get(kind=EntryKind.FROM_REPORTER)
    assert "ลับเฉพาะ".encode() not in bytes(entry.sealed)
    assert entry.author is None
    ring = stage.keyring(holder)
    key = ring.key_of(sent.case, Part.TALK)
    assert opening.read_words(key, entry).text == "ข้อความลับเฉพาะ\r\nสองบรรทัด"
    with pytest.raises(sealing.Unreadable):
        opening.read_words(ring.key_of(sent.case, Part.REPORT), entry)


def test_a_message_that_holds_the_code_is_refused(sent):
    secret, client = sent.code.written_secret, opened(sent)
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    groups = secret.split("-")
    for text in (
        f"รหัสของฉันคือ {secret} ค่ะ",
        secret.lower().replace("-", ""),
        f"{sent.code.secret}",
        f"รหัส {sent.code.locator}{secret.translate(thai)}",
        " แล้วตามด้วย ".join(groups),
    ):
        page = send(client, text)
        assert page.status_code == 400, text
        assert "มีรหัสลับของท่านอยู่" in words(page)
    page = send(client, "", SimpleUploadedFile(f"{secret}.txt", b"x"))
    assert "มีรหัสลับของท่านอยู่" in words(page)
    assert not Entry.objects.filter(kind=EntryKind.FROM_REPORTER).exists()
    assert send(client, f"เลขรับเรื่อง {sent.code.locator} รหัสลับขึ้นต้นด้วย {groups[0]}").status_code == 303


def test_pressing_twice_sends_once_and_the_same_words_may_be_sent_again(sent):
    client = opened(sent)
    page = client.get(CASE)
    file = SimpleUploadedFile("ภาพ.txt", "เนื้อหา".encode())
    for _ in range(2):
        file.seek(0)
        assert send(client, "ส่งสองครั้ง", file, page=page).status_code == 303
    assert (sent.case.entries.filter(kind=EntryKind.FROM_REPORTER).count(), sent.case.evidence.count()) == (
        1,
        1,
    )
    assert send(client, "ส่งสองครั้ง").status_code == 303
    assert sent.case.entries.filter(kind=EntryKind.FROM_REPORTER).count() == 2


def test_evidence_comes_in_sealed_and_is_never_handed_back(sent, holder):
    client = opened(sent)
    content = "หลักฐานลับ".encode()
    assert send(client, "", SimpleUploadedFile("สลิปโอนเงิน.txt", content)).status_code == 303
    evidence = sent.case.evidence.get()
    key = stage.keyring(holder).key_of(sent.case, Part.REPORT)
    assert opening.read_file(key, evidence, original=True) == content
    assert opening.read_facts(key, evidence).name == "สลิปโอนเงิน.txt"
    page = client.get(CASE)
    assert "ได้รับไฟล์ของท่านแล้ว 1 ไฟล์" in words(page)
    assert "สลิปโอนเงิน" not in words(page)
    assert not re.search(rf'(href|src|action)="[^"]*{evidence.pk}', page.content.decode())


def test_what_is_wrong_is_said_and_the_words_stay(sent, monkeypatch):
    client = opened(sent)
    assert "เขียนข้อความหรือแนบไฟล์ก่อนกดส่ง" in words(send(client, "  "))
    page = send(client, "คงอยู่ในช่อง", SimpleUploadedFile("ว่าง.txt", b""))
    assert "ว่างเปล่า" in words(page)
    assert "คงอยู่ในช่อง</textarea>" in page.content.decode()
    assert not Entry.objects.filter(kind=EntryKind.FROM_REPORTER).exists()
    assert "ยาวเกิน 5,000 ตัวอักษร" in words(send(client, "ก" * 5001))
    monkeypatch.setattr(talking, "MOST_MESSAGES_A_DAY", 1)
    monkeypatch.setattr(talking, "MOST_FILES_OF_A_CASE", 0)
    assert "ไม่เกิน 0 ไฟล์" in words(send(client, "", SimpleUploadedFile("a.txt", b"a")))
    assert send(client, "หนึ่ง").status_code == 303
    assert "วันนี้ส่งครบ" in words(send(client, "สอง"))


def test_no_file_is_examined_that_could_not_be_taken(sent, monkeypatch):
    """A case without room, a closed one, a second press and a network that sends too much cost no copy."""
    examined: list[str] = []

    def counting(files: Any) -> Any:
        examined.extend(file.name for file in files)
        return examine_all(files)

    monkeypatch.setattr("complaints.views.tracking.examine_all", counting)
    monkeypatch.setattr("complaints.views.tracking.MOST_UPLOADS", 2)
    client = opened(sent)
    page = client.get(CASE)
    for name in ("1.txt", "1.txt"):
        assert send(client, "", SimpleUploadedFile(name, b"a"), page=page).status_code == 303
    assert examined == ["1.txt"]
    secret = sent.code.written_secret
    assert "มีรหัสลับของท่านอยู่" in words(send(client, secret, SimpleUploadedFile("code.txt", b"a")))
    assert "มีรหัสลับของท่านอยู่" in words(send(client, "", SimpleUploadedFile(f"{secret}.txt", b"a")))
    with monkeypatch.context() as full:
        full.setattr(talking, "MOST_FILES_OF_A_CASE", 1)
        assert "ไม่เกิน 1 ไฟล์" in words(send(client, "", SimpleUploadedFile("full.txt", b"a")))
    assert examined == ["1.txt"]
    assert send(client, "", SimpleUploadedFile("2.txt", b"a")).status_code == 303
    refused = send(client, "คงอยู่", SimpleUploadedFile("3.txt", b"a"))
    assert refused.status_code == 429
    assert "ส่งเฉพาะข้อความได้ทันที" in words(refused)
    assert "คงอยู่</textarea>" in refused.content.decode()
    assert send(client, "คงอยู่").status_code == 303
    close(sent.case, days_ago=31)
    assert "จึงส่งข้อความเพิ่มไม่ได้" in words(client.post(CASE, closed_form(page, "closed.txt")))
    assert examined == ["1.txt", "2.txt"]


def closed_form(page: Any, name: str) -> dict[str, Any]:
    """What a page that was opened before the case was closed sends."""
    return {"token": hidden(page, "token"), "turn": "another", "files": [SimpleUploadedFile(name, b"a")]}


def test_all_officers_alike_are_told_and_told_nothing(sent, people, django_capture_on_commit_callbacks):
    people.ivan.email, people.judy.email = "ivan@example.go.th", "judy@example.go.th"
    people.ivan.save()
    people.judy.save()
    stage.holder(other := stage.officer("other"))  # who came later and cannot open the case
    client = opened(sent)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, "ข้อความใหม่ของผู้แจ้ง")
    assert [message.to for message in mail.outbox] == [["ivan@example.go.th"], [other.email]]
    message = mail.outbox[0]
    written = message.message().as_string() + message.subject + message.body
    for said in (sent.code.locator, "ข้อความใหม่ของผู้แจ้ง", "อิศรา", str(sent.case.pk)):
        assert said not in written


def test_nothing_the_reporter_does_is_in_the_log(sent):
    before = AuditEvent.objects.count()
    client = opened(sent)
    send(client, "ไม่ทิ้งเวลาไว้")
    client.post(LEAVE)
    assert AuditEvent.objects.count() == before


# ── what the office writes ───────────────────────────────────────────────────
def test_only_an_officer_of_the_case_writes_to_the_reporter(sent, people):
    for person in (people.dana, people.erin, people.judy, people.alice):
        with pytest.raises(ValidationError, match="ได้รับมอบเรื่องนี้"):
            talking.write_to_reporter(by=person, case=sent.case, text="สวัสดี")
    with pytest.raises(ValidationError, match="เขียนข้อความ"):
        talking.write_to_reporter(by=people.ivan, case=sent.case, text=" ")
    with pytest.raises(ValidationError, match="ยาวเกิน"):
        talking.write_to_reporter(by=people.ivan, case=sent.case, text="ก" * 5001)
    entry = talking.write_to_reporter(by=people.ivan, case=sent.case, text="ถึงท่าน")
    assert "ถึงท่าน".encode() not in bytes(entry.sealed)
    event = AuditEvent.objects.latest("seq")
    assert (event.actor_name, event.object_name, event.detail) == ("อิศรา ทดสอบ", sent.code.locator, {})


def test_a_talk_shows_nothing_of_itself_in_errors(sent):
    talk = tracking.open_talk(sent.code, network="")
    assert talk is not None
    told = repr(talk) + repr(tracking.messages(talk, seen=0))
    assert talk.private.hex() not in told
    assert talk.mark not in told
