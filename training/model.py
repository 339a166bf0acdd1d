"""The reader's network: all-MiniLM-L6-v2 as a cross-encoder whose lowest layers read question and passage apart.

In the lowest layers a text is read alone, so a passage's states there are computed once and kept. In the upper layers question
and passage are read together, each word looking at all words of both.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

JOINT = 3


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT) that may also look at a memory."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.kv = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def split(self, x: Tensor) -> Tensor:
        """[N, L, width] to [N, heads, L, width / heads]."""
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """`bias` is added to the attention scores."""
        k, v = self.kv(x).chunk(2, dim=-1)
        q = self.split(self.query(x) * (self.heads / x.shape[-1]) ** 0.5)
        seen = (q @ self.split(k).transpose(2, 3) + bias).softmax(-1)
        mixed = (seen @ self.split(v)).transpose(1, 2).flatten(2)
        x = self.norm1(x + functional.dropout(self.out(mixed), dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, dropout, self.training))


def hide(mask: Tensor) -> Tensor:
    """What is added to scores so that padding is not looked at."""
    return (1.0 - mask.float()) * -1e4


class Reader(nn.Module):
    """Reads passages, then questions with them; gives relevance and the answer's start and end."""

    def __init__(self, base: Path, layers: int = 6, joint: int = JOINT) -> None:
        super().__init__()
        config = json.loads((base / "config.json").read_text(encoding="utf-8"))
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.types = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"]) for _ in range(layers)
        )
        self.alone = layers - joint
        self.sides = nn.Parameter(torch.zeros(2, width))
        self.relevance = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        self.null = nn.Linear(width, 2)
        self.span = nn.Linear(width, 2)
        self.dropout = 0.1

    def load_base(self, base: Path) -> None:
        """Take the embeddings and layers of all-MiniLM-L6-v2 (BERT's names)."""
        kept = load_file(base / "model.safetensors")
        kept = {name.removeprefix("bert."): value.float() for name, value in kept.items()}
        state = self.state_dict()
        for ours, theirs in (
            ("words", "word_embeddings"),
            ("places", "position_embeddings"),
            ("types", "token_type_embeddings"),
        ):
            state[f"{ours}.weight"] = kept[f"embeddings.{theirs}.weight"]
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = kept[f"embeddings.LayerNorm.{part}"]
            for i in range(len(self.layers)):
                at = f"encoder.layer.{i}"
                state[f"layers.{i}.kv.{part}"] = torch.cat(
                    [kept[f"{at}.attention.self.{name}.{part}"] for name in ("key", "value")]
                )
                for ours, theirs in (
                    ("query", "attention.self.query"),
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    state[f"layers.{i}.{ours}.{part}"] = kept[f"{at}.{theirs}.{part}"]
        self.load_state_dict(state)

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest layers as they are."""
        for module in (self.words, self.places, self.types, self.norm, *self.layers[:layers]):
            for parameter in module.parameters():
                parameter.requires_grad = False

    def embed(self, ids: Tensor) -> Tensor:
        """Word, place and type of each token."""
        return self.norm(self.words(ids) + self.places.weight[: ids.shape[1]] + self.types.weight[0])

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """A text alone, up to the layers where question and passage are read together."""
        x = self.embed(ids)
        for layer in list(self.layers)[: self.alone]:
            x = layer(x, hide(mask)[:, None, None, :], self.dropout if x.requires_grad else 0.0)
        return x

    def judge(
        self, question: Tensor, question_mask: Tensor, passage: Tensor, passage_mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Pairs of states: relevance [N], null [N, 2], start [N, P], end [N, P]."""
        x = torch.cat([question + self.sides[0], passage + self.sides[1]], 1)
        bias = hide(torch.cat([question_mask, passage_mask], 1))[:, None, None, :]
        for layer in list(self.layers)[self.alone :]:
            x = layer(x, bias, self.dropout)
        first = functional.dropout(x[:, 0], self.dropout, self.training)
        spans = self.span(x[:, question.shape[1] :]) + hide(passage_mask)[:, :, None]
        return self.relevance(first).squeeze(-1), self.null(first), spans[..., 0], spans[..., 1]


class Exported(nn.Module):
    """One graph for both uses. A passage: ids [1, L] with any memory. A question: ids [1, L] with N passages' states."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, memory: Tensor, memory_mask: Tensor
    ) -> tuple[Tensor, ...]:
        """relevance, null, start, end (question with passages); states (of a passage)."""
        mask = attention_mask.float()
        states = self.reader.encode(input_ids, mask)
        rows = torch.zeros_like(memory_mask[:, :1].float())
        relevance, null, start, end = self.reader.judge(
            states + rows[:, :, None], mask + rows, memory, memory_mask.float()
        )
        return relevance, null.sum(-1), start, end, states
