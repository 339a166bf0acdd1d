"""What the tools take: models of which the input schemas are made, and their faults in one sentence."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from glmbot.core.citation import BLUEBOOK, STYLES
from glmbot.core.model import GlmbotError
from glmbot.core.research.comparison import FEWEST, MOST

_MOST_NEIGHBOURS: Final = 5
_MOST_PARAGRAPHS: Final = 100
_LONGEST_NAME: Final = 400
_LONGEST_TEXT: Final = 20_000
SUBJECTS: Final = "glmbot://subjects"
"""The address of the jurisdictions and topics that there are."""
_THERE: Final = f"the resource {SUBJECTS} lists those there are"

ArgumentsT = TypeVar("ArgumentsT", bound="Arguments")
Name = Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
Date = Annotated[str | None, Field(max_length=40)]


class ArgumentsError(GlmbotError):
    """Arguments that a tool can't take; the message names the first fault."""


class Arguments(BaseModel):
    """What a tool takes; nothing but what it names."""

    model_config = ConfigDict(extra="forbid")


class SearchArguments(Arguments):
    """A question, and which articles it is asked of."""

    question: str = Field(
        max_length=_LONGEST_TEXT,
        description="The question in plain words, in English, Spanish or French. It may ask several things.",
    )
    jurisdiction: Name | None = Field(
        None, description=f"Only articles on this jurisdiction, by its full name; {_THERE}."
    )
    topic: Name | None = Field(None, description=f"Only articles with this topic, by its full name; {_THERE}.")
    after: Date = Field(None, description="Only articles of this day or later: YYYY, YYYY-MM or YYYY-MM-DD.")
    before: Date = Field(None, description="Only articles of this day or earlier: YYYY, YYYY-MM or YYYY-MM-DD.")


class PlaceArguments(Arguments):
    """An article, or a passage of one."""

    article: Name | None = Field(None, description="An article's id, slug, or an unambiguous part of its title.")
    passage_id: Name | None = Field(
        None, description="A passage by its id, as search gives it (<article id>#p<paragraph>), in place of an article."
    )

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.article is None) == (self.passage_id is None):
            raise ValueError("give article or passage_id, one of them")
        return self


class PassageArguments(PlaceArguments):
    """A passage, and how many others around it."""

    paragraph: Number | None = Field(None, description="With article: the number of a paragraph, counted from 1.")
    neighbours: int = Field(
        0, ge=0, le=_MOST_NEIGHBOURS, description="How many passages before it, and after it, to give as well."
    )

    @model_validator(mode="after")
    def _names_paragraph(self) -> Self:
        if (self.article is None) != (self.paragraph is None):
            raise ValueError("give passage_id, or article and paragraph")
        return self


class SourcesArguments(PlaceArguments):
    """An article, a paragraph of it, or a passage."""

    paragraph: Number | None = Field(None, description="With article: only the sources of this paragraph.")

    @model_validator(mode="after")
    def _names_one_paragraph(self) -> Self:
        if self.passage_id is not None and self.paragraph is not None:
            raise ValueError("passage_id names its paragraphs; leave paragraph out")
        return self


class CiteArguments(PlaceArguments):
    """An article or a passage, and how it is cited."""

    style: str = Field(BLUEBOOK.name, description="The citation style.", json_schema_extra={"enum": list(STYLES)})
    paragraphs: list[Number] = Field(
        [], max_length=_MOST_PARAGRAPHS, description="With article: the paragraphs to point to, counted from 1."
    )

    @model_validator(mode="after")
    def _names_style(self) -> Self:
        if self.style not in STYLES:
            raise ValueError(f"style is none of {', '.join(STYLES)}")
        if self.passage_id is not None and self.paragraphs:
            raise ValueError("passage_id names its paragraphs; leave paragraphs out")
        return self


class VerifyArguments(Arguments):
    """A text whose quotations are looked for."""

    text: str = Field(
        min_length=1,
        max_length=_LONGEST_TEXT,
        description="A quotation, or a text with quotations between quotation marks or in lines that begin with >.",
    )


class CompareArguments(Arguments):
    """A topic, and the jurisdictions in which it is compared."""

    topic: Name = Field(description="The topic, in a few words.")
    jurisdictions: list[Name] = Field(
        min_length=FEWEST, max_length=MOST, description=f"Two to four jurisdictions, by their full names; {_THERE}."
    )


class TimelineArguments(Arguments):
    """A topic, a jurisdiction, or both."""

    topic: Name | None = Field(
        None, description=f"A topic of the articles ({_THERE}), or words that all stand in a title or its topics."
    )
    jurisdiction: Name | None = Field(None, description=f"Only articles on this jurisdiction; {_THERE}.")
    after: Date = Field(None, description="Only articles of this day or later: YYYY, YYYY-MM or YYYY-MM-DD.")
    before: Date = Field(None, description="Only articles of this day or earlier: YYYY, YYYY-MM or YYYY-MM-DD.")


def read_arguments(model: type[ArgumentsT], given: Mapping[str, Any] | None) -> ArgumentsT:
    """The arguments of a tool.

    Raises:
        ArgumentsError: they are not what the tool takes.
    """
    try:
        return model.model_validate(dict(given or {}))
    except ValidationError as error:
        raise ArgumentsError(_fault(model, error)) from None


def _fault(model: type[Arguments], error: ValidationError) -> str:
    """The first fault in one sentence, without the value that was given."""
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    match first["type"]:
        case "missing":
            return f"{place} is missing"
        case "extra_forbidden":
            return f"{place[:_LONGEST_NAME]!r} is no argument of this tool; there are: {', '.join(model.model_fields)}"
        case "value_error":
            return str(first["ctx"]["error"])
        case _:
            return f"{place}: {first['msg'][:1].lower()}{first['msg'][1:]}"
