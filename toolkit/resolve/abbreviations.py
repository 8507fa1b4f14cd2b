"""Abbreviations of a table, explained below it in the order in which they appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from toolkit.model.inline import Inline, Inlines, Text, plain_text, primary
from toolkit.model.journal import TableStyle
from toolkit.model.review import Abbreviation


def abbreviations_in(texts: Iterable[Inlines], known: Mapping[str, Abbreviation]) -> list[Abbreviation]:
    """The known abbreviations that occur in these texts, each once, in order of appearance.

    An abbreviation stands alone: not inside a longer word or product name (`ADSC` is not in
    `ADSC-exo@PEG`), but its plural counts (`ADSCs` for `ADSC`). The longest one wins.
    """
    if not known:
        return []
    words = "|".join(re.escape(short) for short in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w@/+.-])({words})s?(?![\w@/+]|[-.]\w)", re.ASCII)
    found: dict[str, None] = {}
    for text in texts:
        found.update((match.group(1), None) for match in pattern.finditer(plain_text(text)))
    return [known[short] for short in found]


def abbreviation_note(found: Iterable[Abbreviation], language: str, style: TableStyle) -> Inlines:
    """`MSC 为间充质干细胞；EV 为细胞外囊泡。`, in the journal's form."""
    key = primary(language)
    form = style.abbreviation.get(key, "{abbreviation}, {full}")
    before, _, rest = form.partition("{abbreviation}")
    between, _, after = rest.partition("{full}")
    joiner = style.abbreviation_joiner.get(key, "; ")
    out: list[Inline] = []
    for abbreviation in found:
        if out:
            out.append(Text(joiner))
        full = abbreviation.full.best(language)
        out += [Text(f"{before}{abbreviation.short}{between}"), *full, Text(after)]
    if out:
        out.append(Text(style.abbreviation_end.get(key, "")))
    return tuple(node for node in out if not isinstance(node, Text) or node.text)
