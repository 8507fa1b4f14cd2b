"""References in a line, for tests. No work of them exists."""

from __future__ import annotations

from toolkit.model.reference import Date, Name, Reference


def work(
    id: str, title: str, people: str = "", year: int = 0, *, type: str = "article-journal", **fields: str
) -> Reference:
    """`people` is `Family Given; Family Given`; fields are named as in CSL, with `_` for `-`."""
    names = []
    for person in filter(None, people.split("; ")):
        family, _, given = person.partition(" ")
        names.append(Name(family=family, given=given))
    return Reference(
        id=id,
        type=type,
        fields={"title": title} | {name.replace("_", "-"): text for name, text in fields.items()},
        names={"author": tuple(names)} if names else {},
        dates={"issued": Date(((year,),))} if year else {},
    )
