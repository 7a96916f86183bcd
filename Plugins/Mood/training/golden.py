"""What the tests expect of the plugin: features and curve of a sound that is computed, not
recorded, as this pipeline has them."""
import os

import numpy as np
import torch

from dataset import RATE, seconds

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "..", "..", "..", "Tests", "MoodTests", "Expected.swift")
LENGTH = 24


def sound():
    """24 s: soft fifths that swell, then, from 12 s on, clicks and noise four times a second.

    The noise is a linear congruential generator, so that every language makes the same."""
    n = np.arange(LENGTH * RATE)
    time = n / RATE
    soft = (0.1 + 0.05 * np.sin(2 * np.pi * time / 6)) * (
        np.sin(2 * np.pi * 220 * time) + 0.5 * np.sin(2 * np.pi * 330 * time))
    state, noise = 1, np.zeros(len(n))
    for index in range(len(n)):
        state = (state * 1664525 + 1013904223) % 2 ** 32
        noise[index] = state / 2 ** 31 - 1
    beat = np.exp(-20 * (time * 4 % 1)) * noise * 0.6
    return np.where(time < 12, soft, 0.3 * soft + beat).astype(np.float32)


def literal(values):
    lines, line = [], "   "
    for value in values:
        word = f" {value:.5g},"
        if len(line) + len(word) > 98:
            lines.append(line)
            line = "   "
        line += word
    return "\n".join(lines + [line])


def write(model):
    rows, numbers = seconds(sound())
    assert list(numbers) == list(range(LENGTH))
    with torch.no_grad():
        curve = model(torch.from_numpy(rows)[None])[0].numpy()
    with open(PATH, "w") as file:
        file.write(f"""\
/// What Plugins/Mood/training/golden.py computes for its sound, in Python.
enum Expected {{
  /// The features of second 15: mean, deviation, change and maximum of 64 bands.
  static let features: [Float] = [
{literal(rows[15])}
  ]

  /// Arousal and valence of each second in turn.
  static let curve: [Float] = [
{literal(curve.flatten())}
  ]
}}
""")
