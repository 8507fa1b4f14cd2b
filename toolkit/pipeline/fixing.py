"""Mends what the checker can mend: passes over the texts in memory, then one write of all files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from toolkit.check.run import CheckResult
from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Finding, Problem
from toolkit.model.inline import Inlines
from toolkit.model.source import Span
from toolkit.pipeline.checking import Checked, check
from toolkit.pipeline.facts import ALONE, Outside
from toolkit.pipeline.files import IN_PLACE, unified_diff, write_files
from toolkit.pipeline.progress import Steps, unheard

MOST_PASSES = 20
"""Each pass mends what the last made visible; a text that is not at rest by then never will be."""


@dataclass(frozen=True)
class Mended:
    """A review whose findings were mended in memory, and the files that this changes."""

    checked: Checked
    """What is left."""
    before: Mapping[Path, bytes]
    """What the changed files held when they were read."""
    after: Mapping[Path, bytes]
    applied: tuple[Finding, ...] = ()
    """The findings that were mended, in the order of mending."""
    refused: tuple[str, ...] = ()
    """Codes of rules whose fixes would have damaged the review; they were not applied."""

    def write(self) -> None:
        """Write all changed files, or none. Raises `ToolkitError` if one was changed by somebody else."""
        changed = [path for path, data in self.before.items() if _bytes(path) != data]
        if changed:
            raise ToolkitError(
                *(
                    Problem(
                        f"{path.name} was changed while it was being mended; nothing was written",
                        Span.at(path),
                        "run the command again",
                    )
                    for path in changed
                )
            )
        # A link stays a link: the file behind it is written.
        write_files({path.resolve(): data for path, data in self.after.items()}, IN_PLACE)

    def diff(self, base: Path) -> str:
        """What would be written, as a unified diff; paths are seen from `base`."""
        from toolkit.check.places import relative_posix
        from toolkit.load.encoding import Encoding

        lines: list[str] = []
        for path, old in sorted(self.before.items()):
            encoding = Encoding.of(old)
            name = relative_posix(path, base)
            lines += unified_diff(encoding.decode(old), encoding.decode(self.after[path]), name)
        return "".join(lines)


def mend(
    path: Path,
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    unsafe: bool = False,
    given: Mapping[Path, bytes] = MappingProxyType({}),
    outside: Outside = ALONE,
    progress: Steps = unheard,
) -> Mended:
    """Check a review and apply the fixes of its findings until nothing is left to mend. Writes nothing.

    A pass that would leave a file unreadable is taken back, and so is one of safe fixes after which
    the reference list prints otherwise. With `unsafe`, fixes that may change what is meant or printed
    are applied too. `given` are read in place of what the files of these paths hold. Line ends, byte
    order mark and encoding of every file stay. A review with problems in its input is not mended: what
    its text means is not certain.
    """
    selected, ignored = tuple(select), tuple(ignore)

    def look(texts: Mapping[Path, str]) -> Checked:
        # Only the first look asks anew; the others are given the answers that were kept.
        asked = replace(outside, refresh=False) if texts else outside
        return check(
            path, journal=journal, select=selected, ignore=ignored, texts={**held, **texts}, outside=asked
        )

    held = _Files.unified({path: _decoded(data) for path, data in given.items()})
    progress("checking")
    checked = look({})
    if checked.problems:
        return Mended(checked, {}, {})
    work = _Work(checked, _Files(checked, given), look, unsafe=unsafe)
    for number in range(1, MOST_PASSES + 1):
        progress(f"mending, pass {number}")
        if not work.apply(work.open_findings()):
            break
    files = work.files
    before = {path: files.data[path] for path in files.changed}
    return Mended(work.checked, before, files.encoded(), tuple(work.applied), tuple(sorted(work.refused)))


def mend_many(
    paths: Iterable[Path],
    *,
    journal: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    unsafe: bool = False,
    write: bool = True,
    outside: Outside = ALONE,
    progress: Steps = unheard,
) -> tuple[list[Mended], list[Verdict]]:
    """Mend several reviews one after the other, since they may share files, and write each when it is done.
    Without `write`, the next ones read shared files as if they were written: nothing is mended twice.

    The verdicts say what is left in each, in the order of `paths`; one that cannot be read, or not be
    written, does not stop the others.
    """
    mended: list[Mended] = []
    unwritten: dict[Path, bytes] = {}
    verdicts: list[Verdict] = []
    for path in paths:
        try:
            item = mend(
                path, journal=journal, select=select, ignore=ignore, unsafe=unsafe, given=unwritten,
                outside=outside, progress=progress,
            )  # fmt: skip
            if write:
                item.write()
            else:
                unwritten.update(item.after)
        except ToolkitError as error:
            verdicts.append(Verdict(path, CheckResult(), error.problems))
            continue
        mended.append(item)
        verdicts.append(item.checked)
    return mended, verdicts


class _Work:
    """The passes over one review: what it is by now, what was mended, what must not be."""

    def __init__(
        self,
        checked: Checked,
        files: _Files,
        look: Callable[[Mapping[Path, str]], Checked],
        *,
        unsafe: bool,
    ) -> None:
        self.checked = checked
        self.files = files
        self.applied: list[Finding] = []
        self.refused: set[str] = set()
        self._look = look
        self._unsafe = unsafe

    def open_findings(self) -> list[Finding]:
        return [finding for finding in self.checked.result.findings if finding.code not in self.refused]

    def apply(self, findings: Sequence[Finding]) -> bool:
        """Apply the fixes of these findings; whether another pass may find more to do.

        If that does harm, the rules are tried one by one, and those that did it are refused.
        """
        from toolkit.check.fix import apply_fixes

        step = apply_fixes(findings, self.files.texts, unsafe=self._unsafe)
        if not step.texts:
            return False
        seen = self._look(self.files.unified({**self.files.changed, **step.texts}))
        if not self._is_harmed(seen):
            self.files.change(step.texts)
            self.applied += step.applied
            self.checked = seen
            return True
        codes = sorted({finding.code for finding in step.applied})
        if len(codes) == 1:
            self.refused.update(codes)
            return True
        # Each rule by itself, on the text as it is by then.
        tried = [self.apply([f for f in self.open_findings() if f.code == code]) for code in codes]
        return any(tried)

    def _is_harmed(self, seen: Checked) -> bool:
        """Whether a pass broke a file, or changed a printed reference though it must not."""
        return bool(seen.problems) or (not self._unsafe and _printed(seen) != _printed(self.checked))


def _printed(checked: Checked) -> list[tuple[str, Inlines, Inlines]]:
    """The reference list as it prints."""
    return [(entry.label, entry.content, entry.translation) for entry in checked.resolved.bibliography]


class _Files:
    """The author's files of one review: bytes as they were read, texts as they are mended."""

    def __init__(self, checked: Checked, given: Mapping[Path, bytes]) -> None:
        from toolkit.load.text import unified
        from toolkit.resources import templates

        self.data: dict[Path, bytes] = {}
        self.texts: dict[Path, str] = {}
        self.changed: dict[Path, str] = {}
        for path, text in checked.sources.items():
            if path.is_relative_to(templates()):
                continue  # a journal's profile is ours
            data = given[path] if path in given else _bytes(path)
            try:
                raw = _decoded(data)
            except UnicodeDecodeError:
                continue
            if unified(raw) == text:  # else somebody writes it just now, and it is left alone
                self.data[path], self.texts[path] = data, raw

    @staticmethod
    def unified(texts: Mapping[Path, str]) -> dict[Path, str]:
        from toolkit.load.text import unified

        return {path: unified(text) for path, text in texts.items()}

    def change(self, texts: Mapping[Path, str]) -> None:
        self.texts.update(texts)
        self.changed.update(texts)

    def encoded(self) -> dict[Path, bytes]:
        from toolkit.load.encoding import Encoding

        return {path: Encoding.of(self.data[path]).encode(text) for path, text in self.changed.items()}


def _decoded(data: bytes) -> str:
    from toolkit.load.encoding import Encoding

    return Encoding.of(data).decode(data)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
