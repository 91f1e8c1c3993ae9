"""The reader's network: a small BERT with restored case, and all heads on one pass.

Encoder: all-MiniLM-L6-v2 (Wang et al., NeurIPS 2020; Apache-2.0), 6 layers, 384 wide, plus three
input embeddings (word shape, gap, quotation state).  Heads: linear token heads; pointers, a
biaffine score with a learned bias by distance (Dozat & Manning, ICLR 2017), position 0 meaning
"none"; topics, attention pooling over all pieces of the article (Yang et al., NAACL 2016).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from service.reading.tokens import GAPS, QUOTES, SHAPES
from training.schema import RELATIONS, TOKEN_HEADS

WIDTH, LAYERS, ATTENTION_HEADS, INNER, POINTER = 384, 6, 12, 1536, 64
POOLS, TOPIC_INNER = 4, 512
DISTANCE_BUCKETS = 48
FAST_BFLOAT16 = bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
WORKING_TYPE = torch.bfloat16 if FAST_BFLOAT16 else torch.float32


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distance in pieces -> bucket: exact to 8, then logarithmic to 256 (as T5's)."""
    magnitude = distance.abs()
    far = 8 + (torch.log(magnitude.clamp(min=8).float() / 8) / torch.log(torch.tensor(32.0)) * 15).long()
    bucket = torch.where(magnitude < 8, magnitude, far.clamp(max=23))
    return torch.where(distance < 0, bucket + 24, bucket)


class Layer(nn.Module):
    """One layer of the encoder: attention, then two dense layers, each with its residual."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """[batch, length, WIDTH] -> the same; ``mask`` is added to the attention scores."""
        batch, length, _ = x.shape
        size = WIDTH // ATTENTION_HEADS
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, size).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.matmul(q * size**-0.5, k.transpose(-1, -2))
        if mask is not None:
            weights = weights + mask
        mixed = torch.matmul(weights.softmax(-1), v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + _channel_dropout(self.out(mixed), self.training))
        return self.norm2(x + _channel_dropout(self.outer(F.gelu(self.inner(x))), self.training))


def _channel_dropout(x: Tensor, training: bool, rate: float = 0.1) -> Tensor:
    """Dropout of whole channels of a text (variational dropout): nearly free on a CPU."""
    if not training:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) > rate
    return x * kept.to(x.dtype) / (1 - rate)


class Reader(nn.Module):
    """Pieces in; token logits, pointer projections and hidden states out."""

    def __init__(self, topics: int, main_topics: int) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.gaps = nn.Embedding(len(GAPS), WIDTH)
        self.quotes = nn.Embedding(len(QUOTES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tokens = nn.Linear(WIDTH, sum(len(labels) for labels in TOKEN_HEADS.values()))
        self.pointer_inner = nn.Linear(WIDTH, WIDTH)
        self.pointers = nn.Linear(WIDTH, 2 * len(RELATIONS) * POINTER)
        self.distance = nn.Parameter(torch.zeros(len(RELATIONS), DISTANCE_BUCKETS))
        self.pool = nn.Linear(WIDTH, POOLS)
        self.topic_inner = nn.Linear(POOLS * WIDTH, TOPIC_INNER)
        self.topics = nn.Linear(TOPIC_INNER, topics)
        self.main_topic = nn.Linear(TOPIC_INNER, main_topics)
        for table in (self.shapes, self.gaps, self.quotes):
            nn.init.normal_(table.weight, std=0.02)

    def encode(self, ids: Tensor, shapes: Tensor, gaps: Tensor, quotes: Tensor, mask: Tensor | None) -> Tensor:
        """Ids and features [batch, length] -> hidden states [batch, length, WIDTH]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.shapes(shapes) + self.gaps(gaps) + self.quotes(quotes)
        x = _channel_dropout(self.norm(x), self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def project_pointers(self, hidden: Tensor) -> Tensor:
        """[..., WIDTH] -> [..., 2, relations, POINTER]: as the one who points, as the one pointed at."""
        inner = F.gelu(self.pointer_inner(hidden))
        return self.pointers(inner).unflatten(-1, (2, len(RELATIONS), POINTER))

    def pool_topics(self, hidden: Tensor, story: Tensor, article: Tensor, articles: int) -> Tensor:
        """Attention pooling of windows [windows, length, WIDTH] into articles [articles, TOPIC_INNER]."""
        weights = self.pool(hidden).float().clamp(-12, 12).exp() * story.unsqueeze(-1)
        sums = torch.einsum("wtp,wth->wph", weights, hidden.float())
        totals = weights.sum(1)
        pooled = hidden.new_zeros(articles, POOLS, WIDTH, dtype=torch.float32).index_add(0, article, sums)
        total = hidden.new_zeros(articles, POOLS, dtype=torch.float32).index_add(0, article, totals)
        return F.gelu(self.topic_inner((pooled / total.unsqueeze(-1).clamp(min=1e-6)).flatten(1)))


def load_encoder(reader: Reader, weights: Path) -> None:
    """Fill the encoder with the published tensors of all-MiniLM-L6-v2 (safetensors)."""
    given = load_file(weights)
    state = reader.state_dict()

    def put(ours: str, theirs: Tensor) -> None:
        state[ours].copy_(theirs)

    put("words.weight", given["embeddings.word_embeddings.weight"])
    put("positions.weight", given["embeddings.position_embeddings.weight"])
    put("gaps.weight", state["gaps.weight"] + given["embeddings.token_type_embeddings.weight"][0])
    for end in ("weight", "bias"):
        put(f"norm.{end}", given[f"embeddings.LayerNorm.{end}"])
        for n in range(LAYERS):
            theirs = f"encoder.layer.{n}"
            parts = [given[f"{theirs}.attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            put(f"layers.{n}.qkv.{end}", torch.cat(parts))
            put(f"layers.{n}.out.{end}", given[f"{theirs}.attention.output.dense.{end}"])
            put(f"layers.{n}.norm1.{end}", given[f"{theirs}.attention.output.LayerNorm.{end}"])
            put(f"layers.{n}.inner.{end}", given[f"{theirs}.intermediate.dense.{end}"])
            put(f"layers.{n}.outer.{end}", given[f"{theirs}.output.dense.{end}"])
            put(f"layers.{n}.norm2.{end}", given[f"{theirs}.output.LayerNorm.{end}"])
