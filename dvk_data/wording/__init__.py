"""Every sentence on screen, in the reader's language: wording/vi.toml and wording/en.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class Wording:
    """Sentences of one language. `say('overview.title', place=...)` fills and returns one."""

    def __init__(self, language: str):
        file = Path(__file__).parent / f"{language}.toml"
        self.language = language
        self._sentences = tomllib.loads(file.read_text(encoding="utf-8"))

    def say(self, name: str, /, **words) -> str:
        """The sentence `name` ('section.sentence'). A missing one raises KeyError naming it."""
        section, _, sentence = name.partition(".")
        try:
            text = self._sentences[section][sentence]
        except KeyError:
            raise KeyError(f"{self.language}.toml has no sentence {name!r}") from None
        return text.format(**words)

    def names(self) -> set[str]:
        return {f"{s}.{name}" for s, sentences in self._sentences.items() for name in sentences}


@cache
def wording(language: str) -> Wording:
    return Wording(language)
