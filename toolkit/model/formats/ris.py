"""RIS in the terms of CSL.

Sources: the *RIS Format Specifications* of Research Information Systems (2001), the tables of
reference types that EndNote and Zotero use since, and what Web of Science, Scopus, CNKI and
Wanfang put into which tag.
"""

from __future__ import annotations

from toolkit.model.formats.target import KEEP, Format, Target

TYPES = {
    # The first name of a CSL type is the one that is written.
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "periodical",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "PREPRINT": "article",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CLSWK": "classic",
    "ANCIENT": "classic",
    "SER": "book",
    "CTLG": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CPAPER": "paper-conference",
    "CONF": "paper-conference",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "GRANT": "report",
    "STAND": "standard",
    "PAT": "patent",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "MULTI": "webpage",
    "ICOMM": "personal_communication",
    "PCOMM": "personal_communication",
    "DATA": "dataset",
    "AGGR": "dataset",
    "DBASE": "dataset",
    "COMP": "software",
    "UNPB": "manuscript",
    "MANSCPT": "manuscript",
    "PAMP": "pamphlet",
    "MPCT": "motion_picture",
    "VIDEO": "motion_picture",
    "ADVS": "motion_picture",
    "SOUND": "song",
    "MUSIC": "musical_score",
    "SLIDE": "speech",
    "MAP": "map",
    "FIGURE": "figure",
    "CHART": "figure",
    "EQUA": "figure",
    "ART": "graphic",
    "BILL": "bill",
    "UNBILL": "bill",
    "CASE": "legal_case",
    "LEGAL": "regulation",
    "STAT": "legislation",
    "HEAR": "hearing",
    "GEN": "document",
}

FIELDS = {
    "ID": Target("id", "id"),
    # titles
    "TI": Target("title"),
    "T1": Target("title"),
    "CT": Target("title"),
    "T2": Target("container-title"),
    "JF": Target("container-title"),
    "JO": Target("container-title|container-title-short"),
    "BT": Target("container-title"),
    "J2": Target("container-title-short|container-title"),
    "JA": Target("container-title-short|container-title"),
    "J1": Target("container-title-short|container-title"),
    "T3": Target("collection-title"),
    "ST": Target("title-short"),
    "TT": Target("original-title"),
    "RI": Target("reviewed-title"),
    # people
    "AU": Target("author", "names"),
    "A1": Target("author", "names"),
    "A2": Target("editor", "names"),
    "ED": Target("editor", "names"),
    "A3": Target("collection-editor", "names"),
    "A4": Target("translator", "names"),
    "TA": Target("original-author", "names"),
    # dates
    "PY": Target("issued", "date"),
    "Y1": Target("issued", "date"),
    "DA": Target("issued", "day"),
    "Y2": Target("accessed", "date"),
    # numbers
    "VL": Target("volume"),
    "IS": Target("issue"),
    "CP": Target("issue"),
    "SP": Target("page", "page"),
    "EP": Target("page", "end-page"),
    "C7": Target("page", "article-number"),
    "ET": Target("edition", "edition"),
    "NV": Target("number-of-volumes"),
    "SE": Target("section"),
    "M1": Target("number"),
    # who published it, and where
    "PB": Target("publisher"),
    "CY": Target("publisher-place"),
    "PP": Target("publisher-place"),
    "M3": Target("genre"),
    # identifiers
    "DO": Target("DOI", "doi"),
    "UR": Target("URL"),
    "SN": Target("ISSN", "isxn"),
    "PM": Target("PMID", "pmid"),
    "C2": Target("PMCID", "pmcid"),
    "AN": Target("PMID", "pmid"),
    "CN": Target("call-number"),
    "DB": Target("source"),
    # content
    "LA": Target("language", "language"),
    "KW": Target("keyword", "list"),
    "AB": Target("abstract", "long"),
    "N2": Target("abstract", "long"),
    "N1": Target("note", "long"),
}

_BOOK = {
    "TI": Target("title"),
    "T1": Target("title"),
    "BT": Target("title"),
    "T2": Target("collection-title"),
    "M1": Target("collection-number"),
    "IS": Target("collection-number"),
    "SN": Target("ISBN", "isxn"),
    "SP": Target("number-of-pages"),
}
_PERIODICAL = {"M3": KEEP, "M1": KEEP}
_IN_BOOK = {"SE": Target("chapter-number"), "SN": Target("ISBN", "isxn")}
_NUMBERED = {
    "M1": Target("number"),
    "IS": Target("number"),
    "SN": Target("number"),
    "T2": Target("collection-title"),
}

BY_TYPE = {
    "article-journal": _PERIODICAL,
    "article-magazine": _PERIODICAL,
    "article-newspaper": _PERIODICAL,
    "book": _BOOK,
    "EDBOOK": {
        "A2": Target("collection-editor", "names"),
        "AU": Target("editor", "names"),
        "A1": Target("editor", "names"),
    },
    "chapter": _IN_BOOK,
    # Where the proceedings have a tag of their own, `T2` is the conference.
    "paper-conference": {
        **_IN_BOOK,
        "C3": Target("container-title"),
        "T2": Target("container-title|event-title"),
        "C1": Target("event-place"),
    },
    "entry-dictionary": _IN_BOOK,
    "entry-encyclopedia": _IN_BOOK,
    "thesis": {"A3": Target("contributor", "names"), "SP": Target("number-of-pages"), "EP": KEEP},
    "report": {**_NUMBERED, "A3": Target("publisher")},
    "standard": _NUMBERED,
    "patent": {
        "IS": Target("number"),
        "M1": Target("number"),
        "VL": Target("number"),
        "SN": Target("number"),
        "A2": Target("publisher"),
        "PB": Target("publisher"),
    },
    "dataset": {"ET": Target("version"), "VL": Target("version")},
    "software": {"ET": Target("version"), "VL": Target("version")},
}

INTERNAL = frozenset(
    {
        "ER",
        "N1",
        "AN",
        "M3",
        "SN",
        "DP",
        "Y3",
        "L1",
        "L2",
        "L3",
        "L4",
        "U1",
        "U2",
        "U3",
        "U4",
        "U5",
        "RP",
        "LB",
        "AD",
        "OP",
    }
)

RIS = Format("RIS", TYPES, FIELDS, BY_TYPE, INTERNAL)
