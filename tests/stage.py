"""A filled database for a whole module of tests, asked once and rolled back; and what an answer says in words."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdf
from django.conf import settings
from django.db import transaction
from django.test import Client, TestCase, override_settings


@contextmanager
def stage(blocker: Any, folder: Path, **changes: Any) -> Iterator[None]:
    """Whatever is written in the block is gone after it; stored files lie in `folder`."""
    storages = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": folder}},
    }
    with (
        blocker.unblock(),
        override_settings(MEDIA_ROOT=folder, STORAGES=storages, **changes),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


def committed() -> AbstractContextManager[Any]:
    """What the block leaves for after its commit is done at its end, although nothing is committed."""
    return TestCase.captureOnCommitCallbacks(execute=True)


@dataclass(frozen=True)
class Answer:
    """What an address answered; `body` is whole even where it was streamed."""

    address: str
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0]

    @property
    def is_page(self) -> bool:
        return self.kind == "text/html"

    @property
    def text(self) -> str:
        """The source of a text."""
        return self.body.decode()

    @property
    def words(self) -> str:
        """Everything that can be read in the answer: headers, source, what tags cut apart, packed parts."""
        source = _readable(self.kind, self.body)
        bare = re.sub(r"<[^>]*>", "", source)
        said = "\n".join([*(f"{name}: {value}" for name, value in self.headers.items()), source, bare])
        return "\n".join((said, html.unescape(said), unquote(said)))


def _readable(kind: str, body: bytes) -> str:
    if kind == "application/pdf":
        reader = pypdf.PdfReader(io.BytesIO(body))
        return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(
                f"{name}\n{packed.read(name).decode(errors='replace')}" for name in packed.namelist()
            )
    return body.decode(errors="replace")


def ask(client: Client, address: str, method: str = "get", **extra: Any) -> Answer:
    """The answer of an address to a client."""
    response = getattr(client, method)(address, **extra)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return Answer(address, response.status_code, dict(response.items()), sorted(response.cookies), body)
