"""What is usual for pictures of places: mean and deviation of lightness and chroma in OKLab.

    python3 colours.py DATA

DATA holds places64_train.zip. The figures stand in Analysis/Scene/ColourMood.swift.
"""

import pathlib
import sys

import torch

import pictures

LMS = torch.tensor([[0.4122214708, 0.5363325363, 0.0514459929],
                    [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])
LAB = torch.tensor([[0.2104542553, 0.7936177850, -0.0040720468],
                    [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])


def oklab(images):
    part = images.float() / 255
    linear = torch.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    cones = torch.einsum("ij,njhw->nihw", LMS, linear) ** (1 / 3)
    return torch.einsum("ij,njhw->nihw", LAB, cones)


def main():
    images, _, _ = pictures.read(pathlib.Path(sys.argv[1]) / "places64_train.zip")
    parts = [oklab(part) for part in images.split(500)]
    lightness = torch.cat([p[:, 0].mean((1, 2)) for p in parts])
    chroma = torch.cat([(p[:, 1] ** 2 + p[:, 2] ** 2).sqrt().mean((1, 2)) for p in parts])
    for name, values in (("lightness", lightness), ("chroma", chroma)):
        print(f"{name}: mean {values.mean():.4f}, deviation {values.std():.4f}")


main()
