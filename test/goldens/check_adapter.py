"""Prints {"loss":…,"labels":…}: the mean loss per label token of a batch under a base model with an adapter, by PEFT.

    python test/goldens/check_adapter.py BASE_FOLDER ADAPTER_FOLDER BATCH.json

BATCH.json holds one PackedBatch with plain arrays. Float32, one thread.
"""

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from peft import PeftModel
from reference import label_logits, loss_sum
from transformers import LlamaForCausalLM


def main(base, adapter, batch_file):
    torch.set_num_threads(1)
    batch = json.loads(Path(batch_file).read_text())
    model = LlamaForCausalLM.from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
    model = PeftModel.from_pretrained(model, adapter)
    with torch.no_grad():
        loss = loss_sum(label_logits(model, batch), batch).item() / len(batch["labels"])
    print(json.dumps({"loss": loss, "labels": len(batch["labels"])}))


if __name__ == "__main__":
    main(*sys.argv[1:])
