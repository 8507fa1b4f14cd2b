"""What all tests share: programs outside Python, and the data that lies beside the project."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from toolkit.pipeline import Built

REPOSITORY = Path(__file__).resolve().parent.parent
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "chrome"),
    "soffice": ("soffice", "libreoffice"),
}

# How long an example takes says something about the machine, nothing about the code.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("steady")


def find_program(name: str) -> str | None:
    """The path of a program, under any of the names it is installed by."""
    return next((path for alias in PROGRAMS.get(name, (name,)) if (path := shutil.which(alias))), None)


def pytest_configure() -> None:
    # A shell that runs the tests in the background has them ignore Ctrl-C, and the programs they start too.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def converted_by_office(document: Path, form: str) -> Path:
    """What LibreOffice makes of a document, beside it; `form` is the ending of the new file's name."""
    office = find_program("soffice")
    assert office is not None
    folder = document.parent
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", form, "--outdir", str(folder), str(document)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return document.with_suffix(f".{form}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if find_program(program) is None:
                message = f"needs the program {program}, which is not installed"
                if os.environ.get("CI"):
                    pytest.fail(message, pytrace=False)
                pytest.skip(message)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of the tests' own, which the programs they start use too."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["REVIEW_CACHE_DIR"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that is read by tests and never copied into the project."""
    folder = Path(os.environ.get("SHARED_DATA", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the shared material in {folder} (or SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@dataclass(frozen=True)
class EveryBuild:
    """Each sample review in each journal, by both names; the files lie in `folder`/JOURNAL."""

    folder: Path
    builds: Mapping[tuple[str, str], Built]

    def of(self, journal: str) -> Iterator[tuple[str, Built]]:
        """The reviews in one journal, by name."""
        return ((name, built) for (name, of), built in self.builds.items() if of == journal)

    @property
    def documents(self) -> list[Path]:
        return sorted(self.folder.glob("*/*.docx"))

    @property
    def pages(self) -> list[Path]:
        return sorted(self.folder.glob("*/*.html"))


@pytest.fixture(scope="session")
def every_build(tmp_path_factory: pytest.TempPathFactory) -> EveryBuild:
    """Built once for all tests that look at them."""
    from toolkit.load.journal import journal_ids
    from toolkit.pipeline import build

    folder = tmp_path_factory.mktemp("every")
    reviews = sorted(path.parent for path in (REPOSITORY / "reviews").glob("*/review.yaml"))
    builds = {
        (review.name, journal): build(review, folder / journal, journal=journal)
        for journal in journal_ids()
        for review in reviews
    }
    return EveryBuild(folder, builds)
