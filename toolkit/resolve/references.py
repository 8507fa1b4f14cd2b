"""Cross-references: what `@tbl:hydrogels` prints, in the language of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from toolkit.model.frozen import mutable
from toolkit.model.inline import (
    CrossReference,
    Inline,
    Inlines,
    ResolvedCrossReference,
    Style,
    Styled,
    Target,
    TargetKind,
    TargetLink,
    Text,
    plain_text,
    primary,
)
from toolkit.model.journal import CrossReferenceStyle, Journal
from toolkit.model.review import Mention, Unresolved
from toolkit.resolve.numbering import Numbers

KINDS: dict[TargetKind, str] = {"tbl": "table", "fig": "figure", "sec": "section", "eq": "equation"}


@mutable
class CrossReferences:
    """Resolves cross-references and collects their mentions and those that name nothing."""

    journal: Journal
    numbers: Numbers
    mentions: list[Mention] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)

    def resolve(self, node: CrossReference, language: str) -> ResolvedCrossReference:
        style = self.journal.cross_references.get(primary(language), CrossReferenceStyle())
        runs = _runs(node.targets)
        content: list[Inline] = []
        for number, run in enumerate(runs):
            if number:
                content.append(Text(style.last_joiner if number == len(runs) - 1 else style.joiner))
            content.extend(self._run(run, style))
        return ResolvedCrossReference(node, tuple(content))

    def _run(self, targets: Sequence[Target], style: CrossReferenceStyle) -> Inlines:
        """Targets of one kind: `表 1、表 2` or `Tables 1 and 2`."""
        kind = targets[0].kind
        numbers = [self._number(target) for target in targets]
        shared = len(targets) > 1 and not style.repeat_word and all(numbers)
        out: list[Inline] = []
        if shared:
            out.append(Text(style.words.get(kind, style.word.get(kind, "")) + style.gap))
        for index, (target, number) in enumerate(zip(targets, numbers, strict=True)):
            if index:
                out.append(Text(style.last_joiner if index == len(targets) - 1 else style.joiner))
            if number is None:
                out.append(Styled(Style.STRONG, (Text(f"?{target.kind}:{target.id}"),)))
                continue
            if not number:
                title = plain_text(self.numbers.anchors[target.id].heading.content)
                label = style.unnumbered.replace("{title}", title)
            else:
                label = number if shared else _label(style.word.get(kind, ""), style.gap, number)
            out.append(TargetLink(kind, target.id, (Text(label),)))
        return tuple(out)

    def _number(self, target: Target) -> str | None:
        """The number of a target, empty for a section without one; None if there is no such target."""
        numbers = self.numbers
        found: str | None = None
        match target.kind:
            case "tbl" if target.id in numbers.tables:
                found = str(numbers.tables[target.id])
            case "fig" if target.id in numbers.figures:
                found = str(numbers.figures[target.id])
            case "eq" if target.id in numbers.equations:
                found = str(numbers.equations[target.id])
            case "sec" if target.id in numbers.anchors:
                found = numbers.anchors[target.id].number
            case _:
                pass
        kind = KINDS[target.kind]
        if found is None:
            self.unresolved.append(
                Unresolved(
                    "cross-reference", f"{target.kind}:{target.id}", f"no {kind} '{target.id}'", target.span
                )
            )
        else:
            self.mentions.append(Mention(kind, target.id, target.span))
        return found


def _label(word: str, gap: str, number: str) -> str:
    if "{number}" in word:
        return word.replace("{number}", number)
    return f"{word}{gap}{number}" if word else number


def _runs(targets: Sequence[Target]) -> list[list[Target]]:
    """Neighbouring targets of one kind together."""
    runs: list[list[Target]] = []
    for target in targets:
        if runs and runs[-1][0].kind == target.kind:
            runs[-1].append(target)
        else:
            runs.append([target])
    return runs
