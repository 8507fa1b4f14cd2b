"""PubMed's XML in the terms of PubMed's text format, whose own table says what they become in CSL.

Sources: PubMed's DTD (`pubmed_250101.dtd`), the *MEDLINE/PubMed XML Element Descriptions* and the
*Data Element (Field) Descriptions*, National Library of Medicine.
"""

from __future__ import annotations

_CITATION = {
    "PMID": "PMID",
    "Article/ArticleTitle": "TI",
    "Article/VernacularTitle": "TT",
    "Article/Journal/Title": "JT",
    "Article/Journal/ISOAbbreviation": "TA",
    "Article/Journal/JournalIssue/Volume": "VI",
    "Article/Journal/JournalIssue/Issue": "IP",
    "Article/Journal/ISSN": "IS",
    "Article/Pagination/MedlinePgn": "PG",
    "Article/Language": "LA",
    "Article/PublicationTypeList/PublicationType": "PT",
    "Article/Abstract/CopyrightInformation": "CI",
    "Article/AuthorList/Author/AffiliationInfo/Affiliation": "AD",
    "KeywordList/Keyword": "OT",
    "MedlineJournalInfo/NlmUniqueID": "JID",
    "MedlineJournalInfo/Country": "PL",
    "CitationSubset": "SB",
    "CoiStatement": "COIS",
    "GeneralNote": "GN",
    "GeneSymbolList/GeneSymbol": "GS",
    "NumberOfReferences": "RF",
    "OtherID": "OID",
    "SpaceFlightMission": "SFM",
    "SupplMeshList/SupplMeshName": "NM",
}
_BOOK = {
    "PMID": "PMID",
    "ArticleTitle": "TI",
    "VernacularTitle": "TT",
    "Book/BookTitle": "BTI",
    "Book/CollectionTitle": "CTI",
    "Book/Edition": "EN",
    "Book/Volume": "VI",
    "Book/Publisher/PublisherName": "PB",
    "Book/Publisher/PublisherLocation": "PL",
    "Book/Isbn": "ISBN",
    "Pagination/MedlinePgn": "PG",
    "Language": "LA",
    "PublicationType": "PT",
    "Abstract/CopyrightInformation": "CI",
    "AuthorList/Author/AffiliationInfo/Affiliation": "AD",
    "KeywordList/Keyword": "OT",
}
ELEMENTS = {
    **{f"MedlineCitation/{path}": tag for path, tag in _CITATION.items()},
    **{f"BookDocument/{path}": tag for path, tag in _BOOK.items()},
    "PubmedData/PublicationStatus": "PST",
    "PubmedBookData/PublicationStatus": "PST",
}
"""Elements whose text is the field."""

COMMENTS = {
    "AssociatedDataset": "ADI", "AssociatedPublication": "API", "CommentIn": "CIN", "CommentOn": "CON",
    "CorrectedandRepublishedIn": "CRI", "CorrectedandRepublishedFrom": "CRF", "ErratumIn": "EIN",
    "ErratumFor": "EFR", "ExpressionOfConcernIn": "ECI", "ExpressionOfConcernFor": "ECF",
    "RepublishedIn": "RPI", "RepublishedFrom": "RPF", "RetractedandRepublishedIn": "RRI",
    "RetractedandRepublishedFrom": "RRF", "RetractionIn": "RIN", "RetractionOf": "ROF",
    "SummaryForPatientsIn": "SPIN", "UpdateIn": "UIN", "UpdateOf": "UOF", "OriginalReportIn": "ORI",
}  # fmt: skip
"""`RefType` of `CommentsCorrections`: what was said of a work elsewhere, its retraction first of all."""

LEFT_OUT = frozenset(
    {
        # Said by others of the elements above.
        "MedlineCitation/MedlineJournalInfo/MedlineTA",
        "MedlineCitation/MedlineJournalInfo/ISSNLinking",
        "MedlineCitation/Article/Pagination/StartPage",
        "MedlineCitation/Article/Pagination/EndPage",
        "BookDocument/Book/BeginningDate",
        "BookDocument/Book/Medium",
        # Other works, and the chapter's table of contents.
        "PubmedData/ReferenceList",
        "BookDocument/ReferenceList",
        "BookDocument/Sections",
    }
)
"""Elements that say nothing more of the work."""
