"""Golden values of the text metrics: python test/evaluate/make_goldens.py (needs rouge-score).

ROUGE-L by rouge-score, with and without stemmer; token F1 as in SQuAD's evaluation script v1.1, written out below.
"""
import collections
import json
import pathlib
import re
import string

from rouge_score import rouge_scorer

pairs = [
    ("The patient was discharged home.", "The patient was discharged to home."),
    ("chest pain", "Chest Pain."),
    ("", "something"),
    ("something", ""),
    ("", ""),
    ("the a an", "the"),
    ("metoprolol 25 mg twice daily", "25 mg of metoprolol, two times a day"),
    ("He underwent surgeries and was recovering rapidly", "He underwent surgery and recovered rapidly"),
    ("police killed the gunman", "the gunman killed police"),
    ("T2DM; HTN; CKD-3", "HTN, T2DM and CKD 3"),
    ("don't stop aspirin", "do not stop aspirin"),
    ("Évolution favorable à l'hôpital", "Evolution favorable a l'hopital"),
    ("환자는 퇴원하였다 5 mg", "환자는 퇴원 5 mg"),
    ("a b c d e f g", "g f e d c b a"),
    ("The dose was increased from 12.5 mg to 25 mg.", "Dose increased: 12.5 mg -> 25 mg"),
    ("an anthem for the theater", "anthem theater"),
    ("the   white\nspace\tis   no matter", "White space is no matter"),
    ("dying lying skies news", "die lie sky new"),
    ("run run run", "run"),
    ("No fever, no cough, no chills", "no fever or chills and no cough"),
]


def squad_tokens(text):
    text = "".join(ch for ch in text.lower() if ch not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def squad_f1(prediction, reference):
    predicted, wanted = squad_tokens(prediction), squad_tokens(reference)
    if not predicted or not wanted:
        return float(predicted == wanted)
    shared = sum((collections.Counter(predicted) & collections.Counter(wanted)).values())
    if shared == 0:
        return 0.0
    precision, recall = shared / len(predicted), shared / len(wanted)
    return 2 * precision * recall / (precision + recall)


def rouge(prediction, reference, stemmer):
    score = rouge_scorer.RougeScorer(["rougeL"], use_stemmer=stemmer).score(reference, prediction)["rougeL"]
    return {"precision": score.precision, "recall": score.recall, "f1": score.fmeasure}


goldens = [
    {
        "prediction": prediction,
        "reference": reference,
        "tokenF1": squad_f1(prediction, reference),
        "rougeL": rouge(prediction, reference, False),
        "rougeLStemmed": rouge(prediction, reference, True),
    }
    for prediction, reference in pairs
]
path = pathlib.Path(__file__).parent / "fixtures" / "metrics.json"
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(goldens, indent=1, ensure_ascii=False) + "\n")
