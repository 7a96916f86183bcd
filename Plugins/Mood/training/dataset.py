"""The tracks, their targets and their features.

Targets. The raters of Emotify (Aljanaki, Wiering and Veltkamp 2016) ticked which of the nine
emotions of the Geneva Emotional Music Scale (GEMS; Zentner, Grandjean and Scherer 2008) a piece
made them feel; a share is the part of the raters who ticked it. Arousal and valence are the
balances of the emotions at either end of the axes of Russell's circumplex (1980):

    high  = (power + joyful_activation + tension) / 3
    low   = (calmness + tenderness + sadness) / 3
    arousal = (high - low) / (high + low + 0.1)

    light = (joyful_activation + amazement + tenderness) / 3
    dark  = (tension + sadness) / 2
    valence = (light - dark) / (light + dark + 0.1)

Why these: GEMS groups its nine into Vitality (power, joyful activation), Unease (tension, sadness)
and Sublimity (the others). Vitality is high in arousal, and Unease is low in valence; Unease is
divided on arousal, since tension lies at the top of Russell's circle and sadness below its middle.
Of Sublimity, tenderness and amazement are pleasant; calmness is taken for the low end of arousal
alone, and solemnity and nostalgia, which Russell's circle does not place, for neither. Means and
not sums, so that an end does not win by having more words. The 0.1 draws pieces of which few
raters felt any of these towards 0. Both lie within [-1, 1].
"""
import csv
import os
import subprocess

import numpy as np

EMOTIONS = ("amazement solemnity tenderness nostalgia calmness power joyful_activation tension"
            " sadness").split()
RATE, LENGTH, HOP, BANDS = 22050, 1024, 512, 64
# Of the frames that begin in a second: mean, deviation, change, maximum of each band.
WIDTH = 4 * BANDS
# A second with fewer frames is not judged, nor one whose samples are all below -80 dBFS.
LEAST_FRAMES = 16
SILENCE = 1e-4


def targets(shares):
    """Arousal and valence, [tracks, 2], of shares, [tracks, 9]."""
    of = dict(zip(EMOTIONS, np.asarray(shares, float).T))

    def balance(one, other):
        one = sum(of[name] for name in one) / len(one)
        other = sum(of[name] for name in other) / len(other)
        return (one - other) / (one + other + 0.1)

    return np.stack([
        balance(["power", "joyful_activation", "tension"], ["calmness", "tenderness", "sadness"]),
        balance(["joyful_activation", "amazement", "tenderness"], ["tension", "sadness"]),
    ], axis=1)


def filterbank():
    """Slaney's triangles, area normalised, [bands, bins]: as `Numerics` has them."""
    def mel(hertz):
        return hertz * 3 / 200 if hertz < 1000 else 15 + 27 * np.log(hertz / 1000) / np.log(6.4)

    def hertz(mel):
        return mel * 200 / 3 if mel < 15 else 1000 * np.exp((mel - 15) * np.log(6.4) / 27)

    edges = [hertz(value) for value in np.linspace(mel(0), mel(RATE / 2), BANDS + 2)]
    bins = np.arange(LENGTH // 2 + 1) * RATE / LENGTH
    rows = []
    for left, middle, right in zip(edges, edges[1:], edges[2:]):
        triangle = np.minimum((bins - left) / (middle - left), (right - bins) / (right - middle))
        rows.append(np.maximum(0, triangle) * 2 / (right - left))
    return np.array(rows, np.float32)


FILTERS = filterbank()
WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(LENGTH) / LENGTH)).astype(np.float32)


def log_mel(samples):
    """ln(energy + 1e-6), [frames, bands]: no padding, not centred, power spectrum."""
    if len(samples) < LENGTH:
        return np.zeros((0, BANDS), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, LENGTH)[::HOP]
    rows = []
    for start in range(0, len(frames), 1024):
        spectra = np.fft.rfft(frames[start:start + 1024] * WINDOW, axis=1)
        power = (np.abs(spectra) ** 2).astype(np.float32)
        rows.append(np.log(power @ FILTERS.T + np.float32(1e-6)))
    return np.concatenate(rows).astype(np.float32)


def seconds(samples):
    """The features of each second that is judged, [seconds, WIDTH]; their numbers, [seconds]."""
    frames = log_mel(samples)
    owner = np.arange(len(frames)) * HOP // RATE
    rows, numbers = [], []
    for number in range(int(owner[-1]) + 1 if len(owner) else 0):
        part = frames[owner == number].astype(np.float64)
        sound = samples[number * RATE:(number + 1) * RATE]
        if len(part) < LEAST_FRAMES or np.abs(sound).max() < SILENCE:
            continue
        change = np.diff(part, axis=0)
        rows.append(np.concatenate([
            part.mean(0), part.std(0), np.sqrt((change ** 2).mean(0)), part.max(0)]))
        numbers.append(number)
    return (np.array(rows, np.float32).reshape(-1, WIDTH), np.array(numbers, int))


def decode(path):
    command = ["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", str(RATE),
               "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout,
                         np.float32)


class Emotify:
    """The pieces of Emotify: `features[i]` is [seconds, WIDTH]."""

    def __init__(self, folder, cache):
        folder = os.path.join(folder, "emotify")
        with open(os.path.join(folder, "song_means.csv")) as file:
            rows = list(csv.DictReader(file))
        self.files = [os.path.join(folder, row["file"]) for row in rows]
        self.genres = np.array([row["genre"] for row in rows])
        self.shares = np.array([[float(row[name]) for name in EMOTIONS] for row in rows])
        self.targets = targets(self.shares)
        self.features = self._features(cache)

    def _features(self, cache):
        path = os.path.join(cache, "emotify.npz")
        if os.path.exists(path):
            stored = np.load(path)
            return np.split(stored["rows"], stored["ends"][:-1])
        features = [seconds(decode(file))[0] for file in self.files]
        os.makedirs(cache, exist_ok=True)
        np.savez(path, rows=np.concatenate(features),
                 ends=np.cumsum([len(rows) for rows in features]))
        return features

    def folds(self, count, seed):
        """The fold of each track, every genre spread evenly over them."""
        random = np.random.RandomState(seed)
        folds = np.zeros(len(self.files), int)
        for genre in np.unique(self.genres):
            members = np.where(self.genres == genre)[0]
            random.shuffle(members)
            folds[members] = np.arange(len(members)) % count
        return folds

    def held_out(self):
        """Whether a track is kept for the last measurement: a fifth of each genre."""
        return self.folds(5, seed=2016) == 0


class EmoMusic:
    """The clips of emoMusic: mean ratings every half second from 15 s on."""

    def __init__(self, folder):
        folder = os.path.join(folder, "emomusic")
        self.curves, self.files = {}, {}
        for axis in ("arousal", "valence"):
            with open(os.path.join(folder, axis + "_cont_average.csv")) as file:
                for row in csv.DictReader(file):
                    clip = row.pop("song_id")
                    times = [float(name[len("sample_"):-len("ms")]) / 1000 for name in row]
                    values = [float(value) for value in row.values()]
                    self.curves.setdefault(clip, {})[axis] = (np.array(times), np.array(values))
                    self.files[clip] = os.path.join(folder, clip + ".mp3")

    def by_second(self, clip):
        """{second: (arousal, valence)}: the mean of the ratings that lie in it."""
        table = {}
        for second in range(15, 45):
            pair = []
            for axis in ("arousal", "valence"):
                times, values = self.curves[clip][axis]
                pair.append(values[(times >= second) & (times < second + 1)].mean())
            table[second] = pair
        return table
