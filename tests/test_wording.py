"""Every sentence on screen: written once, in both languages, and used."""

import ast
import re
import string
import tomllib
import unicodedata
from pathlib import Path

import pytest

from dvk_data import wording
from dvk_data.in_force import KINDS
from dvk_data.intake.submission import GRADES, SUBJECTS
from dvk_data.published.store import WHY_NOT
from tests.live import CATALOGUE

ROOT = Path(__file__).parents[1]
WRITTEN = {
    language: {
        f"{section}.{name}": text
        for section, sentences in tomllib.loads(
            (Path(wording.__file__).parent / f"{language}.toml").read_text(encoding="utf-8")
        ).items()
        for name, text in sentences.items()
    }
    for language in wording.LANGUAGES
}
CODE = [
    ROOT / "app.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *sorted((ROOT / "dvk_data").rglob("*.py")),
]
ENGLISH = re.compile(
    r"\b(the|of|and|with|for|from|is|are|not|on|by|this|it|models?|sources?|years?|places?|data"
    r"|values?|table|page|link|filters?|show|hide|open|close|total|none|all|any|unknown|error)\b",
    re.IGNORECASE,
)
NAMES = {"Dân", "vận", "khéo"}
# What a gap of a sentence's name may be filled with besides the words of its own file.
CODES = {code for codes in CATALOGUE.codes.values() for code in codes} | set(CATALOGUE.datasets)
CODES |= {"reported", "current", *KINDS, *WHY_NOT, *SUBJECTS, *GRADES}


def gaps(text: str) -> set[str]:
    """The {words} that a sentence leaves open."""
    return {gap for _, gap, _, _ in string.Formatter().parse(text) if gap is not None}


def calls_of_say():
    """Every say(...) in the code: (file, call, names of the sentences it can say)."""
    for file in CODE:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        fillings = {text for text in texts if isinstance(text, str)} | CODES
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                yield file, node, sentences_named_by(node.args[0], fillings)


def sentences_named_by(name: ast.expr, fillings: set[str]) -> set[str]:
    """What an expression can name; a gap of an f-string holds a code or a word of its file."""
    if isinstance(name, ast.Constant):
        return {name.value}
    if isinstance(name, ast.IfExp):
        return sentences_named_by(name.body, fillings) | sentences_named_by(name.orelse, fillings)
    if isinstance(name, ast.JoinedStr):
        parts = [
            re.escape(p.value) if isinstance(p, ast.Constant) else r"(\w+)" for p in name.values
        ]
        found = ((text, re.fullmatch("".join(parts), text)) for text in WRITTEN["vi"])
        return {text for text, match in found if match and set(match.groups()) <= fillings}
    return set()


CALLS = list(calls_of_say())


def test_both_languages_have_the_same_sentences():
    assert WRITTEN["vi"].keys() == WRITTEN["en"].keys()


def test_both_languages_leave_the_same_words_open():
    for name, text in WRITTEN["vi"].items():
        assert gaps(text) == gaps(WRITTEN["en"].get(name, "")), name


def test_every_sentence_that_is_said_exists():
    for file, call, sentences in CALLS:
        where = f"{file.relative_to(ROOT)}:{call.lineno}"
        assert sentences, f"{where} names no sentence that exists: {ast.unparse(call.args[0])}"
        assert sentences <= WRITTEN["vi"].keys(), where


def test_every_sentence_that_exists_is_said():
    said = set().union(*(sentences for _, _, sentences in CALLS))
    unsaid = sorted(WRITTEN["vi"].keys() - said)
    assert not unsaid, f"nothing says {', '.join(unsaid)}"


def test_every_open_word_of_a_sentence_is_given():
    for file, call, sentences in CALLS:
        if isinstance(call.args[0], ast.JoinedStr):
            continue  # what it can name is wider than what it does
        given = {keyword.arg for keyword in call.keywords}
        wanted = set().union(*(gaps(WRITTEN["vi"][name]) for name in sentences))
        where = f"{file.relative_to(ROOT)}:{call.lineno}"
        assert wanted <= given or None in given, f"{where} lacks {wanted - given}"


def test_sentence_that_does_not_exist_is_named():
    with pytest.raises(KeyError, match=r"vi\.toml has no sentence 'overview\.nothing'"):
        wording.wording("vi").say("overview.nothing")


def test_vietnamese_is_composed():
    for name, text in WRITTEN["vi"].items():
        assert unicodedata.is_normalized("NFC", text), name


def test_vietnamese_holds_no_english():
    for name, text in WRITTEN["vi"].items():
        assert not ENGLISH.search(re.sub(r"\{\w*\}", "", text)), name


def test_english_holds_no_vietnamese_but_names():
    for name, text in WRITTEN["en"].items():
        words = [word for word in re.findall(r"\w+", text) if not word.isascii()]
        assert set(words) <= NAMES, name


def test_every_sign_is_in_the_fonts_we_ship():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    shipped = set()
    for face in settings["theme"]["fontFaces"]:
        for span in face["unicodeRange"].split(", "):
            first, _, last = span.removeprefix("U+").partition("-")
            shipped |= set(range(int(first, 16), int(last or first, 16) + 1))
    drawn = {
        file: file.read_text(encoding="utf-8")
        for file in CODE
        if file.parent.name in ("screen", "figures")
    }
    for language, sentences in WRITTEN.items():
        drawn[language] = "".join(sentences.values())
    for where, text in drawn.items():
        assert not {sign for sign in text if ord(sign) not in shipped}, where


def test_no_sentence_stands_in_a_page():
    pages = list((ROOT / "pages").glob("*.py"))
    assert pages
    for page in pages:
        tree = ast.parse(page.read_text(encoding="utf-8"))
        docstring = tree.body[0].value
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and node is not docstring
        ]
        written = [t for t in texts if isinstance(t, str) and (" " in t or not t.isascii())]
        assert not written, page.name
