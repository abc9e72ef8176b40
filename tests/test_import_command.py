"""`manage.py import_procurement`: a preview that writes nothing, then drafts, review and publication."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from portal.models import AuditEvent, StoredFile, User, WorkGroup
from procurement.models import Contract, Correction, RegisterImport
from tests.egp_files import egp_csv, many
from tests.makers import words

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run(office, people, tmp_path, capsys):
    """Runs the command on a file with this content; gives what it prints."""

    def act(content: bytes, *options: str, name: str = "egp.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        call_command("import_procurement", str(path), *options)
        return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")

    return act


def nothing_is_written() -> bool:
    return not any(model.objects.exists() for model in (Contract, RegisterImport, StoredFile, AuditEvent))


def test_without_confirm_nothing_is_written_not_even_the_file(run):
    told = run(egp_csv({}, {"project": "67129000002", "method": "คัดเลือก", "price": "20000"},
                       {"office": "สำนักงานศึกษาธิการจังหวัดอื่น"}))  # fmt: skip
    assert "อ่านได้ 2 สัญญา ราคาที่ตกลงรวม 31,500.50 บาท" in told
    assert "ใหม่ 2 เปลี่ยน 0 เหมือนเดิม 0" in told
    assert " - คัดเลือก: 1 สัญญา 20,000.00 บาท" in told
    assert "แถวของหน่วยงานอื่นที่ไม่นำเข้า 1 แถว" in told
    assert "เซลล์ M3" in told, "the finding that the price is above the reference price"
    assert "ยังไม่ได้บันทึกสิ่งใด" in told
    assert nothing_is_written()


def test_the_offices_sample_previews_as_known(run, shared):
    sample = shared / "samples" / "egp2568_sukhothai_peo_raw_shifted.csv"
    told = run(sample.read_bytes())
    assert "อ่านได้ 26 สัญญา ราคาที่ตกลงรวม 1,125,364.40 บาท" in told
    assert "(e-bidding): 1 สัญญา 825,390.00 บาท" in told
    assert nothing_is_written()


def test_confirm_writes_drafts_once(run, people):
    told = run(
        egp_csv({}), "--confirm", "--by", "grace", "--as-of", "30/9/2568", "--fund-source", "budget_act"
    )
    assert "เพิ่มฉบับร่าง 1 สัญญา" in told
    contract = Contract.objects.get()
    assert (contract.status, contract.created_by, contract.fund_source) == (
        "draft",
        people.grace,
        "budget_act",
    )
    assert str(RegisterImport.objects.get().as_of) == "2025-09-30"
    again = run(egp_csv({}), "--confirm", "--by", "grace", "--submit")
    assert "เพิ่มฉบับร่าง 0 สัญญา เปลี่ยน 0 สัญญา" in again
    assert "ไม่มีสิ่งใดเปลี่ยน" in again
    assert Contract.objects.get().status == "draft"


def test_another_person_approves_in_the_same_run(run, people):
    told = run(egp_csv({}), "--confirm", "--submit", "--by", "grace", "--approved-by", "bob")
    assert "เผยแพร่ทั้งชุดแล้ว ผู้อนุมัติคือ บดินทร์ ทดสอบ" in told
    assert Contract.objects.published().get().published_by == people.bob
    changed = egp_csv({"price": "11000"})
    assert "(เผยแพร่แล้ว)" in run(changed)
    with pytest.raises(CommandError, match="ต้องระบุเหตุผล"):
        run(changed, "--confirm", "--by", "grace")
    assert RegisterImport.objects.count() == 1, "a refused import leaves no file behind"
    run(changed, "--confirm", "--submit", "--by", "grace", "--approved-by", "bob", "--reason", "แก้ตามสัญญา")
    assert Correction.objects.get().reason == "แก้ตามสัญญา"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--confirm"], "ใส่ --by"),
        (["--confirm", "--by", "nobody"], "ไม่พบผู้ใช้"),
        (["--confirm", "--by", "alice"], "ไม่มีสิทธิ์นำเข้า"),
        (["--confirm", "--by", "grace", "--group", "planning"], "กลุ่มงาน"),
        (["--submit", "--by", "grace"], "--confirm"),
        (["--confirm", "--by", "grace", "--approved-by", "bob"], "--submit"),
        (["--confirm", "--submit", "--by", "grace", "--approved-by", "grace"], "ตนเองไม่ได้"),
        (["--confirm", "--submit", "--by", "grace", "--approved-by", "alice"], "ไม่มีสิทธิ์อนุมัติ"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(run, options, why):
    with pytest.raises(CommandError, match=why):
        run(egp_csv({}), *options)
    assert nothing_is_written()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (egp_csv({"price": "สิบบาท"}), "ยังไม่ได้บันทึกสิ่งใด"),
        ("ชื่อ,นามสกุล\nก,ข\n".encode(), "ไม่รู้จักตาราง"),
        (b"", "."),
    ],
    ids=["a fault", "another table", "empty"],
)
def test_a_file_that_cannot_be_read_ends_the_command_with_a_fault(run, capsys, content, why):
    with pytest.raises(CommandError, match=why):
        run(content, "--confirm", "--by", "grace")
    assert nothing_is_written()


def test_every_fault_is_told_by_its_cell(run, capsys):
    with pytest.raises(CommandError):
        run(egp_csv({"price": "สิบบาท"}, {"signed": "99 ม.ค. 68"}))
    told = capsys.readouterr().out
    assert "M2" in told
    assert "3 " in told
    assert "อ่านไม่ได้ 2 แห่ง" in told


def test_two_processes_that_import_into_one_file_bring_each_contract_in_once(
    office, people, tmp_path, transactional_db
):
    """On SQLite the second waits until the first is done, and then finds nothing new."""
    if connection.vendor != "sqlite":
        pytest.skip("the database of this test is a SQLite file")
    colleague = User.objects.create_user("olga", first_name="ออย", is_staff=True)
    colleague.groups.set(people.grace.groups.all())
    colleague.work_groups.set(people.grace.work_groups.all())
    database = tmp_path / "portal.sqlite3"
    copy = sqlite3.connect(database)
    connection.connection.backup(copy)
    copy.close()
    path = tmp_path / "egp.csv"
    path.write_bytes(egp_csv(*many(800)))
    environment: dict[str, Any] = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "import_procurement", str(path), "--confirm", "--by"]
    running = [
        subprocess.Popen(
            [*command, by], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for by in ("grace", "olga")
    ]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in running]
    assert [code for _, _, code in ended] == [0, 0], [error.decode() for _, error, _ in ended]
    counts = sorted(out.decode().split("เพิ่มฉบับร่าง ")[1].split()[0] for out, _, _ in ended)
    assert counts == ["0", "800"]
    with sqlite3.connect(database) as after:
        assert after.execute("SELECT count(*) FROM procurement_contract").fetchone() == (800,)
    after.close()


def test_the_desk_and_the_command_refuse_the_same_size_and_say_it(
    run: Any, settings: Any, signed_in: Any, people: Any
) -> None:
    settings.UPLOAD_MAX_DOCUMENT_BYTES = 2048
    content = egp_csv(*many(30))
    said = "เกินกำหนด 2 KB โปรดแบ่งเป็นหลายไฟล์"
    with pytest.raises(CommandError, match=said.replace(" ", r"\s")):
        run(content)
    desk, address = signed_in(people.grace), "/admin/procurement/registerimport/add/"
    assert "ขนาดไม่เกิน 2 KB" in words(desk.get(address).content)
    group = WorkGroup.objects.get(slug="administration")
    file = SimpleUploadedFile("egp.csv", content)
    assert said in words(
        desk.post(address, {"file": file, "owner_group": group.pk, "as_of": "1/10/2566"}).content
    )
    assert not RegisterImport.objects.exists()
    assert not StoredFile.objects.exists()
