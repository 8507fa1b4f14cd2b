"""The size of a picture, read from the first bytes of its file."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.raster import Raster, read_raster

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 800, 600) + b"\x08\x02\0\0\0crc!"
PHYS = b"\0\0\0\tpHYs" + struct.pack(">IIB", 11811, 11811, 1) + b"crc!"
JFIF = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\x01" + struct.pack(">HH", 300, 300) + b"\0\0"
FRAME = b"\xff\xc2" + struct.pack(">HBHH", 8, 8, 480, 640) + b"\x03"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG + b"\0\0\0\0IDAT", Raster(800, 600)),
        (PNG + PHYS + b"\0\0\0\0IDAT", Raster(800, 600, 11811 * 0.0254, 11811 * 0.0254)),
        (b"\xff\xd8" + JFIF + b"\xff\xfe\0\x04hi" + FRAME, Raster(640, 480, 300.0, 300.0)),
        (b"\xff\xd8" + FRAME, Raster(640, 480)),
        (b"GIF89a" + struct.pack("<HH", 10, 20), Raster(10, 20)),
        (b"BM" + bytes(60), None),
        (PNG[:20], None),
        (b"\xff\xd8\xff\xe0\0", None),
        (b"", None),
    ],
)
def test_size(data: bytes, expected: Raster | None) -> None:
    assert read_raster(data) == expected


@given(
    st.sampled_from([PNG + PHYS, b"\xff\xd8" + JFIF + FRAME, b"GIF89a\1\0\1\0"]),
    st.integers(0, 60),
    st.binary(max_size=8),
)
def test_damaged_files_never_stop_the_run(data: bytes, at: int, junk: bytes) -> None:
    size = read_raster(data[:at] + junk)
    assert size is None or (size.x_dpi > 0 and size.y_dpi > 0)
