"""Where uploaded files lie: private, without any address of their own."""

from typing import Any, NoReturn

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files reached through views only. `base_url=None` would still hand out addresses under MEDIA_URL."""

    def url(self, name: Any) -> NoReturn:
        raise ValueError("a private file has no URL; link to its attachment instead")
