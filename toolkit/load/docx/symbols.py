"""Characters of Word's symbol fonts as the Unicode characters that they show.

`w:sym` names a font and a code of its private area (ISO/IEC 29500-1, section 17.3.3.30). The
encoding of the font Symbol is Adobe's; of Wingdings only the signs that stand in running text.
"""

from __future__ import annotations

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {0x41 + index: sign for index, sign in enumerate(_GREEK)}
_SYMBOL |= {0x61 + index: sign for index, sign in enumerate(_SMALL_GREEK)}
_SYMBOL |= {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈",
    0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {0xE0: "→", 0xDF: "←", 0xE8: "➔", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xFC: "✓", 0xFB: "✗"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_UNKNOWN = "\ufffd"


def symbol(font: str, code: str) -> str:
    """The character that `w:sym` shows; U+FFFD if it is not known. `code` is hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    table = _FONTS.get(font.casefold())
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if table is not None and low in table:
        return table[low]
    if low < 0x20 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return _UNKNOWN
    return (
        chr(low if 0x20 <= low < 0x7F else number)
        if not 0xE000 <= number <= 0xF8FF or low < 0x7F
        else _UNKNOWN
    )
