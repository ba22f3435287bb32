"""What the golden script and the adapter check share: a packed batch in transformers' terms, and its loss."""

import torch
from torch.nn.functional import cross_entropy

INTEGER_FIELDS = ("tokens", "positions", "segments", "labelIndex", "labels")


def tensors_of(batch):
    """A batch as JSON (PackedBatch: flat arrays) -> tensors; the first three are [rows, length]."""
    shape = (batch["rows"], batch["length"])
    flat = {name: torch.tensor(batch[name], dtype=torch.long) for name in INTEGER_FIELDS}
    return {name: flat[name].view(shape) if name in INTEGER_FIELDS[:3] else flat[name] for name in flat}


def attention_mask(segments, dtype):
    """Additive [rows, 1, length, length]: each token sees itself and the earlier ones of its own segment."""
    same = segments[:, :, None] == segments[:, None, :]
    length = segments.shape[1]
    earlier = torch.ones(length, length, dtype=torch.bool).tril()
    allowed = (same & earlier)[:, None]
    return torch.zeros(allowed.shape, dtype=dtype).masked_fill(~allowed, torch.finfo(dtype).min)


def label_logits(model, batch):
    """Logits [labels, vocabulary] at the batch's label positions."""
    tensors = tensors_of(batch)
    output = model(
        input_ids=tensors["tokens"],
        position_ids=tensors["positions"],
        attention_mask=attention_mask(tensors["segments"], model.dtype),
        use_cache=False,
    )
    return output.logits.flatten(0, 1)[tensors["labelIndex"]]


def loss_sum(logits, batch):
    """The sum, not the mean, of the labels' cross entropies."""
    return cross_entropy(logits, torch.tensor(batch["labels"]), reduction="sum")
