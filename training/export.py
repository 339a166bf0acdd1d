"""Export the reader: ONNX, int8, with its tokenizer and card; check int8 against float.

python export.py --base MINILM --weights RUN/reader.pt --out FOLDER [--steps STEPS] [--notes FIGURES.txt]
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from pathlib import Path

import numpy as np
import onnx
import score
import torch
from model import SPAN, Exported, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic

INPUTS = ("input_ids", "attention_mask", "memory", "memory_mask", "vectors", "keys")
OUTPUTS = ("relevance", "null", "start", "end", "states", "vector", "span_keys")
AXES = {
    "input_ids": {0: "n", 1: "l"},
    "attention_mask": {0: "n", 1: "l"},
    "memory": {0: "m", 2: "p"},
    "memory_mask": {0: "m", 1: "p"},
    "vectors": {0: "m"},
    "keys": {0: "m", 1: "p"},
    "relevance": {0: "m"},
    "null": {0: "m"},
    "start": {0: "m", 1: "p"},
    "end": {0: "m", 1: "p"},
    "states": {0: "n", 2: "l"},
    "vector": {0: "n"},
    "span_keys": {0: "n", 1: "l"},
}


def write(reader: Reader, path: Path) -> None:
    """Write the float graph."""
    joint, width = len(reader.layers) - reader.alone, reader.words.weight.shape[1]
    ids = torch.randint(1000, 20000, (1, 20))
    given = (
        ids,
        torch.ones_like(ids),
        torch.randn(2, joint, 30, width),
        torch.ones(2, 30, dtype=torch.long),
        torch.randn(2, width),
        torch.randn(2, 30, 2 * SPAN),
    )
    torch.onnx.export(
        Exported(reader),
        given,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=AXES,
        dynamo=False,
        opset_version=17,
    )


def share(path: Path) -> None:
    """Let weights that are used twice be named once: a copy of a weight would not be quantised."""
    model = onnx.load(path)
    weights = {tensor.name for tensor in model.graph.initializer}
    copies = {n.output[0]: n.input[0] for n in model.graph.node if n.op_type == "Identity" and n.input[0] in weights}
    kept = [node for node in model.graph.node if not (node.op_type == "Identity" and node.output[0] in copies)]
    for node in kept:
        for i, name in enumerate(node.input):
            node.input[i] = copies.get(name, name)
    del model.graph.node[:]
    model.graph.node.extend(kept)
    onnx.save(model, path)


def compare(exact: Path, small: Path, steps: Path, most: int) -> str:
    """How far int8 is from float: scores, first passages, spans; and the time of int8."""
    rows = [json.loads(line) for line in steps.read_text(encoding="utf-8").splitlines()][-most:]
    readers = [score.Reader(folder) for folder in (exact, small)]
    differences, same, spans, count, spent = [], 0, 0, 0, []
    for row in rows:
        passages = [tuple(passage) for passage in row["passages"]][:8]
        for reader in readers:
            for passage in passages:
                reader.passage(*passage)
        for question in row["questions"][:6]:
            a = readers[0].read(question["text"], passages)
            began = time.perf_counter()
            b = readers[1].read(question["text"], passages)
            spent.append((time.perf_counter() - began) / len(passages) * 8)
            chance = [[1 / (1 + np.exp(-r.relevance)) for r in read] for read in (a, b)]
            differences += list(np.abs(np.subtract(*chance)))
            first = [int(np.argmax([r.relevance for r in read])) for read in (a, b)]
            same += first[0] == first[1]
            spans += a[first[0]][1:3] == b[first[0]][1:3]
            count += 1
    return (
        f"int8 against float on {count} questions: mean difference of the chance {np.mean(differences):.4f}, "
        f"same first passage {same / count:.4f}, same span {spans / count:.4f}; "
        f"8 passages already read: median {np.median(spent) * 1000:.0f} ms, one thread"
    )


def main() -> None:
    """Export, quantise, compare, write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--joint", type=int, default=3)
    parser.add_argument("--steps", type=Path, help="domain.jsonl to compare on")
    parser.add_argument("--per-channel", action="store_true")
    parser.add_argument("--reduce-range", action="store_true")
    parser.add_argument("--notes", type=Path, help="figures for the card")
    given = parser.parse_args()
    torch.set_num_threads(1)
    reader = Reader(given.base, joint=given.joint)
    reader.load_state_dict(torch.load(given.weights))
    reader.eval()
    exact = given.out / "float"
    exact.mkdir(parents=True, exist_ok=True)
    write(reader, exact / "model.onnx")
    share(exact / "model.onnx")
    quantize_dynamic(
        str(exact / "model.onnx"),
        str(given.out / "model.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=given.per_channel,
        reduce_range=given.reduce_range,
    )
    for folder in (exact, given.out):
        shutil.copy(given.base / "tokenizer.json", folder / "tokenizer.json")
    shutil.copy(Path(score.__file__), given.out / "score.py")
    lines = [f"model.onnx {(given.out / 'model.onnx').stat().st_size / 1e6:.1f} MB"]
    if given.steps:
        lines.append(compare(exact, given.out, given.steps, 20))
    if given.notes:
        lines += given.notes.read_text(encoding="utf-8").splitlines()
    print("\n".join(lines))
    card = Path(__file__).with_name("CARD.in.md").read_text(encoding="utf-8")
    figures = "\n".join(f"- {line}" for line in lines)
    (given.out / "CARD.md").write_text(card.replace("@FIGURES@", figures), encoding="utf-8")


if __name__ == "__main__":
    main()
