"""Writes goldens.json: what transformers' logits processors leave of some logits, and what its generate writes.

    python test/generate/make_goldens.py
"""

import json
from pathlib import Path

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, LogitsProcessorList
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

here = Path(__file__).parent
fixtures = here.parent / "goldens" / "fixtures"
torch.set_num_threads(1)

settings = [
    {"temperature": 0.7},
    {"temperature": 1.0, "topK": 5},
    {"temperature": 1.0, "topP": 0.8},
    {"temperature": 1.0, "topP": 0.05},
    {"temperature": 1.0, "minP": 0.2},
    {"temperature": 1.0, "repetitionPenalty": 1.3},
    {"temperature": 1.3, "topK": 12, "topP": 0.9, "minP": 0.1, "repetitionPenalty": 0.8},
]


def processors(setting):
    """In the order of GenerationMixin._get_logits_processor."""
    chain = []
    if "repetitionPenalty" in setting:
        chain.append(RepetitionPenaltyLogitsProcessor(setting["repetitionPenalty"]))
    if setting["temperature"] != 1.0:
        chain.append(TemperatureLogitsWarper(setting["temperature"]))
    if "topK" in setting:
        chain.append(TopKLogitsWarper(setting["topK"]))
    if "topP" in setting:
        chain.append(TopPLogitsWarper(setting["topP"]))
    if "minP" in setting:
        chain.append(MinPLogitsWarper(setting["minP"]))
    return LogitsProcessorList(chain)


def warping():
    generator = torch.Generator().manual_seed(7)
    # Rounded, so that two are equal and the file is short.
    logits = (torch.randn(24, generator=generator) * 2).mul(4).round().div(4)
    seen = [3, 11, 3, 20]
    cases = []
    for setting in settings:
        scores = processors(setting)(torch.tensor([seen]), logits[None].clone())[0]
        kept = [None if score == -torch.inf else round(score.item(), 6) for score in scores]
        cases.append({"setting": setting, "scores": kept})
    return {"logits": logits.tolist(), "seen": seen, "cases": cases}


def written(model, prompt, **options):
    ids = torch.tensor([prompt])
    output = model.generate(
        ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=options.pop("tokens"), pad_token_id=0, **options
    )
    return output[0, len(prompt) :].tolist()


def generation(name):
    base = AutoModelForCausalLM.from_pretrained(fixtures / name / "model", dtype=torch.float32)
    model = PeftModel.from_pretrained(base, fixtures / name / "adapter").eval()
    tokens = json.loads((fixtures / name / "batches.json").read_text())["row"]["tokens"]
    prompt = tokens[:12]
    greedy = written(model, prompt, tokens=16, eos_token_id=-1)
    # An end token that comes up by itself in the middle, for one beam and for several.
    ends = sorted(set(greedy[6:10]))
    cases = []
    for beams in [1, 2, 4]:
        for penalty in [1.0] if beams == 1 else [0.0, 1.0, 2.5]:
            for end in [-1, *ends[:2]]:
                for repetition in [1.0, 1.4]:
                    options = {"num_beams": beams, "eos_token_id": end, "repetition_penalty": repetition}
                    if beams > 1:
                        options["length_penalty"] = penalty
                    cases.append(
                        {
                            "beams": beams,
                            "lengthPenalty": penalty,
                            "repetitionPenalty": repetition,
                            "end": end,
                            "tokens": written(model, prompt, tokens=16, **options),
                        }
                    )
    return {"prompt": prompt, "cases": cases}


goldens = {"warping": warping(), "generation": {name: generation(name) for name in ["tiny-untied", "tiny-tied-llama3"]}}
(here / "goldens.json").write_text(json.dumps(goldens) + "\n")
