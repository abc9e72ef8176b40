"""Rows put together from cells: each cell read as its field, with its place, its fault or what is odd in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping

from portal.sheets.cells import CellFault
from portal.sheets.sources import CellValue, Sheet, column_letters
from procurement.models import ExpenseType, FundSource
from procurement.register_reader.cells import DAYS, MONEY, is_nothing, parse_fact, read_cell
from procurement.register_reader.wordings import CODED
from procurement.rows import Note, Place, ReadRegister, Row

_CERTAIN = {"year": "ปีงบประมาณ", "title": "ชื่องานที่ซื้อหรือจ้าง"}
"""What no contract can be without."""
_UNREAD = dict.fromkeys((*MONEY, *DAYS, "year", "number"))


class CellPlaces(MutableMapping[str, Place]):
    """The places of a row's fields, each made when it is asked for: ten thousand rows have few that are."""

    def __init__(self, sheet: str, row: int, columns: Mapping[str, tuple[str, str]]) -> None:
        self._sheet = sheet
        self._row = row
        self._columns = columns
        self._own: dict[str, Place | None] = {}

    def __getitem__(self, field: str) -> Place:
        if field in self._own:
            if place := self._own[field]:
                return place
            raise KeyError(field)
        return Place(self._sheet, self._row, *self._columns[field])

    def __setitem__(self, field: str, place: Place) -> None:
        self._own[field] = place

    def __delitem__(self, field: str) -> None:
        if field not in self:
            raise KeyError(field)
        self._own[field] = None

    def __iter__(self) -> Iterator[str]:
        return (field for field in {**self._columns, **self._own} if self._own.get(field, True))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Assembly:
    """Reads the rows of one table into a register: `row` for each, by where the fields stand."""

    def __init__(self, read: ReadRegister, sheet: Sheet, titles: Mapping[str, str]) -> None:
        self.read = read
        self._sheet = sheet
        self._titles = titles
        # By the identity of the mapping, which is kept so that no other takes it.
        self._lettered: dict[int, tuple[Mapping[str, int], dict[str, tuple[str, str]]]] = {}

    def place(self, row: int, column: int | None, field: str = "") -> Place:
        """The place of a field's cell (indexes from 0)."""
        return self._sheet.place(row, column, self._titles.get(field, ""))

    def fault(self, place: Place, code: str, what: str) -> None:
        """Note what cannot be read."""
        self.read.faults.append(Note(place, code, what))

    def row(self, number: int, columns: Mapping[str, int]) -> Row:
        """The row of that index, with the fields at these columns; faults and findings go to the register.

        The word of a closed list is kept as it was written; `money_from` becomes the source of the money or the
        category of expenditure that it names. Keys that are no facts stand in `facts` too: the reader takes out
        what it needs of them.
        """
        cells = self._sheet.rows[number]
        width = len(cells)
        row = self.blank(number, columns)
        for field, column in columns.items():
            self.put(row, field, cells[column] if column < width else None)
        return row

    def blank(self, number: int, columns: Mapping[str, int]) -> Row:
        """The row of that index with its places and no facts yet."""
        if id(columns) not in self._lettered:
            self._lettered[id(columns)] = (columns, self._with_letters(columns))
        lettered = self._lettered[id(columns)][1]
        places = CellPlaces(self._sheet.name, number + 1, lettered)
        return Row(Place(self._sheet.name, number + 1), {}, places=places)

    def _with_letters(self, columns: Mapping[str, int]) -> dict[str, tuple[str, str]]:
        lettered = {
            field: (column_letters(column), self._titles.get(field, "")) for field, column in columns.items()
        }
        if "money_from" in lettered:
            lettered["fund_source"] = lettered["expense_type"] = lettered["money_from"]
        return lettered

    def put(self, row: Row, field: str, value: CellValue) -> None:
        """Read one value as a field of a row that is being put together."""
        try:
            found, code, odd = read_cell(field, value)
        except CellFault as fault:
            row.facts[field] = _UNREAD.get(field, "")
            self.fault(row.place_of(field), "unreadable", str(fault))
            return
        if code:
            self.read.findings.append(Note(row.place_of(field), code, odd))
        if field in CODED and not is_nothing(value):
            row.words[field] = str(value).strip()
        if field == "money_from":
            row.facts["fund_source"] = found if isinstance(found, FundSource) else ""
            row.facts["expense_type"] = found if isinstance(found, ExpenseType) else ""
        else:
            row.facts[field] = found

    def word(self, row: Row, field: str, number: int, column: int) -> str:
        """Keep a word of the source that is no fact of ours, as it was written, and return it; "" for none.

        It is held to what every text of the register is; what it must not say is a fault with its cell.
        """
        try:
            found = str(parse_fact(field, self._sheet.cell(number, column)))
        except CellFault as fault:
            self.fault(self.place(number, column, field), "unreadable", str(fault))
            return ""
        if found:
            row.words[field] = found
        return found

    def check(self, row: Row) -> Row:
        """The row itself; what no contract can be without is a fault where it is missing."""
        for field, label in _CERTAIN.items():
            if not row.facts.get(field) and not self._is_faulty(row, field):
                self.fault(row.place_of(field), "missing", f"ไม่มี{label} โปรดเติมให้ครบ")
        return row

    def _is_faulty(self, row: Row, field: str) -> bool:
        place = row.places.get(field)
        return place is not None and any(fault.place == place for fault in self.read.faults[-30:])
