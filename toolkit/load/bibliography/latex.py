"""LaTeX of a BibTeX value → text with the inline tags of CSL-JSON.

CSL-JSON carries formatting as `<i> <b> <sup> <sub>`, `<span style="font-variant:small-caps;">`
and `<span class="nocase">` (a passage whose case no style may change). Braces protect the
case in the titles of BibTeX; a group that begins with a command (`{\\'E}cole`) does not.

The table of symbols below holds what bibliographies use; any other command is looked up
in pylatexenc. A command that nobody knows stays in the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import field
from functools import lru_cache

from toolkit.model.frozen import mutable

_MARKUP = re.compile(r"[\\{}$~`]|--|''")
# Not the spaces of Unicode, which somebody chose.
_OPENED, _CLOSED = re.compile(r"(?<!\\)\{"), re.compile(r"(?<!\\)\}")
# Begun only where spaces begin: from each of many spaces the time would be their square.
_PARAGRAPH = re.compile(r"(?<![ \t])[ \t]*\n\s*\n[ \t]*")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<gap>\s*)"
    r"|\\(?P<sign>.)"
    r"|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)|(?P<script>[\^_])"
    r"|(?P<dash>---?)|(?P<quote>``|''|`)|(?P<tilde>~)|(?P<space>[ \t\r\n\f\v]+)"
    r"|(?P<text>[^\\{}$^_\-`'~\s]+|.)",
    re.DOTALL,
)
_LATER_DOLLAR = re.compile(r"(?<!\\)\$")
_TAGS = re.compile(r"((?:<[^<>]*>)*)(.?)(.*)", re.DOTALL)
_ANY_TAG = re.compile(r"</?(?:i|b|sup|sub|span)(?: [^<>]*)?>")

Wrapper = Callable[[str], str]

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip

SIGNS = {
    " ": " ", "\n": " ", "\t": " ", ",": "\u202f", ";": "\u2004", ":": "\u2005", "!": "", "/": "", "-": "",
    "@": "", "\\": " ", "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", "|": "‖",
}  # fmt: skip

SYMBOLS = {
    "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "i": "ı", "j": "ȷ",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"',
    "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "dots": "…", "ldots": "…", "textellipsis": "…", "cdots": "⋯", "S": "§", "P": "¶",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "textcopyright": "©", "pounds": "£",
    "textdegree": "°", "degree": "°", "textcelsius": "℃", "textmu": "μ", "micro": "μ",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_",
    "textbar": "|", "textless": "<", "textgreater": ">", "textperiodcentered": "·", "textbullet": "•",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "slash": "/", "textampersand": "&",
    "space": " ", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": "\u202f", "newline": " ",
    "nobreakspace": "\u00a0", "allowbreak": "", "noopsort": "", "relax": "", "protect": "", "null": "",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "times": "×", "cdot": "·", "pm": "±", "mp": "∓", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "ne": "≠", "approx": "≈", "sim": "~", "infty": "∞", "prime": "′", "circ": "∘",
    "rightarrow": "→", "to": "→", "leftarrow": "←", "leftrightarrow": "↔", "uparrow": "↑",
    "downarrow": "↓", "mid": "|", "ell": "ℓ", "lt": "<", "gt": ">", "partial": "∂", "nabla": "∇",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
    "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip


def _tag(name: str, attributes: str = "") -> Wrapper:
    return lambda text: f"<{name}{attributes}>{text}</{name}>" if text else ""


def _same(text: str) -> str:
    return text


def _nothing(_text: str) -> str:
    return ""


_italic, _bold, _sub = _tag("i"), _tag("b"), _tag("sub")
_small_caps = _tag("span", ' style="font-variant:small-caps;"')
_nocase = _tag("span", ' class="nocase"')
_CHEMICAL_COUNT = re.compile(r"(?<=[A-Za-z)\]])(\d+)")
_CHEMICAL_CHARGE = re.compile(r"\^\{?(\d*[-+])\}?")


def _super(text: str) -> str:
    """`37^\\circ` is how a degree is typed."""
    return "°" if text == "∘" else _tag("sup")(text)


def _chemistry(text: str) -> str:
    """mhchem's `\\ce{Fe3O4}`, as far as titles need it."""
    text = _CHEMICAL_CHARGE.sub(r"<sup>\1</sup>", text)
    return _CHEMICAL_COUNT.sub(r"<sub>\1</sub>", text)


def _left_out(_text: str) -> str:
    return ""


def _numerator(text: str) -> str:
    return f"{text}/"


def _number(text: str) -> str:
    return f"{text}\u00a0"


_FIRST_OF_TWO = frozenset({_left_out, _numerator, _number})
"""What is done to the first of two arguments; the second is text."""

STYLES: dict[str, Wrapper] = {
    **dict.fromkeys(("textit", "emph", "textsl", "mkbibemph", "mkbibitalic", "mathit"), _italic),
    **dict.fromkeys(("textbf", "mkbibbold", "mathbf"), _bold),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "sp"), _super),
    **dict.fromkeys(("textsubscript", "mkbibsubscript", "sb"), _sub),
    "textsc": _small_caps,
    **dict.fromkeys(("enquote", "mkbibquote"), lambda text: f"“{text}”"),
    "mkbibparens": lambda text: f"({text})",
    "mkbibbrackets": lambda text: f"[{text}]",
    "ce": _chemistry,
    **dict.fromkeys(("uppercase", "MakeUppercase"), str.upper),
    **dict.fromkeys(("lowercase", "MakeLowercase"), str.lower),
    "NoCaseChange": _nocase,
    **dict.fromkeys(
        ("textrm", "textsf", "texttt", "textup", "textmd", "textnormal", "text", "mbox", "hbox", "fbox",
         "mathrm", "mathsf", "mathtt", "mathnormal", "mathcal", "mathbb", "ensuremath", "operatorname",
         "underline", "uline", "url", "path", "nolinkurl", "num", "si", "texorpdfstring", "mathbin"),
        _same,
    ),
    **dict.fromkeys(("hspace", "vspace", "label", "cite", "color"), _nothing),
    **dict.fromkeys(("href", "textcolor", "foreignlanguage"), _left_out),
    **dict.fromkeys(("frac", "tfrac", "dfrac"), _numerator),
    **dict.fromkeys(("SI", "qty"), _number),
}  # fmt: skip

SWITCHES: dict[str, Wrapper] = {
    **dict.fromkeys(("it", "itshape", "em", "sl", "slshape"), _italic),
    **dict.fromkeys(("bf", "bfseries"), _bold),
    **dict.fromkeys(("sc", "scshape"), _small_caps),
    **dict.fromkeys(
        ("rm", "rmfamily", "sf", "sffamily", "tt", "ttfamily", "up", "upshape", "normalfont", "small",
         "footnotesize", "tiny", "large", "displaystyle", "textstyle", "boldmath", "left", "right", "limits"),
        _same,
    ),
}  # fmt: skip


def _accent(sign: str) -> Wrapper:
    mark = ACCENTS[sign]

    def put(text: str) -> str:
        match = _TAGS.fullmatch(text)
        tags, base, rest = match.groups() if match else ("", "", text)
        if not base:
            # `\~{}` and `\^{}` are how a lone tilde or circumflex is typed.
            return "" if sign.isalpha() else sign + tags + rest
        base = {"ı": "i", "ȷ": "j"}.get(base, base)
        return tags + unicodedata.normalize("NFC", base + mark) + rest

    return put


@mutable
class _Frame:
    """A group that is still open."""

    kind: str
    """`group`, `math`, or nothing for the whole text."""
    wrap: tuple[Wrapper, ...] = ()
    """What the commands before it do to it, the outermost first."""
    out: list[str] = field(default_factory=list)
    switches: list[Wrapper] = field(default_factory=list)
    special: bool = False
    """It begins with a command, so its braces do not protect the case."""
    protect: bool = False


class _Decoder:
    def __init__(self, text: str, *, protect: bool) -> None:
        self.text = text
        self.protect = protect
        self.stack = [_Frame("")]
        self.pending: list[Wrapper] = []
        self.math = 0

    def decode(self) -> str:
        for match in _TOKEN.finditer(self.text):
            self._token(match)
        while len(self.stack) > 1:
            self._close()
        return self._content(self.stack[0])

    def _token(self, match: re.Match[str]) -> None:  # noqa: C901 - one case per kind of token
        kind, value = str(match.lastgroup), match[0]
        match kind:
            case "gap":
                self._command(match["word"], match["gap"])
            case "sign":
                self._sign(match["sign"])
            case "open":
                self._open("group")
            case "close":
                if len(self.stack) > 1 and self.stack[-1].kind == "group":
                    self._close()
            case "math":
                self._dollar(value, match.end())
            case "script":
                if self.math:
                    self.pending.append(_super if value == "^" else _sub)
                else:
                    self._add(value)
            case "dash":
                self._add("–" if value == "--" else "—")
            case "quote":
                self._add({"``": "“", "''": "″" if self.math else "”", "`": "‘"}[value])
            case "tilde":
                self._add("\u00a0")
            case "space":
                # Between a command and its argument a space means nothing, nor in mathematics.
                if not self.pending and not self.math:
                    self.stack[-1].out.append(" ")
            case _:
                self._add(value.translate(_MATH_SIGNS) if self.math else value)

    def _add(self, text: str) -> None:
        """Text; the first character of it is the argument of the commands before it."""
        frame = self.stack[-1]
        if self.pending and text:
            first, text = text[0], text[1:]
            frame.out.append(_apply(self.pending, first))
            self.pending = []
        frame.out.append(text)

    def _sign(self, sign: str) -> None:
        self._mark_special()
        if sign in ACCENTS and not self.math:
            self.pending.append(_accent(sign))
        elif sign in "()" or sign in "[]":
            # `\(…\)` and `\[…\]` are mathematics.
            self._toggle_math(opening=sign in "([")
        else:
            self._add(SIGNS.get(sign, "\\" + sign))

    def _command(self, name: str, gap: str) -> None:
        self._mark_special()
        frame = self.stack[-1]
        if name in ACCENTS and name not in SYMBOLS and not self.math:
            self.pending.append(_accent(name))
        elif name in SWITCHES:
            if SWITCHES[name] is not _same:
                frame.switches.append(SWITCHES[name])
        elif name in STYLES:
            self.pending.append(STYLES[name])
        else:
            symbol = SYMBOLS.get(name)
            if symbol is None:
                symbol = _symbol_of_pylatexenc(name)
            if symbol is not None:
                self._add_symbol(symbol)
            else:
                self._add_symbol(f"\\{name}{gap}")
                self.pending = [_same]

    def _add_symbol(self, symbol: str) -> None:
        """A command's text is one argument as a whole."""
        self.stack[-1].out.append(_apply(self.pending, symbol))
        self.pending = []

    def _mark_special(self) -> None:
        frame = self.stack[-1]
        if not frame.out and not self.pending:
            frame.special = True

    def _open(self, kind: str) -> None:
        protect = (
            self.protect
            and kind == "group"
            and not self.pending
            and not self.math
            and not any(frame.protect for frame in self.stack)
        )
        self.stack.append(_Frame(kind, tuple(self.pending), protect=protect))
        self.pending = []
        if kind == "math":
            self.math += 1

    def _close(self) -> None:
        if self.pending:
            # A command at the end of a group, such as `{\'}`, has an empty argument.
            self._add_symbol("")
        frame = self.stack.pop()
        text = self._content(frame)
        guarded = self.protect and not any(outer.protect for outer in self.stack)
        if frame.kind == "math":
            self.math -= 1
            if guarded and _has_case(text):
                text = _nocase(text)
        elif frame.protect and not frame.special and _has_case(text):
            text = _nocase(text)
        self.stack[-1].out.append(_apply(frame.wrap, text))
        if not _FIRST_OF_TWO.isdisjoint(frame.wrap):
            self.pending = [_same]

    def _content(self, frame: _Frame) -> str:
        return _apply(frame.switches, "".join(frame.out))

    def _dollar(self, value: str, end: int) -> None:
        if self.stack[-1].kind == "math":
            self._close()
        elif not self.math and _LATER_DOLLAR.search(self.text, end):
            self._open("math")
        else:
            self._add(value)

    def _toggle_math(self, *, opening: bool) -> None:
        if opening and not self.math:
            self._open("math")
        elif not opening and self.stack[-1].kind == "math":
            self._close()


_MATH_SIGNS = str.maketrans({"-": "−", "'": "′"})


def _apply(wrappers: list[Wrapper] | tuple[Wrapper, ...], text: str) -> str:
    for wrapper in reversed(wrappers):
        text = wrapper(text)
    return text


def _has_case(text: str) -> bool:
    text = _ANY_TAG.sub("", text)
    return text.lower() != text.upper()


@lru_cache(maxsize=256)
def _symbol_of_pylatexenc(name: str) -> str | None:
    """The symbol that pylatexenc knows for a command, or None."""
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    symbol = getattr(spec, "simplify_repl", None)
    return symbol if isinstance(symbol, str) and symbol and "%" not in symbol else None


def decode_latex(text: str, *, protect: bool = False) -> str:
    """LaTeX → text with CSL-JSON's tags; `protect` marks what braces protect (for titles)."""
    if _MARKUP.search(text):
        text = _Decoder(text, protect=protect).decode()
    return _single_spaces(text).strip(" ")


def _single_spaces(text: str) -> str:
    """Runs of ASCII's white space as one space; in plain replacements, several times as fast as a pattern."""
    for sign in "\t\r\n\f\v":
        text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def decode_paragraphs(text: str) -> str:
    """As `decode_latex`, for long texts: an empty line begins a paragraph, which gets a line of its own."""
    text = text.strip()
    parts = _PARAGRAPH.split(text) if text.count("\n") > 1 else [text]
    if len(parts) > 1 and any(len(_OPENED.findall(part)) != len(_CLOSED.findall(part)) for part in parts):
        parts = [text]
    return "\n".join(map(decode_latex, parts))


def decode_plain(text: str) -> str:
    """LaTeX → text without any tag, and with ordinary spaces: for names and numbers."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    return " ".join(strip_tags(decode_latex(text)).split())


def strip_tags(text: str) -> str:
    """The text without the tags that `decode_latex` writes."""
    return _ANY_TAG.sub("", text)
