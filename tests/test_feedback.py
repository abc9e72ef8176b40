"""Feedback: one press of a button, a few words, nothing about who said it."""

from __future__ import annotations

import pytest
from django.test import Client

from portal import feedback
from portal.models import Feedback
from portal.views.feedback import TRAP
from tests.makers import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet():
    """No test counts against another."""
    feedback.throttle.forget()
    yield
    feedback.throttle.forget()


@pytest.fixture
def visitor(office) -> Client:
    """A browser without cookies, on a server that checks every form it has to."""
    return Client(enforce_csrf_checks=True)


def say(visitor, path="/contact/", useful="yes", **more):
    return visitor.post("/feedback/", {"path": path, "useful": useful, **more})


def test_the_form_stands_at_the_foot_of_a_page_and_its_button_is_taken(visitor):
    page = visitor.get("/contact/").content.decode()
    assert 'action="/feedback/"' in page
    assert '<input type="hidden" name="path" value="/contact/">' in page
    response = say(visitor)
    assert response.status_code == 303
    said = Feedback.objects.get()
    assert (said.path, said.is_useful, said.comment) == ("/contact/", True, "")
    assert response.headers["Location"] == f"/feedback/{said.token}/"


def test_nothing_is_kept_of_who_said_it(visitor):
    say(visitor, name="สมชาย")
    kept = {field.name for field in Feedback._meta.fields}
    assert kept == {"id", "path", "is_useful", "comment", "token", "created_at", "is_handled"}


def test_no_cookie_is_set_and_no_answer_is_kept(visitor):
    taken = say(visitor, useful="no")
    thanks = visitor.get(taken.headers["Location"])
    for response in (taken, thanks, visitor.get("/feedback/")):
        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]
    assert thanks.status_code == 200
    assert "ขอบคุณ" in words(thanks.content)


def test_a_comment_is_added_once(visitor):
    thanks = say(visitor).headers["Location"]
    response = visitor.post(thanks, {"comment": "อยากให้มีแผนที่"})
    assert (response.status_code, response.headers["Location"]) == (303, thanks)
    page = words(visitor.get(thanks).content)
    assert "ได้รับข้อความของท่านแล้ว" in page
    visitor.post(thanks, {"comment": "เปลี่ยนใจ"})
    assert Feedback.objects.get().comment == "อยากให้มีแผนที่"


def test_two_comments_at_once_leave_the_first(visitor):
    say(visitor)
    said = Feedback.objects.get()
    assert feedback.add_comment(said, "ก่อน")
    assert not feedback.add_comment(said, "หลัง")
    assert Feedback.objects.get().comment == "ก่อน"


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        ("", "เขียนข้อความก่อนกดส่ง"),
        ("  \n ", "เขียนข้อความก่อนกดส่ง"),
        ("ก" * 2001, "ยาวเกิน 2,000"),
        ("ก\0ข", "พบข้อผิดพลาด"),
    ],
)
def test_a_faulty_comment_is_refused_with_a_reason(comment, fault, visitor):
    thanks = say(visitor).headers["Location"]
    response = visitor.post(thanks, {"comment": comment})
    assert response.status_code == 400
    assert fault in words(response.content)
    assert Feedback.objects.get().comment == ""


def test_a_comment_of_two_thousand_letters_is_kept_whole(visitor):
    thanks = say(visitor).headers["Location"]
    visitor.post(thanks, {"comment": "ก" * 2000})
    assert len(Feedback.objects.get().comment) == 2000


def test_a_comment_is_shown_to_nobody_but_staff(visitor):
    thanks = say(visitor).headers["Location"]
    visitor.post(thanks, {"comment": "ข้อความลับของผู้เขียน"})
    assert "ข้อความลับของผู้เขียน" not in visitor.get(thanks).content.decode()


@pytest.mark.parametrize("token", ["x", "0" * 32, "ก", "%20", "..", "' OR 1=1"])
def test_an_unknown_token_is_a_thai_404(token, visitor):
    response = visitor.get(f"/feedback/{token}/")
    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in words(response.content)


def test_opening_the_address_itself_explains_where_the_button_is(visitor):
    response = visitor.get("/feedback/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "ปุ่มท้ายหน้าเว็บ" in words(response.content)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "contact/",
        "//evil.example/",
        "https://evil.example/",
        "/admin/",
        "/accounts/login/",
        "/styleguide/",
        "/feedback/",
        "/no-such-page/",
        "/contact/\r\nX: 1",
        "/news/" + "1" * 300 + "/",
        "/\\evil.example/",
        "javascript:alert(1)",
    ],
)
def test_only_a_public_page_of_this_site_is_spoken_of(path, visitor):
    assert say(visitor, path=path).status_code == 400
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("useful", ["", "maybe", "YES", "1"])
def test_only_yes_and_no_are_answers(useful, visitor):
    assert say(visitor, useful=useful).status_code == 400
    assert not Feedback.objects.exists()


def test_a_program_that_fills_in_the_hidden_field_is_thanked_and_forgotten(visitor):
    page = visitor.get("/contact/").content.decode()
    assert f'name="{TRAP}" hidden' in page
    response = say(visitor, **{TRAP: "https://spam.example"})
    assert (response.status_code, response.headers["Location"]) == (303, "/contact/")
    assert not Feedback.objects.exists()


def test_a_flood_is_stopped_for_a_while(visitor):
    for _ in range(feedback.throttle.most):
        assert say(visitor).status_code == 303
    stopped = say(visitor)
    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == "60"
    assert "ถี่เกินไป" in words(stopped.content)
    assert Feedback.objects.count() == feedback.throttle.most


def test_the_throttle_forgets_what_is_long_ago():
    throttle = feedback.Throttle(most=1, seconds=0.0)
    assert throttle.lets_through()
    assert throttle.lets_through()


def test_too_much_at_once_is_refused(visitor):
    response = visitor.post(
        "/feedback/", "path=/contact/&useful=yes&x=" + "a" * 3_000_000, "application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("path", ["/complaints/", "/complaints/privacy/", "/complaints/receipt/"])
def test_on_pages_of_the_complaint_channel_nobody_is_given_a_box_to_write_a_report_in(path, visitor):
    page = visitor.get(path)
    assert page.status_code == 200
    assert 'action="/feedback/"' not in page.content.decode()
    assert say(visitor, path=path).status_code == 400
    assert not Feedback.objects.exists()


def test_whoever_would_write_a_report_into_the_box_is_led_to_the_channel(visitor):
    page = visitor.get(say(visitor).headers["Location"]).content
    assert "ไม่ใช่ที่แจ้งการทุจริต" in words(page)
    assert '<a href="/complaints/">แจ้งทุจริต</a></p>' in page.decode()
