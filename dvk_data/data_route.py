"""GET /du-lieu/<dataset>.<format>?...: the data files over HTTP, read-only and cacheable."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from email.utils import format_datetime, parsedate_to_datetime
from threading import BoundedSemaphore
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from . import export, open_data
from .catalogue import Catalogue, DatasetsUnusable
from .open_data import ROOT, Asked, Refused
from .warehouse import Warehouse
from .wording import LANGUAGES, wording

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# A version of the data may be replaced at any time; a client asks again after this long.
SECONDS_FRESH = 300
LETTERS_OF_NAME = 120
NOT_IN_NAMES = r'[\\/:*?"<>|\x00-\x1f]+'
# Files of one version of the data differ when they are made differently: count up then.
MADE = 2
# An Excel file keeps a core busy for seconds, and whoever waits keeps one of some forty threads.
EXCEL_MADE = BoundedSemaphore(2)
EXCEL_TAKEN = BoundedSemaphore(10)
SECONDS_TO_RETRY = 20


class Busy(Exception):
    """Too many wait for an Excel file: the sentence for whoever asked."""


def routes(open_warehouse: Callable[[bool], Warehouse]) -> list[Route]:
    """What serve.py adds to the server. `open_warehouse(only_stated)` opens the datasets."""

    async def answer(request: Request) -> Response:
        try:
            return await run_in_threadpool(_answer, request, open_warehouse)
        except Refused as refusal:
            return _plain(refusal.status, str(refusal))
        except Busy as busy:
            return _plain(503, str(busy), {"Retry-After": str(SECONDS_TO_RETRY)})
        except DatasetsUnusable:
            say = _say(request)
            return _plain(503, say("data.unusable"), {"Retry-After": "120"})

    # Every method is answered here: what is left open would reach Streamlit's own pages.
    return [Route(path, answer, methods=METHODS) for path in (f"/{ROOT}", f"/{ROOT}/{{file}}")]


def _say(request: Request) -> Callable[..., str]:
    language = request.query_params.get("lang", "vi")
    return wording(language if language in LANGUAGES else "vi").say


def _plain(status: int, text: str, headers: dict | None = None) -> Response:
    sure = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return PlainTextResponse(f"{text}\n", status, {**sure, **(headers or {})})


def _answer(request: Request, open_warehouse: Callable[[bool], Warehouse]) -> Response:
    say = _say(request)
    if request.method not in ("GET", "HEAD"):
        refusal = say("data.only_read", found=request.method)
        return _plain(405, refusal, {"Allow": "GET, HEAD"})
    catalogue = open_warehouse(False).catalogue
    file = request.path_params.get("file")
    if file is None:
        return _list(request, catalogue)
    dataset, _, ending = file.rpartition(".")
    if ending not in export.FORMATS:
        words = {"found": ending[:20], "allowed": ", ".join(export.FORMATS)}
        raise Refused(404, say("data.unknown_ending", **words))
    asked = open_data.ask(catalogue, dataset, request.query_params.multi_items())
    open_data.check_years(open_warehouse(False), asked)
    origin = str(request.base_url)
    warehouse = open_warehouse(asked.is_only_stated)
    contents = open_data.contents(warehouse, asked, origin)
    placed = _placed(warehouse.catalogue)
    headers = _headers(asked, contents, ending, origin, placed)
    if _is_known(request, headers, placed):
        return Response(status_code=304, headers=headers)
    media_type = export.FORMATS[ending].media_type
    if request.method == "HEAD":
        return StreamingResponse(iter(()), headers=headers, media_type=media_type)
    # The first piece comes before the status: what fails by then is an error, not half a file.
    pieces = export.chunks(contents, ending)
    first = _begun(pieces, ending, say)
    return StreamingResponse(_all(first, pieces), headers=headers, media_type=media_type)


def _begun(pieces: Iterator[bytes], ending: str, say: Callable[..., str]) -> bytes:
    """The first piece. An Excel file is whole by then: few are made at once, others wait, and
    where too many wait the client is told to come again."""
    if ending != "xlsx":
        return next(pieces)
    if not EXCEL_TAKEN.acquire(blocking=False):
        raise Busy(say("data.busy", seconds=SECONDS_TO_RETRY))
    try:
        with EXCEL_MADE:
            return next(pieces)
    finally:
        EXCEL_TAKEN.release()


def _all(first, pieces):
    yield first
    yield from pieces


def _headers(
    asked: Asked, contents: export.Contents, ending: str, origin: str, placed: dt.datetime
) -> dict[str, str]:
    """Name of the file, and by what a client knows that it has it already."""
    said = (contents.version, asked.path(ending), asked.language, origin, str(MADE))
    mark = hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]
    filters = [value for _, value in contents.filters]
    made_on = contents.released_on.isoformat()
    name = export.file_name(contents.title, filters, contents.version, made_on, ending)
    spoken = export.shortened("_".join([contents.title, *filters]), LETTERS_OF_NAME)
    spoken = f"{re.sub(NOT_IN_NAMES, ' ', spoken)}_{contents.version}.{ending}"
    return {
        "ETag": f'W/"{mark}"',
        "Last-Modified": format_datetime(placed, usegmt=True),
        "Cache-Control": f"public, max-age={SECONDS_FRESH}",
        "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(spoken)}",
        "X-Content-Type-Options": "nosniff",
        "X-Data-Version": contents.version,
        # Links in the file begin as the request does: a cache must not hand them to another host.
        "Vary": "Host",
        **({"X-Remark": quote(contents.remark)} if contents.remark else {}),
    }


def _placed(catalogue: Catalogue) -> dt.datetime:
    """When this version of the data was put in its place."""
    seconds = (catalogue.directory / "version.toml").stat().st_mtime
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def _is_known(request: Request, headers: dict[str, str], placed: dt.datetime) -> bool:
    """Whether the client has this very file, as it says itself."""
    marks = request.headers.get("if-none-match")
    if marks is not None:
        known = {mark.strip().removeprefix("W/") for mark in marks.split(",")}
        return "*" in known or headers["ETag"].removeprefix("W/") in known
    since = request.headers.get("if-modified-since")
    try:
        return since is not None and placed <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _list(request: Request, catalogue: Catalogue) -> Response:
    """Which files there are, for whoever comes without a name."""
    origin = str(request.base_url)
    known = []
    for name, parameters in open_data.datasets(catalogue).items():
        titles = {spoken: open_data.title_of(catalogue, name, spoken) for spoken in LANGUAGES}
        known.append(
            {
                "name": name,
                "title": titles,
                "parameters": [*parameters, *open_data.ABOUT_READER],
                "files": {e: f"{origin}{ROOT}/{name}.{e}" for e in export.FORMATS},
            }
        )
    text = json.dumps({"version": catalogue.version, "datasets": known}, ensure_ascii=False)
    placed = _placed(catalogue)
    body = text.encode()
    headers = {
        "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(placed, usegmt=True),
        "Cache-Control": f"public, max-age={SECONDS_FRESH}",
        "Vary": "Host",
    }
    if _is_known(request, headers, placed):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(len(body))
    is_head = request.method == "HEAD"
    return Response(b"" if is_head else body, 200, headers, "application/json")
