"""What a browser loads before a word of ours is sent: Streamlit's page and the files it names."""

from __future__ import annotations

import mimetypes
import re
import zlib
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

try:
    from compression import zstd  # Python 3.14
except ImportError:
    from backports import zstd

# The best first. Browsers take zstd over https and from their own machine, gzip from anywhere.
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda raw: zstd.compress(raw, level=9),
    "gzip": lambda raw: zlib.compress(raw, level=9, wbits=31),
}
COMPRESSED = {".js", ".css"}
# Until the theme arrives Streamlit writes in Source Sans, which would be 170 kB more.
OWN_FONT = """<style>
@font-face {
  font-family: "Source Sans";
  font-weight: 100 900;
  src: url(./app/static/fonts/NotoSans-latin.woff2) format("woff2");
}
</style>"""
# Streamlit asks for the code of charts when the first chart arrives; here the browser loads it
# while it waits for the first answer.
CHARTS = '<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{file}">'


class Bundles:
    """Answers for the files below /static, whose names change with what they hold: compressed once
    and kept, where Streamlit sends them as they are."""

    def __init__(self, app: ASGIApp, folder: Path):
        self._app = app
        self._files = {
            f"/{file.relative_to(folder).as_posix()}": file
            for file in (folder / "static").rglob("*.*")
        }
        self._kept: dict[tuple[Path, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or scope["method"] != "GET" or "range" in Headers(scope=scope):
            await self._app(scope, receive, send)
            return
        response = await self._answer(file, Headers(scope=scope).get("accept-encoding", ""))
        await response(scope, receive, send)

    async def _answer(self, file: Path, accepted: str) -> Response:
        headers, encoding = {"Cache-Control": "public, immutable, max-age=31536000"}, ""
        if file.suffix in COMPRESSED:
            headers["Vary"] = "Accept-Encoding"
            encoding = next((known for known in ENCODINGS if known in accepted), "")
        if encoding:
            headers["Content-Encoding"] = encoding
        if (file, encoding) not in self._kept:
            self._kept[file, encoding] = await run_in_threadpool(_read, file, encoding)
        media_type, _ = mimetypes.guess_type(file.name)
        return Response(self._kept[file, encoding], headers=headers, media_type=media_type)


def _read(file: Path, encoding: str) -> bytes:
    raw = file.read_bytes()
    return ENCODINGS[encoding](raw) if encoding else raw


class Address(StringConvertor):
    """The address of a page, '' for the first."""

    regex = "[a-z-]*"


register_url_convertor("address", Address())


def page_route(folder: Path) -> Route:
    """Streamlit's page at every address, with our font and the code of charts from the start."""
    charts = next((folder / "static/js").glob("PlotlyChart.*.js")).name
    text = (folder / "index.html").read_text(encoding="utf-8")
    text = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", text)
    text = text.replace("</head>", f"{OWN_FONT}\n{CHARTS.format(file=charts)}\n</head>")

    async def page(request: Request) -> Response:
        return HTMLResponse(text, headers={"Cache-Control": "no-cache"})

    return Route("/{address:address}", page)
