"""What must hold in every Word file beyond the schema: nothing dangles, and nothing is there twice."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from toolkit.render.docx.ooxml.names import NAMESPACES, VAL, w

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
_UNIQUE = (
    ("bookmark id", "//w:bookmarkStart/@w:id"),
    ("bookmark", "//w:bookmarkStart/@w:name"),
    ("drawing id", "//wp:docPr/@id"),
)


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a document, in words; an empty list for a sound one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        broken = package.testzip()
        files = {name: package.read(name) for name in package.namelist()}
    if broken:
        return [f"{broken} is damaged"]
    trees = {name: etree.fromstring(data) for name, data in files.items() if name.endswith((".xml", ".rels"))}
    return [
        *_relationships(files, trees),
        *_styles(trees),
        *_twice(trees["word/document.xml"]),
        *_notes(trees),
        *_lists(trees),
        *_fields(trees),
    ]


def _relationships(files: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name)
        folder = posixpath.dirname(folder)
        owner = posixpath.join(folder, base.removesuffix(".rels"))
        known = {node.get("Id"): node for node in tree}
        for node in tree:
            target = node.get("Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            if node.get("TargetMode") != "External" and posixpath.normpath(path) not in files:
                yield f"{name}: {target} is not there"
        if owner in trees:
            used = {
                value
                for element in trees[owner].iter()
                for key, value in element.attrib.items()
                if key.startswith(_R)
            }
            yield from (f"{owner}: no relationship {identifier}" for identifier in sorted(used - set(known)))


def _styles(trees: dict[str, etree._Element]) -> Iterator[str]:
    known = {style.get(w("styleId")) for style in trees["word/styles.xml"].iter(w("style"))}
    used = {node.get(VAL) for tree in trees.values() for name in _STYLED for node in tree.iter(w(name))}
    yield from (f"no style {name}" for name in sorted(used - known))


def _twice(body: etree._Element) -> Iterator[str]:
    for what, path in _UNIQUE:
        counts = Counter(body.xpath(path, namespaces=NAMESPACES))
        yield from (f"{what} {value} stands {count} times" for value, count in counts.items() if count > 1)
    starts = body.xpath("//w:bookmarkStart/@w:id", namespaces=NAMESPACES)
    ends = body.xpath("//w:bookmarkEnd/@w:id", namespaces=NAMESPACES)
    yield from (f"bookmark {number} has no end" for number in sorted(set(starts) ^ set(ends)))
    names = set(body.xpath("//w:bookmarkStart/@w:name", namespaces=NAMESPACES))
    anchors = set(body.xpath("//w:hyperlink/@w:anchor", namespaces=NAMESPACES))
    yield from (f"a link leads to {name}, which is not there" for name in sorted(anchors - names))


def _notes(trees: dict[str, etree._Element]) -> Iterator[str]:
    known = set(_ids(trees["word/footnotes.xml"].iter(w("footnote"))))
    used = set(_ids(trees["word/document.xml"].iter(w("footnoteReference"))))
    yield from (f"no footnote {number}" for number in sorted(used - known))


def _lists(trees: dict[str, etree._Element]) -> Iterator[str]:
    known = {node.get(w("numId")) for node in trees["word/numbering.xml"].iter(w("num"))}
    used = {node.get(VAL) for tree in trees.values() for node in tree.iter(w("numId"))}
    yield from (f"no list {number}" for number in sorted(used - known))


def _ids(nodes: Iterable[etree._Element]) -> Iterator[str]:
    return (node.get(w("id")) for node in nodes)


def _fields(trees: dict[str, etree._Element]) -> Iterator[str]:
    """Every field begins, has a result, and ends, in this order."""
    for name, tree in trees.items():
        open_fields: list[str] = []
        for node in tree.iter(w("fldChar")):
            match node.get(w("fldCharType")):
                case "begin":
                    open_fields.append("begin")
                case "separate" if open_fields and open_fields[-1] == "begin":
                    open_fields[-1] = "separate"
                case "end" if open_fields:
                    open_fields.pop()
                case kind:
                    yield f"{name}: a field's {kind} out of place"
        if open_fields:
            yield f"{name}: a field does not end"
