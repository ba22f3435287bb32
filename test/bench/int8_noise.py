"""
What an int8 base would do to LoRA training: loss and gradients of a real model with products as ONNX Runtime's
DynamicQuantizeMatMul computes them (weights int8 per column, rows uint8 on the fly), against float32. It is why there is
no int8 base on the CPU: see ARCHITECTURE.md.

    python test/bench/int8_noise.py SmolLM2-135M-Instruct.Q4_1.gguf    # needs torch, transformers, peft, gguf
"""

import csv
import random
import sys
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from peft.tuners.lora.layer import Linear
from transformers import AutoModelForCausalLM, AutoTokenizer

SAMPLE = Path(__file__).parents[2] / "runtime/embedded/sample.csv"
# name: (quantise the forward products, the backward ones, each row by its own largest value)
MODES = {
    "float32": (False, False, False),
    "forward and backward, one scale a product": (True, True, False),
    "forward and backward, a scale a row": (True, True, True),
    "backward alone, a scale a row": (False, True, True),
}
mode = MODES["float32"]


def columns(w):
    scale = w.abs().amax(0, keepdim=True) / 127
    return torch.round(w / scale).clamp(-127, 127) * scale


def rows(x):
    *lead, width = x.shape
    largest = x.abs().amax(-1, keepdim=True).clamp_min(1e-30) if mode[2] else torch.ones(())
    y = (x / largest).reshape(-1, width)
    low, high = y.min().clamp_max(0), y.max().clamp_min(0)
    scale = ((high - low) / 255).clamp_min(1e-30)
    zero = torch.round(-low / scale)
    return ((torch.round(y / scale) + zero).clamp(0, 255) - zero).mul(scale).reshape(*lead, width) * largest


class Project(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w):
        ctx.w = w
        return rows(x) @ columns(w.T) if mode[0] else x @ w.T

    @staticmethod
    def backward(ctx, dy):
        return (rows(dy) @ columns(ctx.w) if mode[1] else dy @ ctx.w), None


def load(path):
    where = {"pretrained_model_name_or_path": path.parent, "gguf_file": path.name}
    tokenizer = AutoTokenizer.from_pretrained(**where)
    model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32, attn_implementation="eager")
    torch.manual_seed(0)
    model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, target_modules="all-linear"))
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(0, 0.01)
    for module in model.modules():
        if isinstance(module, Linear):
            weight = module.base_layer.weight
            module.base_layer.forward = lambda x, weight=weight: Project.apply(x, weight)
    return model, tokenizer


def step(model, examples):
    model.zero_grad(set_to_none=True)
    losses = []
    for prompt, answer in examples:
        labels = torch.tensor([[-100] * len(prompt) + answer])
        loss = model(input_ids=torch.tensor([prompt + answer]), labels=labels).loss
        loss.backward()
        losses.append(loss.item())
    return losses, torch.cat([p.grad.flatten() for p in model.parameters() if p.grad is not None])


def main():
    global mode
    torch.set_num_threads(2)
    model, tokenizer = load(Path(sys.argv[1]))
    random.seed(0)
    examples = [
        (tokenizer(f"{row['note']}\n\n{row['question']}\n").input_ids, tokenizer(row["answer"]).input_ids)
        for row in random.sample(list(csv.DictReader(SAMPLE.open())), 6)
    ]
    reference = None
    for name, mode in MODES.items():
        losses, gradient = step(model, examples)
        reference = gradient if reference is None else reference
        cosine = torch.nn.functional.cosine_similarity(gradient, reference, 0).item()
        noise = ((gradient - reference).norm() / reference.norm()).item()
        mean = sum(losses) / len(losses)
        print(f"{name}: mean loss {mean:.4f}, cosine of the gradients {cosine:.4f}, their noise {noise:.3f}")


if __name__ == "__main__":
    main()
