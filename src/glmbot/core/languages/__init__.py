"""The question languages: each is a module of this package, named by its code, that holds its record as `LANGUAGE`.

English is the language of the articles; a question in another is put into English word by word (`translation`).
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from glmbot.core.languages.language import Language

_CODE_LETTERS: Final = 2


def _find_languages() -> dict[str, Language]:
    codes = sorted(module.name for module in iter_modules(__path__) if len(module.name) == _CODE_LETTERS)
    return {code: import_module(f"{__name__}.{code}").LANGUAGE for code in codes}


LANGUAGES: Final[Mapping[str, Language]] = _find_languages()
"""The question languages by their codes."""
