#!/usr/bin/env python3
"""Finds the weights of `acousticness`, and says how well they tell music apart.

    Plugins/Features/acousticness.py EMOTIFY [--work FOLDER]

EMOTIFY holds folders `classical`, `electronic` and `rock` of the Emotify set (Aljanaki, Wiering
and Veltkamp 2016), whose pieces stand for acoustic (classical) and other music. A logistic
regression on the logarithm of `mfcc-1-change`, `beat-regularity` and `pitch-concentration`, both
kinds weighed equally; the area under the curve is of five-fold cross-validation.

Needs the built `patchbay`; scikit-learn goes into a virtual environment.
"""
import argparse
import json
import os
import subprocess
import sys
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PATCHBAY = os.path.join(ROOT, ".build", "release", "patchbay")


def prepare(folder):
    """Goes on in a virtual environment that has what is needed."""
    if sys.prefix == os.path.join(folder, "venv"):
        return
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(python):
        venv.create(os.path.join(folder, "venv"), with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "scikit-learn"], check=True)
    os.execv(python, [python, *sys.argv])


def dimensions():
    shown = subprocess.run([PATCHBAY, "plugins", "show", "features", "--format", "json"],
                           check=True, capture_output=True).stdout
    outputs = {output["name"]: output for output in json.loads(shown)["outputs"]}
    return [[dimension["name"] for dimension in outputs[name]["dimensions"]]
            for name in ("track", "timbre")]


def row(path, names):
    import numpy
    answer = json.loads(subprocess.run([PATCHBAY, "run", "features", path, "--format", "json"],
                                       check=True, capture_output=True).stdout)
    values = dict(zip(names[0], answer["track"][0]["values"]))
    values |= dict(zip(names[1], answer["timbre"][0]["values"]))
    return [numpy.log(max(0.01, values["mfcc-1-change"])), values["beat-regularity"],
            values["pitch-concentration"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("emotify")
    parser.add_argument("--work", default=os.path.join(ROOT, "Benchmarks", "work", "acousticness"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    prepare(os.path.abspath(options.work))

    import numpy
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names, rows, wanted = dimensions(), [], []
    for genre in ("classical", "electronic", "rock"):
        folder = os.path.join(options.emotify, genre)
        for name in sorted(os.listdir(folder)):
            rows.append(row(os.path.join(folder, name), names))
            wanted.append(genre == "classical")
    rows, wanted = numpy.array(rows), numpy.array(wanted)
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    guess = cross_val_predict(model, rows, wanted, cv=folds, method="predict_proba")[:, 1]
    model.fit(rows, wanted)
    weights = model[1].coef_[0] / model[0].scale_
    offset = model[1].intercept_[0] - (weights * model[0].mean_).sum()
    print(f"{len(rows)} pieces, area under the curve {roc_auc_score(wanted, guess):.2f}, "
          f"right {100 * ((guess > 0.5) == wanted).mean():.0f} %")
    print(f"{offset:.1f} " + " ".join(
        f"{weight:+.1f} {name}" for weight, name in
        zip(weights, ("log(mfcc-1-change)", "beat-regularity", "pitch-concentration"))))


main()
