"""How a text file is stored: its encoding, by its byte order mark, and the mark itself."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Encoding(NamedTuple):
    """The encoding of a file, and the mark that its first bytes are."""

    name: str
    mark: bytes = b""

    @classmethod
    def of(cls, data: bytes) -> Encoding:
        """The encoding that the byte order mark tells; UTF-8 without one."""
        return next((encoding for encoding in _MARKED if data.startswith(encoding.mark)), cls("utf-8"))

    def decode(self, data: bytes) -> str:
        """The text, without the mark, its line ends as they stand."""
        return data.removeprefix(self.mark).decode(self.name)

    def encode(self, text: str) -> bytes:
        """The bytes of a file that holds this text, stored in the same way."""
        return self.mark + text.encode(self.name)


_MARKED = (
    Encoding("utf-8", codecs.BOM_UTF8),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    Encoding("utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
)
