"""What a quarter, a half and all of the domain's articles bring, measured on an author left out.

python curve.py --base MINILM --steps STEPS --domain ARTICLES --author a6 --out OUT
"""

from __future__ import annotations

import argparse
from pathlib import Path

from run import call


def main() -> None:
    """One general run, then a fine-tuning with each share from it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "steps", "domain", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--author", default="a6")
    parser.add_argument("--general-first", type=int, default=150)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    common = ("--base", given.base, "--steps", given.steps, "--threads", given.threads)
    start = given.out / "general"
    call("train.py", *common, "--out", start, "--general-first", given.general_first, "--epochs", 0)
    for share in (0.0, 0.25, 0.5, 1.0):
        out = start if not share else given.out / f"share-{share}"
        if share:
            more = ("--start", start / "reader.pt", "--general-first", 0, "--epochs", 1, "--general-share", 0)
            call("train.py", *common, "--out", out, *more, "--leave-out", given.author, "--share", share)
        call("export.py", "--base", given.base, "--weights", out / "reader.pt", "--out", out / "reader")
        print(f"share {share}", flush=True)
        call("evaluate.py", "--reader", out / "reader", "--domain", given.domain / given.author)


if __name__ == "__main__":
    main()
