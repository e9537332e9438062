"""Who may import whom: one door per library, and arrows that point one way."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOORS = {
    "streamlit": r"app\.py|pages/.*|dvk_data/screen.*",
    "duckdb": r"dvk_data/warehouse\.py|dvk_data/build/.*",
    "pyroaring": r"dvk_data/model_index\.py",
    "plotly": r"dvk_data/figures.*",
    "docx": r"dvk_data/documents/.*",
    "pptx": r"dvk_data/documents/.*",
    "pages": r"(?!)",  # nobody imports a page
    "openpyxl": r"dvk_data/intake/.*",
    "python_calamine": r"dvk_data/intake/.*",
    "dvk_data.build": r"dvk_data/(build|intake|published)/.*",
    "filelock": r"dvk_data/published/.*",
}
FILES = {
    str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8"))
    for place in ("app.py", "pages/**/*.py", "dvk_data/**/*.py")
    for file in ROOT.glob(place)
}
SQL = re.compile(r"\b(SELECT\b.*\bFROM|FROM\s+\w+\s+(WHERE|JOIN|SELECT|GROUP))\b", re.DOTALL)


def imported(file, tree):
    """Full names of the modules that a file imports, relative ones resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = Path(file).parent.parts[: len(Path(file).parts) - node.level]
            base = ".".join([*(package if node.level else ()), *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("library", DOORS)
def test_library_has_one_door(library):
    importers = {
        file
        for file, tree in FILES.items()
        if any(name == library or name.startswith(f"{library}.") for name in imported(file, tree))
    }
    assert importers or library == "pages"
    assert {file for file in importers if not re.fullmatch(DOORS[library], file)} == set()


def test_no_module_is_a_drawer_for_odds_and_ends():
    names = {part for file in FILES for part in Path(file).with_suffix("").parts}
    assert names.isdisjoint({"utils", "util", "helpers", "helper", "common", "misc", "manager"})


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(("app", "pages/"))])
def test_page_holds_no_sql_and_no_pandas(file):
    assert not [name for name in imported(file, FILES[file]) if name.split(".")[0] == "pandas"]
    texts = [node.value for node in ast.walk(FILES[file]) if isinstance(node, ast.Constant)]
    assert not [text for text in texts if isinstance(text, str) and SQL.search(text)]
