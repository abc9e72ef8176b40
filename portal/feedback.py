"""Taking what visitors say of a page: which pages may be spoken of, how much is taken, what is kept."""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque

from django.urls import Resolver404, resolve

from portal.models import Feedback

LONGEST_PATH = 300
NO_OPINIONS = "/complaints/"
"""Where no box for words stands: who is frightened would write a report of corruption there, unsealed."""
LONGEST_COMMENT = 2000


class Throttle:
    """Lets at most `most` acts through in any `seconds`, counted by this process for everybody together.

    It knows nobody apart, because telling visitors apart would mean keeping something about them.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def lets_through(self) -> bool:
        now = time.monotonic()
        with self._lock:
            while self._times and self._times[0] <= now - self.seconds:
                self._times.popleft()
            if len(self._times) >= self.most:
                return False
            self._times.append(now)
            return True

    def forget(self) -> None:
        """Count from nothing again."""
        with self._lock:
            self._times.clear()


throttle = Throttle(most=60, seconds=60)


def is_spoken_of(path: str) -> bool:
    """Whether visitors are asked what they think of pages there."""
    return not path.startswith(NO_OPINIONS)


def is_own_page(path: str) -> bool:
    """Whether the path is the address of a public page of this site of which visitors are asked."""
    if not is_spoken_of(path):
        return False
    if not 0 < len(path) <= LONGEST_PATH or not path.startswith("/") or not path.isprintable():
        return False
    try:
        return bool(getattr(resolve(path).func, "is_public", False))
    except Resolver404:
        return False


def take(*, path: str, is_useful: bool) -> Feedback:
    """Keep what was said of a page: page, verdict, time; nothing of who said it."""
    return Feedback.objects.create(path=path, is_useful=is_useful, token=secrets.token_urlsafe(16))


def add_comment(feedback: Feedback, comment: str) -> bool:
    """Put words to a verdict, once; False when there were words already."""
    return bool(Feedback.objects.filter(pk=feedback.pk, comment="").update(comment=comment))
