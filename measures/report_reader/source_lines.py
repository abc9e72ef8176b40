"""One line of a report file as every format gives it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A paragraph or a table row; `place` names it in Thai, `addresses` names its cells where a sheet does.

    `table` tells one table or sheet of the file from another; 0 outside tables.
    """

    number: int
    place: str
    cells: tuple[str, ...]
    is_table_row: bool
    table: int = 0
    addresses: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells with something in them."""
        return tuple(cell for cell in self.cells if cell.strip())

    def place_of(self, column: int) -> str:
        """Where one cell is, in Thai; `column` counts from 0."""
        return self.addresses[column] if column < len(self.addresses) else self.place
