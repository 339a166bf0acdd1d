"""Train the reader.

    python train.py --base MINILM --steps STEPS --out RUN [--epochs 3] [--general-first 350] [--threads 1]

Goes on from RUN/checkpoint.pt where there is one. Writes RUN/reader.pt: the running mean of the weights.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from batches import Batch, load, open_tokenizer, pad
from model import Reader
from torch import Tensor
from torch.nn import functional

MEAN = 0.99


def encode(model: Reader, passages: list[list[int]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States, vectors, span keys and mask of passages, read in two buckets of like length."""
    order = sorted(range(len(passages)), key=lambda i: len(passages[i]))
    longest = len(passages[order[-1]])
    half = len(order) // 2
    parts = []
    for bucket in (order[:half], order[half:]) if half > 1 else (order,):
        ids, mask = pad([passages[i] for i in bucket])
        states, vectors, keys = model.encode(ids, mask)
        more = longest - ids.shape[1]
        parts.append(
            (
                functional.pad(states, (0, 0, 0, more)),
                vectors,
                functional.pad(keys, (0, 0, 0, more)),
                functional.pad(mask, (0, more)),
            )
        )
    back = torch.tensor(sorted(range(len(order)), key=lambda i: order[i]))
    states, vectors, keys, mask = (torch.cat(part)[back] for part in zip(*parts, strict=True))
    return states, vectors, keys, mask


def judge(model: Reader, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Relevance, null, start and end of all pairs of a batch."""
    states, vectors, keys, passage_mask = encode(model, batch.passages)
    ids, mask = pad(batch.questions)
    asked = model.ask(ids, mask)
    asked_vector = model.own_vector(asked, mask)
    q, p = batch.pair_question, batch.pair_passage
    memories = [layer.remember(states[:, i]) for i, layer in enumerate(model.upper())]
    likeness = (asked_vector[q] * vectors[p]).sum(-1)
    lengths = mask.sum(1).long()
    order = lengths[q].argsort(stable=True)
    parts = []
    for bucket in order.chunk(3):
        bq, bp = q[bucket], p[bucket]
        longest = int(lengths[bq].max())
        parts.append(
            model.judge(
                asked[bq, :longest],
                mask[bq, :longest],
                [(k[bp], v[bp]) for k, v in memories],
                passage_mask[bp],
                likeness[bucket],
                keys[bp],
            )
        )
    back = order.argsort()
    relevance, null, start, end = (torch.cat(part)[back] for part in zip(*parts, strict=True))
    return relevance, null, start, end


def losses(model: Reader, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Relevance of each pair; the right passage, or none, among a question's; the span."""
    relevance, null, start, end = judge(model, batch)
    right = batch.right
    pair = functional.binary_cross_entropy_with_logits(relevance, right)
    count = len(batch.questions)
    best = torch.zeros(count)
    total = torch.zeros(count)
    top = relevance.detach().amax().clamp(min=0)
    each = (relevance - top).exp()
    total = total.index_add(0, batch.pair_question, each)
    best = best.index_add(0, batch.pair_question, each * right)
    answered = torch.zeros(count).index_add(0, batch.pair_question, right) > 0
    nothing = (-top).exp()
    wanted = torch.where(answered, best, nothing)
    group = -(wanted.clamp(min=1e-20) / (total + nothing)).log().mean()
    known = batch.spans[:, 0] >= 0
    span = relevance.new_zeros(())
    if known.any():
        weight = torch.where(right[known] > 0, 1.0, 0.3)
        for logits, target in ((start, batch.spans[:, 0]), (end, batch.spans[:, 1])):
            full = torch.cat([null[:, None], logits], 1)[known]
            each = functional.cross_entropy(full, target[known], reduction="none")
            span = span + (each * weight).sum() / weight.sum() / 2
    return pair, group, span


def plan(
    general: int, domain: int, twins: int, first: int, epochs: int, share: float, rng: random.Random
) -> list[tuple[str, int]]:
    """The order of steps: general ones first, then the domain's, with ever fewer general ones among them.

    With twins, an epoch is all of them and half of the domain's steps.
    """
    deck: list[int] = []

    def draw() -> tuple[str, int]:
        if not deck:
            deck.extend(rng.sample(range(general), general))
        return "general", deck.pop()

    order = [draw() for _ in range(first)]
    for epoch in range(epochs):
        part = [("domain", i) for i in rng.sample(range(domain), domain // 2 if twins else domain)]
        part += [("twins", i) for i in range(twins)]
        part += [draw() for _ in range(round(domain * share / 2**epoch))]
        order += rng.sample(part, len(part))
    return order


def main() -> None:
    """Train from the start or from the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--steps", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to begin with (another run's reader.pt)")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--general-first", type=int, default=350)
    parser.add_argument("--general-share", type=float, default=0.5)
    parser.add_argument("--joint", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--leave-out", default="", help="an author to leave out")
    parser.add_argument("--twins", action="store_true", help="train on the twins, and on half of the others an epoch")
    parser.add_argument("--share", type=float, default=1.0, help="share of the domain's articles")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--keep-every", type=int, default=60)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = open_tokenizer(given.base)
    data = {
        "general": load(given.steps / "general.jsonl", tokenizer),
        "domain": load(given.steps / "domain.jsonl", tokenizer, given.leave_out, given.share),
        "twins": load(given.steps / "twins.jsonl", tokenizer, given.leave_out, given.share) if given.twins else [],
    }
    rng = random.Random(given.seed)
    sizes = (len(data["general"]), len(data["domain"]), len(data["twins"]))
    order = plan(*sizes, given.general_first, given.epochs, given.general_share, rng)
    model = Reader(given.base, joint=given.joint)
    model.load_base(given.base)
    if given.start:
        model.load_state_dict(torch.load(given.start))
    model.freeze(2)
    model.train()
    heads = ("relevance", "null", "span", "cosine")
    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for n, p in trained if n.startswith(heads)]},
            {"params": [p for n, p in trained if not n.startswith(heads)]},
        ],
        weight_decay=0.01,
    )
    mean = {name: p.detach().clone() for name, p in trained}
    done = 0
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        mean, done = kept["mean"], kept["done"]
        torch.manual_seed(given.seed + done)

    def keep(done: int) -> None:
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "mean": mean, "done": done}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        torch.save({**model.state_dict(), **mean}, given.out / "reader.new")
        (given.out / "reader.new").replace(given.out / "reader.pt")

    began, sums = time.time(), torch.zeros(3)
    print(f"{len(order)} steps, from {done}", flush=True)
    for at in range(done, len(order)):
        warm = min(1.0, (at + 1) / 50)
        factor = warm * max(0.03, 1 - max(0.0, at / len(order) - 0.3) / 0.7)
        for group, times in zip(optimiser.param_groups, (3, 1), strict=True):
            group["lr"] = given.rate * times * factor
        source, i = order[at]
        parts = losses(model, data[source][i])
        (parts[0] + 0.5 * parts[1] + 0.3 * parts[2]).backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
        optimiser.step()
        optimiser.zero_grad()
        with torch.no_grad():
            for name, p in trained:
                mean[name].lerp_(p.detach(), 1 - min(MEAN, (at + 1) / (at + 10)))
        sums += torch.stack(parts).detach()
        if (at + 1) % 20 == 0:
            pace = (time.time() - began) / (at + 1 - done)
            print(at + 1, source, *(f"{x:.3f}" for x in (sums / 20).tolist()), f"{pace:.2f} s", flush=True)
            sums.zero_()
        if (at + 1) % given.keep_every == 0 or at + 1 == len(order):
            keep(at + 1)


if __name__ == "__main__":
    main()
