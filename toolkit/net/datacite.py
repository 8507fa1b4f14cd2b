"""DataCite's REST API (api.datacite.org): data sets, software and preprints by DOI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from toolkit.model.lookup import Answer, RegisteredWork
from toolkit.model.reference import Date, Name, Reference
from toolkit.net.client import Client, base_url
from toolkit.net.json_values import objects, read_object, required, text

SOURCE = "DataCite"
_INTERVAL = 0.2


class DataCite:
    """Looks works up at DataCite. `url` is the API's address, without a final slash."""

    def __init__(self, client: Client, url: str = "") -> None:
        self._client = client
        self._url = url.rstrip("/") or base_url("REVIEW_DATACITE_URL", "https://api.datacite.org")

    def work(self, doi: str) -> Answer[RegisteredWork]:
        """The work with this DOI (`GET /dois/{id}`, a JSON:API document)."""
        return self._client.ask(
            f"{self._url}/dois/{quote(doi.lower(), safe='')}",
            _read_work,
            accept="application/vnd.api+json",
            interval=_INTERVAL,
        )


def _read_work(body: bytes) -> RegisteredWork:
    attributes = required(required(read_object(body), "data"), "attributes")
    titles = tuple(_titles(attributes))
    container = attributes.get("container")
    journal = container if isinstance(container, Mapping) else {}
    types = attributes.get("types")
    year = text(attributes.get("publicationYear"))
    pages = "-".join(filter(None, (text(journal.get("firstPage")), text(journal.get("lastPage")))))
    fields = {
        "DOI": text(attributes.get("doi")),
        "title": titles[0] if titles else "",
        "container-title": text(journal.get("title")),
        "volume": text(journal.get("volume")),
        "issue": text(journal.get("issue")),
        "page": pages,
        "publisher": _publisher(attributes.get("publisher")),
        "version": text(attributes.get("version")),
    }
    return RegisteredWork(
        source=SOURCE,
        reference=Reference(
            id=fields["DOI"],
            type=text(types.get("citeproc")) if isinstance(types, Mapping) else "document",
            fields={key: value for key, value in fields.items() if value},
            names={"author": creators} if (creators := tuple(_creators(attributes))) else {},
            dates={"issued": Date(((int(year),),))} if year.isdigit() else {},
        ),
        titles=titles,
        containers=(fields["container-title"],) if fields["container-title"] else (),
        years=frozenset({int(year)} if year.isdigit() else ()),
    )


def _titles(attributes: Mapping[str, object]) -> Iterator[str]:
    for title in objects(attributes.get("titles")):
        if found := text(title.get("title")):
            yield found


def _creators(attributes: Mapping[str, object]) -> Iterator[Name]:
    for creator in objects(attributes.get("creators")):
        family, name = text(creator.get("familyName")), text(creator.get("name"))
        if family:
            yield Name(family=family, given=text(creator.get("givenName")))
        elif name:
            yield Name(literal=name)


def _publisher(value: object) -> str:
    """A string, or with `publisher=true` an object that has a name."""
    return text(value.get("name")) if isinstance(value, Mapping) else text(value)
