"""Writes fixtures/: what numpy, PyTorch, transformers and the `gguf` package make of weights on disk.

    python test/io/make_fixtures.py            # needs torch, transformers, tokenizers, gguf
    python test/io/make_fixtures.py VOCABULARIES

With a folder named, it also writes there one GGUF file without weights for each kind of tokenizer; `llama_tokens.mjs` asks
llama.cpp for their tokens.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf import GGMLQuantizationType as Type
from safetensors.numpy import load_file
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import LlamaForCausalLM

here = Path(__file__).parent
fixtures = here / "fixtures"
goldens = here.parent / "goldens" / "fixtures"


def encoded(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def write_json(name, value):
    (fixtures / name).write_text(json.dumps(value) + "\n")


def floats():
    """Float32 bit patterns with what NumPy (binary16) and PyTorch (bfloat16) round them to, and every half's value."""
    random = np.random.default_rng(1)
    edges = [0, 1, 0x007FFFFF, 0x00800000, 0x33000000, 0x33000001, 0x33800000, 0x337FFFFF, 0x38800000, 0x387FE000]
    edges += [0x387FFFFF, 0x387FC000, 0x477FE000, 0x477FEFFF, 0x477FF000, 0x7F7FFFFF, 0x7F7F7FFF, 0x7F7F8000, 0x7F800000]
    ties = [0x3F800000 | low for low in (0x1000, 0x3000, 0x0FFF, 0x1001, 0x8000, 0x18000, 0x7FFF, 0x8001, 0x7FFFFF)]
    small = random.integers(0x32800000, 0x39000000, 400)
    middle = random.integers(0x38000000, 0x48000000, 600)
    patterns = np.concatenate([edges, ties, small, middle, random.integers(0, 0x7F800000, 400)]).astype(np.uint32)
    patterns = np.concatenate([patterns, patterns | np.uint32(0x80000000)])
    values = patterns.view(np.float32)
    with np.errstate(over="ignore"):
        half = values.astype(np.float16)
    bfloat = torch.from_numpy(values.copy()).to(torch.bfloat16).view(torch.int16).numpy()
    decoded = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float32)
    decoded[np.isnan(decoded)] = np.nan
    write_json("floats.json", {
        "float32": encoded(values), "float16": encoded(half), "bfloat16": encoded(bfloat),
        "everyHalf": hashlib.sha256(decoded.tobytes()).hexdigest(),
    })  # fmt: skip


def ggml_types():
    """Random blocks of each type, halves finite, and the values that `gguf` gives them."""
    random = np.random.default_rng(2)
    halves = {Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q8_0: [0]}
    halves |= {Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208]}
    result = {}
    for type, places in halves.items():
        _, size = gguf.GGML_QUANT_SIZES[type]
        blocks = random.integers(0, 256, (3, size), dtype=np.uint8)
        for place in places:
            scales = random.normal(0, 0.05, 3).astype(np.float16)
            blocks[:, place : place + 2] = scales[:, None].view(np.uint8)
        result[type.name] = {"number": int(type), "bytes": encoded(blocks), "values": encoded(gguf.dequantize(blocks, type).astype(np.float32))}
    write_json("ggml-types.json", result)


def permuted(weights, heads):
    """llama.cpp's order of the rows of q and k: the two halves of each head, row by row in turn."""
    return np.ascontiguousarray(weights.reshape(heads, 2, -1, weights.shape[-1]).swapaxes(1, 2).reshape(weights.shape))


layer_names = {
    "input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "post_attention_layernorm": "ffn_norm", "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip
outer_names = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}


def llama_cpp_name(name):
    parts = name.removesuffix(".weight").split(".")
    if parts[0] == "model" and parts[1] == "layers":
        return f"blk.{parts[2]}.{layer_names['.'.join(parts[3:])]}.weight"
    return f"{outer_names['.'.join(parts)]}.weight"


def llama3_divisors(config):
    """As llama.cpp's converter computes them."""
    scaling, dim = config["rope_scaling"], config["head_dim"]
    frequencies = 1.0 / (config["rope_theta"] ** (torch.arange(0, dim, 2, dtype=torch.float32) / dim))
    low = scaling["original_max_position_embeddings"] / scaling["low_freq_factor"]
    high = scaling["original_max_position_embeddings"] / scaling["high_freq_factor"]
    divisors = []
    for frequency in frequencies:
        length = 2 * np.pi / frequency
        if length < high:
            divisors.append(1.0)
        elif length > low:
            divisors.append(scaling["factor"])
        else:
            smooth = (scaling["original_max_position_embeddings"] / length - scaling["low_freq_factor"]) / (
                scaling["high_freq_factor"] - scaling["low_freq_factor"]
            )
            divisors.append(1 / ((1 - smooth) / scaling["factor"] + smooth))
    return np.array(divisors, dtype=np.float32)


def add_hyperparameters(writer, config):
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(config["rope_theta"])
    if "head_dim" in config:
        writer.add_key_length(config["head_dim"])
        writer.add_value_length(config["head_dim"])
        writer.add_rope_dimension_count(config["head_dim"])


def add_byte_tokenizer(writer, size):
    """The first tokens of a byte-level vocabulary, the end token before them."""
    characters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = ["<|end|>", "th", *characters][:size]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([3] + [1] * (len(tokens) - 1))
    writer.add_token_merges(["t h"])
    writer.add_eos_token_id(0)


def tiny_models():
    """The tiny golden models as llama.cpp would store them; transformers must read the same weights back."""
    for name in ("tiny-tied-llama3", "tiny-untied"):
        folder = goldens / name / "model"
        config = json.loads((folder / "config.json").read_text())
        config.setdefault("rope_theta", config.get("rope_parameters", {}).get("rope_theta"))
        if "rope_scaling" in config:
            # As in Llama 3 itself; with these frequencies some are kept, one is blended, one is slowed.
            config["rope_scaling"]["original_max_position_embeddings"] = 8192
        path = fixtures / f"{name}.gguf"
        writer = gguf.GGUFWriter(path, "llama")
        writer.add_string("general.license", "apache-2.0")
        add_hyperparameters(writer, config)
        writer.add_vocab_size(config["vocab_size"])
        add_byte_tokenizer(writer, config["vocab_size"])
        if "rope_scaling" in config:
            writer.add_tensor("rope_freqs.weight", llama3_divisors(config))
        for weight, values in load_file(folder / "model.safetensors").items():
            if ".q_proj." in weight:
                values = permuted(values, config["num_attention_heads"])
            if ".k_proj." in weight:
                values = permuted(values, config["num_key_value_heads"])
            writer.add_tensor(llama_cpp_name(weight), values)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        check_with_transformers(path, folder)


def check_with_transformers(path, folder):
    read = LlamaForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32).state_dict()
    for name, values in load_file(folder / "model.safetensors").items():
        if not torch.equal(read[name], torch.from_numpy(values)):
            raise SystemExit(f"{path.name}: transformers reads other values for {name}")


def vocabulary():
    """A small byte-pair vocabulary, learned from the synthetic notes that come along."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=600, special_tokens=["<|end|>"], initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False
    )
    sample = here.parent.parent / "runtime" / "embedded" / "sample.csv"
    numbers = [" ".join(str(n) for n in range(start, start + 400)) for start in (0, 1100, 12300)] * 8
    tokenizer.train_from_iterator([sample.read_text()[:200_000], *numbers, "it's I'm we'll don't they've " * 40], trainer)
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    merges = [" ".join(pair) for pair in model["merges"]]
    # Across the borders where the kinds of tokenizers cut differently.
    extra = [("1", "2"), ("12", "3"), ("123", "4"), ("5", "6"), ("/", "o"), ("'", "S"), ("Ġ", "Ġ"), (".", "Ċ")]
    merges += [" ".join(pair) for pair in extra if "".join(pair) not in tokens]
    tokens += ["".join(pair) for pair in extra if "".join(pair) not in tokens]
    # A token that no merges lead to.
    return [*tokens, "xyz"], merges


def sentence_pieces(merges):
    """Pieces of the same merges, as Llama 1 and 2 have them: control tokens, bytes, pieces with scores."""
    plain = ["▁", *(chr(code) for code in range(33, 127))]
    merged = [left + right for left, right in (pair.split(" ") for pair in merges)]
    pieces = [piece.replace("Ġ", "▁") for piece in merged]
    pieces = list(dict.fromkeys(piece for piece in pieces if set(piece) <= set(plain)))
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *pieces, *plain]
    kinds = [2, 3, 3] + [6] * 256 + [1] * (len(pieces) + len(plain))
    scores = [0.0] * 259 + [float(-rank) for rank in range(len(pieces) + len(plain))]
    return tokens, kinds, scores


def vocabularies(folder):
    tokens, merges = vocabulary()
    pieces, kinds, scores = sentence_pieces(merges)
    write_json("vocabulary.json", {
        "bytePair": {"tokens": tokens, "merges": merges},
        "sentencePiece": {"tokens": pieces, "kinds": kinds, "scores": scores},
    })
    if not folder:
        return
    config = {"max_position_embeddings": 64, "hidden_size": 8, "num_hidden_layers": 1, "intermediate_size": 8}
    config |= {"num_attention_heads": 1, "num_key_value_heads": 1, "rms_norm_eps": 1e-5, "rope_theta": 10000.0}
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("default", "gpt-2", "smollm", "llama-bpe", "smaug-bpe", "qwen2", "sentence-piece"):
        writer = gguf.GGUFWriter(folder / f"{kind}.gguf", "llama")
        add_hyperparameters(writer, config)
        if kind == "sentence-piece":
            writer.add_tokenizer_model("llama")
            writer.add_token_list(pieces)
            writer.add_token_types(kinds)
            writer.add_token_scores(scores)
            writer.add_bos_token_id(1)
            writer.add_eos_token_id(2)
            writer.add_unk_token_id(0)
        else:
            writer.add_tokenizer_model("gpt2")
            writer.add_tokenizer_pre(kind)
            writer.add_token_list(tokens)
            writer.add_token_types([3] + [1] * (len(tokens) - 1))
            writer.add_token_merges(merges)
            writer.add_eos_token_id(0)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.close()


if __name__ == "__main__":
    fixtures.mkdir(exist_ok=True)
    floats()
    ggml_types()
    tiny_models()
    vocabularies(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
