"""Trains the embedded model's byte-level BPE on pretraining notes and on the words of the sample.

Written with tokenizers 0.23. Usage: train_tokenizer.py PRETRAINING.csv SAMPLE.csv OUT_FOLDER
"""
import csv
import json
import sys
from itertools import islice

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

VOCABULARY = 2048
# Words keep their leading space; numbers are cut into groups of at most two digits, so that each is one copyable token.
PATTERN = r"[^\r\n\p{L}\p{N}]?\p{L}+| ?\p{N}{1,2}| ?[^\s\p{L}\p{N}]+|\s*[\r\n]+|\s+(?!\S)|\s+"
# The fixed parts of the Asclepius prompt are one token each: they say nothing but where the note and the question lie.
PROMPT_PARTS = [
    "You are an intelligent clinical languge model.\n"
    "Below is a snippet of patient's discharge summary and a following instruction from healthcare professional.\n"
    "Write a response that appropriately completes the instruction.\n"
    "The response should provide the accurate answer to the instruction, while being concise.\n\n"
    "[Discharge Summary Begin]\n",
    "\n[Discharge Summary End]\n\n[Instruction Begin]\n",
    "\n[Instruction End]\n",
]


def texts(path, count):
    with open(path, newline="", encoding="utf-8") as file:
        rows = islice(csv.DictReader(file), count)
        return [row[name] for row in rows for name in ("note", "question", "answer")]


def main(pretraining, sample, folder):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(PROMPT_PARTS),
        special_tokens=["<|bos|>", "<|eos|>", "<|pad|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(pretraining, 6000) + texts(sample, 1800), trainer)
    tokenizer.add_tokens([AddedToken(part, normalized=False, special=False) for part in PROMPT_PARTS])
    tokenizer.save(f"{folder}/tokenizer.json")
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<|bos|>",
        "eos_token": "<|eos|>",
        "pad_token": "<|pad|>",
        "add_bos_token": False,
        "add_eos_token": False,
        "clean_up_tokenization_spaces": False,
        "model_max_length": 1024,
    }
    with open(f"{folder}/tokenizer_config.json", "w", encoding="utf-8") as file:
        file.write(json.dumps(config, indent=2) + "\n")
    print(tokenizer.get_vocab_size(), "tokens")


main(*sys.argv[1:])
