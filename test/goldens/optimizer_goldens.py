"""Writes fixtures/optimizer.json: what torch.optim.AdamW and transformers' schedules do. See README.md.

    python test/goldens/optimizer_goldens.py
"""

import json
from pathlib import Path

import torch
from transformers import get_constant_schedule_with_warmup, get_cosine_schedule_with_warmup
from transformers import get_linear_schedule_with_warmup

SCHEDULES = {
    "constant": lambda optimizer, warmup, _: get_constant_schedule_with_warmup(optimizer, warmup),
    "linear": get_linear_schedule_with_warmup,
    "cosine": get_cosine_schedule_with_warmup,
}
# Steps in all and the share of them that is warm-up; the Trainer rounds that up.
LENGTHS = [(10, 0.0), (10, 0.3), (33, 0.05), (7, 1.0), (1, 0.0)]
STEPS = 12
RUNS = [
    dict(lr=0.05, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, clip=0.0),
    dict(lr=0.05, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.3, clip=0.0),
    dict(lr=0.01, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1, clip=1.5),
]


def main(path=Path(__file__).parent / "fixtures" / "optimizer.json"):
    path.write_text(json.dumps({"schedules": list(schedules()), "adamw": [adamw(**run) for run in RUNS]}) + "\n")


def schedules():
    for kind, make in SCHEDULES.items():
        for total, ratio in LENGTHS:
            warmup = -int(-total * ratio // 1)
            optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=2e-4)
            schedule = make(optimizer, warmup, total)
            rates = []
            for _ in range(total):
                rates.append(schedule.get_last_lr()[0])
                optimizer.step()
                schedule.step()
            yield {"type": kind, "totalSteps": total, "warmupRatio": ratio, "rates": rates}


def adamw(lr, betas, eps, weight_decay, clip):
    """Two tensors, gradients that grow and shrink and change sign; the rate falls from step to step."""
    generator = torch.Generator().manual_seed(7)
    draw = lambda *shape: torch.randn(shape, generator=generator)
    parameters = {"matrix": torch.nn.Parameter(draw(5, 3)), "vector": torch.nn.Parameter(draw(4))}
    start = {name: p.detach().flatten().tolist() for name, p in parameters.items()}
    optimizer = torch.optim.AdamW(parameters.values(), lr=lr, betas=betas, eps=eps, weight_decay=weight_decay,
                                  foreach=False)
    steps = []
    for step in range(STEPS):
        rate = lr / (1 + step)
        optimizer.param_groups[0]["lr"] = rate
        gradients = {}
        for name, parameter in parameters.items():
            parameter.grad = draw(*parameter.shape) * 3 ** (step % 4 - 2)
            gradients[name] = parameter.grad.flatten().tolist()
        norm = torch.nn.utils.clip_grad_norm_(parameters.values(), clip if clip else float("inf")).item()
        optimizer.step()
        after = {name: p.detach().flatten().tolist() for name, p in parameters.items()}
        steps.append({"rate": rate, "gradients": gradients, "norm": norm, "parameters": after})
    options = {"learningRate": lr, "beta1": betas[0], "beta2": betas[1], "epsilon": eps, "weightDecay": weight_decay,
               "maxGradNorm": clip}
    return {"options": options, "start": start, "steps": steps}


if __name__ == "__main__":
    main()
