"""Writing files: links and devices keep what they are."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from toolkit.pipeline.files import write_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights on Windows")


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    shared, link = tmp_path / "shared.bib", tmp_path / "references.bib"
    shared.write_bytes(b"old")
    link.symlink_to(shared.name)
    write_files({link: b"new"})
    assert link.is_symlink()
    assert shared.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, seen = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: seen.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_files({pipe: b"report"})
    reader.join(timeout=10)
    assert seen == [b"report"]
    assert pipe.is_fifo()
