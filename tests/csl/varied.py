"""Forty made-up works of every type and oddity: no such works exist.

They are what a style may meet: people with particles and suffixes, institutions, Chinese
and Japanese names, many authors and none; dates with ranges, seasons, doubt and before the
common era; numbers that are none; titles with markup, quotation marks and no text at all.
"""

from __future__ import annotations

from typing import Any

from toolkit.csl import Cite, Cluster
from toolkit.model.csl_json import reference_from_csl
from toolkit.model.reference import Reference

TYPES = [
    "article-journal", "book", "chapter", "paper-conference", "thesis", "report", "article-newspaper",
    "article-magazine", "webpage", "patent", "standard", "dataset", "software", "map", "manuscript",
    "personal_communication", "legislation", "legal_case", "bill", "treaty", "interview", "motion_picture",
    "song", "broadcast", "speech", "graphic", "figure", "entry-encyclopedia", "entry-dictionary", "review",
    "review-book", "post", "post-weblog", "pamphlet", "musical_score", "article", "periodical", "hearing",
    "collection", "document",
]  # fmt: skip

NAMES: list[list[dict[str, Any]]] = [
    [{"family": "Sample", "given": "Ada B."}],
    [{"family": "Sample", "given": "Ada B."}, {"family": "Muster", "given": "Jean-Luc"}],
    [{"family": "van der Muster", "given": "Jan"}, {"family": "Fontaine", "given": "Jean de la"}],
    [{"family": "Beispiel", "given": "Ludwig", "non-dropping-particle": "van"}],
    [{"family": "Example", "given": "John", "suffix": "Jr."}, {"literal": "Society of Made-up Works"}],
    [{"family": f"Author{letter}", "given": f"{letter}. X."} for letter in "ABCDEFGHIJKLMNOPQRSTUVW"],
    [{"family": "例", "given": "一"}, {"family": "样", "given": "二"}, {"literal": "虚构研究所"}],
    [{"literal": "例三"}, {"literal": "样四"}, {"literal": "例五"}, {"literal": "样六"}],
    [],
    [{"family": "Образцов", "given": "Иван Петрович"}],
    [{"family": "サンプル", "given": "太郎"}],
    [{"family": "al-Mithal", "given": "Ahmad"}, {"family": "O’Sample", "given": "Q."}],
]

DATES: list[dict[str, Any] | None] = [
    {"date-parts": [[2019, 7, 3]]},
    {"date-parts": [[2020, 11]]},
    {"date-parts": [[2021]]},
    {"date-parts": [[2018, 12, 30], [2019, 1, 2]]},
    {"date-parts": [[2015, 3], [2015, 9]]},
    {"date-parts": [[2000], [2004]]},
    {"date-parts": [[1936]], "circa": True},
    {"date-parts": [[-44]]},
    {"date-parts": [[79, 8, 24]]},
    {"date-parts": [[2003]], "season": 2},
    {"literal": "in press"},
    None,
]

TITLES = [
    "A made-up study of nothing: with a subtitle",
    "“Quoted” words and ‘more’ of them",
    "Markup in <i>Escherichia coli</i>, H<sub>2</sub>O and 10<sup>7</sup>",
    "Does it end with a question?",
    "虚构的题名：没有这样的文献",
    'A & B < C > D, <span class="nocase">iPhone</span> and DNA',
    "an uncapitalised title with the word of in it",
    "",
    "Eine erfundene Untersuchung – ohne Gegenstand",
]


def items() -> list[dict[str, Any]]:
    """The forty works as CSL-JSON."""
    return [_item(index, kind) for index, kind in enumerate(TYPES)]


def _item(index: int, kind: str) -> dict[str, Any]:
    def pick(values: list[Any], step: int = 1) -> Any:
        return values[(index * step) % len(values)]

    item: dict[str, Any] = {
        "id": f"made-up-{index}",
        "type": kind,
        "title": pick(TITLES),
        "author": pick(NAMES),
        "issued": pick(DATES),
        "container-title": pick(["Journal of Made-up Works", "虚构学报", "", "J. Made-up Works"], 3),
        "volume": pick(["12", "III", "", "4-5", "12a"]),
        "issue": pick(["3", "", "S1", "1/2"], 3),
        "page": pick(["123-129", "e1234", "7", "", "1001-1008, 1012", "iv–xii"]),
        "edition": pick(["2", "", "Rev.", "1", "11"]),
        "publisher": pick(["Made-up Press", "", "虚构出版社"]),
        "publisher-place": pick(["Nowhere", "虚构", "", "Nowhere, NY"], 3),
        "language": pick(["en-US", "zh-CN", None, "de", "fr", "ja"], 5),
        "number": pick(["17", "", "AB-12/3"]),
        "DOI": pick(["10.1000/made.up", "", ""]),
        "URL": pick(["https://example.org/a?b=c&d=e", "", ""], 2),
        "accessed": {"date-parts": [[2024, 2, 29]]},
    }
    for variable, step in (("editor", 2), ("translator", 5), ("container-author", 7), ("director", 3)):
        if index % step == 0:
            item[variable] = NAMES[(index + step) % len(NAMES)]
    if index % 4 == 0:
        item |= {
            "original-date": {"date-parts": [[1899]]},
            "collection-title": "A Series",
            "collection-number": "7",
        }
    if index % 6 == 0:
        item |= {
            "genre": "a kind",
            "archive": "An Archive",
            "archive_location": "Box 1",
            "event-title": "An Event",
        }
    return {key: value for key, value in item.items() if value not in ("", None)}


def references() -> list[Reference]:
    return [reference_from_csl(item)[0] for item in items()]


def clusters(ids: list[str]) -> list[Cluster]:
    """A document that cites all works: alone, together, again, with locators, prefixes and without author."""
    found = [Cluster((Cite(id=key),), note_number=number) for number, key in enumerate(ids, 1)]
    note = len(found)
    groups = [
        (Cite(id=ids[0], locator="12-15", label="page"),),
        (Cite(id=ids[0], locator="12-15", label="page"),),
        (Cite(id=ids[0], locator="3", label="chapter"),),
        tuple(Cite(id=key) for key in ids[1:7]),
        (Cite(id=ids[2], prefix="see "), Cite(id=ids[5], suffix=", and others")),
        (Cite(id=ids[4], suppress_author=True),),
        (Cite(id=ids[6], author_only=True),),
    ]
    return [*found, *(Cluster(cites, note_number=note + step) for step, cites in enumerate(groups, 1))]
