"""Entries with the year behind the authors: APA, Frontiers, Springer, Harvard, Chicago author-date.

`Fu, Y. X., & Ji, J. (2021). Title. Journal, 12(1), 161.`, `Fu YX, Ji J (2021) Title. J Name 12:161`,
`Fu, Y.X., Ji, J., 2021. Title. J. Name 12, 161.`
"""

from __future__ import annotations

import re

from toolkit.load.refstring.dates import DATE, YEAR, read_date
from toolkit.load.refstring.entry import DOUBTFUL, LIKELY, SURE, Draft, NameList, Range
from toolkit.load.refstring.formats.sources import boundaries, numbers_at_end, put_title_and_journal
from toolkit.load.refstring.imprint import put_edition, put_publisher
from toolkit.load.refstring.names import read_families, read_names, read_responsible
from toolkit.load.refstring.numeration import PAGES, Numeration, put_pages
from toolkit.load.refstring.plain import trim
from toolkit.model.reference import Name

_YEAR = re.compile(
    rf"""
    (?P<paren>\((?P<in>{YEAR}(?:-{YEAR})?[a-z]?(?:/{YEAR})?(?:,\s?[^()]{{3,24}})?
        |n\.\s?d\.(?:-[a-z])?|in\spress|forthcoming|印刷中|待刊)\)\.?:?)
  | (?P<bare>[,.]\s(?P<year>{YEAR})[a-z]?[.,]\s(?=[\"'A-Z\u4e00-\u9fff]))
    """,
    re.VERBOSE,
)
_ROLE = re.compile(r"\(?\s?(?:Eds?\.?|eds?\.?|Trans\.?|Dirs?\.?)\s?\)?[.,]?\s?$")
_ORIGINAL = re.compile(
    r"\(Original\swork\spublished\s(?P<what>[^()]{1,200}(?:\([^()]{0,80}\)[^()]{0,100})?)\)[\s.\x1f]*$"
)
_IN = re.compile(r"(?:(?<=[.?!\])])|\x1f)[\s\x1f]{0,3}[Ii]n:?[\s\x1f](?=\S)")
_EDITORS = re.compile(
    r"\s?\((?:Eds?|Hrsg|Ed\.\sand\sTrans)\b\.?\),?\s|,\s?(?:Eds?|eds?)\.\s|\s\(eds?\.?\)\s", re.IGNORECASE
)
_BRACKETS = re.compile(r"[\s\x1f]\((?P<inside>[^()]{2,160}(?:\([^()]{0,40}\)[^()]{0,40})?)\)[\s.\x1f]*$")
_GENRE = re.compile(r"[\s\x1f]\[(?P<genre>[^\[\]]{3,160})\][\s.\x1f]*$")
_PAGES = re.compile(rf"pp?\.\s?(?P<page>{PAGES}|[^,;()]{{1,24}})")
_VOLUME = re.compile(r"Vols?\.\s?(?P<volume>[\w-]{1,10})")
_NUMBER = re.compile(
    r"(?:(?P<patent>[^;()]{0,60}?\bPatent)|[^;()]{0,40}?)\s?\bNos?\.\s?(?P<number>[^;()]{1,60}(?:\([^()]{1,20}\))?)"
)
_CODED = re.compile(
    r"""(?:[^\s]{1,20}\s){0,2}
    (?P<number>(?=[^\s]{0,20}\s?[^\s]{0,20}\d)
        [A-Z][A-Za-z]{0,11}[/:\s-]?[\w./:\-]{1,30}(?:\s[\w./:\-]*\d[\w./:\-]{0,30})?(?:\(\w{2}\))?
      | \d[\d.]{2,12})""",
    re.VERBOSE,
)
_MEETING = re.compile(
    r"(?:Paper|Poster|Symposium|Lecture|Abstract)[\w\s]{0,20}\s(?:presented|conducted|presentation)\b"
)
_PERIODICAL = re.compile(
    r"^(?:The\s)?(?:Journal|Annals|Archives|Bulletin)\b|\bJournal$|(?:学报|杂志|日报|通报|评论|研究)(?:\([^()]*\))?$"
)
_VERSION = re.compile(r"Version\s(?P<version>[\w.]{1,20})")
_THESIS = re.compile(r"dissertation|thesis|学位论文|博士论文|硕士论文", re.IGNORECASE)


def read(draft: Draft) -> Draft | None:
    """The entry with the year behind its authors; nothing if no year stands there."""
    match, authors = _find_year(draft.plain)
    if match is None:
        return None
    draft = draft.copy()
    plain = draft.plain
    end = _without_original(draft)
    inside = match["in"] or match["year"]
    _put_year(draft, match, inside)
    if authors is not None:
        people, place = authors
        role = "editor" if _ROLE.search(plain, place[0], match.start()) else "author"
        draft.put_names(role, people)
        _read_body(draft, match.end(), end)
    else:
        _put_described_title(draft, 0, match.start())
        _read_source(draft, match.end(), end)
    draft.style = _style(match, draft)
    return draft if "title" in draft.fields else None


def _find_year(plain: str) -> tuple[re.Match[str] | None, tuple[NameList, Range] | None]:
    """The first year in such a place with names before it, or else in parentheses behind a title."""
    for count, match in enumerate(_YEAR.finditer(plain)):
        if count == 4 or match.start() > 6000:
            break
        start, end = trim(plain, 0, match.start(), " ,;\x1f")
        if end <= start:
            continue
        role = _ROLE.search(plain, start, end)
        people = read_names(plain, start, role.start() if role else end)
        if people is not None and match["paren"] and not plain[match.end() :].strip(" .\x1f"):
            return match, None
        if people is None and match["bare"] and count == 0 and not boundaries(plain, start, end):
            people = read_responsible(plain, start, end)
        if people is None and match["paren"] and not re.search(r"\d\s?$", plain[start:end]):
            if not boundaries(plain, start, end - 1) and not re.search(
                r",.*\b[A-Z]\. [A-Z][a-z]+ [a-z]", plain[start:end]
            ):
                last = role.start() if role else end
                people = read_responsible(plain, start, last) or read_families(plain, start, last)
            body = plain[match.end() :].strip(" .\x1f")
            if (
                plain[end - 1] == "."
                and plain[match.end() - 1] == "."
                and (not body or people is None)
                and body[:1] != "["
            ):
                return match, None
            if (
                people is None
                and count == 0
                and plain[match.end() - 1] == "."
                and _is_short(plain[start:end])
            ):
                return match, _as_written(plain, start, role.start() if role else end)
        if people is not None:
            return match, (people, (start, end))
    return None, None


def _is_short(text: str) -> bool:
    return len(text.split()) <= 6 and "," not in text and ". " not in text and len(text) <= 80


def _as_written(plain: str, start: int, end: int) -> tuple[NameList, Range]:
    """Whoever stands before `(2021).`, taken whole: an institution or an unusual name."""
    start, end = trim(plain, start, end, " ,;\x1f")
    return NameList((Name(literal=plain[start:end]),), ((start, end),), False, DOUBTFUL), (start, end)


def _put_year(draft: Draft, match: re.Match[str], inside: str) -> None:
    place = match.span("in") if match["in"] else match.span("year")
    if not inside[:1].isdigit():
        return
    date = read_date(re.sub(r"(?<=\d)[a-z](?=$|,)", "", inside).replace(",", ""))
    if date is None or not re.search(DATE, inside):
        date = read_date(inside[:4])
    if date is not None:
        draft.put_date("issued", date, *place, SURE)


def _without_original(draft: Draft) -> int:
    """The end of the entry before `(Original work published 1814)`, whose year is kept."""
    match = _ORIGINAL.search(draft.plain, max(0, len(draft.plain) - 600))
    if match is None:
        return len(draft.plain)
    date = read_date(match["what"]) if re.fullmatch(YEAR, match["what"]) else None
    if date is not None:
        draft.put_date("original-date", date, *match.span("what"), SURE)
    return match.start()


def _read_body(draft: Draft, start: int, end: int) -> None:
    plain = draft.plain
    start, end = trim(plain, start, end, " .,:;\x1f")
    host = _IN.search(plain, start, end)
    if host is not None and _read_host(draft, start, host, end):
        return
    numbers = numbers_at_end(plain, start, end)
    if numbers is not None and put_title_and_journal(draft, start, numbers[0]):
        draft.type = ""
        _put_described_title(draft, *draft.places["title"])
        _put_numbers(draft, numbers[1])
        return
    stops = boundaries(plain, start, end)
    # A question goes on in its subtitle if something else is left for the source.
    stop = (
        stops[1] if len(stops) > 1 and plain[stops[0][0] - 1] in "?!" else stops[0] if stops else (end, end)
    )
    _put_described_title(draft, start, stop[0])
    if not stops and "title" in draft.confidence:
        draft.confidence["title"] = DOUBTFUL  # where it ends is not said
    _read_source(draft, stop[1], end)


def _put_numbers(draft: Draft, numbers: Numeration) -> None:
    """Volume, issue and pages of a journal; of a paper with a day, its pages."""
    draft.type = "article-journal"
    issued = draft.dates.get("issued")
    if issued is None or len(issued.parts[0]) < 3 or numbers.issue is not None or numbers.volume is None:
        numbers.put(draft)
        return
    draft.type = "article-newspaper"
    put_pages(draft, numbers.volume[0], numbers.page[1] if numbers.page else numbers.volume[1])


def _put_described_title(draft: Draft, start: int, end: int, variable: str = "title") -> None:
    """`Title (3rd ed., Vol. 1, pp. 1–2) [Doctoral dissertation, University]`."""
    plain = draft.plain
    start, end = trim(plain, start, end, " .,;\x1f")
    genre = _GENRE.search(plain, start, end)
    if genre is not None:
        _put_genre(draft, *genre.span("genre"))
        end = genre.start()
    brackets = _BRACKETS.search(plain, start, end)
    if brackets is not None and _put_description(draft, *brackets.span("inside")):
        end = brackets.start()
    draft.put(variable, start, end, SURE)


def _put_genre(draft: Draft, start: int, end: int) -> None:
    text = draft.plain[start:end]
    if _THESIS.search(text):
        draft.type = "thesis"
        genre, comma, school = text.partition(",")
        draft.put("genre", start, start + len(genre), SURE)
        if comma:
            draft.put("publisher", end - len(school), end, SURE)
    else:
        draft.type = {"dataset": "dataset", "computer software": "software"}.get(text.lower(), draft.type)
        if draft.type not in {"dataset", "software"}:
            draft.put("genre", start, end, LIKELY)


def _put_description(draft: Draft, start: int, end: int) -> bool:
    """Whether the parentheses behind a title describe the edition at hand; if so its parts are put."""
    plain = draft.plain
    known = False
    for first, last in _parts(plain, start, end):
        piece = trim(plain, first, last, " \x1f")
        text = plain[slice(*piece)]
        for pattern, variable in (
            (_VOLUME, "volume"),
            (_PAGES, "page"),
            (_VERSION, "version"),
            (_NUMBER, "number"),
        ):
            found = pattern.fullmatch(text)
            if found:
                place = piece[0] + found.start(variable), piece[0] + found.end(variable)
                if variable == "page":
                    put_pages(draft, *place)
                else:
                    draft.put(variable, *place, SURE)
                if variable == "number":
                    draft.type = draft.type or ("patent" if found["patent"] else "report")
                known = True
                break
        else:
            known = (
                put_edition(draft, piece)
                or _put_translator(draft, piece, end)
                or _put_number(draft, piece)
                or known
            )
    return known


def _parts(plain: str, start: int, end: int) -> list[Range]:
    """The passage cut at its commas and semicolons."""
    found: list[Range] = []
    last = start
    for match in re.finditer(r"[,;]\s", plain[start:end]):
        found.append((last, start + match.start()))
        last = start + match.end()
    return [*found, (last, end)]


def _put_number(draft: Draft, piece: Range) -> bool:
    """The number of a report, standard or preprint, alone or behind its kind (`国家标准 GB/T 3792-2021`)."""
    match = _CODED.fullmatch(draft.plain[slice(*piece)])
    if match is None:
        return False
    draft.put("number", piece[0] + match.start("number"), piece[1], LIKELY)
    return True


def _put_translator(draft: Draft, piece: Range, end: int) -> bool:
    if not re.match(r"\s?,?\s?Trans\.", draft.plain[piece[1] : end + 10]) and not draft.plain[
        slice(*piece)
    ].endswith("Trans."):
        return False
    stop = piece[1] - 6 if draft.plain[slice(*piece)].endswith("Trans.") else piece[1]
    names = read_responsible(draft.plain, piece[0], stop)
    if names is not None:
        draft.put_names("translator", names)
    return True


def _read_host(draft: Draft, start: int, host: re.Match[str], end: int) -> bool:
    """`Title. In E. Editor (Ed.), Host (3rd ed., pp. 1–2). Publisher.`"""
    plain = draft.plain
    begin = host.end()
    _put_described_title(draft, start, host.start())
    role = _EDITORS.search(plain, begin, min(end, begin + 1500))
    if role is not None:
        editors = read_responsible(plain, begin, role.start())
        if editors is not None:
            draft.put_names("editor", editors)
            begin = role.end()
    draft.type = "chapter"
    stops = boundaries(plain, begin, end)
    closing = next((stop for stop in stops if plain[stop[0] - 1] == ")"), None) or (
        stops[-1] if stops else None
    )
    host_end = closing[0] if closing else end
    _put_described_title(draft, begin, host_end, "container-title")
    if closing:
        _read_source(draft, closing[1], end)
    return True


def _read_source(draft: Draft, start: int, end: int) -> None:
    """What follows the title of a work that is no article: mostly the publisher."""
    plain = draft.plain
    start, end = trim(plain, start, end, " .,;\x1f")
    if end <= start:
        draft.type = draft.type or ("webpage" if "URL" in draft.fields else "")
        return
    numbers = numbers_at_end(plain, start, end)
    meeting = _MEETING.search(plain, start, end)
    if re.fullmatch(r"\([^()]*\)", plain[start:end]):
        return
    if re.fullmatch(PAGES, plain[start:end]):
        put_pages(draft, start, end, LIKELY)
    elif plain.startswith("In ", start):
        draft.type = "chapter"
        draft.put("container-title", start + 3, end, LIKELY)
    elif meeting is not None:
        draft.type = "paper-conference"
        draft.put("event-title", meeting.start(), end, DOUBTFUL)
        draft.put("container-title", start, meeting.start(), LIKELY)
    elif numbers is not None and draft.type in {"", "article-journal"}:
        draft.put("container-title", start, numbers[0], LIKELY)
        _put_numbers(draft, numbers[1])
    elif draft.type == "":
        journal = "DOI" in draft.fields or bool(_PERIODICAL.search(plain[start:end]))
        draft.type = "article-journal" if journal else "book"
        if journal or "accessed" in draft.dates:
            draft.type = "article-journal" if journal else "webpage"
            draft.put("container-title", start, end, DOUBTFUL)
        else:
            put_publisher(draft, start, end, LIKELY)
    elif draft.type != "thesis" or "publisher" not in draft.fields:
        put_publisher(draft, start, end, LIKELY)


def _style(match: re.Match[str], draft: Draft) -> str:
    if match["paren"] is None:
        return "harvard"
    if not match["paren"].endswith("."):
        return "springer"
    return (
        "apa"
        if "," in draft.plain[: match.start()] or draft.plain[: match.start()].rstrip().endswith(".")
        else "frontiers"
    )
