"""The search: keeps its index in step with what is published, finds words in it, and marks them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Self, cast

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Case, Count, Model, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.db.models.signals import post_delete, post_save
from django.utils.html import escape
from django.utils.safestring import SafeString

from portal import thai
from portal.models import SearchEntry
from portal.models.search import SearchDocument, SearchEntryQuerySet
from portal.nearness import nearness, telling_parts, trigrams
from portal.publishing import Publishable, Status
from portal.word_index import holding

LONGEST_QUERY = 200
"""Characters of a query that are read."""
MOST_WORDS = 12
EXCERPT = 220
"""Characters of an excerpt, more or less."""
MOST_TRIGRAMS = 24
"""Different runs of three letters by which the database looks for near texts."""
CANDIDATES = 80
"""Entries the database offers as near; which of them are is decided by their letters."""


# ── keeping the index ────────────────────────────────────────────────────────
def publishable_models() -> Iterator[type[Publishable]]:
    """Every concrete kind of publishable record, those of rooms included, in the order of the apps."""
    for model in apps.get_models():
        if issubclass(model, Publishable):
            yield model


Deriving = Callable[[], Iterator[SearchEntry]]
_derived: dict[str, tuple[type[Publishable], Deriving]] = {}


def derive(object_type: str, *, of: type[Publishable]) -> Callable[[Deriving], Deriving]:
    """Let a function say which things of a type are found because records of another kind are published.

    It gives the entries of all of them (see `entry_of`), and is asked again whenever a record of that kind is
    saved or deleted.
    """

    def keep(deriving: Deriving) -> Deriving:
        _derived[object_type] = (of, deriving)
        return deriving

    return keep


def follow() -> None:
    """From now on every saved or deleted record is put into the index or taken out of it.

    Called once, when all models are known. What is written in bulk passes it by: afterwards call `put`, or
    `rebuild` for everything.
    """
    for model in publishable_models():
        post_save.connect(_saved, sender=model, dispatch_uid=f"search:saved:{model._meta.label}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search:deleted:{model._meta.label}")


def rebuild() -> int:
    """Write the whole index anew from the records; returns the number of entries."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        _put(
            entry
            for model in publishable_models()
            for record in model.objects.filter(status=Status.PUBLISHED)
            .select_related()
            .iterator(chunk_size=500)
            if (entry := _entry(record))
        )
        for _, deriving in _derived.values():
            _put(deriving())
        return SearchEntry.objects.count()


def put(records: Iterable[Publishable]) -> None:
    """Bring the index up to date with records that were written in bulk, all of one kind."""
    known = list(records)
    if not known:
        return
    sender = type(known[0])
    entries = {record.pk: _entry(record) for record in known}
    _put(entry for entry in entries.values() if entry is not None)
    hidden = [str(key) for key, entry in entries.items() if entry is None]
    for start in range(0, len(hidden), 5000):
        SearchEntry.objects.filter(
            object_type=sender._meta.label_lower, object_id__in=hidden[start : start + 5000]
        ).delete()
    _derive_from(sender)


def _saved(sender: type[Publishable], instance: Publishable, raw: bool, **_: Any) -> None:
    entry = None if raw else _entry(instance)
    if entry is None:
        _deleted(sender, instance)
        return
    _put([entry])
    _derive_from(sender)


def _deleted(sender: type[Publishable], instance: Publishable, **_: Any) -> None:
    SearchEntry.objects.filter(object_type=instance._meta.label_lower, object_id=str(instance.pk)).delete()
    _derive_from(sender)


def _derive_from(sender: type[Publishable]) -> None:
    """Bring what follows from records of this kind up to date; writes only what has changed."""
    for object_type, (source, deriving) in _derived.items():
        if source is not sender:
            continue
        known = {entry.object_id: entry for entry in SearchEntry.objects.filter(object_type=object_type)}
        wanted = {entry.object_id: entry for entry in deriving()}
        _put(
            entry for key, entry in wanted.items() if key not in known or _facts(entry) != _facts(known[key])
        )
        if gone := known.keys() - wanted.keys():
            SearchEntry.objects.filter(object_type=object_type, object_id__in=gone).delete()


_FACTS = ("url", "kind", "title", "body", "words", "visible_from")


def _facts(entry: SearchEntry) -> list[Any]:
    return [getattr(entry, name) for name in _FACTS]


def _put(entries: Iterable[SearchEntry]) -> None:
    """Write entries, in the place of those of the same objects."""
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=200,
        update_conflicts=True,
        unique_fields=("object_type", "object_id"),
        update_fields=_FACTS,
    )


def _entry(record: Publishable) -> SearchEntry | None:
    """The entry of a record that is, or will at its time be, public; None for any other."""
    if record.status != Status.PUBLISHED or record.revises_id or record.published_at is None:
        return None
    document = record.search_document()
    if document is None:
        return None
    return entry_of(record, record.get_absolute_url(), document, record.published_at)


def entry_of(thing: Model, url: str, document: SearchDocument, visible_from: dt.datetime) -> SearchEntry:
    """The entry, not saved, of a thing that is found at an address from a moment on."""
    return SearchEntry(
        object_type=thing._meta.label_lower,
        object_id=str(thing.pk),
        url=url,
        kind=document.kind,
        title=document.title[:400],
        body=document.body.strip(),
        words=f"{thai.fold(document.title[:400])}\n{thai.fold(document.body)}",
        visible_from=visible_from,
    )


# ── finding ──────────────────────────────────────────────────────────────────
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class Query:
    """What a visitor asked for: `text` as it is shown again, `words` as they are looked up (all of them)."""

    text: str
    words: tuple[str, ...]
    is_cut: bool

    @classmethod
    def read(cls, typed: str) -> Self:
        """As much of the query as is read; whatever somebody types, it only ever means its own letters."""
        whole = _CONTROLS.sub(" ", typed).strip()
        text = whole[:LONGEST_QUERY]
        words = tuple(dict.fromkeys(thai.fold(text).split()))
        return cls(text, words[:MOST_WORDS], len(whole) > LONGEST_QUERY or len(words) > MOST_WORDS)

    @property
    def is_too_short(self) -> bool:
        """Whether there is no word of two letters: one letter is on every page."""
        return bool(self.words) and max(map(len, self.words)) < 2


def find(words: Sequence[str]) -> SearchEntryQuerySet:
    """What the public sees now and holds every word: first those whose title begins with just these words,
    such as the code of an item, then those with all words in the title, then the newest.

    Without words, everything.
    """
    found = cast(
        "SearchEntryQuerySet", holding(SearchEntry.objects.visible(), words, table="portal_searchwords")
    )
    newest = ("-visible_from", "title", "pk")
    if not words:
        return found.order_by(*newest)
    # `words` begins with the title, so a word whose first place lies within the title's length is in it.
    in_title = Q(*(LessThanOrEqual(StrIndex("words", Value(word)), Length("title")) for word in words))
    typed = " ".join(words)
    begins = Q(words__startswith=f"{typed} ") | Q(words__startswith=f"{typed}\n")
    return found.order_by(Case(When(begins, then=0), When(in_title, then=1), default=2), *newest)


def near(words: Sequence[str]) -> list[tuple[float, SearchEntry]]:
    """What the public sees now and comes near to words that were misspelt or run together, with its nearness.

    The database offers those that share most runs of three letters: SQLite by its trigram table, PostgreSQL by
    looking at every entry. (Its `word_similarity` takes about five times as long on 20,000 entries, index or
    not, needs an extension that may be missing, and measures whole words, which Thai does not part.)
    """
    parts = telling_parts(words)
    threes = trigrams(parts, MOST_TRIGRAMS)
    if not threes:
        return []
    found = SearchEntry.objects.visible()
    if connection.vendor == "sqlite":
        phrases = " OR ".join('"' + three.replace('"', '""') + '"' for three in threes)
        found = found.filter(
            pk__in=RawSQL(  # as in `find`
                "SELECT rowid FROM portal_searchwords WHERE portal_searchwords MATCH %s"
                " ORDER BY bm25(portal_searchwords) LIMIT %s",
                [phrases, CANDIDATES],
            )
        )
    else:
        shared = (
            Case(When(GreaterThan(StrIndex(field, Value(three)), 0), then=1), default=0)
            for three in threes
            for field in ("words", "title")
        )
        found = found.order_by(reduce(add, shared).desc(), "-pk")[:CANDIDATES]
    return [(rating, entry) for entry in found if (rating := nearness(parts, entry.title, entry.body))]


def kinds(found: SearchEntryQuerySet) -> dict[str, int]:
    """How many entries there are of each kind, by the kind's name."""
    return dict(found.order_by("kind").values_list("kind").annotate(Count("pk")))


# ── marking ──────────────────────────────────────────────────────────────────
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
_ABOVE_AND_BELOW = "[ัิ-ฺ็-๎]*"
_SAME = {
    "แ": "(?:แ|เเ)",
    "ำ": "(?:ำ|\u0e4dา)",
    **{digit: f"[{digit}{thai.thai_digits(digit)}]" for digit in "0123456789"},
}
"""Letters that `thai.fold` makes of others, as patterns of what they may have been."""


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Finds the folded words in a text that is not folded; whole letters with their marks, the longest first."""
    spelled = (
        _INVISIBLE.join(_SAME.get(char) or re.escape(char) for char in word)
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(f"((?:{'|'.join(spelled)}){_ABOVE_AND_BELOW})", re.IGNORECASE)


def mark(text: str, words: Sequence[str]) -> SafeString:
    """The text as HTML with the words in `<mark>`."""
    parts = _pattern(words).split(text) if words else [text]
    return SafeString(
        "".join(f"<mark>{escape(part)}</mark>" if i % 2 else escape(part) for i, part in enumerate(parts))
    )


def excerpt(text: str, words: Sequence[str]) -> str:
    """The piece of a text around its first word that was asked for, on one line, cut at spaces where there are any."""
    line = " ".join(text.split())
    first = _pattern(words).search(line) if words else None
    start = max(0, first.start() - EXCERPT // 3) if first else 0
    if start:
        start = _edge(line, start, start + EXCERPT // 6)
    end = len(line) if len(line) <= start + EXCERPT else _edge(line, start + EXCERPT, start + EXCERPT + 30)
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"


def _edge(line: str, start: int, end: int) -> int:
    """A place between `start` and `end` where the line may be cut: a space, or else before a whole letter."""
    space = line.find(" ", start, end)
    if space >= 0:
        return space
    while start < len(line) and re.match("[ะ-ฺๅ็-๎]", line[start]):
        start += 1
    return start
