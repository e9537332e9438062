"""No sentence of a source is in the project: figures, names and titles are, in words of our own.

The texts of the sources are not part of the project. Where somebody keeps them beside it, in
`../shared/seeds`, every text of the project is compared with them, eight words at a time.
"""

import csv
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.live import table

ROOT = Path(__file__).resolve().parents[1]
TEXTS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
WORDS = 8
# What may be taken over: names of models, owners, bodies and villages, titles of documents.
NAMES = {
    "models": ("name", "owner_name", "village"),
    "sources": ("title", "publisher"),
    "model_counts": ("organisation",),
    "service_kpis": ("agency",),
    "targets": ("document",),
}
# Names that stand in notes and definitions.
FURTHER_NAMES = (
    "theo lĩnh vực xây dựng hệ thống chính trị",
    "Kết quả công tác dân vận và phong trào thi đua “Dân vận khéo”",
    "giấy chứng nhận đủ điều kiện về an ninh, trật tự",
    "Vô địch Tin học văn phòng thế giới cấp tỉnh",
    "hội thi nghiên cứu khoa học kỹ thuật cấp tỉnh",
    "sáng tạo thanh niên, nhi đồng huyện Lâm Hà",
)


def runs(text):
    """Every run of eight words, without case and the marks between them."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    return {" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}


def texts_of_project():
    """Every line of a text file, every cell of a CSV file, with the file it stands in."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        try:
            lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        # Released versions stay as they were, and the list of changes quotes what stood in them.
        if name.startswith(("datasets/released/", "datasets/CHANGES.md")):
            continue
        cells = (cell for row in csv.reader(lines) for cell in row)
        yield from ((name, text) for text in (cells if name.endswith(".csv") else lines))


def test_runs_of_eight_words_are_found():
    assert runs("Một, hai ba bốn năm sáu bảy tám") == {"một hai ba bốn năm sáu bảy tám"}


@pytest.mark.skipif(not TEXTS, reason="the texts of the sources are not kept beside the project")
def test_no_sentence_of_a_source_is_in_the_project():
    theirs = set().union(*(runs(file.read_text(encoding="utf-8")) for file in TEXTS))
    for name, columns in NAMES.items():
        for row in table(name):
            for column in columns:
                theirs -= runs(row[column] or "")
    for name in FURTHER_NAMES:
        theirs -= runs(name)
    copied = [
        f"{file}: {text[:100]}"
        for file, text in texts_of_project()
        if not runs(text).isdisjoint(theirs)
    ]
    assert copied == []
