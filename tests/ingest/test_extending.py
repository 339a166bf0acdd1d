"""The recipe of docs/extending.md for an article format, followed."""

from support.articles import recipe


def test_a_format_is_read_into_blocks_and_a_record() -> None:
    material = recipe("An article format")["read_memo"]("MEMO Norland: Toll Act\n\nThe toll\nis raised.\n\nBy much.\n")
    assert material.record.title == "Norland: Toll Act"
    assert [block.text for block in material.blocks] == ["The toll is raised.", "By much."]
