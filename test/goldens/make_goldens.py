"""Writes fixtures/: what transformers + PEFT + PyTorch compute for two tiny Llama models. See README.md.

    python test/goldens/make_goldens.py

Float32 on one CPU thread; every run is repeated in float64 and must agree, so that no golden value hangs on rounding.
"""

import json
import math
import os
import platform
import shutil
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import peft
import optimizer_goldens
import safetensors
import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from reference import label_logits, loss_sum
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM, get_cosine_schedule_with_warmup

FIXTURES = Path(__file__).parent / "fixtures"
LENGTH = 48
VOCABULARY = 256
# Lengths of the examples in each row of each micro batch, and where the answer of each starts; the rest is padding.
MICRO_BATCHES = [
    [[(17, 11), (20, 9)], [(12, 8), (9, 4), (22, 17)]],
    [[(25, 20), (23, 21)], [(8, 5), (31, 24)]],
    [[(14, 3), (14, 13), (15, 8)], [(40, 30), (6, 2)]],
    [[(30, 12), (11, 7)], [(10, 6), (10, 9), (10, 1)]],
]
STEPS = [[0, 1], [2, 3]] * 5
MODELS = {
    "tiny-untied": dict(
        config=dict(hidden_size=64, num_hidden_layers=3, num_attention_heads=8, num_key_value_heads=2,
                    intermediate_size=160, tie_word_embeddings=False,
                    rope_parameters={"rope_type": "default", "rope_theta": 10000.0}),
        use_rslora=False,
        methods=("lora",),
    ),
    # Heads wider than hidden / heads; positions beyond the original ones; written with the older key rope_scaling.
    "tiny-tied-llama3": dict(
        config=dict(hidden_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, head_dim=16,
                    intermediate_size=128, tie_word_embeddings=True,
                    rope_parameters={"rope_type": "llama3", "rope_theta": 10000.0, "factor": 8.0,
                                     "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                                     "original_max_position_embeddings": 32}),
        use_rslora=True,
        methods=("lora", "full"),
    ),
}
TRAINING = dict(betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)
LEARNING_RATE = {"lora": 1e-2, "full": 3e-3}
WARMUP_STEPS = 2
MAX_GRAD_NORM = 1.0


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    shutil.rmtree(FIXTURES, ignore_errors=True)
    for seed, (name, spec) in enumerate(MODELS.items()):
        make_model(FIXTURES / name, name, spec, torch.Generator().manual_seed(seed + 1))
    optimizer_goldens.main(FIXTURES / "optimizer.json")
    write_json(FIXTURES / "versions.json", {
        "python": platform.python_version(), "torch": torch.__version__, "transformers": transformers.__version__,
        "peft": peft.__version__, "safetensors": safetensors.__version__,
    })


def make_model(folder, name, spec, generator):
    save_base(folder / "model", spec["config"], generator)
    save_adapter(folder, name, spec["use_rslora"], generator)
    batches = [make_batch(rows, generator) for rows in MICRO_BATCHES]
    row = make_batch([[(28, 1)]], generator, length=28)
    check_packing(adapted(folder), batches[0])
    write_json(folder / "batches.json", {"batches": batches, "row": row, "steps": STEPS})
    for method in spec["methods"]:
        make_training(folder, name, method, batches, row)


def save_base(folder, config, generator):
    """A random model at the scale of a trained one: logits, attention and norms far from uniform."""
    config = LlamaConfig(vocab_size=VOCABULARY, max_position_embeddings=256, rms_norm_eps=1e-5, pad_token_id=None,
                         bos_token_id=1, eos_token_id=2, **config)
    model = LlamaForCausalLM(config)
    for parameter in model.parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        parameter.data = 1 + 0.2 * noise if parameter.dim() == 1 else noise * 1.5 / math.sqrt(parameter.shape[1])
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    written = json.loads((folder / "config.json").read_text())
    if written["rope_parameters"]["rope_type"] == "llama3":
        rope = written.pop("rope_parameters")
        write_json(folder / "config.json", {**written, "rope_theta": rope.pop("rope_theta"), "rope_scaling": rope})
        frequencies = LlamaForCausalLM.from_pretrained(folder).model.rotary_emb.inv_freq
        assert torch.equal(frequencies, model.model.rotary_emb.inv_freq)
        slowed = model.model.rotary_emb.compute_default_rope_parameters(config)[0] / frequencies
        kinds = {"kept" if s < 1.01 else "slowed" if s > 7.99 else "blended" for s in slowed.tolist()}
        assert kinds == {"kept", "blended", "slowed"}, slowed


def save_adapter(folder, name, use_rslora, generator):
    """Non-zero A and B, so that every gradient is non-zero."""
    config = LoraConfig(r=4, lora_alpha=8, lora_dropout=0.0, use_rslora=use_rslora, target_modules="all-linear",
                        task_type="CAUSAL_LM")
    model = get_peft_model(load_base(folder), config)
    for key, parameter in model.named_parameters():
        if "lora_" in key:
            parameter.data = torch.randn(parameter.shape, generator=generator) / (4 * math.sqrt(parameter.shape[1]))
    write_adapter(model, folder / "adapter", name)


def write_adapter(model, folder, name):
    config = model.peft_config["default"]
    config.base_model_name_or_path = name  # else the path on the machine that ran this
    config.target_modules = sorted(config.target_modules)
    model.save_pretrained(folder, save_embedding_layers=False)
    (folder / "README.md").unlink()


def make_batch(rows, generator, length=LENGTH):
    """A PackedBatch; the keys are those of runtime/data/packing.ts."""
    fields = {name: [0] * (len(rows) * length) for name in ("tokens", "positions", "segments")}
    label_index, labels = [], []
    for row, examples in enumerate(rows):
        at = row * length
        for segment, (tokens, label_start) in enumerate(examples):
            drawn = torch.randint(3, VOCABULARY, (tokens,), generator=generator).tolist()
            for i, token in enumerate(drawn):
                fields["tokens"][at + i] = token
                fields["positions"][at + i] = i
                fields["segments"][at + i] = segment + 1
            label_index += range(at + label_start - 1, at + tokens - 1)
            labels += drawn[label_start:]
            at += tokens
    count = sum(tokens for examples in rows for tokens, _ in examples)
    return {"rows": len(rows), "length": length, **fields, "labelIndex": label_index, "labels": labels,
            "tokenCount": count}


def check_packing(model, batch):
    """Each example alone must give the very logits it has among its neighbours."""
    packed = label_logits(model, batch)
    at = 0
    for row, examples in enumerate(MICRO_BATCHES[0]):
        start = row * LENGTH
        for tokens, label_start in examples:
            alone = torch.tensor([batch["tokens"][start : start + tokens]])
            logits = model(input_ids=alone).logits[0, label_start - 1 : -1]
            torch.testing.assert_close(packed[at : at + len(logits)], logits, rtol=1e-4, atol=1e-4)
            start, at = start + tokens, at + len(logits)


def make_training(folder, name, method, batches, row):
    result, tensors, model = reference_run(folder, method, batches, torch.float32)
    exact, exact_tensors, _ = reference_run(folder, method, batches, torch.float64)
    result["roundingOfLosses"] = max(abs(a - b) for a, b in zip(result["losses"], exact["losses"]))
    result["roundingOfGradients"] = max(
        ((tensors[key] - exact_tensors[key]).norm() / exact_tensors[key].norm()).item()
        for key in tensors if key.startswith("gradient:")
    )
    assert result["roundingOfLosses"] < 1e-4 and result["roundingOfGradients"] < 1e-5, result
    with torch.no_grad():
        start = load(folder, method)
        tensors["logits:row"] = label_logits(start, every_position(row))
        if method == "lora":
            with start.disable_adapter():
                tensors["logits:row:base"] = label_logits(start, every_position(row))
    save_file({key: value.detach().contiguous().clone() for key, value in tensors.items()},
              folder / f"{method}.safetensors")
    write_json(folder / f"{method}.json", result)
    if method == "lora":
        write_adapter(model, folder / "trained-adapter", name)


def every_position(row):
    return {**row, "labelIndex": list(range(row["length"]))}


def reference_run(folder, method, batches, dtype):
    """Ten optimizer steps. Returns the figures, the first step's logits and gradients, and the trained model."""
    model = load(folder, method).to(dtype)
    trained = {plain_name(key): p for key, p in model.named_parameters() if p.requires_grad}
    optimizer = torch.optim.AdamW(trained.values(), lr=LEARNING_RATE[method], foreach=False, **TRAINING)
    schedule = get_cosine_schedule_with_warmup(optimizer, WARMUP_STEPS, len(STEPS))
    tensors, losses, rates, norms = {}, [], [], []
    for step, micro_batches in enumerate(STEPS):
        count = sum(len(batches[i]["labels"]) for i in micro_batches)
        loss = 0.0
        for i in micro_batches:
            logits = label_logits(model, batches[i])
            part = loss_sum(logits, batches[i]) / count
            part.backward()
            loss += part.item()
            if step == 0:
                tensors[f"logits:{i}"] = logits
        if step == 0:
            tensors |= {f"gradient:{key}": p.grad.clone() for key, p in trained.items()}
        norms.append(torch.nn.utils.clip_grad_norm_(trained.values(), MAX_GRAD_NORM).item())
        rates.append(schedule.get_last_lr()[0])
        losses.append(loss)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    figures = {
        "method": method,
        "loss": losses[0],
        "losses": losses,
        "learningRates": rates,
        "gradientNorms": norms,
        "optimizer": {"learningRate": LEARNING_RATE[method], "weightDecay": TRAINING["weight_decay"],
                      "beta1": TRAINING["betas"][0], "beta2": TRAINING["betas"][1], "epsilon": TRAINING["eps"],
                      "maxGradNorm": MAX_GRAD_NORM},
        "schedule": {"type": "cosine", "warmupRatio": WARMUP_STEPS / len(STEPS)},
    }
    return figures, tensors, model


def plain_name(key):
    """base_model.model.model.layers.0.….lora_A.default.weight -> model.layers.0.….lora_A; base names stay."""
    return key.removeprefix("base_model.model.").removesuffix(".default.weight")


def load(folder, method):
    return adapted(folder, trainable=True) if method == "lora" else load_base(folder)


def load_base(folder):
    return LlamaForCausalLM.from_pretrained(folder / "model", dtype=torch.float32, attn_implementation="eager")


def adapted(folder, trainable=False):
    return PeftModel.from_pretrained(load_base(folder), folder / "adapter", is_trainable=trainable)


def write_json(path, value):
    path.write_text(json.dumps(value) + "\n")


if __name__ == "__main__":
    main()
