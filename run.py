"""Starts, tests and builds the dashboard. Needs nothing but Python 3.11 or newer.

python run.py [app] [--port N] [Streamlit options]   open the dashboard on this machine
python run.py test [pytest options]                  check format and style, then run the tests
python run.py build [options]                        rebuild datasets/ from datasets/raw/
python run.py release [options]                      rebuild, and keep the version for good
python run.py import FILE [options]                  bring in a unit's spreadsheet; so do blank,
                                                     history, withdraw, restore, update

The first call makes .venv beside this file and installs what requirements.txt names; later calls
install again only when that file has changed.
"""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
FIRST_PORT = 8501

CHROMIUM_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
CHROMIUM_PROGRAMS = (
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class CannotRun(Exception):
    """What went wrong and what to do about it, in words for the person at the keyboard."""


def main(arguments):
    command, options = "app", arguments
    if arguments and not arguments[0].startswith("-"):
        command, options = arguments[0], arguments[1:]
    if command not in COMMANDS or (command == "app" and options in (["-h"], ["--help"])):
        print(__doc__)
        return 0 if command in COMMANDS else 2
    try:
        require_python()
        return COMMANDS[command](options)
    except CannotRun as problem:
        print(f"run.py: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def app(options):
    port, options = take_port(options)
    install("requirements.txt")
    print(f"Dashboard: http://localhost:{port}   (Ctrl+C stops it)", flush=True)
    command = ["streamlit", "run", "serve.py", "--server.port", str(port)]
    return run(*command, "--logger.hideWelcomeMessage", "true", *options)


def test(options):
    install("requirements.txt", "requirements-dev.txt")
    offer_chromium()
    steps = {
        "ruff format": run("ruff", "format", "--check", "."),
        "ruff check": run("ruff", "check", "."),
        "pytest": run("pytest", "--numprocesses", "auto", *options),
    }
    failed = [step for step, exit_code in steps.items() if exit_code]
    if failed:
        print(f"run.py test: failed in {', '.join(failed)}", file=sys.stderr)
    return next((code for code in steps.values() if code), 0)


def build(options):
    install("requirements.txt")
    return run("dvk_data.build", *options)


def build_and(action):
    """A command of dvk_data.build that has a name of its own."""

    def act(options):
        install("requirements.txt")
        # The program runs in its own folder; files are named from where the person is.
        named = [os.path.abspath(each) if os.path.isfile(each) else each for each in options]
        return run("dvk_data.build", action, *named)

    return act


OF_BUILD = ("release", "import", "blank", "history", "withdraw", "restore", "update")
COMMANDS = {"app": app, "test": test, "build": build}
COMMANDS |= {action: build_and(action) for action in OF_BUILD}


def run(module, *arguments):
    """Run a module with the Python of .venv; return its exit code."""
    sys.stdout.flush()
    command = [str(PYTHON), "-m", module, *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # Ctrl+C reaches the child too: let it finish in its own way
            continue


def require_python():
    if sys.version_info < OLDEST_PYTHON:
        raise CannotRun(
            f"this is Python {sys.version.split()[0]}, the dashboard needs 3.11 or newer. "
            "Install one and call it by name, for example: python3.11 run.py"
        )


def install(*names):
    """Make .venv match these requirement files; do nothing when it already does."""
    make_venv()
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}
    stamp = VENV / "installed.json"
    installed = json.loads(stamp.read_text(encoding="utf-8")) if stamp.is_file() else {}
    if wanted.items() <= installed.items():
        return
    print(f"Installing {' and '.join(names)} into .venv ...", flush=True)
    files = [part for name in names for part in ("-r", name)]
    if run("pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *files):
        raise CannotRun(
            "pip could not install the packages; its own message is above.\n"
            "  No network or a proxy in between? Connect, or set HTTPS_PROXY, and call again.\n"
            "  Offline on purpose? Fetch the wheels elsewhere with "
            f"'pip download -d wheels {' '.join(files)}',\n"
            "  bring the folder here and set PIP_NO_INDEX=1 and PIP_FIND_LINKS=wheels.\n"
            "  No matching version? Delete .venv and call with a Python from 3.11 to 3.14."
        )
    stamp.write_text(json.dumps({**installed, **wanted}), encoding="utf-8")


def make_venv():
    if PYTHON.exists():
        return
    print("Making .venv ...", flush=True)
    made = False
    try:
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)]).returncode == 0
    finally:
        if not made:  # a half-made one would be taken for whole next time
            shutil.rmtree(VENV, ignore_errors=True)
    if not made:
        raise CannotRun(
            "Python could not make a virtual environment in .venv; its own message is above.\n"
            "  Debian and Ubuntu: apt install python3-venv. Elsewhere: is this folder writable?"
        )


def take_port(options):
    """Split '--port N' from the other options; without it, take the first free port."""
    for place, option in enumerate(options):
        name, _, value = option.partition("=")
        if name == "--port":
            rest = options[:place] + options[place + (1 if value else 2) :]
            value = value or "".join(options[place + 1 : place + 2])
            if not value.isdecimal() or not 1024 <= int(value) <= 65535:
                raise CannotRun(f"--port needs a number from 1024 to 65535, not {value!r}.")
            if not is_free(int(value)):
                raise CannotRun(
                    f"port {value} is taken. Does the dashboard run already at "
                    f"http://localhost:{value}? Otherwise choose another --port."
                )
            return int(value), rest
    for port in range(FIRST_PORT, FIRST_PORT + 20):
        if is_free(port):
            return port, options
    raise CannotRun(f"ports {FIRST_PORT} to {FIRST_PORT + 19} are taken. Choose one with --port.")


def is_free(port):
    with socket.socket() as probe:
        if os.name != "nt":  # a port left a moment ago is free; on Windows this would share it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def offer_chromium():
    """Tell the browser tests where Chromium is, in DVK_CHROMIUM."""
    chromium = find_chromium() or install_chromium()
    if chromium:
        os.environ["DVK_CHROMIUM"] = chromium
    elif os.environ.get("CI") == "true":
        raise CannotRun(f"the browser tests need Chromium and found none. {CHROMIUM_ADVICE}")
    else:
        print(f"The browser tests will be skipped: no Chromium. {CHROMIUM_ADVICE}", flush=True)


CHROMIUM_ADVICE = (
    "Install Chromium, Chrome or Edge (Debian: apt install chromium), "
    "or set DVK_CHROMIUM to the program's path."
)


def find_chromium():
    named = os.environ.get("DVK_CHROMIUM")
    if named and not Path(named).is_file():
        raise CannotRun(f"DVK_CHROMIUM names {named}, and no such file exists.")
    on_path = (shutil.which(command) for command in CHROMIUM_COMMANDS)
    installed = (
        path for path in map(os.path.expandvars, CHROMIUM_PROGRAMS) if Path(path).is_file()
    )
    return named or next(filter(None, on_path), None) or next(installed, None)


def install_chromium():
    """On Debian and Ubuntu as root (a CI machine, a container), fetch the package."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return None
    print("Installing the package chromium for the browser tests ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for action in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        if subprocess.run(["apt-get", "--quiet", *action], env=environment).returncode:
            return None
    return find_chromium()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
