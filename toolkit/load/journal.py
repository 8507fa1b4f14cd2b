"""Journal profiles: the built-in ones, an author's own, and profiles that extend others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from toolkit import resources
from toolkit.load.journal_lists import with_lists_found
from toolkit.load.paths import is_file, missing_file, project_path
from toolkit.load.reader import read_shape
from toolkit.load.sources import Sources
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from toolkit.model.diagnostic import Problem
from toolkit.model.journal import FORM_NAMES, HEAD_NAMES, Journal, MatterPart, ReferenceStyle
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean, nearest

PROFILE: Final = "profile.yaml"
STYLE_FILE: Final = ".csl"
_ID: Final = re.compile(r"\w[\w-]*")
_FORM_NAME: Final = re.compile(r"\{(\w*)\}")
_MAX_PARENTS = 10
_PARTS: Final = (
    "title",
    "authors",
    "affiliations",
    "correspondence",
    "abstract",
    "keywords",
    "classification",
    "abbreviations",
    "funding",
    "dates",
    "biographies",
    "statements",
    "references",
    "doi",
    "column",
    "topic",
    "publication",
    "licence",
    "editor",
    "heading",
)
_FONTS: Final = (
    "body",
    "title",
    "title-foreign",
    "authors",
    "affiliations",
    "abstract",
    "keywords",
    "matter",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "caption",
    "table",
    "note",
    "references",
    "header",
    "footnote",
)


def journal_ids() -> tuple[str, ...]:
    """The built-in profiles, by name. One that begins with an underscore is only there to be extended."""
    folder = resources.templates() / "journals"
    names = (path.parent.name for path in folder.glob(f"*/{PROFILE}"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def load_journal(
    name: str,
    root: Path,
    problems: list[Problem],
    *,
    span: Span | None = None,
    texts: dict[Path, str] | None = None,
) -> Journal | None:
    """A journal's profile, or None, and problems added, if there is none of this name.

    `name` is the id of a built-in profile, or a file or folder of the review in `root`. `span` is where
    it was named; the profile's files are added to `texts`.
    """
    sources = Sources(problems, {} if texts is None else texts)
    path = _find(name, root, span, problems)
    node = _merged(path, root, sources) if path is not None else None
    if path is None or node is None:
        return None
    journal = read_shape(node, Journal, problems, "The profile")
    return _checked(journal, node, problems) if journal is not None else None


# --- which file -----------------------------------------------------------------


def _find(name: str, root: Path, span: Span | None, problems: list[Problem]) -> Path | None:
    """The file of a profile, by a built-in id or a path inside the review's folder."""
    built_in = resources.templates() / "journals" / name / PROFILE
    if _ID.fullmatch(name) and is_file(built_in):
        return built_in
    is_path = "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))
    own = project_path(name, root, span, problems) if is_path else _named(name, root)
    if own is not None:
        path = own / PROFILE if own.is_dir() else own
        if is_file(path):
            return path
        problems.append(missing_file(name, path, span))
    elif not is_path:
        problems.append(_no_journal(name, span))
    return None


def _no_journal(name: str, span: Span | None) -> Problem:
    """What is said of a journal that has no profile: ids stand in the files, but people know names."""
    known = {key: _journal_names(key) for key in journal_ids()}
    wanted = name.strip().casefold()
    meant = [
        key
        for key, names in known.items()
        if wanted and any(wanted in written.casefold() for written in names)
    ]
    by_name = {written: key for key, names in known.items() for written in names}
    if not meant and (close := nearest(name, known) or by_name.get(nearest(name, by_name) or "")):
        meant = [close]
    suggestion = f" Did you mean {' or '.join(f'“{key}”' for key in meant)}?" if 0 < len(meant) <= 3 else ""
    listed = "\n".join(f"{key}: {', '.join(names)}" for key, names in known.items())
    return Problem(
        f"There is no journal “{name}”.{suggestion}",
        span,
        "Write the id of a journal, or the path of a profile of your own: ./my-journal.yaml. "
        f"The ids are\n{listed}",
    )


def _journal_names(key: str) -> tuple[str, ...]:
    """What a built-in profile calls its journal, in every language."""
    path = resources.templates() / "journals" / key / PROFILE
    node = parse_yaml(path.read_text(encoding="utf-8"), path, [])
    names = node.get("name") if isinstance(node, MappingNode) else None
    values = [entry.value for entry in names] if isinstance(names, MappingNode) else [names]
    return tuple(value.text for value in values if isinstance(value, ScalarNode))


def _named(name: str, root: Path) -> Path | None:
    """A profile in the review's folder that is named without its ending."""
    if not name or name in {".", ".."}:
        return None
    return next((path for path in (root / name / PROFILE, root / f"{name}.yaml") if is_file(path)), None)


# --- profiles that extend others --------------------------------------------------


def _merged(path: Path, root: Path, sources: Sources) -> MappingNode | None:
    """The profile over all those that it extends."""
    chain: list[MappingNode] = []
    seen: list[Path] = []
    current: Path | None = path
    while current is not None:
        node = sources.yaml(current)
        if not isinstance(node, MappingNode):
            if node is not None:
                read_shape(node, Journal, sources.problems, "The profile")
            return None
        seen.append(current)
        chain.append(node)
        current = _parent(node, root, seen, sources.problems)
    merged = _without(chain[-1], "extends")
    for node in reversed(chain[:-1]):
        merged = _merge(merged, _without(node, "extends"))
    return _with_id(merged, chain[0], path)


def _parent(node: MappingNode, root: Path, seen: list[Path], problems: list[Problem]) -> Path | None:
    """The profile that this one extends, named as in review.yaml."""
    extends = node.get("extends")
    if extends is None:
        return None
    if not isinstance(extends, ScalarNode):
        problems.append(Problem("“extends” must be the id or the path of one profile.", extends.span))
        return None
    parent = _find(extends.text, root, extends.span, problems)
    if parent in seen or len(seen) >= _MAX_PARENTS:
        problems.append(Problem(f"“{extends.text}” extends this profile itself, without end.", extends.span))
        return None
    return parent


def _merge(base: MappingNode, over: MappingNode) -> MappingNode:
    """Mappings are merged key by key; anything else of `over` takes the place of what `base` has."""
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        old = entries.get(key)
        if old is not None and isinstance(old.value, MappingNode) and isinstance(entry.value, MappingNode):
            entries[key] = Entry(entry.key, _merge(old.value, entry.value))
        else:
            entries[key] = entry
    return MappingNode(over.file, over.start, over.end, entries)


def _without(node: MappingNode, key: str) -> MappingNode:
    entries = {name: entry for name, entry in node.entries.items() if name != key}
    return MappingNode(node.file, node.start, node.end, entries)


def _with_id(merged: MappingNode, own: MappingNode, path: Path) -> MappingNode:
    """A profile that gives no id of its own has the name of its file or folder, not its parent's id."""
    if own.get("id") is None:
        name = path.parent.name if path.name == PROFILE else path.stem
        start = own.start
        value = ScalarNode(own.file, start, start, name, "double")
        merged.entries["id"] = Entry(ScalarNode(own.file, start, start, "id", "plain"), value)
    return merged


# --- what the types do not say ----------------------------------------------------


def _checked(journal: Journal, node: MappingNode, problems: list[Problem]) -> Journal:
    for key, place in _keys(node.get("fonts")):
        _known(key, place, _FONTS, "kind of text", problems)
    for side in ("front", "back"):
        _check_forms(node.get(side), problems)
    page = node.get("page")
    if isinstance(page, MappingNode):
        _check_running_head(page.get("header"), problems)
        _check_running_head(page.get("first_header"), problems)
    return replace(
        journal,
        front=_known_parts(journal.front, node.get("front"), problems),
        back=_known_parts(journal.back, node.get("back"), problems),
        references=_known_references(journal.references, node, problems),
    )


def _keys(node: Node | None) -> Iterator[tuple[str, Span]]:
    if isinstance(node, MappingNode):
        yield from ((entry.key.text, entry.key.span) for entry in node)


def _known(name: str, place: Span, known: Collection[str], what: str, problems: list[Problem]) -> bool:
    if name in known:
        return True
    problems.append(
        Problem(
            f"“{name}” is no {what}." + did_you_mean(name, known), place, f"Known are {', '.join(known)}."
        )
    )
    return False


def _known_parts(
    parts: tuple[MatterPart, ...], node: Node | None, problems: list[Problem]
) -> tuple[MatterPart, ...]:
    places: Mapping[str, Span] = {
        value.text: value.span
        for item in (node.items if isinstance(node, SequenceNode) else ())
        if isinstance(item, MappingNode) and isinstance(value := item.get("part"), ScalarNode)
    }
    return tuple(
        part for part in parts if part.part and _known(part.part, places[part.part], _PARTS, "part", problems)
    )


def _check_forms(parts: Node | None, problems: list[Problem]) -> None:
    """A name in a form that nothing answers to would never print."""
    for item in parts.items if isinstance(parts, SequenceNode) else ():
        part, form = (item.get("part"), item.get("form")) if isinstance(item, MappingNode) else (None, None)
        if not isinstance(part, ScalarNode) or not isinstance(form, SequenceNode):
            continue
        known = FORM_NAMES.get(part.text, ())
        for piece in form.items:
            for name in _FORM_NAME.findall(piece.text) if isinstance(piece, ScalarNode) else ():
                if known:
                    _known(name, piece.span, known, f"name in the form of “{part.text}”", problems)
                else:
                    problems.append(Problem(f"The part “{part.text}” has no form.", form.span))


def _check_running_head(texts: Node | None, problems: list[Problem]) -> None:
    for entry in texts if isinstance(texts, MappingNode) else ():
        pieces = entry.value.items if isinstance(entry.value, SequenceNode) else (entry.value,)
        for piece in pieces:
            for name in _FORM_NAME.findall(piece.text) if isinstance(piece, ScalarNode) else ():
                _known(name, piece.span, HEAD_NAMES, "name in a running head", problems)


def _known_references(style: ReferenceStyle, node: MappingNode, problems: list[Problem]) -> ReferenceStyle:
    references = node.get("references")
    place = references.span_of("style") if isinstance(references, MappingNode) else node.span
    style = with_lists_found(style, node, problems)
    known = is_style(style.style, place, problems)
    return style if known else replace(style, style=ReferenceStyle().style)


def with_style(journal: Journal, style: str, span: Span | None, problems: list[Problem]) -> Journal:
    """The journal with the CSL style that the review names in place of its own."""
    if not style or not is_style(style, span, problems):
        return journal
    return replace(journal, references=replace(journal.references, style=style))


def read_style(
    journal: Journal, root: Path, span: Span | None, problems: list[Problem]
) -> tuple[Journal, bytes]:
    """The source of a CSL style that is a file of the review; nothing for a style with an id.

    A file that is not there is a problem, and the journal returned has the default style.
    """
    name = journal.references.style
    if not name.endswith(STYLE_FILE):
        return journal, b""
    path = project_path(name, root, span, problems)
    if path is not None and is_file(path):
        return journal, path.read_bytes()
    if path is not None:
        problems.append(missing_file(name, path, span))
    return replace(journal, references=replace(journal.references, style=ReferenceStyle().style)), b""


def is_style(style: str, span: Span | None, problems: list[Problem]) -> bool:
    """True if there is a CSL style of this id, or if it is a file; else a problem is added."""
    if style.endswith(STYLE_FILE) or resources.style_path(style) is not None:
        return True
    names = [path.stem for path in resources.style_files()]
    problems.append(
        Problem(
            f"There is no CSL style “{style}”." + did_you_mean(style, names),
            span,
            "`review styles` lists all there are.",
        )
    )
    return False
