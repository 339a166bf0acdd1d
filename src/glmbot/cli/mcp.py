"""`glmbot mcp`: the articles for a program that speaks the Model Context Protocol."""

import signal
from importlib.util import find_spec

from glmbot.cli.load import load_answerer
from glmbot.cli.options import CorpusOption, NoReaderOption, SkipFaultyOption
from glmbot.cli.output import fail, today
from glmbot.cli.spoken import spoken


def mcp(
    *, corpus: CorpusOption = None, skip_faulty: SkipFaultyOption = False, no_reader: NoReaderOption = False
) -> None:
    """Answer a program over standard input and output, by the Model Context Protocol.

    Example: glmbot mcp --corpus demo

    The program starts this command; docs/research.md has its configuration. It has the tools search, passage, sources,
    cite, verify, compare and timeline, and the articles as resources. Ends when standard input is closed.
    """
    if find_spec("mcp") is None:
        fail("glmbot mcp needs the package mcp; install it with: pip install 'glmbot[mcp]'")
    from glmbot.health.log import set_up_logging
    from glmbot.mcp.library import Library
    from glmbot.mcp.server import serve

    set_up_logging("INFO", as_json=False)
    answerer = load_answerer(corpus, skip_faulty=skip_faulty, no_reader=no_reader, own=True)
    # The thread that waits for input can't be told of an interruption, and nothing is left to be saved.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    serve(Library(answerer, spoken, today))
