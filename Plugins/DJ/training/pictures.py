"""Reads the labelled pictures of places, and varies them for training."""

import subprocess
import zipfile

import numpy
import torch
import torch.nn.functional as functional

SIDE = 64


def read(path):
    """The pictures of a zip of `kind/name.jpg` files, all SIDE x SIDE.

    Returns uint8 [n, 3, SIDE, SIDE], int64 labels [n] and the kinds in alphabetical order. All files
    go through one ffmpeg as one stream, since starting it for each would take longer than decoding.
    """
    with zipfile.ZipFile(path) as archive:
        names = sorted(n for n in archive.namelist() if n.endswith(".jpg"))
        stream = b"".join(archive.read(n) for n in names)
    command = "ffmpeg -v error -f mjpeg -vsync passthrough -i - -f rawvideo -pix_fmt rgb24 -"
    raw = subprocess.run(command.split(), input=stream, stdout=subprocess.PIPE, check=True).stdout
    pixels = numpy.frombuffer(raw, numpy.uint8).reshape(-1, SIDE, SIDE, 3)
    if len(pixels) != len(names):
        raise SystemExit(f"{path}: {len(names)} files, but {len(pixels)} pictures decoded")
    kinds = sorted({n.split("/")[0] for n in names})
    labels = torch.tensor([kinds.index(n.split("/")[0]) for n in names])
    return torch.from_numpy(pixels.copy()).permute(0, 3, 1, 2).contiguous(), labels, kinds


def uniform(count, low, high, generator):
    return low + (high - low) * torch.rand(count, generator=generator)


def varied(pictures, generator):
    """Random crops of 40 % to 100 % of the area, mirrored half the time, with other colours.

    Takes and returns float [n, 3, SIDE, SIDE] in 0...255.
    """
    n = len(pictures)
    scale = uniform(n, 0.40, 1.0, generator).sqrt()
    aspect = torch.exp(uniform(n, -0.29, 0.29, generator))
    width, height = (scale * aspect).clamp(max=1), (scale / aspect).clamp(max=1)
    transform = torch.zeros(n, 2, 3)
    transform[:, 0, 0] = width * torch.where(torch.rand(n, generator=generator) < 0.5, 1.0, -1.0)
    transform[:, 1, 1] = height
    transform[:, 0, 2] = uniform(n, -1, 1, generator) * (1 - width)
    transform[:, 1, 2] = uniform(n, -1, 1, generator) * (1 - height)
    grid = functional.affine_grid(transform, list(pictures.shape), align_corners=False)
    x = functional.grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)

    # Brightness, contrast, saturation and the balance of the channels, as cameras and lamps differ.
    def each(low, high):
        return uniform(n, low, high, generator).view(n, 1, 1, 1)

    grey = x.mean(1, keepdim=True)
    x = grey + (x - grey) * each(0.6, 1.4)
    mean = x.mean((1, 2, 3), keepdim=True)
    x = mean * each(0.7, 1.3) + (x - mean) * each(0.7, 1.3)
    x = x * (1 + 0.08 * torch.randn(n, 3, 1, 1, generator=generator))
    return x.clamp(0, 255)


def spliced(pictures, targets, generator):
    """Half of the time puts a rectangle of one picture into another (CutMix, Yun et al. 2019)."""
    if torch.rand(1, generator=generator) < 0.5:
        return pictures, targets
    part = float(torch.rand(1, generator=generator))
    side = int(SIDE * (1 - part) ** 0.5)
    top, left = (int(torch.randint(0, SIDE - side + 1, (1,), generator=generator)) for _ in "yx")
    order = torch.randperm(len(pictures), generator=generator)
    area = (slice(None), slice(None), slice(top, top + side), slice(left, left + side))
    pictures = pictures.clone()
    pictures[area] = pictures[order][area]
    kept = 1 - side * side / SIDE**2
    return pictures, kept * targets + (1 - kept) * targets[order]
