"""Article files: text to Article and back, and many files to a Corpus with all faults told at once."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from glmbot.core.corpus.front_matter import NORMAL_REMEDY, NOT_NORMAL, Fault, FrontMatter
from glmbot.core.model import Article, GlmbotError

FENCE: Final = "---\n"

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


class CorpusError(GlmbotError):
    """One or more article files are faulty; the message has a line for each fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True)
class Corpus:
    """Articles in the order of their ids, and the faults of files that were left out on request."""

    articles: Sequence[Article]
    faults: tuple[Fault, ...] = ()


def build_corpus(files: Iterable[tuple[str, bytes | Fault]], *, skip_faulty: bool = False) -> Corpus:
    """Read article files, given as (path, content), or with a fault in place of content that can't be read.

    Raises:
        CorpusError: with every fault of every file, unless `skip_faulty` leaves the faulty files out; and where real
            articles and invented ones stand together.
    """
    articles: dict[str, Article] = {}
    faults: list[Fault] = []
    for article, _, wrong in read_articles(files):
        faults += wrong
        if article is not None:
            articles[article.article_id] = article
    refuse_faults(faults, skip_faulty=skip_faulty)
    return Corpus(tuple(articles[key] for key in sorted(articles)), tuple(faults))


def refuse_faults(faults: Sequence[Fault], *, skip_faulty: bool) -> None:
    """Do nothing where there are no faults, or only such as are mended by leaving out their files, if that is wanted.

    Raises:
        CorpusError: with the others, by file and line.
    """
    if told := [one for one in faults if one.is_of_folder or not skip_faulty]:
        raise CorpusError(sorted(told, key=lambda fault: (fault.path, fault.line)))


def read_articles(
    files: Iterable[tuple[str, bytes | Fault]],
) -> Iterator[tuple[Article | None, str, Sequence[Fault]]]:
    """Each file's article, its path and its faults; None where it is faulty, or where its id is taken already.

    Last, without an article, the fault of real articles and invented ones together: what is quoted as law must be law.
    """
    first_path: dict[str, str] = {}
    by_kind: dict[bool, str] = {}
    for path, raw in files:
        if isinstance(raw, Fault):
            yield None, path, [raw]
            continue
        try:
            article = parse_article(raw, path)
        except CorpusError as error:
            yield None, path, error.faults
            continue
        if (earlier := first_path.setdefault(article.article_id, path)) != path:
            what = f"the article id {article.article_id!r} is taken by {earlier}"
            yield None, path, [Fault(path, 1, what, "rename one of them")]
            continue
        by_kind.setdefault(article.is_invented, path)
        yield article, path, ()
    if len(by_kind) > 1:
        what = f"the article is marked invented, and stands in one folder with real ones ({by_kind[False]})"
        remedy = "move the invented ones to a folder of their own"
        yield None, by_kind[True], [Fault(by_kind[True], 1, what, remedy, is_of_folder=True)]


def parse_article(raw: bytes, path: str) -> Article:
    """Read one article file; its id is the stem of `path`.

    Raises:
        CorpusError: with every fault of the file.
    """
    text = _decode(raw, path)
    front, body, body_line = _split(text, path)
    record = FrontMatter(path)
    record.read(front)
    faults = [*record.faults, *_body_faults(body, path, body_line), *_normal_form_faults(text, path)]
    if faults:
        raise CorpusError(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
    return Article(article_id=PurePath(path).stem, body=body, **record.values)


def read_body(raw: bytes, path: str) -> str:
    """The body of an article file alone; its front matter is not read.

    Raises:
        CorpusError: it is no text with a front matter.
    """
    return _split(_decode(raw, path), path)[1]


def format_article(article: Article) -> str:
    """Write an article as its file holds it; `parse_article` reads the same article back."""
    lines = [
        f"title: {_quoted(article.title)}",
        f"date: {_quoted(article.date.isoformat())}",
        f"jurisdictions: {_quoted_list(article.jurisdictions)}",
        f"authors: {_quoted_list(article.authors)}",
        f"topics: {_quoted_list(article.topics)}",
        f"url: {_quoted(article.url) if article.url else 'null'}",
    ]
    if article.retrieved:
        lines.append(f"retrieved: {_quoted(article.retrieved.isoformat())}")
    if article.origin:
        lines.append(f"origin: {_quoted(article.origin)}")
    return FENCE + "\n".join(lines) + "\n" + FENCE + article.body + "\n"


def _quoted(value: str) -> str:
    # A JSON string is a YAML double-quoted scalar: YAML can't read it as a number, date or boolean.
    return json.dumps(value, ensure_ascii=False)


def _quoted_list(values: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(value) for value in values) + "]"


def _decode(raw: bytes, path: str) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        raise CorpusError([Fault(path, 1, "the file begins with a byte order mark", "save it as UTF-8 without BOM")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8"
        raise CorpusError([Fault(path, line, what, "save the file as UTF-8")]) from None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise CorpusError([Fault(path, line, "a carriage return ends a line", "save the file with LF line ends")])
    return text


def _split(text: str, path: str) -> tuple[str, str, int]:
    """Front matter, body, and the body's first line number."""
    if not text.startswith(FENCE):
        raise CorpusError([Fault(path, 1, "the front matter is missing", "begin the file with a line '---'")])
    end = text.find("\n" + FENCE, len(FENCE) - 1)
    if end < 0:
        raise CorpusError([Fault(path, 1, "the front matter has no end", "close it with a line '---'")])
    front = text[len(FENCE) : end + 1]
    body = text[end + 1 + len(FENCE) :]
    return front, body.removesuffix("\n"), text.count("\n", 0, end + 1) + 2


def _body_faults(body: str, path: str, first_line: int) -> Iterable[Fault]:
    if not body.strip():
        yield Fault(path, first_line, "the body is empty", "put the article's text after the front matter")
        return
    lines = body.split("\n")
    blank = True
    for number, line in enumerate(lines, first_line):
        if not line.strip():
            if blank:
                what = "the body begins with a blank line" if number == first_line else "there are two blank lines"
                yield Fault(path, number, what, "separate paragraphs by exactly one blank line")
            elif line:
                yield Fault(path, number, "a blank line holds spaces", "remove the spaces")
            blank = True
            continue
        if line.startswith("## ") and not (
            blank and (number - first_line + 1 == len(lines) or not lines[number - first_line + 1].strip())
        ):
            yield Fault(path, number, "a heading touches a paragraph", "put a blank line before and after the heading")
        blank = False
    if blank:
        yield Fault(
            path, first_line + len(lines) - 1, "the body ends with a blank line", "end the file after the last line"
        )


def _normal_form_faults(text: str, path: str) -> Iterable[Fault]:
    for number, line in enumerate(text.split("\n"), 1):
        if control := _CONTROL.search(line):
            yield Fault(path, number, f"a control character U+{ord(control[0]):04X} stands in the text", "remove it")
        if not unicodedata.is_normalized("NFC", line):
            yield Fault(path, number, NOT_NORMAL, NORMAL_REMEDY)
