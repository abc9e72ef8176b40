"""Attachments: one address, every version, reached only through a public owner."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from portal.models import AuditEvent, StoredFile
from tests.makers import MeasureDraft, NewsDraft, attach, csv_file, fetch, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(people, office):
    measure = MeasureDraft(created_by=people.alice)
    document = attach(measure, people)
    published(measure, people)
    return document


def test_a_document_comes_as_it_was_with_its_thai_name(document, client):
    response = client.get(document.get_absolute_url())
    body = b"".join(response.streaming_content)
    response.close()
    assert body == "ปี,จำนวน\n2566,12\n".encode()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["ETag"] == f'"{document.current.sha256}"'


def test_a_replaced_file_keeps_its_address_and_its_old_version(document, people, client):
    document.replace(csv_file("ปี,จำนวน\n2566,13\n"), by=people.alice, note="แก้ตัวเลขเดือนกันยายน")
    assert b"13" in fetch(client, document.get_absolute_url())[1]
    assert b"12" in fetch(client, f"{document.get_absolute_url()}1/")[1]
    assert b"13" in fetch(client, f"{document.get_absolute_url()}2/")[1]
    assert fetch(client, f"{document.get_absolute_url()}3/")[0] == 404
    assert fetch(client, f"{document.get_absolute_url()}0/")[0] == 404
    assert AuditEvent.objects.get(verb="แทนที่ไฟล์").detail["note"] == "แก้ตัวเลขเดือนกันยายน"


def test_a_document_of_a_draft_is_hidden(people, office, client):
    document = attach(NewsDraft(created_by=people.alice), people)
    assert fetch(client, document.get_absolute_url())[0] == 404


def test_an_unknown_document_is_a_404(client, office):
    assert fetch(client, f"/documents/{uuid.uuid4()}/")[0] == 404
    assert fetch(client, "/documents/1/")[0] == 404


def test_a_stored_file_says_nothing_in_its_place_on_disk(document):
    stored = document.current
    assert "สถิติ" not in stored.file.name
    assert "." not in stored.file.name
    with pytest.raises(ValueError, match="URL"):
        _ = stored.file.url


@pytest.mark.parametrize("path", ["/media/x", "/var/media/x", "/static/../media/x"])
def test_there_is_no_way_around_the_view(document, client, path):
    assert fetch(client, path.replace("x", document.current.file.name))[0] == 404


def test_a_bad_replacement_leaves_everything_as_it_was(document, people, client):
    before = StoredFile.objects.count()
    with pytest.raises(ValidationError, match="ว่าง"):
        document.replace(ContentFile(b"", name="ว่าง.pdf"), by=people.alice, note="ลอง")
    assert StoredFile.objects.count() == before
    assert b"12" in fetch(client, document.get_absolute_url())[1]
