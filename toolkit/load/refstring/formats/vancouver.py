"""The Vancouver family: NLM, AMA, ICMJE, BMC and Elsevier-Vancouver.

`Authors. Title. Journal. Year Mon Day;Vol(Iss):Pages.`, `Authors. Title. 3rd ed. Place: Publisher;
Year.`, `Authors. Title. In: Editors, editors. Book. Place: Publisher; Year. p. 1-9.`
"""

from __future__ import annotations

import re

from toolkit.load.refstring.dates import DATE, MONTH, YEAR, read_date
from toolkit.load.refstring.entry import DOUBTFUL, LIKELY, SURE, Draft, NameList, Range
from toolkit.load.refstring.formats.sources import boundaries, put_title_and_journal
from toolkit.load.refstring.heads import first_of_two, split_head
from toolkit.load.refstring.imprint import STANDARD_NUMBER, put_edition, put_publisher, put_role, segments
from toolkit.load.refstring.names import read_responsible
from toolkit.load.refstring.numeration import PAGES, Dated, dated_at, put_pages, years
from toolkit.load.refstring.plain import trim
from toolkit.model.reference import Date

_NLM = re.compile(r"\bcited\b|\[Internet\]|Available from|PMID")
_IN = re.compile(r"(?:[.?!\x1f]|\s)\s{0,2}In[:.]\s?")
_EDITORS = re.compile(r"[,\s(]{1,3}(?:eds?|editors?)\b\.?\)?[.,:]?\s{1,3}", re.IGNORECASE)
_AUTHOR_EDITORS = re.compile(r",?\s(?:eds?|editors?)\.(?=\s)")
_IMPRINT = re.compile(rf";\s?(?P<year>c?{YEAR})(?!\d|\s?\()(?:\s(?:[A-Z][a-z]{{2}})(?:\s\d{{1,2}})?)?")
_DAY_BEFORE = re.compile(rf"{YEAR}(?:\s{MONTH}(?:\s\d{{1,2}})?)?[\s\x1f]*$")
"""`2022 May 30;2022:9228456` is a volume behind a day, no year behind a publisher."""
_PAGES = re.compile(
    rf"(?:\s?:\s?|[\s\x1f.,]{{1,60}}pp?\.?\s?)(?P<page>{PAGES}|[^\s.,:;\x1f][^.,:;()\x1f]{{0,20}}(?=\.?$))",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\bReport(?:\s(?:nos?|number)\b\.?)?:?\s(?P<number>[^\s.;](?:[^.;\x1f]|\.(?=\w)){0,40})", re.IGNORECASE
)
_SERIES = re.compile(r"\((?P<series>[^()]{3,120})\)[\s.\x1f]*$")
_VOLUME = re.compile(
    r"(?:Vol\.?|Volume|vol\.?)\s(?P<volume>\w{1,8})(?:,\s(?P<title>.{1,120}))?"
    r"|(?P<han>第?[\d一二三四五六七八九十]{1,4}年?[卷册部])"
)
_GENRE = re.compile(r"\[(?P<genre>[^\[\]]{3,60})\][\s.\x1f]*$")
_THESIS = re.compile(r"dissertation|thesis|学位论文|博士论文|硕士论文", re.IGNORECASE)
_ONLINE = re.compile(r"(?:Published\sonline|Preprint\sposted\sonline|Posted\sonline|Published)\s{1,2}$")
_DATE_LAST = re.compile(
    rf"(?:[.?!\]]\s?|\x1f\s?)(?P<date>{DATE})(?=[\s.\x1f]{{0,3000}}(?:$|pp?\.\s?\w[^.]{{0,20}}\.?[\s.\x1f]{{0,3000}}$|(?:pp?\.\s?\w[^.]{{0,20}}\.\s)?Report\s))"
)
_PATENT_AND_YEAR = re.compile(
    rf"(?P<number>[A-Z]{{2}}\d{{6,14}}[A-Z]?\d?|\d{{1,3}}(?:,\d{{3}}){{1,3}}),\s(?P<year>{YEAR})"
)
_STANDARD = re.compile(STANDARD_NUMBER)
_PATENT = re.compile(r"[A-Z]{2}\d{6,14}[A-Z]?\d?")


def read(draft: Draft) -> Draft | None:
    """The entry in a Vancouver form; nothing if it has no year in such a place."""
    end = len(draft.plain)
    for form in (_read_chapter, _read_book, _read_dated, _read_undated):
        attempt = draft.copy()
        if form(attempt, end):
            break
    else:
        return None
    draft = attempt
    draft.style = _style(draft)
    return draft


def _style(draft: Draft) -> str:
    if ";" in draft.plain[slice(*draft.places.get("author", (0, 0)))]:
        return "mdpi"
    is_nlm = _NLM.search(draft.text) is not None
    return "ama" if "doi:10." in draft.text and not is_nlm else "vancouver"


# --- articles -----------------------------------------------------------------------


def _read_dated(draft: Draft, end: int) -> bool:
    """A source that ends in a date with or without numbers: `. Journal. 2021;12(1):161`, `. 2008 Aug 8:2`."""
    plain = draft.plain
    for place in years(plain, 0, end):
        dated = dated_at(plain, place, end)
        before = plain[:place].rstrip(" \x1f")
        if dated is None or not before or before[-1] in "(;:-/":
            continue
        lead = _ONLINE.search(plain, max(0, place - 30), place)
        if lead is not None:
            return _put_online(draft, lead.start(), dated, end)
        if dated.numbers.count and (dated.reaches_end or _only_notes(plain, dated.numbers.end, end)):
            return _put_article(draft, place, dated)
        if dated.reaches_end and "DOI" in draft.fields and before[-1] != ".":
            return _put_article(draft, place, dated)
    return False


def _only_notes(plain: str, start: int, end: int) -> bool:
    """Whether only a bracketed remark follows, such as `[Erratum in …]` or `(Suppl)`."""
    return bool(re.fullmatch(r"[\s.;,\x1f]*[\[(][^\[\]()]{0,200}[\])][\s.;,\x1f]*", plain[start:end][:260]))


def _put_article(draft: Draft, start: int, dated: Dated) -> bool:
    authors, rest = split_head(draft.plain, 0, start)
    if rest[0] >= start:
        return False
    if authors is not None:
        draft.put_names("author", authors)
    semicolon = ";" in draft.plain[dated.date_end : dated.date_end + 3]
    confidence = SURE if semicolon and authors is not None else LIKELY
    draft.type = "article-journal"
    if not put_title_and_journal(draft, rest[0], start, confidence):
        draft.type = "webpage" if "URL" in draft.fields else "document"
    elif _PATENT.fullmatch(draft.fields["container-title"]):
        draft.type = "patent"
        draft.put("number", *draft.places["container-title"], SURE)
        draft.drop("container-title")
    elif not dated.numbers.volume and not dated.numbers.issue and len(dated.date.parts[0]) == 3:
        draft.type = "article-newspaper"
    if authors is None and boundaries(draft.plain, *draft.places.get("title", (0, 0))):
        draft.confidence["title"] = DOUBTFUL  # whoever stands before it was not understood
    dated.put(draft, confidence)
    _take_genre(draft)
    return True


def _put_online(draft: Draft, start: int, dated: Dated, end: int) -> bool:
    """`Title. Journal. Published online January 3, 2023:CN218214474U.`"""
    plain = draft.plain
    authors, rest = split_head(plain, 0, start)
    if authors is not None:
        draft.put_names("author", authors)
    draft.type = "article-journal"
    if not put_title_and_journal(draft, rest[0], start, LIKELY):
        draft.type = "webpage"
    draft.put_date("issued", dated.date, dated.start, dated.date_end, SURE)
    if plain[dated.date_end : dated.date_end + 1] == ":":
        place = trim(plain, dated.date_end + 1, end)
        if _PATENT.fullmatch(plain[slice(*place)]):
            draft.type = "patent"
        if draft.type != "article-journal" or plain[slice(*place)].count(":"):
            draft.put("number", *place, LIKELY)
        else:
            draft.put("page", *place, LIKELY)
    return True


# --- books and their chapters ---------------------------------------------------------


def _read_chapter(draft: Draft, end: int) -> bool:
    plain = draft.plain
    match = _IN.search(plain)
    if match is None:
        return False
    authors, title = split_head(plain, 0, match.start())
    start = match.end()
    editors = None
    role = _EDITORS.search(plain, start, min(end, start + 1500))
    if role is not None:
        editors = read_responsible(plain, start, role.start())
    if authors is not None:
        draft.put_names("author", authors)
    else:
        title = _edited(draft, title)
    draft.put("title", *title, SURE if authors else LIKELY)
    if editors is not None and role is not None:
        draft.put_names("editor", editors)
        start = role.end()
    draft.type = "chapter"
    imprint = _last_imprint(plain, start, end)
    if imprint is not None:
        _put_imprint(draft, imprint, end)
        stop = imprint.start()
    else:
        published = re.compile(rf"(?:^|[.\s\x1f])(?P<year>{YEAR})(?=[:.\s\x1f]|$)").search(
            plain, start - 1, end
        )
        if published is None:
            return False
        draft.put_date("issued", Date(((int(published["year"]),),)), *published.span("year"), SURE)
        _put_pages_behind(draft, published.end(), end)
        stop = published.start()
    parts = segments(plain, start, stop)
    if imprint is not None and parts:
        last = parts.pop()
        if parts or ":" in plain[slice(*last)]:
            put_publisher(draft, *last, LIKELY)
        else:
            draft.put("publisher-place", *last, DOUBTFUL)
    _put_titles(draft, parts, "container-title")
    return True


def _last_imprint(plain: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in _IMPRINT.finditer(plain, start, end):
        if not _DAY_BEFORE.search(plain, max(start, match.start() - 20), match.start()):
            found = match
    return found


def _read_book(draft: Draft, end: int) -> bool:
    plain = draft.plain
    imprint = _last_imprint(plain, 0, end)
    if imprint is None:
        return False
    authors, rest = split_head(plain, 0, imprint.start())
    if authors is not None:
        _put_people(draft, authors)
    else:
        rest = _edited(draft, rest)
    parts = segments(plain, rest[0], imprint.start())
    if not parts:
        return False
    draft.type = "book"
    if len(parts) > 1:
        put_publisher(draft, *parts.pop(), LIKELY)
    _put_titles(draft, parts, "title")
    _put_imprint(draft, imprint, end)
    return True


def _put_people(draft: Draft, people: NameList) -> None:
    draft.put_names(
        "editor" if _AUTHOR_EDITORS.match(draft.plain, people.places[-1][1]) else "author", people
    )


def _edited(draft: Draft, rest: Range) -> Range:
    """`Sadie S, editor. Title`: names and their role, off the title."""
    match = _AUTHOR_EDITORS.search(draft.plain, rest[0], min(rest[1], rest[0] + 1500))
    if match is None:
        return rest
    names = read_responsible(draft.plain, rest[0], match.start())
    if names is None:
        return rest
    draft.put_names("editor", names)
    return trim(draft.plain, match.end(), rest[1], " .\x1f")


def _put_titles(draft: Draft, parts: list[Range], variable: str) -> None:
    """Editions, volumes, translators and genres among the parts; the first others are the title."""
    plain = draft.plain
    titles: list[Range] = []
    described = False
    for part in parts:
        text = plain[slice(*part)]
        volume = _VOLUME.fullmatch(text)
        if titles and (put_edition(draft, part) or put_role(draft, part)):
            described = True
            continue
        if titles and volume:
            group = "volume" if volume["volume"] else "han"
            draft.put("volume", part[0] + volume.start(group), part[0] + volume.end(group), SURE)
            described = True
            if volume["title"]:
                draft.put("volume-title", part[0] + volume.start("title"), part[1], LIKELY)
        elif titles and _THESIS.search(text):
            draft.put("genre", *part, LIKELY)
            draft.type = "thesis"
        elif described:
            draft.put("collection-title", *part, DOUBTFUL)
        else:
            titles.append(part)
    if not titles:
        return
    start, end = titles[0][0], titles[-1][1]
    genre = _GENRE.search(plain, start, end)
    if genre is not None and variable == "title":
        draft.put("genre", *genre.span("genre"), LIKELY)
        if _THESIS.search(genre["genre"]):
            draft.type = "thesis"
        end = genre.start()
    draft.put(variable, start, end, SURE if len(titles) == 1 else DOUBTFUL)


def _put_imprint(draft: Draft, imprint: re.Match[str], end: int) -> None:
    date = read_date(imprint["year"].removeprefix("c"))
    if date is not None:
        draft.put_date("issued", date, *imprint.span("year"), SURE)
    _put_pages_behind(draft, imprint.end(), end)


def _put_pages_behind(draft: Draft, start: int, end: int) -> None:
    plain = draft.plain
    pages = _PAGES.match(plain, start, end)
    if pages is not None:
        put_pages(draft, *pages.span("page"))
        start = pages.end()
    report = _REPORT.search(plain, start, end)
    if report is not None:
        draft.type = "report"
        draft.put("number", *report.span("number"), LIKELY)
    series = _SERIES.search(plain, max(start, end - 160), end)
    if series is not None:
        draft.put("collection-title", *series.span("series"), LIKELY)


# --- what has no year in such a place ---------------------------------------------------


def _read_undated(draft: Draft, end: int) -> bool:
    """`Site. April 21, 2021.`, `Title. Accessed …`, `Authors. Title. Journal.`: authors and title alone."""
    plain = draft.plain
    dated = _DATE_LAST.search(plain, max(0, len(plain.rstrip(" .\x1f")) - 160))
    date = read_date(dated["date"]) if dated else None
    stop = dated.start() + 1 if dated and date else end
    authors, rest = split_head(plain, 0, stop)
    if authors is None:
        authors, rest = first_of_two(plain, rest) or (None, rest)
    online = bool({"URL", "DOI"} & draft.fields.keys()) or "accessed" in draft.dates
    if not online and (authors is None or authors.confidence <= DOUBTFUL or years(plain, rest[0], stop)):
        return False  # a year in some other place: a form that is not known
    if authors is None and "accessed" not in draft.dates and date is None:
        return False
    if dated and date:
        draft.put_date("issued", date, *dated.span("date"), SURE)
    if authors is not None:
        draft.put_names("author", authors)
    draft.type = "webpage" if online else "document"
    if dated and date:
        _put_pages_behind(draft, dated.end(), end)
    stop = trim(plain, rest[0], stop)[1]
    stops = boundaries(plain, rest[0], stop)
    title_end = stops[-1][0] if stops else stop
    if stops:
        last = trim(plain, stops[-1][1], stop)
        _put_last(draft, last)
    draft.put("title", rest[0], title_end, LIKELY if authors else DOUBTFUL)
    _take_genre(draft)
    return "title" in draft.fields


def _put_last(draft: Draft, last: Range) -> None:
    """The last part: a number of a standard, `CN218214474U, 2023` of a patent, else where it appeared."""
    text = draft.plain[slice(*last)]
    patent = _PATENT_AND_YEAR.fullmatch(text)
    if patent is not None:
        draft.type = "patent"
        draft.put("number", last[0], last[0] + patent.end("number"), SURE)
        year = last[0] + patent.start("year")
        draft.put_date("issued", Date(((int(patent["year"]),),)), year, year + 4, SURE)
    elif _STANDARD.fullmatch(text):
        draft.type = "standard"
        draft.put("number", *last, LIKELY)
    else:
        draft.put("container-title", *last, DOUBTFUL)


def _take_genre(draft: Draft) -> None:
    """A word in brackets that ends the title: `[Editorial]`, `[博士学位论文]`."""
    place = draft.places.get("title")
    genre = _GENRE.search(draft.plain, *place) if place else None
    if place and genre and genre.start() > place[0]:
        confidence = draft.confidence["title"]
        draft.put("genre", *genre.span("genre"), LIKELY)
        draft.put("title", place[0], genre.start(), confidence)
