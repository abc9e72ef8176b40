"""What a number in an address may be."""


class NumberConverter:
    """URL part `<number:pk>`: at most nine Arabic digits, which every database can look up; else a 404."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
