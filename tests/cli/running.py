"""Runs the command line in this process, as a user's shell would see it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from toolkit.cli import main


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Run:
    """`review ARGUMENTS`: exit status and both outputs."""
    saved = sys.argv
    sys.argv = ["review", *map(str, arguments)]
    try:
        main()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 0
    finally:
        sys.argv = saved
    captured = capsys.readouterr()
    return Run(status, captured.out, captured.err)
