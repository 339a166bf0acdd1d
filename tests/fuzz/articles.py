"""The article parser: sound article files with bytes changed, doubled and taken away, and files made of their parts."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Final

from fuzz.grammar import ATOMS
from glmbot.core.corpus.article_file import CorpusError, format_article, parse_article
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Article
from glmbot.storage.load import article_paths, demo_corpus

NAME: Final = "2011-12-06-fuzzed.md"
PIECES: Final = (
    "---\n", "---", "\n", "\n\n", "\r\n", "\ufeff", "title: ", "date: ", '"', "'", "[]", "[", "]", "{", "}", ": ",
    "#", "&a ", "*a", "!!python/name:os.system ", "|", ">", "- ", "null", "~", "NO", "2011-12-06", "1e9", "\t",
    "\x00", "\x85", "\u2028", "\u202e", "é", "e\u0301", "## ", "# ", "authors: []\n", "url: null\n",
    "url: javascript:x\n", "<<: *a\n", "? ", "%YAML 1.1\n", "...\n", "\\", "\\x41", "A:", "(Dec. 6, 2011)", "王",
    "\U0001f600",
)  # fmt: skip


class Fuzzed:
    """Reads random article files."""

    waits = False

    def __init__(self) -> None:
        self._sound = [path.read_bytes() for path in article_paths(demo_corpus())]

    def try_(self, source: Random) -> str:
        """Make a file; it is an article that comes back from its own file, or has faults that say what to do."""
        raw = self._make(source)
        try:
            article = parse_article(raw, NAME)
        except CorpusError as error:
            check_faults(error, raw)
        else:
            check_article(article)
        return raw.decode("utf-8", "replace")

    def growing(self, source: Random) -> tuple[str, str, Callable[[str], object]]:
        """A body, or a field, that goes on and on."""
        opening = '---\ntitle: "A"\ndate: "2011-12-06"\njurisdictions: []\nauthors: []\ntopics: []\nurl: null\n---\n'
        piece = "".join(source.choice((*PIECES, *ATOMS)) for _ in range(source.randrange(1, 5)))
        place = source.choice((opening + "\nBarns are red. ", "---\ntitle: ", "---\nauthors: [", "---\n", ""))
        return place, piece, _read

    def close(self) -> None:
        """Nothing is held."""

    def _make(self, source: Random) -> bytes:
        if not source.randrange(5):
            return "".join(source.choice(PIECES) for _ in range(source.randrange(60))).encode()
        raw = bytearray(source.choice(self._sound)[: source.choice((10**6, 10**6, 600))])
        for _ in range(source.choice((0, 1, 1, 2, 5, 20))):
            # Most damage is done where the record stands.
            at = source.randrange(min(len(raw), source.choice((300, 300, 10**6))) + 1)
            match source.randrange(5):
                case 0:
                    raw[at : at + 1] = bytes([source.randrange(256)])
                case 1:
                    del raw[at : at + source.randrange(1, 40)]
                case 2:
                    raw[at:at] = raw[at : at + source.randrange(1, 200)]
                case 3:
                    end = raw.find(b"\n", at) + 1
                    del raw[at : end or len(raw)]
                case _:
                    raw[at:at] = source.choice(PIECES).encode()
        return bytes(raw)


def _read(text: str) -> None:
    with suppress(CorpusError):
        split_passages(parse_article(text.encode("utf-8", "replace"), NAME))


def check_faults(error: CorpusError, raw: bytes) -> None:
    """Each fault names a line of the file and what to do, in one line."""
    assert error.faults
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for fault in error.faults:
        assert fault.path == NAME
        assert 1 <= fault.line <= lines, f"line {fault.line} of {lines}"
        assert fault.what
        assert fault.remedy
        assert "\n" not in str(fault), str(fault)


def check_article(article: Article) -> None:
    """What is read comes back from its own file, and its passages hold every paragraph once."""
    assert parse_article(format_article(article).encode(), NAME) == article
    assert article.title.strip()
    assert article.body.strip()
    paragraphs = split_paragraphs(article.body)
    for paragraph in paragraphs:
        assert article.body[paragraph.span.start : paragraph.span.end].strip()
    numbers = [number for passage in split_passages(article) for number in passage.paragraphs]
    assert numbers == list(range(1, len(numbers) + 1))
    for passage in split_passages(article):
        assert passage.text == article.body[passage.span.start : passage.span.end]
