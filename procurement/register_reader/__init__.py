"""Files into rows of the register: sources opened, recognised by what is in them, and read cell by cell."""

from procurement.register_reader.reading import read_register

__all__ = ["read_register"]
