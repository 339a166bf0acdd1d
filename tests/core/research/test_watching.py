"""What a watch waits for, which articles match, and when its digests are due."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.jurisdictions import UnknownJurisdictionError
from glmbot.core.model import Article, GlmbotError
from glmbot.core.research.digest import grouped, in_order
from glmbot.core.research.watching import (
    Marks,
    Often,
    Wanted,
    WatchError,
    in_words,
    is_due,
    mark_of,
    matching,
    read_wanted,
)
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

LAMPS = make_article(
    "(May 5, 2015) Ferries carry green lamps.\n\nThe keeper lights them at dusk.",
    title="Norland: Ferry Act", date="2015-05-05", jurisdictions=["Norland"], topics=["Ferries", "Safety"],
)  # fmt: skip
TAXES = make_article(
    "(May 6, 2015) The tax on windows is nine crowns.",
    title="Sudmark: Window Tax", date="2015-05-06", jurisdictions=["Sudmark"], topics=["Taxation"],
)  # fmt: skip
BARE = make_article("(May 7, 2015) A lamp is taxed.", title="Lamps", date="2015-05-07", jurisdictions=[], topics=[])
ANSWERER = build_answerer(corpus_of(LAMPS, TAXES, BARE))
INDEX = ANSWERER.corpus_index
IDS = [one.article_id for one in INDEX.corpus.articles]

PARIS, NEW_YORK, UTC = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York"), dt.UTC


def read(jurisdiction: str | None = None, topic: str | None = None, words: str | None = None) -> Wanted:
    return read_wanted(INDEX, ANSWERER.jurisdictions, jurisdiction, topic, words)[0]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("Norland"), [LAMPS]),
        (Wanted(None, "Taxation"), [TAXES]),
        (Wanted("Norland", "Taxation"), []),
        (read(words="lamps"), [LAMPS, BARE]),
        (read(words="the green lamp"), [LAMPS]),
        (read(words="keepers ferry"), [LAMPS]),
        (read(words="sudmark windows"), [TAXES]),
        (read(words="safety dusk"), [LAMPS]),
        (read(words="unicorn lamp"), []),
        (read("norland", words="lamps"), [LAMPS]),
        (read("Sudmark", words="lamps"), []),
    ],
    ids=lambda value: value.subject if isinstance(value, Wanted) else str(len(value)),
)
def test_all_conditions_hold_and_all_words_occur_in_title_topics_or_text(wanted: Wanted, found: list[Article]) -> None:
    numbers = matching(INDEX, ANSWERER.ranker.lexicon, wanted, range(len(IDS)))
    assert [IDS[number] for number in numbers] == sorted(one.article_id for one in found)


def test_words_are_kept_as_their_stems_in_the_alphabets_order() -> None:
    assert read(words="Lamps of the GREEN ferries, lamp").keys == ("ferri", "green", "lamp")


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ((None, None, None), "a watch on everything is none"),
        (("  ", "", "\u200b"), "a watch on everything is none"),
        ((None, None, "the of and"), "too common"),
        ((None, None, "one two three four five six seven eight nine ten eleven"), "too many words"),
        ((None, "Taxaton", None), "nearest: Taxation"),
        (("Norlnd", None, None), "nearest: Norland"),
    ],
)
def test_what_can_not_be_watched_is_refused_with_what_is_near(
    given_: tuple[str | None, str | None, str | None], words: str
) -> None:
    with pytest.raises(GlmbotError, match=words) as refused:
        read(*given_)
    assert isinstance(refused.value, WatchError | UnknownJurisdictionError)


def test_a_country_that_no_article_has_yet_may_be_watched_also_where_another_sounds_like_it() -> None:
    other = build_answerer(corpus_of(make_article(title="Australia: Act", jurisdictions=["Australia"])))
    wanted, hints = read_wanted(other.corpus_index, other.jurisdictions, "Austria", "Ferries", None)
    assert (wanted.jurisdiction, wanted.topic) == ("Austria", "Ferries")
    assert [str(one).partition(" yet")[0] for one in hints] == [
        "No article is on Austria", "No article has the topic Ferries",
    ]  # fmt: skip


def test_a_country_is_watched_by_any_of_its_names_also_before_the_first_article_on_it() -> None:
    wanted = read("USA")
    assert wanted.jurisdiction == "USA"
    act = make_article(title="United States: Act", jurisdictions=["United States"])
    then = build_answerer(corpus_of(LAMPS, act))
    index = then.corpus_index
    found = matching(index, then.ranker.lexicon, wanted, range(2))
    assert [index.corpus.articles[number] for number in found] == [act]
    assert read_wanted(index, then.jurisdictions, "estados unidos", None, None)[0].jurisdiction == "United States"
    assert matching(INDEX, ANSWERER.ranker.lexicon, wanted, range(len(IDS))) == []


def test_words_of_the_articles_stand_for_stems_before_people() -> None:
    wanted = read(words="the Keepers’ LAMP, lamps and royalties")
    assert (wanted.keys, wanted.subject) == (("keeper", "lamp", "royalti"), "“Keepers LAMP royalties”")
    kept = Wanted(keys=wanted.keys)
    assert kept == wanted
    assert [one.subject for one in in_words(INDEX, [kept, Wanted("Norland")])] == ["“keeper lamp royalti”", "Norland"]
    act = make_article("Mining is taxed. Mining pays royalties, as the mine does.", title="Norland: Mining Act")
    (shown,) = in_words(build_answerer(corpus_of(act)).corpus_index, [Wanted(keys=("mine", "royalti"))])
    assert shown.subject == "“mining royalties”"


def test_marks_stand_for_the_articles_that_are_there() -> None:
    marks = Marks(INDEX)
    assert sorted(marks) == sorted(map(mark_of, IDS))
    assert [marks.number(mark_of(one)) for one in IDS] == list(range(len(IDS)))
    assert marks.number(mark_of("elsewhere")) is None
    assert marks.numbers([mark_of("elsewhere"), mark_of(IDS[1])]) == [1]


def test_a_digest_is_grouped_by_jurisdiction_or_where_one_is_watched_by_its_other_topics() -> None:
    articles = in_order(Wanted(None, None, ("lamp",)), [BARE, TAXES, LAMPS])
    assert [(name, len(found)) for name, found in grouped(Wanted(None, None, ("lamp",)), articles)] == [
        ("Norland", 1), ("Sudmark", 1), ("", 1),
    ]  # fmt: skip
    wanted = Wanted("Norland", "ferries")
    assert grouped(wanted, [LAMPS]) == [("Safety", [LAMPS])]


def at(text: str, zone: dt.tzinfo = UTC) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("often", "zone", "looked", "now", "due"),
    [
        ("once", UTC, at("2026-03-02 10:00"), at("2026-03-02 10:00"), True),
        ("daily", UTC, at("2026-03-02 08:00"), at("2026-03-02 08:59"), False),
        ("daily", UTC, at("2026-03-02 08:00"), at("2026-03-02 09:00"), True),
        ("daily", UTC, at("2026-03-02 09:00"), at("2026-03-03 08:59"), False),
        ("daily", UTC, at("2026-03-02 09:30"), at("2026-03-05 07:00"), True),  # the bot was off for days
        ("daily", PARIS, at("2026-03-28 09:00", PARIS), at("2026-03-29 06:59"), False),  # clocks go forward
        ("daily", PARIS, at("2026-03-28 09:00", PARIS), at("2026-03-29 07:00"), True),
        ("daily", PARIS, at("2026-10-24 09:00", PARIS), at("2026-10-25 07:59"), False),  # and back
        ("daily", PARIS, at("2026-10-24 09:00", PARIS), at("2026-10-25 08:00"), True),
        ("daily", NEW_YORK, at("2026-03-07 09:00", NEW_YORK), at("2026-03-08 13:00"), True),
        ("weekly", UTC, at("2026-03-02 09:00"), at("2026-03-08 23:59"), False),  # Monday to Sunday
        ("weekly", UTC, at("2026-03-02 09:00"), at("2026-03-09 09:00"), True),
        ("weekly", UTC, at("2026-03-02 08:00"), at("2026-03-02 09:00"), True),
        ("weekly", PARIS, at("2026-03-23 09:00", PARIS), at("2026-03-30 07:00"), True),
        ("weekly", PARIS, at("2026-03-23 09:00", PARIS), at("2026-03-30 06:59"), False),
    ],
)  # fmt: skip
def test_digests_are_due_at_nine_there_on_every_day_or_monday(
    often: Often, zone: dt.tzinfo, looked: dt.datetime, now: dt.datetime, *, due: bool
) -> None:
    assert is_due(often, zone, looked, now) == due


@given(
    often=st.sampled_from(("daily", "weekly")),
    zone=st.timezones(),
    now=st.integers(160_000_000, 2_100_000_000).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)),
)
def test_a_digest_is_not_due_at_once_again_and_is_before_the_next_but_one(
    often: Often, zone: ZoneInfo, now: dt.datetime
) -> None:
    assert not is_due(often, zone, now, now)
    assert is_due(often, zone, now, now + dt.timedelta(days=8 if often == "weekly" else 2))
