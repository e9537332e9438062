"""Servers to be measured: started on a free port, stopped, asked for their memory."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFERENCES = Path(__file__).parent / "references"
PACKAGES = Path(__file__).parent / "packages"
SECONDS_TO_START = 300
MEGABYTE = 1024 * 1024


class DidNotStart(Exception):
    """A server ended or kept silent; holds the last lines it wrote."""


@dataclass
class Server:
    """A running server and what it writes: its log, and one line per script run when traced."""

    address: str
    process: subprocess.Popen
    log: Path
    trace: Path

    @property
    def is_traced(self) -> bool:
        return "bench.traced" in self.process.args

    def trace_so_far(self) -> int:
        """Where the trace ends now; `runs_since` reads from there."""
        return self.trace.stat().st_size

    def runs_since(self, place: int, seconds: float = 3) -> list[dict]:
        """The script runs traced after a place. The last is written a little after its answer."""
        deadline = time.monotonic() + seconds
        while self.is_traced and self.trace.stat().st_size == place:
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        added = self.trace.read_bytes()[place:].decode("utf-8")
        return [json.loads(line) for line in added.splitlines()]

    def memory(self) -> dict[str, float]:
        """Megabytes of the process: proportional (pss), of it files (which the system may take
        back), its own (uss) and resident (rss)."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        size = {name: int(kilobytes) / 1024 for name, kilobytes in _SIZE.findall(text)}
        private = size["Private_Clean"] + size["Private_Dirty"]
        return {
            "pss": size["Pss"],
            "files": size["Pss_File"],
            "uss": private,
            "rss": size["Rss"],
        }

    def peak(self) -> float:
        """The most megabytes that were ever resident since `forget_peak`."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) / 1024

    def forget_peak(self) -> None:
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", encoding="ascii")


_SIZE = re.compile(r"^(\w+):\s+(\d+) kB$", re.MULTILINE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def streamlit(script: str | Path, *, is_traced: bool = False) -> list[str]:
    """Command that serves a Streamlit script; `{port}` is filled in."""
    module = "bench.traced" if is_traced else "streamlit"
    return [
        *[sys.executable, "-m", module, "run", str(script), "--server.port", "{port}"],
        *["--server.address", "localhost", "--server.headless", "true"],
        *["--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"],
    ]


@contextmanager
def serve(command: list[str], folder: Path, *, health: str = "/_stcore/health", **environment):
    """Run a command until the block ends. Yields the Server once it answers."""
    # Without it, who ends the benchmark would leave its servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        trace, log = Path(directory) / "trace.jsonl", Path(directory) / "log.txt"
        trace.touch()
        variables = {"PYTHONUTF8": "1", "PYTHONPATH": ROOT, "DVK_TRACE": trace}
        variables = {**os.environ, **variables, **environment}
        with log.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(
                [part.replace("{port}", str(port)) for part in command],
                cwd=folder,
                env={name: str(value) for name, value in variables.items()},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        server = Server(f"http://localhost:{port}", process, log, trace)
        try:
            wait_until_healthy(server, health)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_healthy(server: Server, health: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(server.address + health, timeout=5):
                return
        except OSError:
            time.sleep(0.02)
    said = server.log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise DidNotStart(f"{' '.join(server.process.args)} did not start. It said:\n{said}")


def product(datasets: Path, *, is_traced: bool = False, **environment):
    """The dashboard itself over a directory of datasets."""
    command = streamlit("serve.py", is_traced=is_traced)
    return serve(command, ROOT, DVK_DATASETS=datasets, **environment)


def reference(name: str, **environment):
    """A page of bench/references/, with Streamlit's own settings; "dash" is served by Dash."""
    if name != "dash":
        return serve(streamlit(f"{name}.py"), REFERENCES, **environment)
    install_dash()
    command = [sys.executable, "-m", "bench.references.with_dash", "{port}"]
    path = os.pathsep.join(map(str, (ROOT, PACKAGES)))
    return serve(command, ROOT, health="/health", PYTHONPATH=path, **environment)


def install_dash() -> None:
    """Put what bench/requirements.txt names beside the benchmark, unless it is there already."""
    wanted, stamp = Path(__file__).parent / "requirements.txt", PACKAGES / "installed.txt"
    if stamp.is_file() and stamp.read_text() == wanted.read_text():
        return
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    subprocess.run([*command, "--target", str(PACKAGES), "-r", str(wanted)], check=True)
    stamp.write_text(wanted.read_text())
