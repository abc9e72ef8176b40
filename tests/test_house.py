"""The house itself: its walls, its commands, its documentation, and the databases tests play in."""

from __future__ import annotations

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction

from portal import audit
from portal.models import AuditEvent
from portal.roles import Role

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "measures", "procurement", "complaints")
CONTRACTS = {
    contract["name"].partition(":")[0]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
MODULES = sorted(
    path.relative_to(ROOT) for name in (*PACKAGES, "tests") for path in (ROOT / name).rglob("*.py")
)
OWN_WORDS = [path for path in MODULES if "migrations" not in path.parts and (ROOT / path).stat().st_size]


# ── walls ────────────────────────────────────────────────────────────────────
def test_every_room_is_held_by_the_contracts():
    rooms = {app.name for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES} - {
        "portal",
        "measures",
    }
    apart, inside = CONTRACTS["Rooms never import one another"], CONTRACTS["Inside a room"]
    assert rooms <= set(re.findall(r"[\w.]+", apart["layers"][0]))
    pictured = {name for one in CONTRACTS.values() if one.get("exhaustive") for name in one["containers"]}
    assert rooms == {*inside["containers"], *pictured} - {"measures"}


def test_a_room_that_imports_another_breaks_the_contract(tmp_path):
    """The walls are tried, not only declared: the same contracts refuse bad imports."""
    for name in PACKAGES:
        for path in (ROOT / name).rglob("*.py"):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text("")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())

    def verdict(module: str, source: str) -> int:
        (tmp_path / module).write_text(source)
        command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, env={"PATH": os.environ["PATH"]})
        (tmp_path / module).write_text("")
        return result.returncode

    assert verdict("measures/urls.py", "import complaints.views\nimport measures.authority.models") == 0
    assert verdict("portal/urls.py", "import measures.urls") == 1
    assert verdict("complaints/views.py", "import measures.authority.models") == 1
    assert verdict("complaints/views.py", "import measures.models") == 1
    assert verdict("measures/authority/models.py", "import procurement.apps") == 1
    assert verdict("measures/authority/models.py", "import measures.models") == 1
    assert verdict("measures/authority/models.py", "import measures.authority.views") == 1
    assert verdict("procurement/figures.py", "import procurement.exports.flat") == 1
    assert verdict("procurement/forgotten.py", "import procurement.models") == 1
    (tmp_path / "procurement/forgotten.py").unlink()
    assert verdict("complaints/views.py", "import portal.publishing") == 1


@pytest.mark.parametrize("path", OWN_WORDS, ids=str)
def test_a_module_says_what_is_in_it_and_stays_short(path):
    source = (ROOT / path).read_text()
    first_line = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
    assert first_line, "no docstring"
    assert first_line.endswith((".", "?")), "the first line is one sentence"
    assert path.parts[0] == "tests" or source.count("\n") <= 420
    assert path.stem not in {"utils", "helpers", "common", "misc"}


# ── commands and documentation ───────────────────────────────────────────────
def test_requirements_are_hashed_and_name_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text()
        assert "://" not in lock
        assert "--index" not in lock
        assert "--find-links" not in lock
        pinned = re.findall(r"^(\S+==\S+).*\\\n    --hash=sha256:", lock, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^\S+==", lock, re.MULTILINE)) > 20


def test_every_requirement_of_the_portal_says_why_it_is_there():
    lines = (ROOT / "requirements.in").read_text().splitlines()[1:]
    assert [line for line in lines if not re.search(r"\S +# \S", line)] == []


def test_the_readme_names_every_setting_and_no_other():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "portal" / "settings.py").read_text()))
    named = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named == read


def test_the_readme_names_every_target_of_make_and_no_other():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):.* ## ", makefile, re.MULTILINE)) - {"help"}
    targets |= set(re.findall(r"^JOBS := (.+)$", makefile, re.MULTILINE)[0].split())
    named = set(re.findall(r"`make ([a-z-]+)`", (ROOT / "README.md").read_text()))
    assert named == targets


def test_the_picture_in_the_readme_shows_every_folder():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
    readme = (ROOT / "README.md").read_text()
    assert {folder for folder in folders if f"{folder}/" not in readme} == set()


def test_links_between_documents_lead_somewhere():
    for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_no_secret_is_in_git_or_has_a_default():
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings"}
    command = [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"]
    started = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert started.returncode != 0
    assert "SECRET_KEY" in started.stderr
    ignored = subprocess.run(
        ["git", "check-ignore", "var/env", ".env"], cwd=ROOT, capture_output=True, text=True
    )
    assert ignored.stdout.split() == ["var/env", ".env"]


# ── the tests' own ground ────────────────────────────────────────────────────
@pytest.mark.django_db(transaction=True)
def test_transactional_tests_write_for_good():
    audit.record(None, "ทดสอบ")
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_each_transactional_test_finds_the_database_as_migrations_left_it():
    assert not AuditEvent.objects.exists()
    assert Group.objects.filter(name__in=Role.values).count() == len(Role)
    audit.record(None, "ทดสอบ")
    with pytest.raises(DatabaseError, match="audit log"), transaction.atomic():
        AuditEvent.objects.all().delete()


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for():
    assert connection.vendor == os.environ.get("TEST_DATABASE", "sqlite")


def test_tests_do_not_reach_the_network():
    with pytest.raises(PermissionError, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_uploaded_files_of_a_test_go_to_its_own_folder(tmp_path):
    from django.core.files.base import ContentFile  # noqa: PLC0415
    from django.core.files.storage import default_storage  # noqa: PLC0415

    default_storage.save("a.txt", ContentFile(b"a"))
    assert (tmp_path / "media" / "a.txt").read_bytes() == b"a"


def test_a_server_for_tests_ends_even_when_the_tests_are_killed(tmp_path):
    program = f"""
import os, sys, time
from pathlib import Path
from tests.processes import running
with running(["sleep", "600"], log=Path({str(tmp_path / "log")!r}), env=dict(os.environ)) as process:
    time.sleep(0.3)
    children = Path(f"/proc/{{process.pid}}/task/{{process.pid}}/children").read_text()
    print(children, flush=True)
    os.kill(os.getpid(), {int(signal.SIGKILL)})
"""
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert result.returncode == -signal.SIGKILL
    child = Path("/proc") / result.stdout.strip()
    for _ in range(50):
        if not child.exists():
            return
        signal.sigtimedwait([], 0.1)
    pytest.fail("the server is still there")


def test_people_have_the_rights_of_their_roles(people):
    assert people.alice.has_perm("portal.change_newsitem")
    assert not people.alice.has_perm("portal.publish_content")
    assert people.bob.has_perm("portal.publish_content")
    assert people.dana.has_perm("portal.add_user")
    assert not any("change" in right or "add" in right for right in people.erin.get_all_permissions())
    assert not people.frank.get_all_permissions()


def test_signed_in_staff_open_the_admin(people, office, signed_in):
    assert signed_in(people.dana).get("/admin/").status_code == 200
