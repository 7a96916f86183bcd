#!/usr/bin/env python3
"""Trains the network of `mood`, measures it, and writes model and report.

    train.py DATA              all of it: report, model, what the tests expect
    train.py DATA --golden     only what the tests expect, from the model that is there

DATA is a folder with `emotify/` and `emomusic/`. Needs ffmpeg, and Python with numpy and PyTorch
(1.13). Features are kept in --cache; seeds are fixed, and one thread makes it repeatable.
"""
import argparse
import hashlib
import os
import re
import sys
import time

import numpy as np
import torch

import golden
import measure
import network
import report
from dataset import WIDTH, EmoMusic, Emotify

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "..", "Model", "mood.onnx")
SOURCE = os.path.join(HERE, "..", "Model", "model.S")
MEMBERS = 5
ROUNDS = 3


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("--cache", default="/tmp/mood-training")
    parser.add_argument("--golden", action="store_true")
    return parser.parse_args()


def answers_for_unseen(data, tracks, seed):
    """Answers for each of `tracks` by a network taught with four fifths of the others."""
    folds, answers = data.folds(5, seed)[tracks], np.zeros((len(tracks), 2))
    for fold in range(5):
        one = network.train(
            data.features, data.targets, data.shares, tracks[folds != fold], seed + fold)
        for place in np.where(folds == fold)[0]:
            answers[place] = network.answer([one], data.features[tracks[place]])
        print(f"line, fold {fold + 1}", file=sys.stderr, flush=True)
    return answers


def cross_validate(data):
    """Every track answered by models that have not seen it: ROUNDS times five folds.

    The line that a fold's answers are put through is that of the answers for the other folds."""
    rounds = []
    for number in range(ROUNDS):
        folds = data.folds(5, seed=number)
        answers = {name: np.zeros_like(data.targets) for name in measure.NAMES}
        for fold in range(5):
            seen, unseen = np.where(folds != fold)[0], np.where(folds == fold)[0]
            networks = [
                network.train(data.features, data.targets, data.shares, seen,
                              seed=1000 * number + 10 * fold + member)
                for member in range(2)]
            report.answer_all(answers, networks, data, seen, unseen)
            print(f"round {number + 1}, fold {fold + 1}", file=sys.stderr, flush=True)
        raw = answers["network"].copy()
        for fold in range(5):
            slopes, offsets = network.lines(raw[folds != fold], data.targets[folds != fold])
            answers["network"][folds == fold] = raw[folds == fold] * slopes + offsets
        rounds.append(answers)
    return rounds


def export(networks):
    os.makedirs(os.path.dirname(MODEL), exist_ok=True)
    torch.onnx.export(
        network.Ensemble(networks).eval(), torch.zeros(1, 40, WIDTH), MODEL, opset_version=16,
        input_names=["features"], output_names=["mood"],
        dynamic_axes={"features": {1: "seconds"}, "mood": {1: "seconds"}})
    sign()


def sign():
    """Writes the model's checksum into the source that takes it in: a build looks at that alone."""
    with open(MODEL, "rb") as file:
        checksum = hashlib.sha256(file.read()).hexdigest()
    with open(SOURCE) as file:
        text = re.sub("SHA-256: [0-9a-f]*", "SHA-256: " + checksum, file.read())
    with open(SOURCE, "w") as file:
        file.write(text)


def main():
    arguments = parse()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    weights = os.path.join(arguments.cache, "mood.pt")
    if not arguments.golden:
        start = time.monotonic()
        data = Emotify(arguments.data, arguments.cache)
        seen, unseen = np.where(~data.held_out())[0], np.where(data.held_out())[0]
        networks = [
            network.train(data.features, data.targets, data.shares, seen, seed)
            for seed in range(MEMBERS)]
        lines = network.lines(answers_for_unseen(data, seen, 100), data.targets[seen])
        for one in networks:
            one.rescale(lines)
        torch.save(network.Ensemble(networks), weights)
        export(networks)
        golden.write(network.Ensemble(networks))
        last = {name: np.zeros_like(data.targets) for name in measure.NAMES}
        report.answer_all(last, networks, data, seen, unseen)
        alone = [measure.errors(
            np.array([network.answer([one], data.features[track]) for track in unseen]),
            data.targets[unseen]) for one in networks]
        rounds = cross_validate(data)
        report.write_report(
            os.path.join(HERE, "REPORT.md"), data, unseen, last, alone, rounds,
            EmoMusic(arguments.data), networks, lines, network.SETTINGS, os.path.getsize(MODEL),
            time.monotonic() - start)
    else:
        golden.write(torch.load(weights))


if __name__ == "__main__":
    main()
