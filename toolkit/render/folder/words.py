"""Rich text of a manuscript → Markdown with citation keys, cross-references and footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolkit.model.inline import (
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ResolvedCitation,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
    plain_text,
    walk,
)
from toolkit.model.manuscript import Cluster
from toolkit.model.source import Span
from toolkit.render.folder.escaping import as_entities, escaped
from toolkit.render.folder.losses import Loss
from toolkit.render.folder.pieces import STYLES, Piece, first_character, pieces_of, reach

_MARKS = {Style.STRONG: "**", Style.EMPH: "*", Style.STRIKE: "~~"}
_CLASSES = {Style.UNDERLINE: "underline", Style.SMALL_CAPS: "smallcaps"}
_SCRIPTS = {Style.SUPER: "^", Style.SUB: "~"}
_SCHEMES = ("http://", "https://", "mailto:")
_CJK = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_NEIGHBOURS = re.compile(r"(?<!\\)(?P<first>\[@(?!tbl:|fig:)[^\[\],]*)\]\s*\[(?=@(?!tbl:|fig:)[^\[\],]*\])")
"""Between two citations beside each other, `[1] [2]`, which are one."""
_MENTION = re.compile(
    r"(?<![附A-Za-z0-9.-])(?:(?P<table>表|Tables?|Tab\.)|(?P<figure>图|Figures?|Figs?\.))"
    r"[ \u00a0\u3000]?(?P<number>\d{1,2})(?![\dA-Za-z.]\w|[A-Za-z\d]|[-–—~～]\d)"
)
_FIRST_PREFIX = re.compile(r"\(\s*(?P<prefix>[^\W\d_][\w. ]*?,?\s)?$")


class Place(NamedTuple):
    """What may stand where the text is written."""

    sources: bool = True
    """Citations and cross-references."""
    notes: bool = False
    """Footnotes."""
    cell: bool = False
    """The cell of a pipe table: one line, with `|` escaped."""
    yaml: bool = False
    """A value of a YAML file: a blank line breaks the line."""


BODY = Place(notes=True)
CELL = Place(notes=True, cell=True)
VALUE = Place(yaml=True)
TITLE = Place(sources=False, yaml=True)


class Words:
    """Writes the text of one manuscript, and remembers what of it was written and what could not be.

    `keys` leads from an entry of the list (`[17]`) to its citation key, `targets` from a printed
    number (`tbl`, 1) to the id of the table or figure that alone has it.
    """

    def __init__(
        self,
        keys: Mapping[str, str],
        targets: Mapping[tuple[str, int], str],
        clusters: Sequence[Cluster],
    ) -> None:
        self.losses: list[Loss] = []
        self.seen: dict[int, list[tuple[int, int]]] = {}
        """Columns (from 0) of each paragraph that were written or are known to be lost."""
        self.notes: list[int] = []
        """Footnotes that were referred to since the list was last emptied."""
        self._hide_digit = False
        self._keys = keys
        self._targets = targets
        self._clusters = {cluster.span: cluster for cluster in clusters}

    def write(self, nodes: Inlines, place: Place = BODY, *, label: bool = False) -> str:
        """One passage on one line, but for line breaks. A `label` is a heading of some kind: that all of it
        is bold is its style."""
        pieces = pieces_of(nodes)
        if label and all(
            Style.STRONG in each.styles or not plain_text((each.node,)).strip() for each in pieces
        ):
            pieces = tuple(Piece(each.styles - {Style.STRONG}, each.node) for each in pieces)
        text = self._group(pieces, place, "", "").strip(" \t\u3000\n")
        return _joined_citations(text) if place.sources else text

    def see(self, span: Span | None) -> None:
        """Note that what stands there was taken over, or is made anew (numbers, labels)."""
        if span is not None:
            self.seen.setdefault(span.line, []).append((span.column - 1, span.end_column - 1))

    def see_all(self, nodes: Inlines) -> None:
        """As `see`, for every passage of a text."""
        for node in walk(nodes):
            match node:
                case ResolvedCitation() | ResolvedFootnote():
                    self.see(node.source.span)
                case Text() | Math() | LineBreak() | Styled() | Link():
                    self.see(node.span)

    def lose(self, kind: str, line: int, detail: str) -> None:
        self.losses.append(Loss(kind, line, detail))

    # --- formatting -------------------------------------------------------------------

    def _group(self, pieces: Sequence[Piece], place: Place, before: str, after: str) -> str:
        """Pieces of text; of several formats the one that reaches furthest is the outermost."""
        out: list[str] = []
        at = 0
        while at < len(pieces):
            last = out[-1][-1:] if out and out[-1] else before
            styles = [style for style in STYLES if style in pieces[at].styles]
            if not styles:
                following = first_character(pieces[at + 1]) if at + 1 < len(pieces) else after
                out.append(self._node(pieces[at].node, place, last, following))
                at += 1
                continue
            style = max(styles, key=lambda each: reach(pieces, at, each))
            end = at + reach(pieces, at, style)
            inner = [Piece(piece.styles - {style}, piece.node) for piece in pieces[at:end]]
            following = first_character(pieces[end]) if end < len(pieces) else after
            out.append(self._styled(style, inner, place, last, following))
            # The reader takes `^ab^5` for two marks that were never a pair.
            self._hide_digit = style in _SCRIPTS and following.isdigit() and len(out[-1]) > 4
            at = end
        return "".join(out)

    def _styled(self, style: Style, pieces: Sequence[Piece], place: Place, before: str, after: str) -> str:
        text = self._group(pieces, place, before, after)
        if style in _SCRIPTS:
            return _script(_SCRIPTS[style], text, pieces, before)
        core = text.strip()
        if not core:
            return text
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if style in _CLASSES:
            return f"{lead}[{core}]{{.{_CLASSES[style]}}}{trail}"
        if core.startswith("[@") and core.endswith("]") and core.count("[") == 1:
            return text  # a citation, which the journal sets as it wants
        lead, core, trail = _flanked(lead, core, trail, before, after)
        mark = _MARKS[style]
        return f"{lead}{mark}{core}{mark}{trail}" if core else lead + trail

    # --- nodes ------------------------------------------------------------------------

    def _node(self, node: Inline, place: Place, before: str, after: str) -> str:
        match node:
            case Text():
                return self._text(node, place, before)
            case LineBreak():
                self.see(node.span)
                if place.cell:
                    if node.span is not None:
                        self.lose("break", node.span.line, "")
                    return " "
                return "\n\n" if place.yaml else "\\\n"
            case Math():
                self.see(node.span)
                return _math(node.tex, after, cell=place.cell)
            case ResolvedCitation():
                return self._citation(node, place)
            case ResolvedFootnote():
                return self._footnote(node, place)
            case Link():
                return self._link(node, place, before, after)
            case _:
                return escaped(plain_text((node,)), cell=place.cell)

    def _text(self, node: Text, place: Place, before: str) -> str:
        self.see(node.span)
        hidden, self._hide_digit = self._hide_digit, False
        text = node.text.replace("\t", " ").replace("\u2028", " ").replace("\u2029", " ")
        parts = [as_entities(text[:1])] if hidden else []
        at = len(parts)
        if not place.sources:
            return "".join((*parts, escaped(text[at:], cell=place.cell)))
        for found in _MENTION.finditer(text, at):
            kind = "tbl" if found["table"] else "fig"
            name = self._targets.get((kind, int(found["number"])))
            # Right behind a citation it is a figure of the cited work.
            foreign = found.start() == 0 and before.isascii() and (before.isalnum() or before == "]")
            if name is None or foreign:
                continue
            behind = text[found.end() : found.end() + 1]
            target = f"@{kind}:{name}"
            bare = not behind or behind.isspace() or bool(_CJK.match(behind)) or behind in ",;)"
            parts += escaped(text[at : found.start()], cell=place.cell), target if bare else f"[{target}]"
            at = found.end()
        parts.append(escaped(text[at:], cell=place.cell))
        return "".join(parts)

    def _citation(self, node: ResolvedCitation, place: Place) -> str:
        span = node.source.span
        self.see(span)
        cluster = self._clusters.get(span) if span is not None else None
        printed = plain_text(node.content)
        line = span.line if span is not None else 0
        if not place.sources or cluster is None:
            if not place.sources:
                self.lose("citation", line, printed)
            return escaped(printed, cell=place.cell)
        if cluster.form == "author-year":
            return self._by_author(cluster, place)
        known = [self._keys[work.key] for work in cluster.works if work.key in self._keys]
        unknown = [work.printed for work in cluster.works if work.key not in self._keys]
        items = [f"@{key}" for key in dict.fromkeys(known)]
        if cluster.locator and len(items) == 1:
            items[0] += f", pp. {cluster.locator}"
        text = f"[{'; '.join(items)}]" if items else ""
        if unknown:
            self.lose("citation", line, f"[{', '.join(unknown)}]")
            numbers = escaped(f"[{','.join(unknown)}]", cell=place.cell)
            raised = cluster.form in {"superscript", "superscript-bracket"}
            text += f"^{numbers}^" if raised else numbers
        return text

    def _by_author(self, cluster: Cluster, place: Place) -> str:
        """A citation by name and year; one whose name stands in the sentence stays narrative."""
        line = cluster.span.line
        missing = [work.printed for work in cluster.works if work.key not in self._keys]
        if missing:
            self.lose("citation", line, "; ".join(missing))
        known = [self._keys[work.key] for work in cluster.works if work.key in self._keys]
        if not known:
            return escaped(cluster.text, cell=place.cell)
        left = f" ({escaped('; '.join(missing), cell=place.cell)})" if missing else ""
        if cluster.narrative:
            typed = keeps_name(cluster.text, len(known))
            return (self._with_name(cluster, place) if typed else f"@{known[0]}") + left
        first = cluster.works[0].span.column - cluster.span.column
        prefix = _FIRST_PREFIX.search(cluster.text[:first].replace("（", "("))
        lead = escaped(prefix["prefix"].strip()) + " " if prefix and prefix["prefix"] else ""
        return f"[{lead}{'; '.join(f'@{key}' for key in dict.fromkeys(known))}]{left}"

    def _with_name(self, cluster: Cluster, place: Place) -> str:
        """The name as typed in the sentence, its works without it."""
        name = re.split(r"[(（\[［]", cluster.text, maxsplit=1)[0].rstrip()
        known = {self._keys[each.key]: each.span for each in cluster.works if each.key in self._keys}
        items = (
            f"-@{key}" if span.column == cluster.span.column else f"@{key}" for key, span in known.items()
        )
        return f"{escaped(name, cell=place.cell)} [{'; '.join(items)}]"

    def _footnote(self, node: ResolvedFootnote, place: Place) -> str:
        self.see(node.source.span)
        if not place.notes:
            if node.source.span is not None:
                self.lose("footnote", node.source.span.line, f"[{node.number}]")
            return ""
        self.notes.append(node.number)
        return f"[^{node.number}]"

    def _link(self, node: Link, place: Place, before: str, after: str) -> str:
        words = self._group(pieces_of(node.children), place, before, after)
        shown = plain_text(node.children)
        if not node.target.startswith(_SCHEMES):
            if node.span is not None and not node.target.startswith("#"):
                self.lose("link", node.span.line, f"{shown} → {node.target}")
            return words
        if "[" in words or "@" in words or not shown.strip():
            return words if not shown.strip() or shown.strip() == node.target else f"{words} <{node.target}>"
        if re.search(r"[\s<>()]", node.target):
            address = re.sub(r"[\s<>]", "", node.target)
            return f"[{words}](<{address}>)"
        return f"<{node.target}>" if shown == node.target else f"[{words}]({node.target})"


def keeps_name(text: str, works: int) -> bool:
    """Whether the name of a narrative citation stays typed: `Yang (2019, 2020)`, `Yang's (2020)`."""
    return works > 1 or re.search(r"['’]s?\s*[(（\[［]", text) is not None


def _joined_citations(text: str) -> str:
    while (joined := _NEIGHBOURS.sub(r"\g<first>; ", text)) != text:
        text = joined
    return text


def _flanked(lead: str, core: str, trail: str, before: str, after: str) -> tuple[str, str, str]:
    """Emphasis whose marks can be told apart: inside a word, none begins or ends with punctuation."""

    def solid(character: str) -> bool:
        return bool(character) and (character.isalnum() and not _CJK.match(character))

    while core and not lead and solid(before) and not (core[0].isalnum() or _CJK.match(core[0])):
        cut = 2 if core[0] == "\\" else 1
        lead, core = lead + core[:cut], core[cut:]
    while core and not trail and solid(after) and not (core[-1].isalnum() or _CJK.match(core[-1])):
        cut = 2 if core[-2:-1] == "\\" else 1
        trail, core = core[-cut:] + trail, core[:-cut]
    return lead, core, trail


def _script(mark: str, text: str, pieces: Sequence[Piece], before: str) -> str:
    """Raised or lowered text, word by word, since no blank may stand in it."""
    plain = all(isinstance(piece.node, Text) and not piece.styles for piece in pieces)
    raw = "".join(piece.node.text for piece in pieces if isinstance(piece.node, Text))
    if not plain:
        return text if re.search(r"\s", text) or text.startswith("[") else f"{mark}{text}{mark}"
    words = re.split(r"(\s+)", raw)
    made: list[str] = []
    for number, word in enumerate(words):
        if not word or word.isspace():
            made.append(word)
            continue
        previous = words[number - 1][-1:] if number and words[number - 1] else before
        made.append(f"{mark}{_safe_script(mark, word, previous)}{mark}")
    return "".join(made)


def _safe_script(mark: str, word: str, before: str) -> str:
    """What stands between two marks; by entities where it would be taken for words or a range."""
    cjk = len(_CJK.findall(word))
    doubtful = (
        0 < cjk < len(word)
        or (mark == "~" and before != "" and before in "0123456789%‰°℃﹪％")
        or (mark == "~" and cjk and bool(_CJK.match(before or "")))
        or (cjk and re.search("[，。；：、！？（）]", word))
        or not re.fullmatch(r"[\w+\-−–.,/()*†‡§#′'=<>:α-ω]+", word)
    )
    if not doubtful:
        return escaped(word)
    if re.fullmatch(r"\[[\d,;–-]+\]", word):
        return word
    # An entity holds nothing that a pattern of the reader could stumble over.
    return as_entities(word)


def _math(tex: str, after: str, *, cell: bool) -> str:
    r"""`$…$`; the reader takes no blank beside a dollar, and no digit behind the second one."""
    body = " ".join(tex.split()).replace("$", r"\$")
    if not body:
        return ""
    if "\\text" not in body:
        body = re.sub(r"[\u3400-\u9fff，。；：、！？（）]+", lambda found: f"\\text{{{found[0]}}}", body)
    if cell:
        body = body.replace("|", r"\vert ")
    return f"${body}$" + ("\u200b" if after.isdigit() else "")
