"""The options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

CorpusOption = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="DIR",
        help="The folder of articles, or demo for invented ones; else GLMBOT_CORPUS, else the shipped corpus.",
    ),
]
SkipFaultyOption = Annotated[bool, typer.Option("--skip-faulty", help="Leave faulty article files out, and say which.")]
NoReaderOption = Annotated[bool, typer.Option("--no-reader", help="Judge passages by their words alone, sooner.")]
JurisdictionOption = Annotated[str | None, typer.Option("--jurisdiction", help="Only articles on it.")]
TopicOption = Annotated[str | None, typer.Option("--topic", help="Only articles with this topic.")]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="DATE", help="Only articles of this day, month or year, or later.")
]
BeforeOption = Annotated[
    str | None, typer.Option("--before", metavar="DATE", help="Only articles of this day, month or year, or earlier.")
]
