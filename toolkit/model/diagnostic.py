"""What the toolkit says about a manuscript: problems, findings, fixes, abstentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.source import Span

Texts: TypeAlias = Mapping[str, str]
"""The same sentence per language (`en`, `zh`)."""


@frozen
class Problem:
    """Input that cannot be read or understood: what is wrong, where, what to do."""

    message: str
    span: Span | None = None
    help: str = ""


@frozen
class Note:
    """What is worth knowing of input that was read whole, in both languages, without a full stop."""

    en: str
    zh: str
    span: Span


class Severity(Enum):
    """How grave a finding is. Errors stop a build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Applicability(Enum):
    """Whether a fix may be applied without asking (`SAFE`), on request, or only shown."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@frozen
class Edit:
    """Replace the passage at `span` by `text`."""

    span: Span
    text: str


@frozen
class Fix:
    """A list of edits that mends a finding; data, so it can be shown before it is applied."""

    message: Texts
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.DISPLAY


@frozen
class Finding:
    """One thing a rule found. `code` names the rule, e.g. `CIT001`.

    `message` and `help` hold the same sentence per language (`en`, `zh`).
    """

    code: str
    severity: Severity
    message: Texts
    span: Span | None
    help: Texts = field(default_factory=dict)
    fix: Fix | None = None


@frozen
class Abstention:
    """A rule that could not judge (all of) this manuscript, and why. Never shown as a pass.

    `reason` holds the same sentence per language (`en`, `zh`).
    """

    code: str
    reason: Texts
