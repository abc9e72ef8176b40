"""Long work told while it runs, without a script: a page whose later pieces take the place of earlier ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from procurement.actions import Step
from procurement.rows import UnreadableRegister

HERE = "<!-- here -->"
"""Where the pieces go into the page."""
PIECES = 100
"""Pieces of progress that a page holds at most; a step of many rows says something only now and then."""
PIECE = (
    '<p class="progress-piece"><label>{0} <progress max="100" value="{1}">{1} %</progress></label>{2}</p>\n'
)
KEEP_OPEN = "เปิดหน้านี้ไว้จนกว่าจะเสร็จ ถ้าปิดหน้านี้ก่อน ระบบจะยกเลิกและไม่บันทึกสิ่งใด"
UNDONE = "ยังไม่มีสิ่งใดถูกบันทึก ทะเบียนเป็นเหมือนเดิม"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What is said of an act when it is done, and when it could not be."""

    done: str
    next: str
    failed: str


CONFIRMED = Words("นำเข้าเสร็จแล้ว", "บันทึกลงทะเบียนเป็นฉบับร่างครบทุกแถว ขั้นต่อไปคือส่งขออนุมัติทั้งชุด", "นำเข้าไม่สำเร็จ")
PUBLISHED = Words("เผยแพร่ทั้งชุดแล้ว", "ประชาชนเห็นสัญญาเหล่านี้ได้ทันที", "เผยแพร่ไม่สำเร็จ")


def streamed(
    steps: Iterator[Step], *, words: Words, head: dict[str, Any], back: str, request: HttpRequest
) -> StreamingHttpResponse:
    """The page that runs `steps` and shows how far they are, ending with `words` and a link to `back`.

    A browser that goes away closes the response, which closes `steps`: what they did not finish is undone.
    """
    page = render_to_string("admin/procurement/progress.html", {**head, "back": back}, request=request)
    before, _, after = page.partition(HERE)
    response = StreamingHttpResponse(_pieces(before, steps, after, words, back))
    response["X-Accel-Buffering"] = "no"  # a proxy that waited for the end would hide the progress
    response["Cache-Control"] = "no-store"
    return response


def _pieces(before: str, steps: Iterator[Step], after: str, words: Words, back: str) -> Iterator[str]:
    yield before
    try:
        told = -1
        for step in steps:
            share = round(step.done * PIECES / step.total) if step.total else 0
            if share != told:
                told = share
                yield format_html(PIECE, step.what, share, KEEP_OPEN)
        yield _ending("tag-ok", words.done, [words.next], back)
    except ValidationError as error:
        yield _ending("tag-bad", words.failed, [*error.messages[:PIECES], UNDONE], back)
    except (PermissionDenied, UnreadableRegister) as error:
        yield _ending("tag-bad", words.failed, [str(error), UNDONE], back)
    except (DatabaseError, OSError):
        logger.exception("an act on an import could not be stored")
        yield _ending(
            "tag-bad",
            words.failed,
            ["ฐานข้อมูลหรือที่เก็บไฟล์ไม่ตอบ ลองใหม่อีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ", UNDONE],
            back,
        )
    finally:
        close = getattr(steps, "close", None)
        if close:
            close()
    yield after


def _ending(tag: str, heading: str, sentences: list[str], back: str) -> str:
    return format_html(
        '<section class="progress-piece" role="status"><h2><span class="tag {}">{}</span></h2>{}'
        '<p><a class="button" href="{}">ไปหน้าของไฟล์นี้</a></p></section>\n',
        tag,
        heading,
        format_html_join("", "<p>{}</p>", ((sentence,) for sentence in sentences)),
        back,
    )
