"""The reader's network: all-MiniLM-L6-v2 read one way, so that passages can be read beforehand.

The passage is read alone. The question is read alone in the lowest layers; in the upper ones its words look at the
passage's as well. Passages never look at the question, so their states are computed once and kept.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

JOINT = 3
SPAN = 128


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

    def remember(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Keys [N, heads, part, P] and values [N, heads, P, part] of a passage's states."""
        k, v = self.kv(states).chunk(2, dim=-1)
        return self.split(k).transpose(2, 3).contiguous(), self.split(v).contiguous()

    def forward(self, x: Tensor, bias: Tensor, dropout: float, memory: tuple[Tensor, Tensor] | None = None) -> Tensor:
        """`bias` is added to the scores over the row's own words and then over the memory's."""
        k, v = self.kv(x).chunk(2, dim=-1)
        q = self.split(self.query(x) * (self.heads / x.shape[-1]) ** 0.5)
        scores = q @ self.split(k).transpose(2, 3)
        if memory is None:
            mixed = (scores + bias).softmax(-1) @ self.split(v)
        else:
            seen = (torch.cat([scores, q @ memory[0]], dim=-1) + bias).softmax(-1)
            own = x.shape[1]
            mixed = seen[..., :own] @ self.split(v) + seen[..., own:] @ memory[1]
        x = self.norm1(x + functional.dropout(self.out(mixed.transpose(1, 2).flatten(2)), dropout, self.training))
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
        self.cosine = nn.Parameter(torch.tensor([8.0, -4.0]))
        self.relevance = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        nn.init.zeros_(self.relevance[2].weight)
        self.null = nn.Linear(width, 1)
        self.span_passage = nn.Linear(width, 2 * SPAN)
        self.span_question = nn.Linear(width, 2 * SPAN)
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

    def upper(self) -> list[Layer]:
        """The layers in which the question looks at the passage."""
        return list(self.layers)[self.alone :]

    def encode(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """A passage alone: states before each upper layer [N, joint, P, width], vector [N, width], span keys [N, P, 2 SPAN]."""
        x = self.embed(ids)
        bias = hide(mask)[:, None, None, :]
        kept = []
        for i, layer in enumerate(self.layers):
            if i >= self.alone:
                kept.append(x)
            x = layer(x, bias, self.dropout if x.requires_grad else 0.0)
        return torch.stack(kept, 1), self.vector(x, mask), self.span_passage(x)

    def vector(self, x: Tensor, mask: Tensor) -> Tensor:
        """The mean of the words' states, of length one."""
        return functional.normalize((x * mask[..., None]).sum(1), dim=-1)

    def ask(self, ids: Tensor, mask: Tensor) -> Tensor:
        """A question alone, up to the layers where it looks at passages."""
        x = self.embed(ids)
        for layer in list(self.layers)[: self.alone]:
            x = layer(x, hide(mask)[:, None, None, :], self.dropout if x.requires_grad else 0.0)
        return x

    def own_vector(self, x: Tensor, mask: Tensor) -> Tensor:
        """The question's vector when it looks at no passage."""
        for layer in self.upper():
            x = layer(x, hide(mask)[:, None, None, :], self.dropout)
        return self.vector(x, mask)

    def judge(
        self,
        x: Tensor,
        mask: Tensor,
        memories: list[tuple[Tensor, Tensor]],
        memory_mask: Tensor,
        likeness: Tensor,
        keys: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Pairs: relevance [N], null [N], start [N, P], end [N, P]; `memories` are keys and values for each upper layer."""
        bias = hide(torch.cat([mask, memory_mask], 1))[:, None, None, :]
        for layer, memory in zip(self.upper(), memories, strict=True):
            x = layer(x, bias, self.dropout, memory)
        first = functional.dropout(x[:, 0], self.dropout, self.training)
        relevance = self.relevance(first).squeeze(-1) + self.cosine[0] * likeness + self.cosine[1]
        asked_start, asked_end = self.span_question(x).chunk(2, -1)
        keys_start, keys_end = keys.chunk(2, -1)
        off = hide(mask)[:, :, None]
        start = (asked_start @ keys_start.transpose(1, 2) / SPAN**0.5 + off).logsumexp(1)
        end = (asked_end @ keys_end.transpose(1, 2) / SPAN**0.5 + off).logsumexp(1)
        hidden = hide(memory_mask)
        return relevance, self.null(first).squeeze(-1), start + hidden, end + hidden


class Exported(nn.Module):
    """One graph for both uses. Passages: ids [N, L] with a memory of one masked word. Question: ids [1, L] with N memories."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor,
        memory: Tensor,
        memory_mask: Tensor,
        vectors: Tensor,
        keys: Tensor,
    ) -> tuple[Tensor, ...]:
        """relevance, null, start, end (question with passages); states, vector, span keys (passages)."""
        reader = self.reader
        mask = attention_mask.float()
        x = reader.ask(input_ids, mask)
        bias = hide(mask)[:, None, None, :]
        alone, kept = x, []
        for layer in reader.upper():
            kept.append(alone)
            alone = layer(alone, bias, 0.0)
        vector = reader.vector(alone, mask)
        rows = torch.zeros_like(memory_mask[:, :1].float())
        memories = [layer.remember(memory[:, i]) for i, layer in enumerate(reader.upper())]
        judged = reader.judge(
            x + rows[:, :, None],
            mask + rows,
            memories,
            memory_mask.float(),
            (vector * vectors).sum(-1),
            keys,
        )
        return *judged, torch.stack(kept, 1), vector, reader.span_passage(alone)
