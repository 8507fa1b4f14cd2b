"""Citations and the reference list as live fields of Zotero.

What is written is what Zotero's own plug-in for Word writes (`integration.js` of Zotero 7): each
citation a field with its CSL-JSON, the list a field over its paragraphs, the style of the document in
its custom properties. A co-author whose library lacks the works goes on with the data in the fields.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from toolkit.model.csl_json import reference_to_csl
from toolkit.model.inline import CiteItem, Inlines, ResolvedCitation, Style, Styled, children_of, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.render.docx.ooxml.names import line_text
from toolkit.resources import templates

STYLES = "http://www.zotero.org/styles/"
_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_BIBLIOGRAPHY = 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
_PRIVATE = frozenset({"abstract", "annote", "keyword", "note"})
"""What an author keeps about a work for themselves: it does not go out with the manuscript."""
_PIECE = 255
"""Characters that Word keeps of one custom property."""
_KEY_LETTERS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""Of which Zotero makes the keys of its items."""
_RTF = {Style.SUPER: ("\\super ", "\\nosupersub{}"), Style.SUB: ("\\sub ", "\\nosupersub{}")} | {
    style: (f"{{\\{word}{{}}", "}") for style, word in ((Style.EMPH, "i"), (Style.STRONG, "b"))
}


class LiveCitation(NamedTuple):
    """A citation cut into what Zotero keeps up to date and what it must not touch.

    `before` is the name in a narrative citation, `after` the marks of unknown keys.
    """

    before: Inlines
    instruction: str
    result: Inlines
    after: Inlines


class StyleChoice(NamedTuple):
    """The style that Zotero is told; `exact` if it is the journal's own."""

    id: str
    exact: bool


def zotero_style(style: str) -> StyleChoice:
    """The Zotero style for a CSL style of a journal: for one of ours, which Zotero does not have, the
    nearest that it has, GB/T 7714-2015 with numbers or with names and years."""
    if not (templates() / "styles" / f"{style}.csl").is_file():
        return StyleChoice(STYLES + style, exact=True)
    system = "author-date" if style.endswith("author-date") else "numeric"
    return StyleChoice(f"{STYLES}china-national-standard-gb-t-7714-2015-{system}", exact=False)


class Zotero:
    """Makes the field codes of one document. The same review gives the same codes."""

    def __init__(self, review: ResolvedReview) -> None:
        self._review = review
        self._session = _token(review.title, *(entry.key for entry in review.bibliography))
        self._count = 0

    bibliography = _BIBLIOGRAPHY

    def citation(self, node: ResolvedCitation, note: int = 0) -> LiveCitation | None:
        """The field of a citation, in the text or in footnote `note`; None if it cites nothing known."""
        known = [item for item in node.source.items if self._review.source.bibliography.find(item.key)]
        if not known:
            return None
        content = node.content
        named = 1 if node.source.narrative else 0
        end = len(content) - (len(node.source.items) - len(known))
        before, result, after = content[:named], content[named:end], content[end:]
        if not plain_text(result):
            return None
        self._count += 1
        code = {
            "citationID": f"{self._session}{self._count}",
            "properties": {
                "formattedCitation": _rtf(result),
                "plainCitation": line_text(plain_text(result)),
                "noteIndex": note,
            },
            "citationItems": [self._item(item, narrative=node.source.narrative) for item in known],
            "schema": _SCHEMA,
        }
        text = json.dumps(code, ensure_ascii=False, separators=(",", ":"))
        return LiveCitation(before, f"ADDIN ZOTERO_ITEM CSL_CITATION {text}", result, after)

    def _item(self, item: CiteItem, *, narrative: bool) -> dict[str, object]:
        """One work. Zotero knows by the address that two citations mean the same work: it must not be
        empty, though it leads nowhere in the library of anyone."""
        reference = self._review.source.bibliography.find(item.key)
        if reference is None:
            raise KeyError(item.key)
        data = {
            key: value
            for key, value in reference_to_csl(reference).items()
            if key not in _PRIVATE and not key.endswith("-truncated")
        }
        address = f"http://zotero.org/users/local/{self._session}/items/{_token(reference.id)}"
        found: dict[str, object] = {"id": reference.id, "uris": [address], "itemData": data}
        if item.locator:
            found |= {"locator": item.locator, "label": item.label or "page"}
        for name, affix in (("prefix", item.prefix), ("suffix", item.suffix)):
            if affix:
                found[name] = plain_text(affix)
        if item.suppress_author or narrative:
            found["suppress-author"] = True
        return found

    def properties(self) -> dict[str, str]:
        """The document's style, language and kind of field, as custom properties."""
        journal = self._review.journal
        style = zotero_style(journal.references.style).id
        locale = journal.references.locale or self._review.language
        text = (
            f'<data data-version="3" zotero-version="7.0.0"><session id="{self._session}"/>'
            f'<style id={quoteattr(style)} locale={quoteattr(locale)} hasBibliography="1" '
            'bibliographyStyleHasBeenSet="1"/><prefs><pref name="fieldType" value="Field"/></prefs></data>'
        )
        pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
        return {f"ZOTERO_PREF_{number}": piece for number, piece in enumerate(pieces, 1)}


def _token(*parts: str) -> str:
    """Eight characters that stand for these texts, such as the key of an item in Zotero."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    return "".join(_KEY_LETTERS[byte % len(_KEY_LETTERS)] for byte in digest[:8])


def _rtf(nodes: Inlines) -> str:
    """The text in RTF, as Zotero stores it to see whether a new result differs."""
    parts: list[str] = []
    for node in nodes:
        inner = children_of(node)
        if isinstance(node, Styled) and node.style in _RTF:
            start, end = _RTF[node.style]
            parts.append(start + _rtf(inner) + end)
        else:
            parts.append(_rtf(inner) if inner else _rtf_text(plain_text((node,))))
    return "".join(parts)


def _rtf_text(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    out: list[str] = []
    for at in range(0, len(units), 2):
        unit = units[at] | units[at + 1] << 8
        character = chr(unit)
        if unit > 126:
            out.append(f"\\uc0\\u{unit}{{}}")
        else:
            out.append(f"\\{character}" if character in "\\{}" else character)
    return "".join(out)
