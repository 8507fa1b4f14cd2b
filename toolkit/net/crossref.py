"""Crossref's REST API (api.crossref.org): works by DOI, and search by a reference's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from toolkit.model.lookup import Answer, Notice, NoticeKind, RegisteredWork
from toolkit.model.reference import Date, Name, Reference
from toolkit.net.client import Client, UnreadableError, base_url, mailto
from toolkit.net.json_values import first_date, objects, read_object, required, text, texts

SOURCE = "Crossref"
_INTERVAL, _INTERVAL_POLITE = 0.25, 0.12
"""Seconds between requests, within the limits of the public and the polite pool since December 2025."""
_TYPES = {
    "journal-article": "article-journal",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
    "standard": "standard",
}
_YEARS = ("issued", "published", "published-print", "published-online", "journal-issue")
_KINDS: Mapping[str, NoticeKind] = {
    "retraction": "retraction",
    "removal": "retraction",
    "withdrawal": "retraction",
    "partial_retraction": "correction",
    "expression_of_concern": "concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "addendum": "correction",
    "clarification": "correction",
    "reinstatement": "reinstatement",
}
_JATS = re.compile(r"</?[A-Za-z][^<>]*>")


class Crossref:
    """Looks works up at Crossref. `url` is the API's address, without a final slash."""

    def __init__(self, client: Client, url: str = "") -> None:
        self._client = client
        self._url = url.rstrip("/") or base_url("REVIEW_CROSSREF_URL", "https://api.crossref.org")

    @property
    def at_once(self) -> int:
        """Questions that may be under way at the same time: more for users who give an address."""
        return 3 if mailto() else 1

    def work(self, doi: str) -> Answer[RegisteredWork]:
        """The work with this DOI (`GET /works/{doi}`)."""
        return self._client.ask(
            f"{self._url}/works/{quote(doi.lower(), safe='')}", _read_work, interval=_interval()
        )

    def search(self, query: str, rows: int = 5) -> Answer[tuple[RegisteredWork, ...]]:
        """Works like this reference's text, best first (`GET /works?query.bibliographic=`)."""
        return self._client.ask(
            f"{self._url}/works",
            _read_works,
            params={"query.bibliographic": query, "rows": str(rows)},
            interval=_interval(),
        )


def _interval() -> float:
    return _INTERVAL_POLITE if mailto() else _INTERVAL


def _read_work(body: bytes) -> RegisteredWork:
    message = required(read_object(body), "message")
    if not text(message.get("DOI")):
        raise UnreadableError("the work has no DOI")
    return _work(message)


def _read_works(body: bytes) -> tuple[RegisteredWork, ...]:
    message = required(read_object(body), "message")
    if not isinstance(message.get("items"), list):
        raise UnreadableError("'items' is missing")
    return tuple(_work(item) for item in objects(message.get("items")) if text(item.get("DOI")))


def _work(message: Mapping[str, object]) -> RegisteredWork:
    titles = tuple(_titles(message))
    containers = (*texts(message.get("container-title")), *texts(message.get("short-container-title")))
    issued = first_date(message.get("issued"))
    fields = {
        "DOI": text(message.get("DOI")),
        "title": titles[0] if titles else "",
        "container-title": containers[0] if containers else "",
        "volume": text(message.get("volume")),
        "issue": text(message.get("issue")),
        "page": text(message.get("page")),
        "number": text(message.get("article-number")),
        "publisher": text(message.get("publisher")),
        "language": text(message.get("language")),
    }
    return RegisteredWork(
        source=SOURCE,
        reference=Reference(
            id=fields["DOI"],
            type=_TYPES.get(text(message.get("type")), "document"),
            fields={key: value for key, value in fields.items() if value},
            names={"author": authors} if (authors := tuple(_authors(message))) else {},
            dates={"issued": Date((issued,))} if issued else {},
        ),
        titles=titles,
        containers=containers,
        years=frozenset(_years(message)),
        notices=tuple(_notices(message)),
        is_notice=any(True for _ in objects(message.get("update-to"))),
    )


def _titles(message: Mapping[str, object]) -> Iterator[str]:
    """Titles without markup, alone and with the subtitle; those in the original language too."""
    subtitles = [_plain(subtitle) for subtitle in texts(message.get("subtitle"))]
    for title in map(_plain, texts(message.get("title"))):
        yield title
        yield from (f"{title}: {subtitle}" for subtitle in subtitles)
    yield from map(_plain, texts(message.get("original-title")))


def _plain(title: str) -> str:
    """A title without the markup (JATS, MathML) that publishers deposit in it."""
    import html

    return " ".join(html.unescape(_JATS.sub("", html.unescape(title))).split())


def _authors(message: Mapping[str, object]) -> Iterator[Name]:
    for author in objects(message.get("author")):
        name = Name(
            family=text(author.get("family")),
            given=text(author.get("given")),
            suffix=text(author.get("suffix")),
            literal=text(author.get("name")),
        )
        if name.family or name.literal:
            yield name


def _years(message: Mapping[str, object]) -> Iterator[int]:
    for key in _YEARS:
        value = message.get(key)
        if key == "journal-issue" and isinstance(value, Mapping):
            dates = [first_date(value.get(inner)) for inner in ("published-print", "published-online")]
        else:
            dates = [first_date(value)]
        yield from (date[0] for date in dates if date)


def _notices(message: Mapping[str, object]) -> Iterator[Notice]:
    """`updated-by`: the notices on this work, of its publisher and of Retraction Watch."""
    for update in objects(message.get("updated-by")):
        kind = text(update.get("type")).lower().replace("-", "_").replace(" ", "_")
        date = first_date(update.get("updated"))
        watched = text(update.get("source")) == "retraction-watch"
        yield Notice(
            kind=_KINDS.get(kind, "other"),
            source="Retraction Watch" if watched else SOURCE,
            date="-".join(f"{part:02}" for part in date),
            doi=text(update.get("DOI")),
        )
