"""Text with CSL-JSON's tags → LaTeX as BibTeX files hold it: UTF-8, with only the special signs escaped."""

from __future__ import annotations

import re

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~",
    "`": r"\textasciigrave{}",
}  # fmt: skip
_TOKEN = re.compile(r"<(/?)(i|b|sup|sub|sc|span)\b([^<>]*)>|-(?=-)|'(?=')|([\\{}&%$#_~^\u00a0`])")
_LINES = re.compile(r"(?<!\s)\s*\n\s*")
_COMMANDS = {"i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{"}


def encode_latex(text: str) -> str:
    """The text as the value of a field, its lines as paragraphs.

    Braces keep the case of what is marked `nocase`.
    """
    open_tags = 0

    def put(match: re.Match[str]) -> str:
        nonlocal open_tags
        closing, tag, attributes, sign = match.groups()
        if sign:
            return _SPECIAL[sign]
        if tag is None:
            # Two hyphens or apostrophes would be read as a dash or a quotation mark.
            return f"{match[0]}{{}}"
        if closing:
            if open_tags:
                open_tags -= 1
                return "}"
            return ""
        open_tags += 1
        if tag in _COMMANDS:
            return _COMMANDS[tag]
        return r"\textsc{" if tag == "sc" or "small-caps" in attributes else "{"

    return _LINES.sub("\n\n", _TOKEN.sub(put, text)) + "}" * open_tags
