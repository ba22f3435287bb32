"""Writes conversation.json: what transformers makes of the prompt of a follow-up, whose end tokens stand in the text.

    python test/generate/make_conversation_goldens.py    # needs transformers
"""

import json
from pathlib import Path

from transformers import PreTrainedTokenizerFast

here = Path(__file__).parent
model = here.parent.parent / "runtime" / "embedded" / "model"

note = "Medications:\n- apixaban 5 mg twice daily for PAT\n\nAllergies: kiwi ✓\n"
earlier = [
    {"question": "Which drug does the patient take?", "answer": "The patient takes apixaban 5 mg twice daily for PAT"},
    {"question": "And is she allergic?", "answer": "Allergies: kiwi"},
]
question = "And why was that stopped?"

before = """You are an intelligent clinical languge model.
Below is a snippet of patient's discharge summary and a following instruction from healthcare professional.
Write a response that appropriately completes the instruction.
The response should provide the accurate answer to the instruction, while being concise.

[Discharge Summary Begin]
"""


def instruction(text):
    return f"\n\n[Instruction Begin]\n{text}\n[Instruction End]\n"


def main():
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(model / "tokenizer.json"))
    config = json.loads((model / "tokenizer_config.json").read_text())
    end = config["eos_token"] if isinstance(config["eos_token"], str) else config["eos_token"]["content"]
    text = before + note + "\n[Discharge Summary End]" + instruction(earlier[0]["question"])
    for turn, following in zip(earlier, [earlier[1]["question"], question]):
        text += turn["answer"] + end + instruction(following)
    tokens = tokenizer.encode(text, add_special_tokens=False)
    assert tokenizer.decode(tokens) == text
    golden = {"note": note, "earlier": earlier, "question": question, "text": text, "tokens": tokens}
    (here / "conversation.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
