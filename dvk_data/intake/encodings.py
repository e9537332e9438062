"""Vietnamese text in the fonts of before Unicode: recognised, and converted.

Text typed in a .VnTime (TCVN3) or VNI font is stored as Western letters. Both tables were checked
against each other's descriptions and against the character set TCVN 5712 of the C library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .submission import Offer

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {  # a hat and a tone in one sign, after a, e and o
    **{"â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309"},
    **{"ã": "\u0302\u0303", "ä": "\u0302\u0323"},
}
_BREVES = {
    **{"ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309"},
    **{"ü": "\u0306\u0303", "ë": "\u0306\u0323"},
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    pairs = {}
    for vowel in "aeouyôö":
        base = {"ô": "ơ", "ö": "ư"}.get(vowel, vowel)
        marks = dict(_TONES)
        if vowel in "aeo":
            marks |= _HATS
        if vowel == "a":
            marks |= _BREVES
        for sign, mark in marks.items():
            written = unicodedata.normalize("NFC", base + mark)
            pairs[vowel + sign] = written
            pairs[vowel.upper() + sign.upper()] = pairs[vowel.upper() + sign] = written.upper()
    return pairs


_VNI = _vni_pairs() | _VNI_ALONE | {k.upper(): v.upper() for k, v in _VNI_ALONE.items()}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VOWELS = "aăâeêioôơuưy"
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[{_VOWELS}]{{1,3}}"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+|\S*[^\x00-\x7f\s]\S*")
_STRIP = " .,;:!?()[]{}“”\"'/\\-–0123456789%+*&"


def to_unicode(text: str, encoding: str) -> str:
    """Text as it was meant. `encoding`: tcvn3 or vni; any other leaves it as it is."""
    if encoding == "tcvn3":
        return "".join(_TCVN3.get(letter, letter) for letter in text)
    if encoding == "vni":
        return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)
    return text


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a word can be Vietnamese: one syllable with at most one tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = sum(letter in _MARKS for letter in decomposed)
    bare = unicodedata.normalize("NFC", "".join(x for x in decomposed if x not in _MARKS))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(bare))


def recognise(texts: Iterable[str]) -> Offer | None:
    """What the texts seem to be written in, with a sample; None where they read as they are."""
    marked = [
        (text, word)
        for text in texts
        for raw in text.split()
        if not (word := raw.strip(_STRIP)).isascii() and _WORD.fullmatch(word)
    ]
    if not marked:
        return None
    readable = {"unicode": sum(is_syllable(word) for _, word in marked)}
    for encoding in ("tcvn3", "vni"):
        words = (to_unicode(word, encoding) for _, word in marked)
        readable[encoding] = sum(is_syllable(word) for word in words)
    best = max(readable, key=readable.__getitem__)
    is_clear = readable[best] >= 0.7 * len(marked) and readable[best] > 1.5 * readable["unicode"]
    if best == "unicode" or not is_clear:
        return None
    before = max((text for text, _ in marked[:50]), key=len)[:120]
    return Offer("encoding", best, before, to_unicode(before, best))
