"""What reference managers store outside the text: document variables and properties.

NoteExpress keeps the works of a citation `ADDIN NE.Ref.{GUID}` in the document variable `NE.Ref{GUID}`
of the settings, as XML of its own. Zotero, told to use bookmarks, names the bookmark around a citation
`ZOTERO_BREF_…` and keeps its code in custom properties `ZOTERO_BREF_…_1`, `…_2`, for a property holds
255 characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from toolkit.load.docx.names import attribute, descendants
from toolkit.load.docx.package import Package
from toolkit.model.date_text import parse_date
from toolkit.model.reference import Reference

_CUSTOM = "docProps/custom.xml"
_PIECE = re.compile(r"(?P<mark>ZOTERO_BREF_\w+)_(?P<number>\d{1,4})")
_NAMED = re.compile(r"ADDIN\s+NE\.Ref\.?(?P<guid>\{[^{}]*\})")
_CITATION = re.compile(r"<Citation\b.*</Citation>", re.DOTALL)
_DETAILS = {
    "_journal": "container-title",
    "_volume": "volume",
    "_issue": "issue",
    "_pages": "page",
    "_doi": "DOI",
    "_url": "URL",
}


def document_variables(settings: etree._Element | None) -> Mapping[str, str]:
    """The document variables (ISO/IEC 29500-1, section 17.15.1.32) by name."""
    if settings is None:
        return {}
    found = descendants(settings, "w:docVar")
    return {attribute(each, "w:name"): attribute(each, "w:val") for each in found}


def zotero_codes(package: Package, warnings: list[str]) -> Mapping[str, str]:
    """The codes of Zotero's citations and lists in bookmarks, by the bookmark's name."""
    root = package.optional_tree(_CUSTOM if _CUSTOM in package else None, warnings)
    pieces: dict[str, dict[int, str]] = {}
    for element in root if root is not None else ():
        name = _PIECE.fullmatch(element.get("name", ""))
        if name is not None:
            text = "".join(str(each) for each in element.itertext())
            pieces.setdefault(name["mark"], {})[int(name["number"])] = text
    return {
        mark: "ADDIN ZOTERO_" + "".join(parts[each] for each in sorted(parts)).strip().removeprefix("ZOTERO_")
        for mark, parts in pieces.items()
    }


def noteexpress_works(code: str, variables: Mapping[str, str]) -> tuple[Reference, ...]:
    """The works of a citation of NoteExpress; none if the file holds no data of it.

    Authors are left out: how they are parted is not certain. Raises `XMLSyntaxError`.
    """
    named = _NAMED.match(code)
    data = _CITATION.search(variables.get(f"NE.Ref{named['guid']}", "")) if named is not None else None
    if data is None:
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    root = etree.fromstring(data[0].encode("utf-8"), parser)
    return tuple(_work(item) for item in root.iter("Item"))


def _work(item: etree._Element) -> Reference:
    def text(path: str) -> str:
        return (item.findtext(path) or "").strip()

    fields = {variable: text(f"Details/{name}") for name, variable in _DETAILS.items()}
    fields["title"] = text("Title")
    year = text("Year")
    return Reference(
        id=text("UID") or text("ID"),
        type="article-journal" if fields["container-title"] else "document",
        fields={variable: value for variable, value in fields.items() if value},
        names={},
        dates={"issued": parse_date(year)} if year else {},
    )
