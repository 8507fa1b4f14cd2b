"""The plain text (“ISI”) export of Web of Science in the terms of CSL.

Source: *Web of Science Core Collection Field Tags*, Clarivate.
"""

from __future__ import annotations

import re

from toolkit.model.formats.target import Format, Target

TYPES = {
    "J": "article-journal",
    "B": "book",
    "C": "paper-conference",
    "S": "chapter",
    "P": "patent",
}

FIELDS = {
    "TI": Target("title"),
    "AF": Target("author", "names"),
    "AU": Target("author", "names"),
    "CA": Target("author", "names"),
    "BE": Target("editor", "names"),
    "ED": Target("editor", "names"),
    "SO": Target("container-title"),
    "JI": Target("container-title-short"),
    "J9": Target("container-title-short"),
    "SE": Target("collection-title"),
    "CT": Target("event-title"),
    "CL": Target("event-place"),
    "PY": Target("issued", "date"),
    "PD": Target("issued", "day"),
    "EA": Target("available-date", "date"),
    "VL": Target("volume"),
    "IS": Target("issue"),
    "BP": Target("page", "page"),
    "EP": Target("page", "end-page"),
    "AR": Target("page", "article-number"),
    "PU": Target("publisher"),
    "PI": Target("publisher-place"),
    "DI": Target("DOI", "doi"),
    "D2": Target("DOI", "doi"),
    "PM": Target("PMID", "pmid"),
    "SN": Target("ISSN", "isxn"),
    "EI": Target("ISSN", "isxn"),
    "BN": Target("ISBN", "isxn"),
    "LA": Target("language", "language"),
    "DE": Target("keyword", "list"),
    "AB": Target("abstract", "long"),
}

BY_TYPE = {
    "book": {"SO": Target("title"), "PG": Target("number-of-pages")},
    "patent": {"PN": Target("number"), "AE": Target("publisher")},
}

INTERNAL = frozenset(
    re.findall(
        r"\S+",
        """J9 EI DT ID C1 C3 RP EM RI OI FU FX CR NR TC Z9 U1 U2 PA WC SC GA UT OA DA WE PG CY SP HO BA
        BF GP HC HP SU SI MA PN""",
    )
)

WOS = Format("Web of Science", TYPES, FIELDS, BY_TYPE, INTERNAL)
