"""What a rule is: metadata in two languages, a page of explanation, and a pure function.

A rule is one module `rules/<family>/<code>_<name>.py`, found by the registry through its
file name. It has

- a docstring, its page of explanation: one sentence that says what it finds, in English and
  in Chinese, then the sections of `SECTIONS`; they stand in Chinese in `pages/zh/<code>.md`;
- the constant `RULE`;
- the function `check(review) -> Iterator[Finding | Abstention]`; or `check_facts(review, facts)`
  for a rule that judges by what was looked up outside the review (`check.facts`); or, for the
  few rules that judge the run itself, `check_run(review, run) -> Iterator[Finding]`.

A rule reads the review and nothing else, and never changes anything. A rule that cannot
judge yields an `Abstention` and says why; a rule that crashes is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from toolkit.model.diagnostic import Abstention, Finding, Fix, Severity, Texts
from toolkit.model.source import Span

LANGUAGES = ("en", "zh")
SECTIONS = ("What it does", "Why it matters", "Example", "How to mend it")
"""The headings of a rule's page, each with `## `, in this order."""
SECTIONS_ZH = ("检查内容", "为何重要", "示例", "如何修改")
"""The same of its Chinese page, `pages/zh/<code>.md`, which takes the example from the English one."""

Availability: TypeAlias = Literal["offline", "measured", "snapshot", "network"]
"""What a rule needs: nothing, the figures drawn, a data file that the user names, or a service. The last two
run only where they are asked for."""

Input: TypeAlias = Literal["folder", "manuscript"]
"""What a rule can judge: a review folder, a submitted manuscript (DOCX)."""


class Message(NamedTuple):
    """One sentence in each language, with `{places}` for what it speaks of."""

    en: str
    zh: str

    @property
    def texts(self) -> Texts:
        return {"en": self.en, "zh": self.zh}

    def fill(self, values: Mapping[str, object]) -> Texts:
        """The sentence in each language. A value that is itself a `Message` takes that language's text."""
        return {
            language: template.format_map(
                {
                    key: value.texts[language] if isinstance(value, Message) else value
                    for key, value in values.items()
                }
            )
            for language, template in self.texts.items()
        }


class Rule(NamedTuple):
    """The metadata of one rule. `code` and `name` never change once released."""

    code: str
    """Three letters of the family and three digits: `CIT001`."""
    name: str
    """What it finds, in kebab-case: `unknown-citation-key`."""
    severity: Severity
    message: Message
    """What is wrong, as a template."""
    help: Message
    """What to do about it."""
    availability: Availability = "offline"
    inputs: tuple[Input, ...] = ("folder", "manuscript")
    manuscript_help: Message | None = None
    """What to do in a Word file, where the remedy of a review folder is none; without places."""

    def finding(
        self,
        span: Span | None,
        *,
        message: Message | None = None,
        help: Message | None = None,
        severity: Severity | None = None,
        fix: Fix | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this rule at `span`; `values` fill the places of its message and help."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            message=(message or self.message).fill(values),
            span=span,
            help=(help or self.help).fill(values),
            fix=fix,
        )

    def abstention(self, reason: Message, **values: object) -> Abstention:
        """What this rule could not judge, and why."""
        return Abstention(self.code, reason.fill(values))


Outcome: TypeAlias = Finding | Abstention
