"""The peers of the dataset benchmark: one library, one process, the same questions. Prints milliseconds and peak bytes."""

import json
import resource
import sys
import time

library, path, cache, needle = sys.argv[1:]
columns = ["patient_id", "note", "question", "answer", "task"]


def milliseconds_since(start):
    return (time.perf_counter() - start) * 1000


def with_pandas():
    import pandas

    start = time.perf_counter()
    table = pandas.read_csv(path, dtype=str)
    table["task"].value_counts()
    table.head(100).to_dict("records")
    first_rows = milliseconds_since(start)
    start = time.perf_counter()
    table.sort_values("question", kind="stable").iloc[1900:2000].to_dict("records")
    page = milliseconds_since(start)
    start = time.perf_counter()
    found = sum(table[name].str.contains(needle, case=False, regex=False) for name in columns) > 0
    hits = len(table[found].to_dict("records"))
    return {"firstRows": first_rows, "page": page, "allHits": milliseconds_since(start), "hits": hits, "rows": len(table)}


def with_datasets():
    from datasets import Features, Value, load_dataset

    features = Features({name: Value("string") for name in columns})
    load = lambda: load_dataset("csv", data_files=path, split="train", cache_dir=cache, features=features)
    start = time.perf_counter()
    table = load()
    counts = {}
    for task in table["task"]:
        counts[task] = counts.get(task, 0) + 1
    table[:100]
    first_rows = milliseconds_since(start)
    start = time.perf_counter()
    load()[:100]
    warm_open = milliseconds_since(start)
    start = time.perf_counter()
    wanted = needle.lower()
    hold = lambda batch: [any(wanted in text.lower() for text in row) for row in zip(*(batch[name] for name in columns))]
    hits = len(table.filter(hold, batched=True, load_from_cache_file=False)[:]["task"])
    return {
        "firstRows": first_rows,
        "warmOpen": warm_open,
        "allHits": milliseconds_since(start),
        "hits": hits,
        "rows": len(table),
    }


figures = {"pandas": with_pandas, "datasets": with_datasets}[library]()
# Linux counts kilobytes.
figures["peakBytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(figures))
