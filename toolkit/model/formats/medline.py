"""PubMed's own format (MEDLINE, .nbib) in the terms of CSL.

Source: *MEDLINE/PubMed Data Element (Field) Descriptions*, National Library of Medicine.
"""

from __future__ import annotations

import re

from toolkit.model.formats.target import Format, Target

TYPES = {
    "Journal Article": "article-journal",
    "Preprint": "article",
    "Book": "book",
    "Book Chapter": "chapter",
    "Dataset": "dataset",
    "Newspaper Article": "article-newspaper",
    "Academic Dissertation": "thesis",
    "Technical Report": "report",
    "Legal Case": "legal_case",
    "Legislation": "legislation",
    "Patent": "patent",
    "Video-Audio Media": "motion_picture",
}
"""Publication types (`PT`) that say what a work is; the many others say what it is about."""

FIELDS = {
    "PMID": Target("PMID", "pmid"),
    "TI": Target("title"),
    "TT": Target("original-title"),
    "FAU": Target("author", "names"),
    "AU": Target("author", "names"),
    "CN": Target("author", "names"),
    "FED": Target("editor", "names"),
    "ED": Target("editor", "names"),
    "JT": Target("container-title"),
    "BTI": Target("container-title"),
    "TA": Target("container-title-short"),
    "CTI": Target("collection-title"),
    "DP": Target("issued", "date"),
    "DEP": Target("available-date", "date"),
    "VI": Target("volume"),
    "IP": Target("issue"),
    "PG": Target("page", "page"),
    "EN": Target("edition", "edition"),
    "PB": Target("publisher"),
    "LID": Target("DOI", "doi"),
    "AID": Target("DOI", "doi"),
    "PMC": Target("PMCID", "pmcid"),
    "IS": Target("ISSN", "isxn"),
    "ISBN": Target("ISBN", "isxn"),
    "LA": Target("language", "language"),
    "OT": Target("keyword", "list"),
    "AB": Target("abstract", "long"),
    "GN": Target("note", "long"),
}

BY_TYPE = {
    "thesis": {"PL": Target("publisher-place")},
    "report": {"PL": Target("publisher-place")},
    "book": {"BTI": Target("title"), "PL": Target("publisher-place")},
    "chapter": {
        "BTI": Target("container-title"),
        "PL": Target("publisher-place"),
        "CP": Target("chapter-number"),
    },
}

INTERNAL = frozenset(
    re.findall(
        r"\S+",
        """IS LID AID OWN STAT DCOM LR DRDT EDAT MHDA CRDT PHST PST SO SB RN GR JID AD AUID IR FIR IRAD
        CI COIS OAB OABL MH SI NM RF PT PL MID OTO OCI GS SFM PS FPS OID UOF UIN CIN CON EIN EFR ROF
        RIN RPF RPI CRI CRF ECF ECI SPIN DDIN DRIN ORI RRI RRF ADI API DRDT CTDT CDAT CP COI""",
    )
)

MEDLINE = Format("PubMed (.nbib)", TYPES, FIELDS, BY_TYPE, INTERNAL, "article-journal")

LANGUAGES = {
    "chi": "zh", "eng": "en", "ger": "de", "fre": "fr", "jpn": "ja", "kor": "ko", "rus": "ru", "spa": "es",
    "ita": "it", "por": "pt", "pol": "pl", "tur": "tr", "dut": "nl", "swe": "sv", "nor": "nb", "dan": "da",
    "cze": "cs", "hun": "hu", "per": "fa", "ara": "ar", "heb": "he", "gre": "el", "ukr": "uk", "rum": "ro",
    "zho": "zh", "deu": "de", "fra": "fr", "nld": "nl", "ces": "cs", "fas": "fa", "ell": "el", "ron": "ro",
}  # fmt: skip
"""Codes of MARC and ISO 639-2 → BCP 47; the first one of a language is MARC's."""
