"""The page and the files that Streamlit brings: small on the way, whole on arrival."""

import re
import zlib
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dvk_data import bundles

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(streamlit.__file__).parent / "static"
UNPACK = {
    "": lambda packed: packed,
    "gzip": lambda packed: zlib.decompress(packed, wbits=31),
    "zstd": bundles.zstd.decompress,
}
BUNDLE, STYLE, FONT = (
    next(f"/{file.relative_to(FOLDER).as_posix()}" for file in sorted(FOLDER.rglob(kind)))
    for kind in ("index.*.js", "index.*.css", "MaterialSymbols*.woff2")
)


@pytest.fixture(scope="module")
def client():
    behind = Route("/static/{file:path}", lambda request: PlainTextResponse("behind"))
    middleware = [Middleware(bundles.Bundles, folder=FOLDER)]
    app = Starlette(routes=[bundles.page_route(FOLDER), behind], middleware=middleware)
    with TestClient(app) as client:
        yield client


def fetch(client, path, accepted, **headers):
    """Headers of an answer and its bytes as they came."""
    asked = {"Accept-Encoding": accepted, **headers}
    with client.stream("GET", path, headers=asked) as answer:
        return answer.headers, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", [BUNDLE, STYLE])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "zstd"), ("gzip, deflate", "gzip"), ("identity", "")],
)
def test_code_is_compressed_as_the_browser_accepts(client, path, accepted, encoding):
    whole = (FOLDER / path[1:]).read_bytes()
    for _ in ("first", "again"):
        headers, packed = fetch(client, path, accepted)
        assert UNPACK[encoding](packed) == whole
        assert headers.get("content-encoding", "") == encoding
        assert int(headers["content-length"]) == len(packed)
        assert len(packed) < len(whole) / 2 or not encoding
        assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", [BUNDLE, STYLE, FONT])
def test_a_second_visit_asks_for_no_file_again(client, path):
    headers, _ = fetch(client, path, "gzip")
    assert headers["cache-control"] == "public, immutable, max-age=31536000"


def test_a_font_is_sent_as_it_is(client):
    headers, sent = fetch(client, FONT, "gzip, zstd")
    assert sent == (FOLDER / FONT[1:]).read_bytes()
    assert not {"content-encoding", "vary"} & set(headers)


def test_parts_and_unknown_files_are_left_to_streamlit(client):
    assert fetch(client, BUNDLE, "gzip", Range="bytes=0-99")[1] == b"behind"
    assert fetch(client, "/static/js/none.js", "gzip")[1] == b"behind"
    assert client.head(BUNDLE).headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("address", ["/", "/tong-quan", "/mo-hinh"])
def test_the_page_names_only_files_that_exist(client, address):
    _, first = fetch(client, address, "gzip")
    headers, again = fetch(client, address, "gzip")
    assert first == again
    assert headers["cache-control"] == "no-cache"
    named = re.findall(r"\./(static/[\w./-]+)", first.decode())
    assert any("PlotlyChart" in name for name in named)
    assert not [name for name in named if "SourceSans" in name]
    assert [name for name in named if not (FOLDER / name).is_file()] == []
    fonts = re.findall(r"\./app/(static/[\w./-]+)", first.decode())
    assert fonts
    assert [font for font in fonts if not (ROOT / font).is_file()] == []
