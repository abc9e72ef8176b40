"""What a number in an address may be, and what addresses staff may type."""

from django.core.exceptions import ValidationError


class NumberConverter:
    """URL part `<number:pk>`: at most nine Arabic digits, which every database can look up; else a 404."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def check_address(address: str) -> None:
    """Raise ValidationError (on the field `address`) unless it is a page of this site or a web address."""
    if not (
        (address.startswith("/") and not address.startswith("//"))
        or address.startswith(("https://", "http://"))
    ):
        raise ValidationError({"address": "ที่อยู่ต้องขึ้นต้นด้วย / (หน้าในเว็บไซต์นี้) หรือ https://"})
