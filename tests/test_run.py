"""run.py as a person meets it: in a folder of its own, with an empty list of packages."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).resolve().parent
BUILD_THAT_ENDS_WITH_7 = "import sys; print('built', *sys.argv[1:]); sys.exit(7)"


def make_project(folder, requirements="# none\n"):
    shutil.copy(ROOT / "run.py", folder)
    (folder / "requirements.txt").write_text(requirements, encoding="utf-8")
    (folder / "dvk_data" / "build").mkdir(parents=True)
    main = folder / "dvk_data" / "build" / "__main__.py"
    main.write_text(BUILD_THAT_ENDS_WITH_7, encoding="utf-8")
    return folder


def call(project, *arguments, **environment):
    return subprocess.run(
        [sys.executable, project / "run.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PIP_NO_INDEX": "1", **environment},
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = make_project(tmp_path_factory.mktemp("project with a space"))
    first = call(project, "build", "--fast")
    assert "Making .venv" in first.stdout
    assert first.stdout.endswith("built --fast\n"), first.stderr
    return project


def test_second_call_prepares_nothing_and_exit_code_passes_on(project):
    second = call(project, "build")
    assert (second.returncode, second.stdout) == (7, "built\n")


def test_release_is_a_build_that_is_kept(project):
    assert call(project, "release", "--fast").stdout == "built release --fast\n"


def test_changed_requirements_are_installed_and_failure_is_explained(project):
    requirements = project / "requirements.txt"
    requirements.write_text("no-such-package==1.0\n", encoding="utf-8")
    for _ in range(2):  # a failed installation is not remembered as done
        failed = call(project, "build")
        assert failed.returncode == 1
        assert "Installing requirements.txt" in failed.stdout
        assert "pip could not install" in failed.stderr
        assert "Traceback" not in failed.stderr
    requirements.write_text("# none\n", encoding="utf-8")
    assert call(project, "build").returncode == 7


def test_missing_venv_module_is_explained_and_leaves_nothing_behind(tmp_path):
    make_project(tmp_path)
    (tmp_path / "venv.py").write_text("raise SystemExit(1)", encoding="utf-8")
    failed = call(tmp_path, "build", PYTHONPATH=str(tmp_path))
    assert failed.returncode == 1
    assert "apt install python3-venv" in failed.stderr
    assert not (tmp_path / ".venv").exists()


def test_unknown_command_shows_what_there_is():
    answer = call(ROOT, "buidl")
    assert answer.returncode == 2
    assert "python run.py build" in answer.stdout


def test_old_python_is_refused_with_advice(monkeypatch, capsys):
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 0))
    assert run.main(["build"]) == 1
    assert "needs 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["--port=8765", "--port 8765"])
def test_port_is_taken_out_of_the_streamlit_options(port):
    assert run.take_port(["-x", *port.split(), "-y"]) == (8765, ["-x", "-y"])


@pytest.mark.parametrize("options", [["--port"], ["--port", "80"], ["--port", "many"]])
def test_port_that_is_none_is_refused(options):
    with pytest.raises(run.CannotRun, match="1024 to 65535"):
        run.take_port(options)


def test_taken_port_is_named_when_asked_for_and_passed_over_otherwise(monkeypatch):
    with socket.socket() as neighbour:
        neighbour.bind(("127.0.0.1", 0))
        neighbour.listen()
        taken = neighbour.getsockname()[1]
        with pytest.raises(run.CannotRun, match=f"port {taken} is taken"):
            run.take_port(["--port", str(taken)])
        monkeypatch.setattr(run, "FIRST_PORT", taken)
        assert run.take_port([])[0] > taken


def test_wrong_path_to_chromium_is_named(monkeypatch):
    monkeypatch.setenv("DVK_CHROMIUM", "/no/such/chromium")
    with pytest.raises(run.CannotRun, match="/no/such/chromium"):
        run.find_chromium()


def test_ci_fails_without_chromium_and_others_go_on(monkeypatch, capsys):
    monkeypatch.setattr(run, "CHROMIUM_PROGRAMS", ())
    monkeypatch.delenv("DVK_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(run.CannotRun, match="Install Chromium"):
        run.offer_chromium()
    monkeypatch.setenv("CI", "")
    run.offer_chromium()
    assert "will be skipped" in capsys.readouterr().out
