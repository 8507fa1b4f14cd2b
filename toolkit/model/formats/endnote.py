"""EndNote's two export formats in the terms of CSL: tagged text (.enw, “refer”) and XML.

Sources: the chapter on import filters and the reference types in EndNote's manual; the element
names of EndNote's XML export; CNKI's, Wanfang's and NoteExpress's export as “EndNote”.
"""

from __future__ import annotations

import re

from toolkit.model.formats.target import KEEP, Format, Target

TYPES = {
    # The first name of a CSL type is the one that is written.
    "Journal Article": "article-journal",
    "Electronic Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Serial": "periodical",
    "Book": "book",
    "Edited Book": "book",
    "Electronic Book": "book",
    "Conference Proceedings": "paper-conference",
    "Conference Paper": "paper-conference",
    "Book Section": "chapter",
    "Electronic Book Section": "chapter",
    "Dictionary": "entry-dictionary",
    "Encyclopedia": "entry-encyclopedia",
    "Classical Work": "classic",
    "Ancient Text": "classic",
    "Thesis": "thesis",
    "Report": "report",
    "Government Document": "report",
    "Grant": "report",
    "Standard": "standard",
    "Patent": "patent",
    "Web Page": "webpage",
    "Blog": "post-weblog",
    "Online Multimedia": "webpage",
    "Dataset": "dataset",
    "Online Database": "dataset",
    "Aggregated Database": "dataset",
    "Computer Program": "software",
    "Preprint": "article",
    "Unpublished Work": "manuscript",
    "Manuscript": "manuscript",
    "Pamphlet": "pamphlet",
    "Personal Communication": "personal_communication",
    "Film or Broadcast": "motion_picture",
    "Audiovisual Material": "motion_picture",
    "Podcast": "broadcast",
    "Music": "song",
    "Map": "map",
    "Figure": "figure",
    "Chart or Table": "figure",
    "Equation": "figure",
    "Artwork": "graphic",
    "Bill": "bill",
    "Case": "legal_case",
    "Legal Rule or Regulation": "regulation",
    "Statute": "legislation",
    "Hearing": "hearing",
    "Generic": "document",
}
NUMBERS = {
    "Journal Article": 17, "Electronic Article": 43, "Magazine Article": 19, "Newspaper Article": 23,
    "Serial": 57, "Book": 6, "Edited Book": 28, "Electronic Book": 44, "Conference Proceedings": 10,
    "Conference Paper": 47, "Book Section": 5, "Electronic Book Section": 60, "Dictionary": 52,
    "Encyclopedia": 53, "Classical Work": 49, "Ancient Text": 51, "Thesis": 32, "Report": 27,
    "Government Document": 46, "Grant": 54, "Standard": 58, "Patent": 25, "Web Page": 12, "Blog": 56,
    "Online Multimedia": 48, "Dataset": 59, "Online Database": 45, "Aggregated Database": 55,
    "Computer Program": 9, "Unpublished Work": 34, "Manuscript": 36, "Pamphlet": 24,
    "Personal Communication": 26, "Film or Broadcast": 21, "Audiovisual Material": 3, "Music": 61,
    "Map": 20, "Figure": 37, "Chart or Table": 38, "Equation": 39, "Artwork": 2, "Bill": 4, "Case": 7,
    "Legal Rule or Regulation": 50, "Statute": 31, "Hearing": 14, "Generic": 13,
}  # fmt: skip
"""The number that EndNote's XML gives a type beside its name."""

ENW_FIELDS = {
    "F": Target("id", "id"),
    "T": Target("title"),
    "J": Target("container-title"),
    "B": Target("container-title|event-title"),
    "S": Target("collection-title"),
    "!": Target("title-short"),
    "O": Target("container-title-short|original-title"),
    "Q": Target("original-title"),
    "*": Target("reviewed-title"),
    "A": Target("author", "names"),
    "H": Target("translator", "names"),
    "E": Target("editor", "names"),
    "Y": Target("collection-editor", "names"),
    "?": Target("contributor", "names"),
    "D": Target("issued", "date"),
    "8": Target("issued", "day"),
    "[": Target("accessed", "date"),
    "V": Target("volume"),
    "N": Target("issue"),
    "P": Target("page", "page"),
    "7": Target("edition", "edition"),
    "6": Target("number-of-volumes"),
    "&": Target("section"),
    "I": Target("publisher"),
    "C": Target("publisher-place"),
    "9": Target("genre"),
    "R": Target("DOI", "doi"),
    "U": Target("URL"),
    "@": Target("ISSN", "isxn"),
    "2": Target("PMCID", "pmcid"),
    "M": Target("PMID", "pmid"),
    "L": Target("call-number"),
    "~": Target("source"),
    "G": Target("language", "language"),
    "K": Target("keyword", "list"),
    "X": Target("abstract", "long"),
    "Z": Target("note", "long"),
}
_ENW_BOOK = {"B": Target("collection-title"), "P": Target("number-of-pages"), "@": Target("ISBN", "isxn")}
_ENW_NUMBERED = {"N": Target("number"), "@": Target("number"), "B": Target("collection-title")}

ENW_BY_TYPE = {
    "article-journal": {"9": KEEP},
    "article-magazine": {"9": KEEP},
    "article-newspaper": {"9": KEEP},
    "book": _ENW_BOOK,
    "Edited Book": {"A": Target("editor", "names")},
    "chapter": {"@": Target("ISBN", "isxn"), "&": Target("chapter-number"), "B": Target("container-title")},
    "paper-conference": {"@": Target("ISBN", "isxn"), "B": Target("container-title|event-title")},
    "thesis": {"P": Target("number-of-pages"), "B": KEEP, "Y": Target("contributor", "names")},
    "report": _ENW_NUMBERED,
    "standard": _ENW_NUMBERED,
    "patent": {"N": Target("number"), "@": Target("number"), "M": Target("number"), "E": Target("publisher")},
    "software": {"7": Target("version")},
    "dataset": {"7": Target("version")},
}
ENW_NAMES = {
    "1": "custom1", "2": "custom2", "3": "custom3", "4": "custom4", "#": "custom5", "$": "custom6",
    "]": "custom7", "&": "section", "(": "original-publication", ")": "reprint-edition",
    "*": "reviewed-item", "+": "author-address", "^": "caption", ">": "link-to-pdf", "<": "research-notes",
    "=": "last-modified", "!": "short-title", "?": "subsidiary-author", "@": "isbn-or-issn", "6": "volumes",
    "7": "edition", "8": "other-date", "9": "type-of-work", "~": "database", "[": "access-date",
    "L": "call-number", "M": "accession-number", "W": "database-provider", "U": "url", "R": "doi",
}  # fmt: skip
"""Names of the fields in EndNote's manual, for those that find no place in CSL."""
ENW = Format(
    "EndNote (.enw)", TYPES, ENW_FIELDS, ENW_BY_TYPE, frozenset("+W^>=<$L134590@"), kept_names=ENW_NAMES
)

FORMATTED = frozenset({"title", "secondary-title", "tertiary-title", "short-title", "translated-title"})
"""Elements whose faces (italic, superscript) are text: their tags in CSL-JSON."""

XML_FIELDS = {
    "label": Target("id", "id"),
    "titles/title": Target("title"),
    "titles/secondary-title": Target("container-title"),
    "periodical/full-title": Target("container-title"),
    "alt-periodical/full-title": Target("container-title"),
    "titles/alt-title": Target("container-title-short"),
    "periodical/abbr-1": Target("container-title-short"),
    "periodical/abbr-2": Target("container-title-short"),
    "alt-periodical/abbr-1": Target("container-title-short"),
    "titles/tertiary-title": Target("collection-title"),
    "titles/short-title": Target("title-short"),
    "titles/translated-title": Target("original-title"),
    "contributors/authors/author": Target("author", "names"),
    "contributors/secondary-authors/author": Target("editor", "names"),
    "contributors/tertiary-authors/author": Target("collection-editor", "names"),
    "contributors/subsidiary-authors/author": Target("translator", "names"),
    "contributors/translated-authors/author": Target("original-author", "names"),
    "dates/year": Target("issued", "date"),
    "dates/pub-dates/date": Target("issued", "day"),
    "access-date": Target("accessed", "date"),
    "volume": Target("volume"),
    "number": Target("issue"),
    "pages": Target("page", "page"),
    "edition": Target("edition", "edition"),
    "num-vols": Target("number-of-volumes"),
    "section": Target("section"),
    "publisher": Target("publisher"),
    "pub-location": Target("publisher-place"),
    "work-type": Target("genre"),
    "electronic-resource-num": Target("DOI", "doi"),
    "urls/web-urls/url": Target("URL"),
    "urls/related-urls/url": Target("URL"),
    "isbn": Target("ISSN", "isxn"),
    "custom2": Target("PMCID", "pmcid"),
    "accession-num": Target("PMID", "pmid"),
    "call-num": Target("call-number"),
    "remote-database-name": Target("source"),
    "language": Target("language", "language"),
    "keywords/keyword": Target("keyword", "list"),
    "abstract": Target("abstract", "long"),
    "notes": Target("note", "long"),
    "custom7": Target("page", "article-number"),
}
_XML_BOOK = {
    "titles/secondary-title": Target("collection-title"),
    "pages": Target("number-of-pages"),
    "isbn": Target("ISBN", "isxn"),
}
_XML_NUMBERED = {
    "number": Target("number"),
    "isbn": Target("number"),
    "titles/secondary-title": Target("collection-title"),
}
XML_BY_TYPE = {
    "article-journal": {"work-type": KEEP},
    "article-magazine": {"work-type": KEEP},
    "article-newspaper": {"work-type": KEEP},
    "book": _XML_BOOK,
    "Edited Book": {"contributors/authors/author": Target("editor", "names")},
    "chapter": {"isbn": Target("ISBN", "isxn"), "section": Target("chapter-number")},
    "paper-conference": {
        "isbn": Target("ISBN", "isxn"),
        "custom3": Target("container-title"),
        "titles/secondary-title": Target("container-title|event-title"),
    },
    "thesis": {
        "pages": Target("number-of-pages"),
        "contributors/tertiary-authors/author": Target("contributor", "names"),
    },
    "report": _XML_NUMBERED,
    "standard": _XML_NUMBERED,
    "patent": {"number": Target("number"), "isbn": Target("number"), "accession-num": KEEP},
    "software": {"edition": Target("version")},
    "dataset": {"edition": Target("version")},
}
XML_INTERNAL = frozenset(
    re.findall(
        r"\S+",
        """isbn work-type database source-app rec-number foreign-keys/key ref-type auth-address
        remote-database-provider research-notes modified-date custom1 custom3 custom4 custom5 custom6
        caption orig-pub reprint-edition urls/pdf-urls/url urls/text-urls/url urls/image-urls/url
        reprint-status electronic-resource""",
    )
)
ENDNOTE_XML = Format("EndNote XML", TYPES, XML_FIELDS, XML_BY_TYPE, XML_INTERNAL)
