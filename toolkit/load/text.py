"""Bytes of a file → text. A file in another encoding is named; only exports are read in one."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from toolkit.load.encoding import Encoding
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.source import Span

SAVE_AS_UTF8 = (
    "Save the file as UTF-8 and try again: in Windows Notepad “Save as…” and Encoding “UTF-8”, "
    "in WPS or Word “Plain text” and then “Unicode (UTF-8)”, in most editors a click on the encoding "
    "in the status bar."
)
# The encodings that text editors of our readers' systems write, and how they call them.
_ENCODINGS = {
    "gb18030": "GB18030 (GBK, “ANSI” on a Chinese Windows)",
    "big5": "Big5 (Traditional Chinese)",
    "cp1252": "Windows-1252 (“ANSI” on a Western Windows)",
    "cp932": "Shift JIS (Japanese)",
    "shift_jis": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "EUC-KR (Korean)",
    "euc_kr": "EUC-KR (Korean)",
}
# First bytes of what is saved by an office program or downloaded, and is no text whatever its name says.
_ZIP = b"PK\x03\x04"
_PACKAGES = ((b"word/", "a Word document"), (b"xl/", "an Excel workbook"), (b"ppt/", "a presentation"))
_OTHER_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls or .wps)"),
)
_SAMPLE = 65536
_BIBLIOGRAPHIES = frozenset({".bib", ".json", ".ris", ".nbib", ".enw", ".ciw"})
_NEWLINE = re.compile("\r\n?")
_COMMON_HANZI = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
    "必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信"
    # Family names, which are all that is Chinese in some bibliographies.
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "细胞干外泌间充质皮肤伤愈研究表达医药临床患病炎症作者摘要标题引言讨论方参文献图关键词"
)


def read_text(path: Path, problems: list[Problem]) -> str | None:
    r"""The text of a file, its line ends as `\n`; None, and a problem added, if it cannot be read.

    Read are UTF-8 with or without a byte order mark and UTF-16 or UTF-32 with one.
    """
    data = read_bytes(path, problems)
    return decode(data, path, problems) if data is not None else None


def read_bytes(path: Path, problems: list[Problem]) -> bytes | None:
    """The bytes of a file; None, and a problem added, if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None


def decode(data: bytes, path: Path, problems: list[Problem]) -> str | None:
    """As `read_text`, for bytes that are already at hand; `path` is what a message names."""
    kind = _other_format(data)
    if kind:
        problems.append(_no_text(kind, path))
        return None
    encoding = Encoding.of(data)
    data = data.removeprefix(encoding.mark)
    try:
        text = data.decode(encoding.name)
    except UnicodeDecodeError as error:
        problems.append(_undecodable(data, path, encoding, error.start))
        return None
    if "\0" in text:
        problems.append(_null_character(data, path, text))
        return None
    return unified(text)


def decode_export(data: bytes, path: Path, problems: list[Problem], notes: list[Note]) -> str | None:
    """As `decode`, for what other programs export: GB18030, and UTF-16 without a mark, are read too.

    A note then says so. Nothing else is guessed at.
    """
    found: list[Problem] = []
    text = decode(data, path, found)
    if text is None:
        text = _decoded_as_guessed(data, path, notes)
        if text is None:
            problems.extend(found)
    return text


def encoding_of(data: bytes) -> Encoding:
    """The encoding by the byte order mark; without one GB18030 or UTF-16 if it looks like it, else UTF-8."""
    marked = Encoding.of(data)
    if marked.mark or _is_text(data, marked):
        return marked
    guessed = _guessed(data)
    return guessed[0] if guessed is not None and _is_text(data, guessed[0]) else marked


def _is_text(data: bytes, encoding: Encoding) -> bool:
    try:
        return "\0" not in encoding.decode(data)
    except UnicodeDecodeError:
        return False


def _guessed(data: bytes) -> tuple[Encoding, str] | None:
    """An encoding without a mark, and its name as people know it."""
    if _other_format(data) or Encoding.of(data).mark:
        return None
    sample = data[:_SAMPLE]
    utf16 = _utf16_without_mark(sample)
    if utf16:
        return Encoding("utf-16-le" if "little" in utf16 else "utf-16-be"), utf16
    if not _mostly_utf8(data) and _is_simplified_chinese(sample):
        return Encoding("gb18030"), _ENCODINGS["gb18030"]
    return None


def _decoded_as_guessed(data: bytes, path: Path, notes: list[Note]) -> str | None:
    guessed = _guessed(data)
    if guessed is None or not _is_text(data, guessed[0]):
        return None
    from toolkit.messages import chinese  # here, because most files are UTF-8

    encoding, name = guessed
    notes.append(
        Note(
            f"{path.name} is stored as {name} and was read as that; UTF-8 is read by every program",
            f"{path.name} 的编码为 {chinese(name)}，已按此读取；UTF-8 为各程序所通用",
            Span.at(path),
        )
    )
    return unified(encoding.decode(data))


def unified(text: str) -> str:
    """The text with every line end as `\\n`."""
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def _unreadable(path: Path, error: OSError) -> Problem:
    span = Span.at(path)
    if isinstance(error, FileNotFoundError):
        return Problem(f"There is no file {path}.", span, "Check the name and the folder.")
    # Windows answers “permission denied” when asked to read a folder.
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return Problem(f"{path} is a folder, not a file.", span)
    if isinstance(error, PermissionError):
        return Problem(
            f"{path} may not be read: permission denied.",
            span,
            "Close the program that has it open, or change the file's permissions.",
        )
    return Problem(f"{path} cannot be read: {error.strerror or error}.", span)


def _other_format(data: bytes) -> str:
    """What a file is that its first bytes show to be no text; nothing if they do not."""
    if data.startswith(_ZIP):
        # The names of a package's parts stand uncompressed in its directory, at the end of the file.
        name = next((name for folder, name in _PACKAGES if folder in data), "")
        return f"{name} (a zip package)" if name else "a zip archive"
    return next((name for mark, name in _OTHER_FORMATS if data.startswith(mark)), "")


def _no_text(kind: str, path: Path) -> Problem:
    if path.suffix.lower() in _BIBLIOGRAPHIES:
        remedy = "Export the references from the reference manager as BibTeX (.bib) or CSL-JSON (.json)."
    else:
        remedy = (
            "A new name does not change what a file is: open it in its own program and save it there as "
            "plain text (.txt, UTF-8), then give that file this name."
        )
    return Problem(f"{path.name} is {kind}, not text.", Span.at(path), remedy)


def _undecodable(data: bytes, path: Path, encoding: Encoding, offset: int) -> Problem:
    if encoding.name != "utf-8":
        name = encoding.name.upper()[:6]
        return Problem(
            f"The file begins with the mark of {name}, but is not valid {name}: "
            f"byte {_shown(data, offset)} at offset {offset} does not fit.",
            Span.at(path),
            SAVE_AS_UTF8,
        )
    span = _end_of(data[:offset].decode("utf-8"), path)
    if _mostly_utf8(data):
        return Problem(
            f"The file is UTF-8 but for byte {_shown(data, offset)} here, which belongs to no character.",
            span,
            "Retype the damaged character and save the file as UTF-8.",
        )
    return Problem(
        f"The file is not UTF-8: it looks like {_guess(data)}. The first byte that does not fit is "
        f"{_shown(data, offset)}.",
        span,
        SAVE_AS_UTF8,
    )


def _null_character(data: bytes, path: Path, text: str) -> Problem:
    """UTF-16 of ASCII text is valid UTF-8 with a null in every second place."""
    guess = _utf16_without_mark(data)
    if guess:
        return Problem(f"The file is not UTF-8: it looks like {guess}.", Span.at(path), SAVE_AS_UTF8)
    return Problem(
        "The file holds a null character, so it is no text file, or it is damaged.",
        _end_of(text[: text.index("\0")], path),
        "Check that this is the file you meant; if so, delete the character and save the file as UTF-8.",
    )


def _shown(data: bytes, offset: int) -> str:
    return f"0x{data[offset]:02X}" if offset < len(data) else "(the end of the file)"


def _end_of(before: str, path: Path) -> Span:
    """The place where this beginning of a file ends."""
    before = unified(before)
    return Span.at(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _mostly_utf8(data: bytes) -> bool:
    """True if far more bytes form multi-byte characters of UTF-8 than not: one damaged spot."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("�")
    good = sum(1 for character in text if character > "\x7f") - bad
    return good > 8 * bad


def _utf16_without_mark(data: bytes) -> str:
    """The name of the UTF-16 order that the nulls of ASCII characters give away, or nothing."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = max(even, odd)
    if most < 2 or most * 12 < len(sample) or min(even, odd) * 10 > most:
        return ""
    return "UTF-16 without a byte order mark (" + ("little" if odd > even else "big") + " endian)"


def _guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8, by name."""
    utf16 = _utf16_without_mark(data)
    if utf16:
        return utf16
    sample = data[:_SAMPLE]
    if _is_simplified_chinese(sample):
        return _ENCODINGS["gb18030"]
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_ENCODINGS)).best()
    return _ENCODINGS.get(best.encoding, best.encoding) if best else "an unknown encoding, or no text at all"


def _is_simplified_chinese(sample: bytes) -> bool:
    """True if the bytes are GB18030 and spell common characters.

    Asked first because statistics on a short title take GB18030 for Big5.
    """
    # A sample may end inside a character.
    text = codecs.getincrementaldecoder("gb18030")(errors="replace").decode(sample)
    hanzi = [character for character in text if "一" <= character <= "鿿"]
    if not hanzi or text.count("�") > len(hanzi) // 100:
        return False
    return sum(1 for character in hanzi if character in _COMMON_HANZI) * 4 >= len(hanzi)
