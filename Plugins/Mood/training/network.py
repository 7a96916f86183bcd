"""The network, and how it is trained."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from dataset import BANDS, EMOTIONS, WIDTH

# Seconds that one answer looks at: itself and REACH on either side.
REACH = 7
WINDOW = 2 * REACH + 1


class Mood(nn.Module):
    """A dense layer for each second, a convolution over seconds, their mean and deviation over
    WINDOW seconds, two dense layers. Answers arousal, valence, and the nine emotions, which are
    only there to teach it, in units of their standard deviations."""

    def __init__(self, mean, deviation, hidden, dropout):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.register_buffer("target_mean", torch.zeros(2))
        self.register_buffer("target_deviation", torch.ones(2))
        self.inner = nn.Conv1d(WIDTH, hidden, 1)
        self.inner_norm = nn.BatchNorm1d(hidden)
        self.over = nn.Conv1d(hidden, hidden, 3, padding=1)
        self.over_norm = nn.BatchNorm1d(hidden)
        self.dense = nn.Conv1d(2 * hidden, hidden, 1)
        self.out = nn.Conv1d(hidden, 2 + len(EMOTIONS), 1)
        self.dropout = dropout

    def rescale(self, lines):
        """Puts what it answers through a line for each axis: slopes and offsets, [2, 2]."""
        slopes, offsets = torch.from_numpy(lines).float()
        self.target_deviation *= slopes
        self.target_mean.copy_(self.target_mean * slopes + offsets)

    def drop(self, x, share):
        return F.dropout(x, share, self.training)

    def encode(self, x):
        x = ((x - self.mean) / self.deviation).transpose(1, 2)
        if self.training:
            x = F.dropout1d(x, 0.2)
        a = self.drop(F.relu(self.inner_norm(self.inner(x))), self.dropout / 2)
        return a + F.relu(self.over_norm(self.over(a)))

    def decide(self, mean, square):
        spread = torch.sqrt(torch.clamp(square - mean * mean, min=0) + 1e-4)
        pooled = self.drop(torch.cat([mean, spread], 1), self.dropout)
        return self.out(self.drop(F.relu(self.dense(pooled)), self.dropout))

    def forward(self, x):
        """One answer for the whole of x, [batch, seconds, WIDTH]: for training."""
        b = self.encode(x)
        return self.decide(b.mean(2, keepdim=True), (b * b).mean(2, keepdim=True))[:, :, 0]

    def curve(self, x):
        """One answer for every second, [batch, seconds, 2]; at the ends it looks at less."""
        b = self.encode(x)
        def pool(z):
            return F.avg_pool1d(z, WINDOW, 1, REACH, count_include_pad=False)
        answer = self.decide(pool(b), pool(b * b))[:, :2].transpose(1, 2)
        return answer * self.target_deviation + self.target_mean


class Ensemble(nn.Module):
    """The mean of several networks, within [-1, 1]: what is exported."""

    def __init__(self, members):
        super().__init__()
        self.members = nn.ModuleList(members).eval()

    def forward(self, features):
        curves = torch.stack([member.curve(features) for member in self.members])
        return torch.clamp(curves.mean(0), -1, 1)


SETTINGS = dict(hidden=64, dropout=0.5, decay=0.5, rate=3e-3, epochs=100, batch=32, gain=1.0,
                tilt=0.3, mixing=0.4, emotions=1.0)


def train(features, targets, shares, tracks, seed, settings=None):
    """A network that has seen `tracks` alone."""
    s = dict(SETTINGS, **(settings or {}))
    torch.manual_seed(seed)
    random = np.random.RandomState(seed)
    rows = torch.from_numpy(np.concatenate([features[track] for track in tracks]))
    network = Mood(rows.mean(0), rows.std(0), s["hidden"], s["dropout"])
    wanted = np.concatenate([targets, shares], axis=1)
    mean, deviation = wanted[tracks].mean(0), wanted[tracks].std(0)
    wanted = torch.from_numpy((wanted - mean) / deviation).float()
    network.target_mean = torch.from_numpy(mean[:2]).float()
    network.target_deviation = torch.from_numpy(deviation[:2]).float()
    optimiser = torch.optim.AdamW(network.parameters(), lr=s["rate"], weight_decay=s["decay"])
    batches = len(tracks) // s["batch"]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, s["rate"], total_steps=batches * s["epochs"])
    network.train()
    for _ in range(s["epochs"]):
        order = random.permutation(tracks)
        for batch in np.split(order[:batches * s["batch"]], batches):
            x = torch.stack([crop(features[track], random) for track in batch])
            x = x + colouring(len(batch), s, random)
            y = wanted[batch]
            share = float(random.beta(s["mixing"], s["mixing"]))
            share = max(share, 1 - share)
            other = torch.from_numpy(random.permutation(len(batch)))
            x, y = (share * z + (1 - share) * z[other] for z in (x, y))
            answer = network(x)
            loss = ((answer[:, :2] - y[:, :2]) ** 2).mean()
            loss = loss + s["emotions"] * ((answer[:, 2:] - y[:, 2:]) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def crop(rows, random):
    start = random.randint(0, len(rows) - WINDOW + 1)
    return torch.from_numpy(rows[start:start + WINDOW])


def colouring(count, settings, random):
    """Another level and another equaliser for each track: what it adds to logarithms of energy.
    Deviations and changes stay as they are."""
    place = torch.linspace(-1, 1, BANDS)
    gain = torch.from_numpy(random.randn(count, 1) * settings["gain"]).float()
    tilt = torch.from_numpy(random.randn(count, 3) * settings["tilt"]).float()
    added = (gain + tilt[:, :1] * place + tilt[:, 1:2] * torch.cos(np.pi * place)
             + tilt[:, 2:] * torch.sin(np.pi * place))
    none = torch.zeros_like(added)
    return torch.cat([added, none, none, added], 1)[:, None, :]


def lines(answers, targets):
    """For each axis the line from answers for unseen tracks to their targets, [2, 2].

    Dropout, decay and mixing draw answers together; this spreads them again."""
    return np.array([np.polyfit(answers[:, axis], targets[:, axis], 1) for axis in range(2)]).T


def curve(networks, rows):
    """Arousal and valence of each second, [seconds, 2]."""
    with torch.no_grad():
        return Ensemble(networks)(torch.from_numpy(rows)[None])[0].numpy()


def answer(networks, rows):
    """The mean of a track's curve."""
    return curve(networks, rows).mean(0)
