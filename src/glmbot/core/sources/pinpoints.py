"""Pinpoints: the articles, sections, paragraphs and pages at a cite's end."""

import re
from typing import Final

_WORDS: Final = frozenset(
    """
    art arts article articles § §§ ¶ ¶¶ para paras sec secs section sections reg regs rule rules sched scheds
    schedule point points p pp cl ch chs pt pts annex at s ss r rr item items subsec subpara lit operative
    transitory preamble
    """.split()
)
_STARTS_NAME: Final = re.compile(r"(?:Rules?|Points?|Items?|Notes?|At|Preamble|Regs?)\b(?!\.)")
"""Capitalised, these belong to a title ("Barn Rules, 2020")."""

_JOINTS: Final = frozenset("and & to or - – bis ter quater first second third sentence part n note".split())
_NUMBER: Final = re.compile(
    r"[(\[§¶&]*(?:\d[\w.()\[\]/–-]{0,30}|[a-z]|[ivxl]{1,7}|[IVXL]{1,7}|[A-Z])(?:\([\w]{1,6}\)){0,4}"
)
_YEAR: Final = re.compile(r"\([12]\d{3}\.?\)")
_SPACES: Final = re.compile(r"\S+")
_OF: Final = re.compile(r"\sof\s(?:the\s)?(?=[^\W\d_])")


def split_pinpoint(text: str) -> tuple[str, str | None]:
    """The name and the pinpoint of a cite: `OR art. 622, para. 1` → `OR`, `art. 622, para. 1`.

    The name is empty where the whole is a pinpoint; `Art. 5 of the Marriage Act` is read the same way.
    """
    tokens = list(_SPACES.finditer(text))
    cut: int | None = None
    for number in range(len(tokens) - 1, -1, -1):
        token = tokens[number].group()
        if _is_word(token) and (number == 0 or not _STARTS_NAME.match(token)):
            # a leading "at", "s" or "A" alone is no pinpoint: it needs a number after it
            cut = number if number + 1 < len(tokens) or _holds_number(token) else cut
        elif not _may_follow(token):
            break
    if cut is not None:
        at = tokens[cut].start()
        return text[:at].rstrip(" ,;"), text[at:].rstrip(" .,;")
    return _leading(text, tokens)


def continues_pinpoint(text: str) -> bool:
    """Whether a part is only numbers, as in the second and third part of `arts. 6, 7, 9 & 10`."""
    return all(_may_follow(token) for token in text.split())


def _leading(text: str, tokens: list[re.Match[str]]) -> tuple[str, str | None]:
    if not tokens or not _is_word(tokens[0].group()):
        return text.strip(" ,;."), None
    of = _OF.search(text, 0, 120)
    if of is None or any(not (_is_word(one) or _may_follow(one)) for one in text[: of.start()].split()):
        return text.strip(" ,;."), None
    return text[of.end() :].strip(" ,;."), text[: of.start()].strip(" ,;.")


def _is_word(token: str) -> bool:
    bare = token.strip(".,;&()").lower()
    return bare in _WORDS or bare.startswith(("§", "¶"))


def _holds_number(token: str) -> bool:
    return any(char.isdigit() for char in token)


def _may_follow(token: str) -> bool:
    if _YEAR.fullmatch(token):
        return False
    bare = token.rstrip(".,;:")
    return bare in _JOINTS or not bare or _NUMBER.fullmatch(bare) is not None
