import itertools
from xml.etree import ElementTree as ET

from glmbot.bench.plot import plot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(series: dict[str, dict[int, float]]) -> ET.Element:
    return ET.fromstring(plot("Search <fast>", series))  # noqa: S314 - our own picture


def test_equal_ratios_are_equal_distances() -> None:
    tree = drawn({"one": {1000: 1e-5, 10_000: 1e-4, 100_000: 1e-3}})
    points = [tuple(map(float, point.split(","))) for point in tree.find(f"{SVG}polyline").attrib["points"].split()]  # type: ignore[union-attr]
    steps = {(round(x2 - x1), round(y2 - y1)) for (x1, y1), (x2, y2) in itertools.pairwise(points)}
    assert len(steps) == 1
    across, up = steps.pop()
    assert across > 0 > up


def test_each_name_stands_at_its_line_and_covers_no_other() -> None:
    names = ["glmbot", "tantivy", "bm25s", "a & b"]
    tree = drawn({name: {1000: 1e-5 * (1 + place / 50)} for place, name in enumerate(names)})
    places = {text.text: float(text.attrib["y"]) for text in tree.iter(f"{SVG}text") if text.text in names}
    assert places.keys() == set(names)
    assert all(below - above >= 14 for above, below in itertools.pairwise(sorted(places.values())))


def test_colours_of_text_follow_light_and_dark() -> None:
    assert "prefers-color-scheme:dark" in plot("t", {"one": {1000: 1e-5}})
