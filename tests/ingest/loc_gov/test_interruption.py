import shutil
import signal
from pathlib import Path

from glmbot.ingest.loc_gov.journal import NAME
from ingest.loc_gov.loc_server import LocServer, path_of
from ingest.loc_gov.running import at, fetch, start, wait_for


def content(corpus: Path) -> dict[str, bytes]:
    return {str(path.relative_to(corpus)): path.read_bytes() for path in corpus.rglob("20*.md")}


def test_a_killed_run_goes_on_where_it_was(corpus: Path) -> None:
    untouched = Path(shutil.copytree(corpus, corpus.parent / "untouched"))
    with LocServer(20) as server:
        killed = start(corpus, *at(server))
        wait_for(lambda: len(server.seen) >= 9)
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=20)
        assert killed.returncode == -signal.SIGKILL
        finished = (corpus / NAME).read_bytes().count(b"\n") if (corpus / NAME).exists() else 0
        code, lines = fetch(corpus, *at(server))
        assert code == 0
        skipped = int(lines[-1].split("skipped ")[1].split(",")[0])
        assert skipped in {finished, finished + 1}
        assert lines[-1].startswith(f"added {20 - skipped},")
        assert sum(len(server.asked(path_of(number))) > 1 for number in range(20)) <= 1
    with LocServer(20) as server:
        fetch(untouched, *at(server))
    assert len(content(corpus)) == 21
    assert content(corpus) == content(untouched)
