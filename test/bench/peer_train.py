"""The peer of `npm run bench -- train --peer`: PyTorch + PEFT on the SmolLM2-135M shape with random weights.

One process per precision. It says when it is ready, then answers each line on standard input with one on standard
output, so that its rounds can take turns with others':

    {"ready":true,…versions, threads}
    {"round":1,"steps":4}  ->  {"round":1,"steps":4,"tokensPerSecond":…,"peakBytes":…,"seconds":…,"loss":…}
"""

import argparse
import json
import os
import platform
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"

import peft
import torch
import transformers
from peft import LoraConfig, get_peft_model
from torch.nn.functional import cross_entropy
from transformers import LlamaConfig, LlamaForCausalLM


def main(options):
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = make_model(options)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-4, fused=True)
    say({
        "ready": True, "precision": options.precision, "adapterDtype": options.adapter_dtype,
        "rows": options.rows, "length": options.length, "answer": options.answer,
        "checkpointing": options.checkpointing, "threads": torch.get_num_threads(),
        # Without such instructions PyTorch's bf16 products are dozens of times slower than its fp32 ones.
        "bf16Instructions": torch.ops.mkldnn._is_mkldnn_bf16_supported(),
        "versions": {"python": platform.python_version(), "torch": torch.__version__,
                     "transformers": transformers.__version__, "peft": peft.__version__},
    })
    for line in sys.stdin:
        command = json.loads(line)
        say({**command, **train_round(model, optimizer, options, command["steps"])})


def make_model(options):
    config = LlamaConfig(
        vocab_size=49152, hidden_size=576, num_hidden_layers=30, num_attention_heads=9, num_key_value_heads=3,
        intermediate_size=1536, tie_word_embeddings=True, use_cache=False,
    )
    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[options.precision]
    torch.set_default_dtype(dtype)  # weights are made in their dtype, so that the peak is that of training
    config._attn_implementation = "sdpa"
    model = LlamaForCausalLM(config)
    torch.set_default_dtype(torch.float32)
    assert model.dtype == dtype and model.config._attn_implementation == "sdpa"
    model = get_peft_model(
        model,
        LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"),
        autocast_adapter_dtype=options.adapter_dtype == "fp32",
    )
    if options.checkpointing:
        model.enable_input_require_grads()
        model.gradient_checkpointing_enable()
    return model.train()


def train_round(model, optimizer, options, steps):
    start = time.perf_counter()
    for _ in range(steps):
        loss = train_step(model, optimizer, options)
    seconds = time.perf_counter() - start
    tokens = steps * options.rows * options.length
    return {"tokensPerSecond": tokens / seconds, "peakBytes": peak_bytes(), "seconds": seconds, "loss": loss}


def train_step(model, optimizer, options):
    """Rows without padding, one example each: the causal mask is sdpa's own. Logits for the answers only."""
    tokens = torch.randint(0, 49152, (options.rows, options.length))
    answers = torch.arange(options.length - options.answer, options.length)
    logits = model(input_ids=tokens, logits_to_keep=answers - 1).logits
    loss = cross_entropy(logits.flatten(0, 1).float(), tokens[:, answers].flatten())
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return loss.item()


def peak_bytes():
    """Highest resident size of this process so far."""
    try:
        with open("/proc/self/status") as status:
            line = next(line for line in status if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    except FileNotFoundError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS


def say(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--adapter-dtype", choices=("fp32", "same"), default="same")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rows", type=int, default=1)
    parser.add_argument("--length", type=int, default=512)
    parser.add_argument("--answer", type=int, default=128)
    parser.add_argument("--checkpointing", action="store_true")
    main(parser.parse_args())
