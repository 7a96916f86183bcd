"""Fits the map from the vectors of sentences to the feeling of music, and writes it and its report.

    python3 feelings.py PATCHBAY

PATCHBAY is the built program; `embed-text`, whose model has to be there, makes the vectors. Reads
sentences.csv beside this file, and the sentences of `Benchmarks/dj_sentences.csv` to report on.
Writes ../feelings.onnx and FEELINGS.md. Ridge regression: 384 values and a constant for each of
valence and arousal, the penalty chosen by ten folds of sentences.csv.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch

HERE = pathlib.Path(__file__).resolve().parent
UNSEEN = HERE.parents[2] / "Benchmarks" / "dj_sentences.csv"
PENALTIES, FOLDS, SEED, BATCH = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0), 10, 1, 100
AXES = ("valence", "arousal")


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["sentence"] for row in rows], np.array([[float(row[a]) for a in AXES] for row in rows])


def vectors(patchbay, sentences):
    found = []
    with tempfile.TemporaryDirectory() as folder:
        manifest = pathlib.Path(folder) / "plugins.yaml"
        libraries = pathlib.Path(patchbay).resolve().parent
        manifest.write_text(
            f"version: 1\nhost:\n  libraries: [{libraries}]\nplugins:\n  embed-text:\n")
        for start in range(0, len(sentences), BATCH):
            texts = [part for s in sentences[start:start + BATCH] for part in ("--text", f"text={s}")]
            result = subprocess.run(
                [patchbay, "run", "embed-text", "--manifest", str(manifest), "--format", "json",
                 "--quiet", *texts], stdout=subprocess.PIPE, check=True)
            found += [point["values"] for point in json.loads(result.stdout)["embedding"]]
    return np.array(found)


def fit(inputs, targets, penalty):
    """The weights, [384, 2], and the constants."""
    mean, middle = inputs.mean(0), targets.mean(0)
    x = inputs - mean
    weights = np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ (targets - middle))
    return weights, middle - mean @ weights


def across(inputs, targets, penalty):
    """Answers for every sentence by a map that was fitted to other ones."""
    order = np.random.default_rng(SEED).permutation(len(targets))
    answers = np.zeros_like(targets)
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        kept = np.setdiff1d(order, out)
        weights, constants = fit(inputs[kept], targets[kept], penalty)
        answers[out] = inputs[out] @ weights + constants
    return answers


def row(name, answers, targets):
    error = np.abs(answers - targets).mean(0)
    explained = 1 - ((answers - targets) ** 2).sum(0) / ((targets - targets.mean(0)) ** 2).sum(0)
    same = (np.sign(answers) == np.sign(targets)).all(1)[(targets != 0).all(1)].mean()
    figures = [f"{e:.2f} | {r:.2f}" for e, r in zip(error, explained)]
    return f"| {name} | {figures[0]} | {figures[1]} | {100 * same:.0f} % |"


def export(weights, constants):
    layer = torch.nn.Linear(len(weights), len(AXES))
    layer.weight.data = torch.tensor(weights.T, dtype=torch.float32)
    layer.bias.data = torch.tensor(constants, dtype=torch.float32)
    torch.onnx.export(
        layer, torch.zeros(1, len(weights)), HERE.parent / "feelings.onnx", input_names=["vector"],
        output_names=["feeling"], opset_version=17,
        dynamic_axes={"vector": {0: "n"}, "feeling": {0: "n"}})


def main():
    patchbay = sys.argv[1]
    sentences, targets = read(HERE / "sentences.csv")
    unseen, wanted = read(UNSEEN)
    inputs, others = vectors(patchbay, sentences), vectors(patchbay, unseen)
    errors = {p: ((across(inputs, targets, p) - targets) ** 2).mean() for p in PENALTIES}
    penalty = min(errors, key=errors.get)
    weights, constants = fit(inputs, targets, penalty)
    export(weights, constants)
    constant = np.tile(targets.mean(0), (len(wanted), 1))
    text = f"""# The feeling of sentences: report

Written by `feelings.py`. `sentences.csv` has {len(sentences)} sentences, and
`Benchmarks/dj_sentences.csv` {len(unseen)} others that were written apart from them and not looked at;
both were written for this project, each with the valence and the arousal of the music that most people
would want, by judgement. Their vectors are all-MiniLM-L6-v2's (Apache-2.0), by `embed-text`.
Ridge regression, penalty {penalty:g}, seed {SEED}.

| | valence: MAE | R2 | arousal: MAE | R2 | right quarter of the circle |
|---|---|---|---|---|---|
{row(f"{FOLDS} folds of the sentences", across(inputs, targets, penalty), targets)}
{row("the unseen sentences", others @ weights + constants, wanted)}
{row("always the mean, the unseen ones", constant, wanted)}
"""
    (HERE / "FEELINGS.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
