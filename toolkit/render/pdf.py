"""Word file → PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import ToolkitError

TIMEOUT = 180
"""Seconds; a review of 70 pages takes two, the first start of LibreOffice with a new profile about five."""
_NAMES = ("soffice", "libreoffice")
_INSTALL = (
    "install LibreOffice (https://www.libreoffice.org), or leave pdf out of --to "
    "and save the Word file as PDF in Word or WPS"
)

_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_HEX = re.compile(rb"\b[0-9A-F]{32}\b")
_IDS = re.compile(rb"/ID \[\s*<[0-9A-F]{32}>\s*<[0-9A-F]{32}>\s*\](?:\s*/DocChecksum /[0-9A-F]{32})?")


def find_libreoffice() -> Path | None:
    """LibreOffice's program: on the PATH, else where it is usually installed on this system."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    system = platform.system()
    if system == "Darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield folder / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    elif system == "Windows":
        for variable in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            root = os.environ.get(variable)
            if root:
                # The .com program waits for the conversion, the .exe returns at once.
                yield Path(root) / "LibreOffice" / "program" / "soffice.com"
                yield Path(root) / "LibreOffice" / "program" / "soffice.exe"
    else:
        yield from (
            Path("/usr/lib/libreoffice/program/soffice"),
            Path("/opt/libreoffice/program/soffice"),
            Path("/snap/bin/libreoffice"),
        )
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def docx_to_pdf(docx: bytes) -> bytes:
    """The document as LibreOffice prints it: with the fonts of this computer, fields computed anew.

    It runs with a profile of its own, so that an open LibreOffice and its settings are not touched.
    Raises `ToolkitError` if LibreOffice is not installed, fails, or takes longer than `TIMEOUT`.
    """
    program = find_libreoffice()
    if program is None:
        raise ToolkitError.of("cannot write PDF: LibreOffice is not installed", help=_INSTALL)
    with tempfile.TemporaryDirectory(prefix="review-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "review.docx", folder / "out" / "review.pdf"
        source.write_bytes(docx)
        said = _convert(program, source, target.parent, folder / "profile")
        if not target.is_file():
            raise ToolkitError.of(
                f"LibreOffice wrote no PDF{f': {said}' if said else ''}",
                help=f"tried {program}; does it open the Word file that 'review build --to docx' writes?",
            )
        return _timeless(target.read_bytes())


def _timeless(data: bytes) -> bytes:
    """The file without the time of its making and what LibreOffice derives from that (ISO 32000-1, 14.4),
    each replaced by as many bytes: the same review gives the same file."""
    data = _DATE.sub(rb"\g<1>20000101000000", data)
    fixed = hashlib.sha256(_IDS.sub(b"", data)).hexdigest()[:32].upper().encode("ascii")
    return _IDS.sub(lambda found: _HEX.sub(fixed, found[0]), data)


def _convert(program: Path, source: Path, folder: Path, profile: Path) -> str:
    """Run LibreOffice; returns what it complained of."""
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)),
    ]
    with tempfile.TemporaryFile() as said:
        try:
            # In a session of its own, for the program is a script that starts others: all have to end.
            started = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
            )
        except OSError as error:
            raise ToolkitError.of(f"cannot run {program}: {error.strerror}", help=_INSTALL) from error
        try:
            started.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            _end(started)
            raise ToolkitError.of(
                f"LibreOffice did not finish within {TIMEOUT} seconds", help=f"try {program} by hand"
            ) from error
        said.seek(0)
        return " ".join(said.read().decode("utf-8", "replace").split())[:300]


def _end(started: subprocess.Popen[bytes]) -> None:
    """Kill the program and all that it started; on Windows, where there are no process groups, itself."""
    if hasattr(os, "killpg"):
        os.killpg(started.pid, signal.SIGKILL)
    else:
        started.kill()
    started.wait()
