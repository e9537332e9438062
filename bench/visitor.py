"""A reader without a browser: speaks the protocol of Streamlit, so one machine plays a hundred."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

SECONDS_TO_ANSWER = 300
# A busy server answers no ping, and a page may be large.
PATIENT = {"max_size": None, "ping_interval": None}
PARTIAL = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class NoAnswer(Exception):
    """A script run failed, or did not end in time."""


@dataclass
class Answer:
    """What one script run sent: how long until its end, how many messages, bytes, charts."""

    milliseconds: float
    messages: int = 0
    size: int = 0
    charts: int = 0
    chart_bytes: int = 0
    texts: list[str] = field(default_factory=list)


class Visitor:
    """One session: `async with Visitor(address) as visitor: await visitor.go("mo-hinh")`."""

    def __init__(self, address: str):
        self.address = address
        self.script = ""

    async def __aenter__(self) -> Visitor:
        url = f"{self.address.replace('http', 'ws', 1)}/_stcore/stream"
        self._channel = await connect(url, subprotocols=["streamlit"], **PATIENT)
        return self

    async def __aexit__(self, *_) -> None:
        await self._channel.close()

    async def go(self, page: str = "", **choices: str) -> Answer:
        """Open a page, or click on the page that is open; underscores stand for hyphens."""
        request = BackMsg()
        state = request.rerun_script
        state.query_string = urlencode(
            {name.replace("_", "-"): value for name, value in choices.items() if value}
        )
        state.page_name = page
        state.page_script_hash = "" if page else self.script
        state.is_history_navigation = True
        state.context_info.url = f"{self.address}/{page}"
        state.context_info.timezone = "Asia/Ho_Chi_Minh"
        state.context_info.locale = "vi-VN"
        start = time.perf_counter()
        await self._channel.send(request.SerializeToString())
        answer = Answer(0)
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            while not self._note(await self._channel.recv(), answer):
                pass
        answer.milliseconds = 1000 * (time.perf_counter() - start)
        return answer

    def _note(self, data: bytes, answer: Answer) -> bool:
        """Count a message. Returns whether the run has ended."""
        message = ForwardMsg.FromString(data)
        answer.messages += 1
        answer.size += len(data)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
        elif kind == "delta":
            element = message.delta.new_element
            shown = element.WhichOneof("type")
            if shown == "plotly_chart":
                answer.charts += 1
                answer.chart_bytes += len(data)
            elif shown == "exception" or (shown == "alert" and element.alert.format == 1):
                raise NoAnswer(str(element)[:500])
        return kind == "script_finished" and message.script_finished != PARTIAL


async def visit(address: str, steps: Callable) -> list:
    """Play one reader: `steps(visitor)` is a coroutine."""
    async with Visitor(address) as visitor:
        return await steps(visitor)
