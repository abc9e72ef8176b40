"""The audit log: it only grows, it outlives what it speaks of, and tampering shows."""

from __future__ import annotations

import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal import audit
from portal.models import AuditEvent, AuditHead
from tests.makers import MeasureDraft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(people):
    for number in range(5):
        audit.record(people.alice, "ทดสอบ", people.bob, number=number)


class unguarded:  # noqa: N801  # reads as a statement
    """Somebody with the keys of the database takes the guards off."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("ALTER TABLE portal_auditevent DISABLE TRIGGER USER")
            else:
                cursor.execute("DROP TRIGGER audit_event_no_update")
                cursor.execute("DROP TRIGGER audit_event_no_delete")

    def __exit__(self, *exc: object) -> None:
        pass  # the test's transaction is rolled back


def verify(*args: str) -> str:
    out = io.StringIO()
    call_command("verify_audit", *args, stdout=out, stderr=out)
    return out.getvalue()


def test_an_untouched_log_is_found_right(log):
    assert "บันทึกถูกต้องครบถ้วน 5 แถว" in verify()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_a_row(log, act):
    rows = AuditEvent.objects.filter(seq=2)
    with pytest.raises(DatabaseError, match="audit log"), transaction.atomic():
        rows.update(actor_name="คนอื่น") if act == "update" else rows.delete()
    assert AuditEvent.objects.get(seq=2).actor_name != "คนอื่น"


def test_a_changed_row_is_found(log):
    with unguarded():
        AuditEvent.objects.filter(seq=3).update(actor_name="คนอื่น")
    assert [(fault.seq, "แก้ไข" in fault.message) for fault in audit.faults()] == [(3, True)]
    with pytest.raises(CommandError, match="1 แห่ง"):
        verify()


def test_a_removed_row_is_found(log):
    with unguarded():
        AuditEvent.objects.filter(seq=3).delete()
    assert "หายไป" in next(audit.faults()).message


def test_rows_cut_off_the_end_are_found(log):
    with unguarded():
        AuditEvent.objects.filter(seq__gte=4).delete()
    assert [fault.message for fault in audit.faults()] == ["แถวท้ายบันทึกตั้งแต่ 4 ถึง 5 หายไป"]


def test_swapped_rows_are_found(log):
    with unguarded():
        second, third = AuditEvent.objects.get(seq=2), AuditEvent.objects.get(seq=3)
        kept = {name: getattr(second, name) for name in ("at", "detail", "hash", "verb")}
        AuditEvent.objects.filter(seq=2).update(**{name: getattr(third, name) for name in kept})
        AuditEvent.objects.filter(seq=3).update(**kept)
    assert {fault.seq for fault in audit.faults()} >= {2, 3}


def test_a_log_written_anew_is_found_by_the_hash_kept_outside(log):
    head = verify().splitlines()[-1]
    assert "ถูกต้อง" in verify("--expect", head)
    with unguarded():
        AuditEvent.objects.all().delete()
        AuditHead.objects.update(last_seq=0, last_hash="0" * 64)
        for _ in range(5):
            audit.record(None, "เขียนใหม่")
    assert "ถูกต้อง" in verify()
    with pytest.raises(CommandError, match="เขียนใหม่"):
        verify("--expect", head)


@pytest.mark.parametrize("value", ["x", "1:abc", ":" + "0" * 64])
def test_a_malformed_expected_head_is_explained(log, value):
    with pytest.raises(CommandError, match="--expect"):
        verify("--expect", value)


def test_the_log_survives_the_object_and_names_the_person_as_he_was(people, office):
    draft = MeasureDraft(created_by=people.alice)
    audit.record(people.alice, "เพิ่ม", draft)
    name, key = str(draft), str(draft.pk)
    draft.delete()
    people.alice.first_name = "เปลี่ยนชื่อ"
    people.alice.save()
    event = AuditEvent.objects.get(object_id=key, verb="เพิ่ม")
    assert (event.object_name, event.actor_name) == (name, "อลิสา ทดสอบ")
    assert not list(audit.faults())


def test_the_chain_holds_for_the_real_workflow(people, office):
    measure = published(MeasureDraft(created_by=people.alice), people)
    measure.withdraw(by=people.bob, reason="ทดสอบ")
    assert not list(audit.faults())


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain():
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(10):
                audit.record(None, "พร้อมกัน", number=number)
        except BaseException as error:  # noqa: BLE001  # reported by the test
            failures.append(error)
        finally:
            connection.close()

    if connection.vendor == "sqlite":
        write()  # an in-memory database belongs to one thread
        write()
    else:
        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert not failures
    assert not list(audit.faults())
    assert AuditEvent.objects.count() in (20, 40)
