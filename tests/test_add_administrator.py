"""The first account of a new site: an administrator, never a superuser."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from portal.models import AuditEvent, User

pytestmark = pytest.mark.django_db


def add(username: str = "somsri") -> str:
    out = io.StringIO()
    call_command("add_administrator", username, first_name="สมศรี", last_name="ใจดี", stdout=out)
    return out.getvalue()


def test_the_first_administrator_manages_people_and_is_no_superuser(client):
    password = add().split("รหัสผ่าน")[1].split()[0]
    user = User.objects.get(username="somsri")
    assert user.check_password(password)
    assert user.has_perm("portal.add_user")
    assert not user.has_perm("portal.publish_content")
    assert not user.is_superuser
    assert AuditEvent.objects.filter(object_id=str(user.pk)).exists()


@pytest.mark.parametrize("username", ["สมศรี", "a", "a b", "x" * 151])
def test_a_name_that_nobody_can_type_is_refused(username):
    with pytest.raises(CommandError, match="ตัวอักษรอังกฤษ"):
        add(username)
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused():
    add()
    with pytest.raises(CommandError, match="อยู่แล้ว"):
        add("SOMSRI")
