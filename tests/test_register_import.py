"""An import of the register: what it would change, that it is all or nothing, and its way to the public."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.models import AuditEvent, SearchEntry, StoredFile, WorkGroup
from procurement.actions import (
    confirm_import,
    confirming,
    open_import,
    plan_import,
    publish_import,
    read_file,
    send_back_import,
    submit_import,
    withdraw_import,
)
from procurement.actions.reading import misfits
from procurement.models import Contract, Correction, Layout, Process, RegisterImport, Stage, Supplier
from procurement.rows import BidFacts, Place, ReadRegister, Row
from tests.egp_files import egp_csv, many
from tests.makers import AnnouncementDraft, ContractDraft, PlanDraft, published
from tests.test_attacks import at_once

AGREED_IN_SAMPLE = Decimal("1125364.40")


@pytest.fixture
def group(db: None) -> WorkGroup:
    return WorkGroup.objects.get(slug="administration")


@pytest.fixture
def bring_in(office, people, group):
    """Opens and confirms a file as the procurement officer; gives the import."""

    def act(content: bytes, *, name: str = "egp.csv", **choices: Any) -> RegisterImport:
        batch, _ = open_import(by=people.grace, content=content, name=name, owner_group=group, **choices)
        return confirm_import(by=people.grace, batch=batch)

    return act


def plan_of(content: bytes, group: WorkGroup, **choices: Any) -> Any:
    read = read_file(content, "egp.csv")
    assert not read.faults
    return plan_import(RegisterImport(layout=read.layout, owner_group=group, **choices), read)


def form(*rows: dict[str, Any], layout: Layout = Layout.ITA, bids: Any = None) -> ReadRegister:
    """What a reader gives of a form: one row for each dictionary of facts."""
    return ReadRegister(
        layout, [Row(Place("ITA-o16", n), facts, bids=bids) for n, facts in enumerate(rows, start=2)]
    )


def compared(read: ReadRegister, group: WorkGroup, **choices: Any) -> Any:
    return plan_import(RegisterImport(layout=read.layout, owner_group=group, **choices), read)


# ── what a file brings ───────────────────────────────────────────────────────
def test_every_shape_of_the_offices_sample_gives_the_same_26_contracts(office, group, bring_in, shared):
    samples = sorted((shared / "samples").glob("egp2568_sukhothai_*"))
    batch = bring_in(samples[0].read_bytes(), name=samples[0].name)
    assert batch.counts["new"] == 26
    assert sum(Contract.objects.values_list("agreed_price", flat=True)) == AGREED_IN_SAMPLE
    assert [c.agreed_price for c in Contract.objects.filter(method="e_bidding")] == [Decimal("825390.00")]
    for sample in samples:
        read = read_file(sample.read_bytes(), sample.name)
        plan = compared(read, group)
        assert (len(plan.new), plan.changed, plan.unchanged) == (0, [], 26), sample.name
        assert plan.totals.agreed == AGREED_IN_SAMPLE


def test_all_offices_give_2386_contracts_and_nothing_the_second_time(office, group, bring_in, shared):
    content = (shared / "samples" / "egp2568_all_peo_reo_raw_shifted.csv").read_bytes()
    assert bring_in(content, all_offices=True).counts["new"] == 2386
    again = bring_in(content, all_offices=True)
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2386)
    assert Contract.objects.count() == 2386


def test_new_rows_are_drafts_that_know_where_they_come_from(bring_in, people, group):
    batch = bring_in(
        egp_csv({}, {"project": "67129000002", "supplier": "บริษัท  เว้นวรรค จำกัด"}), fund_source="budget_act"
    )
    first, second = Contract.objects.order_by("pk")
    assert (first.status, first.source, first.created_by) == ("draft", batch, people.grace)
    assert (first.fund_source, first.owner_group, first.authors) == ("budget_act", group, [people.grace.pk])
    assert first.source_place == "แถว 2"
    assert first.source_words["stated_progress"] == "ระหว่างดำเนินการ"
    assert first.supplier == Supplier.objects.get(name="ร้านสมมุติเครื่องเขียน")
    assert (first.signed_on, first.dated_on) == (dt.date(2025, 1, 16), dt.date(2025, 1, 16))
    assert "doubled_spaces" in second.findings.values_list("code", flat=True)
    version = first.history.get()
    assert (version.history_type, version.history_user, version.title) == ("+", people.grace, first.title)
    assert AuditEvent.objects.filter(verb="นำเข้าทะเบียนจัดซื้อจัดจ้าง").count() == 1
    with batch.source.open() as kept:
        assert kept.read().startswith(b"\xef\xbb\xbf_id")


def test_saving_a_contract_that_an_import_made_changes_nothing_in_it(bring_in):
    bring_in(egp_csv({}))
    contract = Contract.objects.get()
    before = Contract.objects.values().get()
    contract.save()
    assert {**Contract.objects.values().get(), "updated_at": 0} == {**before, "updated_at": 0}


def test_rows_that_are_the_same_in_every_word_are_several_contracts(bring_in):
    content = egp_csv({}, {}, {})
    assert bring_in(content).counts["new"] == 3
    assert list(Contract.objects.order_by("pk").values_list("ordinal", flat=True)) == [1, 2, 3]
    assert bring_in(content).counts["unchanged"] == 3
    assert bring_in(egp_csv({}, {}, {}, {})).counts == {
        "rows": 4,
        "other_offices": 0,
        "new": 1,
        "changed": 0,
        "unchanged": 3,
        "corrections": 0,
    }


def test_planning_takes_as_many_queries_for_many_rows_as_for_few(bring_in, group):
    bring_in(egp_csv(*many(400)))
    counts = []
    for rows in (3, 400):
        content = egp_csv(*many(rows))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            plan = plan_of(content, group)
        assert plan.unchanged == rows
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


# ── what is the same, and what is not ────────────────────────────────────────
def test_a_form_that_says_less_changes_nothing(bring_in, group):
    """The forms name methods by group, status by the day, and have neither contract numbers nor wrong tax numbers."""
    bring_in(
        egp_csv(
            {"method": "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "title": "จ้าง  ปรับปรุง", "tax_id": "0653564003270"}
        ),
        fund_source="budget_act",
        expense_type="operating",
    )
    row = {
        "year": 2568,
        "project_number": "67129000001",
        "title": "จ้าง ปรับปรุง",
        "method": "open",
        "stated_progress": "ended",
        "agreed_price": Decimal("11500.50"),
        "supplier_name": "ร้านสมมุติเครื่องเขียน",
        "tax_id": "",
        "reference_price": None,
        "fund_source": "budget_act",
        "expense_type": "",
    }
    plan = compared(form(row), group)
    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 1)
    assert [note.code for note in plan.findings] == ["empty_in_file"]
    changed = compared(form(row | {"method": "specific"}), group).changed[0].differences
    assert changed == (("วิธีการจัดซื้อจัดจ้าง", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "เฉพาะเจาะจง"),)


def test_the_source_itself_corrects_spaces_in_a_text(bring_in):
    bring_in(egp_csv({"title": "จ้าง  ปรับปรุง"}))
    assert bring_in(egp_csv({"title": "จ้าง ปรับปรุง"})).counts["changed"] == 1
    assert Contract.objects.get().title == "จ้าง ปรับปรุง"


def test_an_empty_cell_never_erases_what_is_known(bring_in):
    bring_in(egp_csv({}))
    batch = bring_in(egp_csv({"reference": "-", "ends": "-", "price": "11000"}))
    contract = Contract.objects.get()
    assert (contract.reference_price, contract.ends_on) == (Decimal(12000), dt.date(2025, 1, 31))
    assert contract.agreed_price == Decimal(11000)
    assert (
        list(batch.findings.filter(code="empty_in_file").values_list("contract", flat=True))
        == [contract.pk] * 2
    )


@pytest.mark.parametrize(
    "less",
    [
        pytest.param({"contract_number", "tax_id"}, id="no contract number, no tax number"),
        pytest.param({"contract_number", "signed_on", "ends_on", "tax_id"}, id="as o12"),
        pytest.param({"project_number", "tax_id"}, id="no project number, as สขร.1"),
        pytest.param({"project_number", "contract_number", "signed_on"}, id="title, price and supplier only"),
    ],
)
def test_rows_find_their_contracts_by_what_both_sides_know(less, bring_in, group):
    rows = [
        {"project": "67129000001", "number": "1/2568", "supplier": "ร้านก", "price": "100"},
        {"project": "67129000001", "number": "2/2568", "supplier": "ร้านข", "price": "100"},
        {"project": "67129000002", "number": "3/2568", "supplier": "ร้านก", "price": "250"},
    ]
    bring_in(egp_csv(*rows))
    read = read_file(egp_csv(*reversed(rows)), "egp.csv")
    for row in read.rows:
        for name in less:
            del row.facts[name]
    plan = compared(ReadRegister(Layout.ITA, read.rows), group)
    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 3)


def test_another_contract_of_the_same_project_is_new(bring_in):
    bring_in(egp_csv({"number": "1/2568", "supplier": "ร้านก"}))
    counts = bring_in(egp_csv({"number": "2/2568", "supplier": "ร้านข", "price": "5"})).counts
    assert (counts["new"], counts["changed"]) == (1, 0)


def test_who_offered_what_is_kept_and_compared(bring_in, group, office, people):
    bring_in(egp_csv({}))
    offered = (BidFacts("ร้านก", Decimal(11500)), BidFacts("ร้านข", Decimal(11900)))
    facts = {"year": 2568, "project_number": "67129000001", "title": "ซื้อวัสดุสำนักงาน โดยวิธีเฉพาะเจาะจง"}
    change = compared(form(facts, layout=Layout.MONTHLY, bids=offered), group).changed[0]
    assert change.differences == (
        ("ผู้เสนอราคา", "", "ร้านก 11,500.00\N{NO-BREAK SPACE}บาท\nร้านข 11,900.00\N{NO-BREAK SPACE}บาท"),
    )


# ── drafts, published contracts, what waits for a decision ───────────────────
def test_a_changed_draft_is_changed_in_place_with_a_version(bring_in, people):
    bring_in(egp_csv({}, {"project": "67129000002"}))
    was = Contract.objects.get(project_number="67129000001")
    bring_in(egp_csv({"price": "11000"}))
    batch = bring_in(egp_csv({"price": "11000", "number": "15/2568"}))
    contract = Contract.objects.get(pk=was.pk)
    assert (contract.contract_number, contract.agreed_price, contract.source) == ("15/2568", 11000, batch)
    assert contract.natural_key.startswith("67129000001|15/2568|")
    assert (contract.created_at, contract.edition) == (was.created_at, was.edition + 2)
    newest = contract.history.first()
    assert (newest.history_type, newest.contract_number, newest.created_at) == (
        "~",
        "15/2568",
        was.created_at,
    )
    assert (contract.history.count(), Contract.objects.count()) == (3, 2)


def test_a_published_contract_is_corrected_for_everybody_to_read(bring_in, people, office, group):
    bring_in(egp_csv({}))
    draft = Contract.objects.get()
    published(draft, people)
    content = egp_csv({"price": "11000"})
    with pytest.raises(ValidationError, match="ต้องระบุเหตุผล"):
        bring_in(content)
    batch = bring_in(content, reason="แก้ตามสัญญา")
    assert Contract.objects.published().get().agreed_price == Decimal("11500.50")
    assert bring_in(content).counts["unchanged"] == 1, "its working copy says so already"
    submit_import(by=people.grace, batch=batch)
    publish_import(by=people.bob, batch=batch)
    contract = Contract.objects.get()
    assert (contract.pk, contract.agreed_price) == (draft.pk, Decimal(11000))
    correction = Correction.objects.get()
    assert (correction.field, correction.before, correction.after, correction.reason, correction.by) == (
        "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
        "11,500.50",
        "11,000.00",
        "แก้ตามสัญญา",
        people.bob,
    )


def test_what_staff_corrected_stays_until_the_source_itself_says_something_new(
    bring_in, people, office, group
):
    first = bring_in(egp_csv({"value": "900"}))
    submit_import(by=people.grace, batch=first)
    publish_import(by=people.bob, batch=first)
    copy = Contract.objects.get().revise(by=people.grace)
    copy.contract_value = Decimal(800)
    copy.save()
    copy.submit(by=people.grace)
    copy.publish(by=people.bob, reason="พิมพ์ผิดในระบบ e-GP")

    same = plan_of(egp_csv({"value": "900"}), group, as_of=dt.date(2025, 9, 30))
    assert (same.changed, same.unchanged) == ([], 1)
    (note,) = [note for note in same.findings if note.code == "corrected_by_hand"]
    assert "800.00" in note.what
    assert "900.00" in note.what

    newer = plan_of(egp_csv({"value": "850"}), group, as_of=dt.date(2025, 9, 30))
    (change,) = newer.changed
    assert change.values == {"contract_value": Decimal(850)}


def test_what_waits_for_a_decision_or_belongs_to_another_group_stands_in_the_way(bring_in, people, group):
    bring_in(egp_csv({}))
    Contract.objects.get().submit(by=people.grace)
    changed = egp_csv({"price": "1"}, {"project": "67129000002"})
    note = plan_of(changed, group).in_the_way[0]
    assert str(note.place) == "แถว 2"
    assert "รออนุมัติอยู่" in note.what
    with pytest.raises(ValidationError, match="รออนุมัติอยู่"):
        bring_in(changed)
    assert Contract.objects.count() == 1
    assert plan_of(egp_csv({}), group).unchanged == 1, "what changes nothing is in nobody's way"
    Contract.objects.get().send_back(by=people.bob, reason="แก้")
    assert "กลุ่มงานอื่น" in plan_of(changed, WorkGroup.objects.get(slug="planning")).in_the_way[0].what


# ── all or nothing ───────────────────────────────────────────────────────────
def test_a_file_with_faults_is_never_confirmed(office, people, group):
    content = egp_csv({}, {"project": "67129000002", "price": "สิบบาท"})
    batch, read = open_import(by=people.grace, content=content, name="egp.csv", owner_group=group)
    assert read.faults
    with pytest.raises(ValidationError, match="M3"):
        confirm_import(by=people.grace, batch=batch)
    assert not Contract.objects.exists()


def test_what_the_register_has_no_room_for_is_a_fault_with_its_cell():
    place = Place("", 2, "D", "ชื่อโครงการ")
    facts = {"title": "ก" * 1001, "agreed_price": Decimal(10) ** 13, "budget": Decimal(-1)}
    faults = misfits([Row(Place("", 2), facts, places={"title": place})])
    assert [fault.code for fault in faults] == ["too_long", "out_of_range", "out_of_range", "no_year"]
    assert faults[0].place == place


def test_a_confirmation_closed_in_the_middle_leaves_nothing(office, people, group):
    batch, _ = open_import(by=people.grace, content=egp_csv(*many(1200)), name="egp.csv", owner_group=group)
    steps = confirming(by=people.grace, batch=batch)
    assert next(step.done for step in steps if step.done == 1000)
    assert Contract.objects.count() == 1000
    steps.close()
    assert not Contract.objects.exists()
    assert not Contract.history.exists()
    assert not Supplier.objects.exists()
    assert RegisterImport.objects.get().confirmed_at is None
    assert confirm_import(by=people.grace, batch=batch).counts["new"] == 1200


def test_an_import_is_confirmed_once(bring_in, people):
    batch = bring_in(egp_csv({}))
    with pytest.raises(ValidationError, match="ยืนยันการนำเข้าไปแล้ว"):
        confirm_import(by=people.grace, batch=batch)


def test_the_same_file_again_is_told_and_not_refused(bring_in, office, people, group):
    bring_in(egp_csv({}))
    _, read = open_import(by=people.grace, content=egp_csv({}), name="อีกชื่อ.csv", owner_group=group)
    assert any("เหมือนกับไฟล์ที่ยืนยันการนำเข้าไปแล้ว" in note for note in read.notes)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="an in-memory database belongs to one thread")
def test_two_who_confirm_at_once_bring_each_contract_in_once(transactional_db, office, people):
    group = WorkGroup.objects.get(slug="administration")
    content = egp_csv(*many(600))
    batches = [
        open_import(by=by, content=content, name="egp.csv", owner_group=group)[0]
        for by in (people.grace, people.dana)
    ]
    results = at_once(*(partial(confirm_import, by=batch.created_by, batch=batch) for batch in batches))
    assert sorted(result.counts["new"] for result in results) == [0, 600]  # type: ignore[attr-defined]
    assert Contract.objects.count() == 600


def blocked(
    act: Callable[[], object], change: Callable[[], object], then: Callable[[], object] = lambda: None
) -> object:
    """What `act` gave or raised that came to wait, in a thread of its own, for what `change` did uncommitted.

    While it waits, `then` is done in the transaction of `change`.
    """
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.extend(at_once(act)))
    with transaction.atomic():
        change()
        thread.start()
        until = time.monotonic() + 20
        with connection.cursor() as cursor:
            # not pg_stat_activity, which a transaction sees as it was when it first asked
            waiting = (
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            while not cursor.execute(waiting).fetchall():
                assert time.monotonic() < until
                assert thread.is_alive(), results
        then()
    thread.join(60)
    return results[0]


def refused(result: object) -> str:
    assert isinstance(result, ValidationError), result
    return " ".join(result.messages)


@pytest.fixture
def racing(transactional_db, office, people):
    """A draft made by an import, and a second file that changes its price, ready to be confirmed."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    group = WorkGroup.objects.get(slug="administration")
    first, second = (
        open_import(by=people.grace, content=content, name="egp.csv", owner_group=group)[0]
        for content in (egp_csv({}), egp_csv({"price": "9000"}))
    )
    confirm_import(by=people.grace, batch=first)
    return second


def test_what_changed_after_it_was_planned_is_never_written_over(racing, people):
    confirm = partial(confirm_import, by=people.grace, batch=racing)
    contract = Contract.objects.get()
    assert "รออนุมัติอยู่" in refused(blocked(confirm, partial(contract.submit, by=people.grace)))
    contract.refresh_from_db()
    assert "ต้องระบุเหตุผล" in refused(blocked(confirm, partial(contract.publish, by=people.bob)))
    contract.refresh_from_db()
    assert (contract.status, contract.agreed_price, contract.authors) == (
        "published",
        Decimal("11500.50"),
        [],
    )
    racing.reason = "แก้ตามสัญญา"
    racing.save()
    copy = contract.revise(by=people.grace)
    assert "ฉบับแก้ไขของสัญญา" in refused(blocked(confirm, partial(copy.submit, by=people.grace)))
    assert Contract.objects.get(pk=copy.pk).agreed_price == Decimal("11500.50")


def test_a_draft_deleted_or_renamed_while_it_was_compared_is_not_made_anew(racing, people):
    confirm = partial(confirm_import, by=people.grace, batch=racing)
    contract = Contract.objects.get()
    contract.title = "ชื่อที่พิมพ์"
    assert "ระหว่างที่นำเข้า" in refused(blocked(confirm, contract.save))
    assert Contract.objects.get().title == "ชื่อที่พิมพ์"
    assert "ระหว่างที่นำเข้า" in refused(blocked(confirm, contract.delete))
    assert not Contract.objects.exists()
    assert confirm().counts["new"] == 1, "confirmed again, it is planned anew"


def test_what_an_import_writes_waits_for_its_end(racing, people):
    """Whoever acts on a contract in the middle of an import acts on what the import left."""
    contract = Contract.objects.get()
    whole_import = partial(confirm_import, by=people.grace, batch=racing)
    assert blocked(partial(contract.submit, by=people.grace), whole_import) is None
    after = Contract.objects.get()
    assert (after.status, after.agreed_price) == ("in_review", Decimal(9000))


def test_publishing_corrections_and_withdrawing_one_of_the_contracts_never_entangle(racing, bring_in, people):
    Contract.objects.all().delete()
    first = bring_in(egp_csv(*many(3)))
    submit_import(by=people.grace, batch=first)
    publish_import(by=people.bob, batch=first)
    second = bring_in(egp_csv(*(row | {"price": "9000"} for row in many(3))), reason="แก้ตามสัญญา")
    assert second.counts["corrections"] == 3
    submit_import(by=people.grace, batch=second)
    last = Contract.objects.published().order_by("pk").last()
    result = blocked(
        partial(publish_import, by=people.bob, batch=second),
        partial(Contract.objects.select_for_update().get, pk=last.pk),
        then=partial(last.withdraw, by=people.dana, reason="ตรวจสอบ"),
    )
    assert "ถูกถอนออก" in refused(result)
    assert not Contract.objects.filter(revises=None, agreed_price=9000).exists()


def test_an_act_that_the_database_gives_up_is_told_and_changes_nothing(bring_in, people, monkeypatch):
    batch = bring_in(egp_csv({}))

    def give_up(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr("portal.audit.record", give_up)
    with pytest.raises(ValidationError, match="มีผู้อื่นกำลังบันทึก"):
        submit_import(by=people.grace, batch=batch)
    assert Contract.objects.get().status == "draft"


def test_whoever_uploaded_a_file_cannot_publish_what_it_changed(bring_in, people, group):
    bring_in(egp_csv({}, {"project": "67129000002"}))
    drafted, public = Contract.objects.order_by("pk")
    published(public, people)
    content = egp_csv({"price": "9000"}, {"project": "67129000002", "price": "9000"})
    batch, _ = open_import(by=people.bob, content=content, name="b.csv", owner_group=group, reason="แก้")
    confirm_import(by=people.grace, batch=batch)
    for changed in (Contract.objects.get(pk=drafted.pk), Contract.objects.get(revises=public)):
        assert changed.authors[-2:] == [people.grace.pk, people.bob.pk]
        changed.submit(by=people.grace)
        with pytest.raises(PermissionDenied):
            changed.publish(by=people.bob, reason="แก้")


# ── review as a whole ────────────────────────────────────────────────────────
def test_an_import_goes_to_the_public_as_a_whole_by_another_person(bring_in, people, client):
    batch = bring_in(egp_csv(*many(30)))
    submit_import(by=people.grace, batch=batch)
    assert set(Contract.objects.values_list("status", "submitted_by")) == {("in_review", people.grace.pk)}
    with pytest.raises(PermissionDenied):
        publish_import(by=people.grace, batch=batch)
    assert not Contract.objects.published().exists()
    publish_import(by=people.bob, batch=batch)
    assert Contract.objects.published().count() == 30
    assert RegisterImport.objects.get().stage is Stage.PUBLISHED
    assert Process.objects.count() == 30
    assert SearchEntry.objects.filter(object_type="procurement.contract").count() == 30
    newest = Contract.objects.first().history.first()
    assert (newest.status, newest.history_user, newest.history_change_reason) == (
        "published",
        people.bob,
        "เผยแพร่",
    )
    assert list(AuditEvent.objects.filter(verb="เผยแพร่ทั้งชุด").values_list("detail__contracts", flat=True)) == [
        30
    ]
    assert not AuditEvent.objects.filter(object_type="procurement.contract").exists()


def test_all_that_is_missing_is_told_at_once_by_title_and_place(bring_in, people):
    batch = bring_in(
        egp_csv(
            {"title": "งานหนึ่ง", "price": "-"},
            {},
            {"project": "67129000002", "title": "งานสาม", "supplier": "-"},
        )
    )
    with pytest.raises(ValidationError) as refused:
        submit_import(by=people.grace, batch=batch)
    first, second = refused.value.messages
    assert "งานหนึ่ง" in first
    assert "แถว 2" in first
    assert "ราคาที่ตกลง" in first
    assert "งานสาม" in second
    assert "แถว 4" in second
    assert set(Contract.objects.values_list("status", flat=True)) == {"draft"}


def test_an_import_is_sent_back_and_withdrawn_as_a_whole_with_a_reason(bring_in, people):
    batch = bring_in(egp_csv(*many(5)))
    submit_import(by=people.grace, batch=batch)
    with pytest.raises(ValidationError, match="เหตุผล"):
        send_back_import(by=people.bob, batch=batch, reason=" ")
    send_back_import(by=people.bob, batch=batch, reason="ตรวจเลขที่สัญญา")
    assert set(Contract.objects.values_list("status", "status_reason")) == {("draft", "ตรวจเลขที่สัญญา")}
    submit_import(by=people.grace, batch=batch)
    publish_import(by=people.bob, batch=batch)
    withdraw_import(by=people.bob, batch=batch, reason="ไฟล์ผิดปี")
    assert not Contract.objects.published().exists()
    assert not SearchEntry.objects.filter(object_type="procurement.contract").exists()
    assert set(Correction.objects.values_list("before", "reason")) == {("ถอนออกจากการเผยแพร่", "ไฟล์ผิดปี")}
    assert Correction.objects.count() == Process.objects.count() == 5
    with pytest.raises(ValidationError, match="ไม่มีสัญญา"):
        withdraw_import(by=people.bob, batch=batch, reason="อีกครั้ง")


def test_what_an_import_changed_while_withdrawn_is_told_when_it_is_published_again(bring_in, people):
    batch = bring_in(egp_csv(*many(3)))
    submit_import(by=people.grace, batch=batch)
    publish_import(by=people.bob, batch=batch)
    withdraw_import(by=people.bob, batch=batch, reason="ตรวจสอบ")
    one = Contract.objects.order_by("pk")[0]
    one.agreed_price = 1
    one.save()
    submit_import(by=people.grace, batch=batch)
    with pytest.raises(ValidationError, match="ต้องระบุเหตุผล"):
        publish_import(by=people.bob, batch=batch)
    assert not Contract.objects.published().exists()
    publish_import(by=people.bob, batch=batch, reason="แก้ตามสัญญา")
    told = Correction.objects.exclude(field="")
    assert list(told.values_list("contract", "before", "after", "reason")) == [
        (one.pk, "1,000.25", "1.00", "แก้ตามสัญญา")
    ]
    withdraw_import(by=people.bob, batch=batch, reason="อีกครั้ง")
    submit_import(by=people.grace, batch=batch)
    publish_import(by=people.bob, batch=batch)
    assert told.count() == 1, "nothing was changed since, so that nothing is told and no reason is needed"


@pytest.mark.parametrize("draft", [ContractDraft, PlanDraft, AnnouncementDraft])
def test_what_was_changed_while_withdrawn_is_told_of_every_kind(draft, office, people):
    record = published(draft(created_by=people.alice), people)
    title = record.title
    record.withdraw(by=people.bob, reason="ตรวจสอบ")
    record.title = "ชื่อใหม่"
    record.save()
    if isinstance(record, Contract):
        record.bids.create(name="ร้านก", price=100)
    record.submit(by=people.alice)
    with pytest.raises(ValidationError, match="ต้องระบุเหตุผล"):
        record.publish(by=people.bob)
    with pytest.raises(ValidationError, match="ตั้งเวลาล่วงหน้าไม่ได้"):
        record.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1), reason="แก้ชื่อ")
    record.publish(by=people.bob, reason="แก้ชื่อ")
    told = {(row.before, row.after, row.reason) for row in Correction.objects.exclude(field="")}
    bidders = {("", "ร้านก 100.00\N{NO-BREAK SPACE}บาท", "แก้ชื่อ")} if isinstance(record, Contract) else set()
    assert told == {(title, "ชื่อใหม่", "แก้ชื่อ")} | bidders


def test_a_hand_made_working_copy_is_not_the_imports(bring_in, people):
    batch = bring_in(egp_csv({}))
    submit_import(by=people.grace, batch=batch)
    publish_import(by=people.bob, batch=batch)
    copy = Contract.objects.get().revise(by=people.grace)
    with pytest.raises(ValidationError, match="ไม่มีสัญญา"):
        submit_import(by=people.grace, batch=batch)
    assert Contract.objects.get(pk=copy.pk).status == "draft"


def test_a_contract_entered_by_hand_is_recognised(office, people, group):
    ContractDraft(created_by=people.grace, project_number="67129000001", contract_number="1/2568", year=2568,
                  signed_on=dt.date(2025, 1, 16), ends_on=dt.date(2025, 1, 31))  # fmt: skip
    plan = plan_of(egp_csv({}), group)
    assert (plan.new, len(plan.changed)) == ([], 1)
    assert StoredFile.objects.count() == 0, "planning keeps nothing"


def test_a_project_number_learned_later_finds_the_contract_without_one(office, people, group):
    ContractDraft(
        created_by=people.grace,
        project_number="",
        title="ซื้อวัสดุสำนักงาน โดยวิธีเฉพาะเจาะจง",
        contract_number="",
        year=2568,
        signed_on=dt.date(2025, 1, 16),
    )
    plan = plan_of(egp_csv({}), group)
    assert plan.new == []
    assert ("เลขที่โครงการในระบบ e-GP", "", "67129000001") in plan.changed[0].differences
