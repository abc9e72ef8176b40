"""The environment of the tests, the cast with known rights, and the databases they play in."""

from __future__ import annotations

import atexit
import ipaddress
import os
import secrets
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# ── before Django reads its settings ─────────────────────────────────────────
_at_the_end = ExitStack()
atexit.register(_at_the_end.close)


def _set_environment() -> None:
    """Settings of a plain site, whatever the shell around the tests has set."""
    data = Path(_at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="portal-tests-")))
    (data / "static").mkdir()
    for name in ("DEBUG", "DEMONSTRATION", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "EMAIL_URL"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_DIR": str(data),
        "STATIC_HASHED": "0",
        "HTTPS": "0",
        "SITE_URL": "http://testserver",
    }
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the database's address is already there, set by the process that shares out the tests
    os.environ.pop("DATABASE_URL", None)
    if os.environ.get("TEST_DATABASE") == "postgresql":
        from tests.postgresql import postgresql  # noqa: PLC0415  # a server is only started when asked for

        os.environ["DATABASE_URL"] = _at_the_end.enter_context(postgresql())


_set_environment()

from django.conf import settings as django_settings  # noqa: E402  # the environment had to be set first

from tests.migrated import migrated_once  # noqa: E402

assert django_settings.SECRET_KEY

pytest_plugins = ["tests.browser"]


@pytest.hookimpl(tryfirst=True)  # before the workers read the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that open the real site are marked `browser`, and share one site on one worker.

    PostgreSQL is asked by the tests that ask a database; to the others it makes no difference.
    """
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))
    if os.environ.get("TEST_DATABASE") == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = filter(_asks_a_database, items)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A file is not named by its bytes: packed ones hold the time, and workers must agree on every name."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


def _asks_a_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


# ── what every test may rely on ──────────────────────────────────────────────
@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Tests talk to this machine only."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise PermissionError(f"tests do not use the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.fixture(autouse=True)
def _quick_and_apart(settings: Any, tmp_path: Path) -> None:
    """Passwords are hashed quickly, and every test has its own folder for uploaded files."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    storages = {**settings.STORAGES, "default": {**settings.STORAGES["default"]}}
    storages["default"]["OPTIONS"] = {"location": tmp_path / "media"}
    settings.STORAGES = storages


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the repository; tests that need it are skipped without."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared beside the repository")
    return folder


# ── databases ────────────────────────────────────────────────────────────────
@pytest.fixture(scope="session")
def _migrated_once(pytestconfig: pytest.Config) -> Iterator[None]:
    """Tests begin with a copy of a migrated database."""
    with migrated_once(Path(pytestconfig.cache.mkdir("migrated"))):
        yield


@pytest.fixture(scope="session")
def django_db_setup(_migrated_once: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After a test with real transactions the database is put back from a copy.

    Django would empty every table instead: the audit log rightly refuses that, and what migrations put there
    (roles, work groups) would be gone for the tests that follow.
    """
    from django.db import connection  # noqa: PLC0415  # after django.setup
    from django.test import TransactionTestCase  # noqa: PLC0415

    with django_db_blocker.unblock(), ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        copy = {"sqlite": _SqliteCopy, "postgresql": _PostgresqlCopy}[connection.vendor](connection, stack)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: copy.put_back())
        yield


@pytest.fixture(autouse=True, scope="session")
def _kept_connection() -> Iterator[None]:
    """A test that closes an unread file response keeps its connection, in whose transaction it runs.

    The test client keeps it by itself only for responses that it closes itself.
    """
    from django.core.signals import request_finished, request_started  # noqa: PLC0415
    from django.db import close_old_connections  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        request_started.disconnect(close_old_connections)
        request_finished.disconnect(close_old_connections)
        patch.setattr("django.test.client.close_old_connections", _keep)
        yield


def _keep(**kwargs: Any) -> None:
    """Stands where Django would close connections at the end of a request."""


class _SqliteCopy:
    def __init__(self, connection: Any, stack: ExitStack) -> None:
        self.connection = connection
        self.copy = sqlite3.connect(":memory:")
        stack.callback(self.copy.close)
        connection.ensure_connection()
        connection.connection.backup(self.copy)

    def put_back(self) -> None:
        self.connection.ensure_connection()
        self.copy.backup(self.connection.connection)


class _PostgresqlCopy:
    def __init__(self, connection: Any, stack: ExitStack) -> None:
        self.connection = connection
        self.name = connection.settings_dict["NAME"]
        self.copy = f"{self.name}_copy"
        self._run(f'DROP DATABASE IF EXISTS "{self.copy}"')
        self._run(f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.name}"')
        stack.callback(self._run, f'DROP DATABASE "{self.copy}"')

    def put_back(self) -> None:
        self._run(f'DROP DATABASE "{self.name}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.copy}"')

    def _run(self, statement: str) -> None:
        self.connection.close()
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement)


# ── the cast ─────────────────────────────────────────────────────────────────
@pytest.fixture
def office(db: None) -> Any:
    """The office as a filled-in row."""
    from portal.models import Office  # noqa: PLC0415

    office, _ = Office.objects.update_or_create(
        pk=1,
        defaults={
            "name": "สำนักงานศึกษาธิการจังหวัดสุโขทัย",
            "short_name": "ศธจ.สุโขทัย",
            "english_name": "Sukhothai Provincial Education Office",
            "province": "สุโขทัย",
            "district": "เมืองสุโขทัย",
            "address": "ถนนสิงหวัฒน์ ตำบลธานี อำเภอเมืองสุโขทัย จังหวัดสุโขทัย 64000",
            "phone": "0 5561 0000 ต่อ 12",
            "email": "office@example.go.th",
            "executive_name": "นายสมมุติ ตัวอย่าง",
            "executive_title": "ศึกษาธิการจังหวัดสุโขทัย",
        },
    )
    return office


@dataclass(frozen=True)
class People:
    """Everybody is staff and active; what each may do is said beside the name."""

    alice: Any  # editor in นโยบายและแผน
    bob: Any  # publisher in นโยบายและแผน
    charlie: Any  # editor in บริหารงานบุคคล: another group
    dana: Any  # administrator
    erin: Any  # auditor: reads, changes nothing
    frank: Any  # no role and no group
    grace: Any  # procurement officer in อำนวยการ
    heidi: Any  # service desk in อำนวยการ
    ivan: Any  # integrity officer in อำนวยการ
    judy: Any  # identity custodian in หน่วยตรวจสอบภายใน


@pytest.fixture
def people(db: None) -> People:
    """The cast, each with an account that may skip the second factor where the demonstration is on."""
    from portal.models import User, WorkGroup  # noqa: PLC0415
    from portal.models.people import Role as RoleGroup  # noqa: PLC0415
    from portal.roles import Role  # noqa: PLC0415

    groups = {group.slug: group for group in WorkGroup.objects.all()}
    roles = {role.name: role for role in RoleGroup.objects.all()}

    def hire(username: str, name: str, role: Role | None = None, group: str = "") -> User:
        user = User.objects.create_user(
            username, first_name=name, last_name="ทดสอบ", is_staff=True, is_demonstration=True
        )
        if role:
            user.groups.add(roles[role.value])
        if group:
            user.work_groups.add(groups[group])
        return user

    return People(
        alice=hire("alice", "อลิสา", Role.EDITOR, "planning"),
        bob=hire("bob", "บดินทร์", Role.PUBLISHER, "planning"),
        charlie=hire("charlie", "ชาลี", Role.EDITOR, "personnel"),
        dana=hire("dana", "ดนัย", Role.ADMINISTRATOR),
        erin=hire("erin", "เอริน", Role.AUDITOR),
        frank=hire("frank", "ฟ้า"),
        grace=hire("grace", "เกศ", Role.PROCUREMENT_OFFICER, "administration"),
        heidi=hire("heidi", "ไหม", Role.SERVICE_DESK, "administration"),
        ivan=hire("ivan", "อิศรา", Role.INTEGRITY_OFFICER, "administration"),
        judy=hire("judy", "จุฑา", Role.IDENTITY_CUSTODIAN, "audit"),
    )


@pytest.fixture
def signed_in(settings: Any) -> Callable[[Any], Any]:
    """`signed_in(people.alice)` is a client with that person's session, past the second factor."""
    from django.test import Client  # noqa: PLC0415

    settings.DEMONSTRATION = True

    def client_of(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of
