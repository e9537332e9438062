"""What is wrong with a raw file, told so that a person can find and mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a raw file, in terms of what a person can find and mend."""

    file: str
    line: int
    column: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return (
            f"{self.file}, line {self.line}, column {self.column}: "
            f"found {self.found!r}; allowed: {self.allowed}"
        )


class BrokenRawData(Exception):
    """Everything wrong with the raw files, all at once. `problems` lists it."""

    def __init__(self, problems: list[Problem | str]):
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(
            f"{len(problems)} problem(s) in the raw data, nothing was built:\n{listed}"
        )
