"""Lists of names in BibTeX: `First von Last`, `von Last, First`, `von Last, Jr, First`.

The rules are those of BibTeX (Patashnik, *BibTeXing*, 1988, section 4; N. Markey, *Tame the
BeaST*, section 11) and the named parts of biber 2.8 (`family=…, given=…, prefix=…`). Two
departures, because Chinese names and medical journals need them: a name in Han characters
without a comma stays whole, and a particle belongs to the family name (`van der Berg J`)
unless `options = {useprefix=false}` says otherwise. Lists as PubMed and Chinese databases
print them (`Smith J, Jones K`, `Smith J; Jones K`, `陈竺, 李兰娟`) are split where nothing
else can be meant; `doubtful_names` tells of those where it cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from toolkit.load.bibliography.latex import decode_plain
from toolkit.model.particles import split_particles
from toolkit.model.reference import Name
from toolkit.model.scripts import has_han, is_han

_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_MARK = re.compile(r"\\.|[{}]|\s+and(?=\s)", re.IGNORECASE | re.DOTALL)
_HAN_SEPARATOR = re.compile(r"\s*[；;、]\s*")
_OTHERS = frozenset({"others", "et al", "et al.", "等", "等人", "等."})
_NAMED_PART = re.compile(r"\s*(family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\s*|.)")
# Family names of two characters, which stand before a comma of full width as a single one does.
_TWO_CHARACTER_FAMILIES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒"}
)
# Common family names of China (hundred commonest of the 2020 census and others). In the second string
# stand those that begin Japanese family or given names as well, as in 高木, 文子.
_CHINESE_FAMILIES = frozenset(
    "王李张刘陈杨赵黄吴徐孙胡郭马罗梁宋郑谢韩冯董萧肖曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎闫潘杜戴钟汪姜范姚谭廖"
    "邹熊陆郝孔崔邱秦顾侯邵孟钱汤尹黎乔贺赖龚庞樊殷施陶翟颜倪严温芦俞韦申毕聂丛焦邢岳齐沿莫辛管祁耿詹靳"
    "張劉陳楊趙孫鄭謝馮許蘇盧賈閻鍾譚鄒錢喬賀賴龔"
)
_SHARED_FAMILIES = frozenset(
    "周朱高林何唐于程丁余夏田任方石金白康毛江史段雷龙武易常文万兰安洪章鲁葛伍尤柳路梅庄左谷时成游裴席"
    "季华关盛向平景甘單单包柏阮桂解柴车房边吳馬羅葉陸龍萬"
)
_LETTER = r"[^\W\d_]"
_FAMILY_INITIALS = re.compile(
    # van der Berg JA, O'Brien K, El Andaloussi S.E., Smith-Jones J-P, Smith J Jr
    rf"(?:{_LETTER}[\w'’‘-]*\.? +){{0,3}}{_LETTER}[\w'’‘-]+ "
    r"((?:[^\W\d_a-z]\.?[ -]?){1,4})(?: (?:Jr|Sr|2nd|3rd|II|III|IV)\.?)?"
)
_NO_FAMILY = re.compile(r" (?:[A-Z]|(?!NG$)[B-DF-HJ-NP-TV-XZ]{2,3})$")
_CAPITALS_FIRST = re.compile(rf"(?!(?!NG )[B-DF-HJ-NP-TV-XZ]+ )[A-Z]{{2,}} (?![A-Z]+$){_LETTER}[^\s,{{}}]*")
_OTHERS_AT_END = re.compile(
    r"(?:(?<=[^\s,;])[\s,;]+et\s+al\.?|(?<=[^\W\d_A-Za-z\u00AA-\u03FF]{2})等人?)\s*$", re.IGNORECASE
)
_SUFFIX = re.compile(r"jn?r|sn?r|[ivx]+|\d(?:nd|rd|th)|esq|md|ph\.? ?d", re.IGNORECASE)
_SEMICOLON = re.compile(r"\\.|&#?\w+;|[{};]", re.DOTALL)


def parse_names(
    text: str, *, use_prefix: bool = True, comma_suffix: bool = False, capitals_first: bool = False
) -> tuple[list[Name], bool]:
    """The names of a BibTeX list and whether it ends in `and others` (or `等`).

    With `capitals_first`, `WANG Lulu` has WANG as the family name, as journals of China print their
    authors in English; `Wang, LL` and `LL Wang` have it not.
    """
    names: list[Name] = []
    shorter = _OTHERS_AT_END.sub("", text)
    truncated = shorter != text
    for part in _initials_behind(list(_split_list(shorter))):
        if decode_plain(part).lower() in _OTHERS:
            truncated = True
            continue
        name = _name(part)
        if capitals_first and _CAPITALS_FIRST.fullmatch(part):
            name = replace(name, family=name.given, given=name.family)
        if name.non_dropping_particle and not use_prefix:
            name = replace(name, dropping_particle=name.non_dropping_particle, non_dropping_particle="")
        if name.suffix and comma_suffix:
            name = replace(name, comma_suffix=True)
        if name != Name():
            names.append(name)
    return names, truncated


def _initials_behind(parts: list[str]) -> list[str]:
    """`Wang XM and Li L`, PubMed's form joined as BibTeX wants it, with the commas that BibTeX needs.

    Only where every name has it and one cannot be meant otherwise: LI may be a family name, XM is none.
    """
    people = [part for part in parts if part.lower() not in _OTHERS]
    if len(people) < 2 or not all(_FAMILY_INITIALS.fullmatch(part) for part in people):
        return parts
    if not any(_NO_FAMILY.search(part) for part in people):
        return parts
    return [_with_comma(part) for part in parts]


def _split_list(text: str) -> Iterator[str]:
    """Split at `and` outside braces; Chinese names also at `；`, `、` and, between whole names, `，`."""
    padded = f" {text} "
    pieces = _AND.split(padded) if "{" not in text else _split_outside_braces(padded, _MARK)
    for piece in pieces:
        piece = piece.strip()
        if "{" not in piece and has_han(piece):
            yield from _split_han(piece)
        elif piece:
            yield from _split_foreign(piece)


def _split_foreign(piece: str) -> Iterator[str]:
    """Split at semicolons, which no name holds, and between names that end in initials at commas."""
    parts = _split_outside_braces(piece, _SEMICOLON) if ";" in piece else [piece]
    for part in filter(None, (part.strip() for part in parts)):
        names = [_without_accents(name.strip()) for name in _split_at_commas(part)]
        whole = [name for name in names if name.lower() not in _OTHERS]
        is_list = len(names) > 1 or len(parts) > 1
        if is_list and whole and all(_FAMILY_INITIALS.fullmatch(name) for name in whole):
            yield from (_with_comma(name) if name in whole else name for name in names)
        else:
            yield part


def _without_accents(name: str) -> str:
    r"""`Tinji{\'c} S` as `Tinjić S`; braces that hold a name together stay."""
    return decode_plain(name) if "\\" in name and not _is_one_group(name) else name


def _with_comma(name: str) -> str:
    """`Smith JA` as BibTeX writes it: `Smith, JA`."""
    found = _FAMILY_INITIALS.fullmatch(name)
    if found is None:
        return name
    family, suffix = name[: found.start(1)].strip(), name[found.end(1) :].strip()
    return ", ".join(part for part in (family, suffix, found[1].strip()) if part)


def doubtful_names(text: str) -> str:
    """The first piece of a list that BibTeX takes for one name but that seems to be several, or nothing.

    BibTeX knows two commas in a name at most, and between them stands `Jr` or the like.
    """
    for part in _split_list(_OTHERS_AT_END.sub("", text)):
        if _is_one_group(part) or _NAMED_PART.match(part):
            continue
        parts = [piece.strip() for piece in _split_at_commas(part)]
        suffix = parts[1].rstrip(".") if len(parts) == 3 else ""
        if len(parts) > 3 or (suffix and "{" not in suffix and not _SUFFIX.fullmatch(suffix)):
            return part
    return ""


def _split_outside_braces(text: str, mark: re.Pattern[str]) -> list[str]:
    """Split at the matches of `mark` at brace depth 0; the pattern also matches `\\.`, `{` and `}`.

    A match that begins with a backslash or an ampersand (a character's name) is text.
    """
    pieces, depth, start = [], 0, 0
    for match in mark.finditer(text):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif not sign.startswith(("\\", "&")) and depth == 0:
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    return pieces


def _split_han(piece: str) -> Iterator[str]:
    for part in _HAN_SEPARATOR.split(piece):
        # Two parts at an ASCII comma are BibTeX's own `family, given`.
        comma = "," if part.count(",") > 1 and _is_han_only(part.replace(",", "")) else "，"
        names = [name.strip() for name in part.split(comma)]
        if comma == "，" and len(names) == 1 and _are_two_people(part):
            yield from (name.strip() for name in part.split(","))
        elif len(names) == 2 and (len(names[0]) == 1 or names[0] in _TWO_CHARACTER_FAMILIES):
            yield ", ".join(names)
        else:
            yield from (name for name in names if name)


def _is_han_only(text: str) -> bool:
    """Whether the text is Chinese characters, with dots as in 卡尔·马克思."""
    return has_han(text) and all(char in "·•‧" or char.isspace() or is_han(char) for char in text)


def _are_two_people(text: str) -> bool:
    """True for `陈竺, 李兰娟`; false for `王, 璐璐`, `欧阳, 娜娜` and for the Japanese `山田, 太郎`.

    A Chinese family name has one character unless it is compound, so two names of two to four
    characters are two people if they begin as Chinese names do.
    """
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(2 <= len(name) <= 4 and all(map(is_han, name)) for name in names):
        return False
    if names[0] in _TWO_CHARACTER_FAMILIES:
        return False
    certain = [_has_family(name, _CHINESE_FAMILIES) for name in names]
    return any(certain) and all(
        known or _has_family(name, _SHARED_FAMILIES) for known, name in zip(certain, names, strict=True)
    )


def _has_family(name: str, families: frozenset[str]) -> bool:
    return name[0] in families or name[:2] in _TWO_CHARACTER_FAMILIES


def _name(text: str) -> Name:
    """One name."""
    if _is_one_group(text):
        return Name(literal=decode_plain(text[1:-1]))
    if _NAMED_PART.match(text):
        return _named_parts(text)
    parts = [part.strip() for part in _split_at_commas(text)]
    if len(parts) == 1:
        return _han_name(text) if _is_han_only(text) else _first_von_last(_words(text))
    if len(parts) == 2:
        return _von_last(parts[0], given=parts[1], suffix="")
    return _von_last(parts[0], given=", ".join(parts[2:]), suffix=parts[1])


_COMMA = re.compile(r"\\.|[{},]", re.DOTALL)
_SPACE = re.compile(r"\\.|[{}]|[\s~]+", re.DOTALL)


def _split_at_commas(text: str) -> list[str]:
    return _split_outside_braces(text, _COMMA) if "{" in text else text.split(",")


def _words(text: str) -> list[str]:
    if "{" not in text and "~" not in text:
        return text.split()
    return [word for word in _split_outside_braces(text, _SPACE) if word]


def _is_one_group(text: str) -> bool:
    """True if one pair of braces holds the whole name: an institution, or a name to leave as it is."""
    if not text.startswith("{") or not text.endswith("}") or text.startswith("{\\"):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(text)
    return False


def _han_name(text: str) -> Name:
    """`王璐璐` stays whole, `王 璐璐` says itself which is the family name."""
    words = text.split()
    if len(words) == 2 and len(words[0]) <= 2:
        return Name(family=words[0], given=words[1])
    return Name(literal="".join(words))


def _first_von_last(words: list[str]) -> Name:
    if not words:
        return Name()
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    first = lower[0] if lower else len(words) - 1
    return _von_last(" ".join(words[first:]), given=" ".join(words[:first]), suffix="")


def _von_last(last: str, *, given: str, suffix: str) -> Name:
    """A name whose family part is `von Last`. Particles are the words in front that begin in lower case."""
    words = _words(last)
    count = 0
    while count < len(words) - 1 and _is_lower(words[count]):
        count += 1
    name = Name(
        family=" ".join(decode_plain(word) for word in words[count:]),
        given=decode_plain(given),
        non_dropping_particle=" ".join(decode_plain(word) for word in words[:count]),
        suffix=decode_plain(suffix),
    )
    # `d'Ormesson` and `al-Hassan` are split as in CSL-JSON, unless braces hold them together.
    return name if "{" in last or not _is_lower(last) else split_particles(name)


def _is_lower(word: str) -> bool:
    """True if the word's first letter is lower case; a group in braces that is no accent counts as upper."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = _COMMAND.sub("", word) if word.startswith(("{\\", "\\")) else word
    first = next((letter for letter in letters if letter.isalpha()), "")
    if not first and "\\" in word:
        first = decode_plain(word)[:1]
    return first.islower()


def _named_parts(text: str) -> Name:
    """biber's extended format: `family=Berg, given=Jan, prefix=van der, useprefix=true`."""
    parts: dict[str, str] = {}
    for piece in _split_at_commas(text):
        key, _, value = piece.partition("=")
        value = value.strip().strip('"')
        parts[key.strip().lower()] = decode_plain(value)
    prefix = parts.get("prefix", "")
    dropping = parts.get("useprefix", "true") == "false"
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        dropping_particle=prefix if dropping else "",
        non_dropping_particle="" if dropping else prefix,
        suffix=parts.get("suffix", ""),
    )
