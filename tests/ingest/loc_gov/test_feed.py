import pytest

from glmbot.core.corpus.filters import read_filters
from glmbot.ingest.loc_gov.errors import BlockedError, StopError
from glmbot.ingest.loc_gov.feed import list_feed, read_links
from ingest.loc_gov.bench import Rig
from ingest.loc_gov.loc_server import LocServer, Scripted, path_of

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Invented feed</title><link>https://www.loc.gov/law/</link>
<item><title>Norland: Invented Act 1</title><link> https://www.loc.gov{path_of(1)}?loclr=eaglm </link></item>
<item><title>The same</title><link>http://www.loc.gov{path_of(1).rstrip("/")}</link></item>
<item><title>A blog</title><link>https://blogs.loc.gov/law/2019/01/invented/</link></item>
<item><title>By its guid</title><guid>//www.loc.gov{path_of(2)}</guid></item>
<item><title>Without any</title></item>
</channel></rss>""".encode()


def fetch(rig: Rig) -> None:
    run = rig.run()
    run.fetch(list_feed(rig.session, "https://www.loc.gov/rss/law/new.xml", rig.told.append), read_filters())


def test_a_feed_names_articles_once_each(rig: Rig, server: LocServer) -> None:
    server.script("/rss/law/new.xml", Scripted(body=FEED, headers={"Content-Type": "application/rss+xml"}))
    fetch(rig)
    assert [name[-1] for name in rig.names] == ["1", "2"]
    assert rig.told[0] == "the feed has 4 links, 2 of them to articles of the collection"
    assert "fo" not in server.seen[0].query


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', "document type or entities"),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><rss/>', "document type or entities"),
        (FEED[:-30], "no well-formed XML"),
        (b"", "no well-formed XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><rss/>', "no well-formed XML"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "no RSS 2.0"),
    ],
    ids=["entities", "dtd", "cut", "empty", "encoding", "atom"],
)
def test_what_is_no_feed_is_refused(body: bytes, told: str) -> None:
    with pytest.raises(StopError, match=told):
        read_links(body)


def test_a_page_in_place_of_the_feed_is_a_block(rig: Rig, server: LocServer) -> None:
    server.script("/rss/law/new.xml", Scripted(body=b"<!DOCTYPE html><html>Just a moment</html>"))
    with pytest.raises(BlockedError):
        fetch(rig)


def test_a_feed_elsewhere_is_not_asked_for(rig: Rig, server: LocServer) -> None:
    with pytest.raises(StopError, match="not loc.gov"):
        list(list_feed(rig.session, "https://elsewhere.example/rss", rig.told.append))
    assert not server.seen


def test_a_missing_feed_ends_the_run(rig: Rig) -> None:
    with pytest.raises(StopError, match="no well-formed"):
        fetch(rig)
