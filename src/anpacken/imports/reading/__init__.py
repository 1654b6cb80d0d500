"""Reading lists: which kind of file it is, in which signs it is written, what its headings and rows are.

Nothing here knows the database. `read(path)` looks, `Table.rows()` goes through the rows without holding them.
"""

from anpacken.imports.reading.tables import Row, Table, read

__all__ = ["Row", "Table", "read"]
