"""The report of a training run, against two baselines that know less."""

import torch
import torch.nn.functional as functional


def mirrored_mean(network, images):
    """Probabilities, the mean of the picture and its mirror image, as the plugin computes them."""
    with torch.no_grad():
        parts = [network(x) + network(x.flip(3)) for x in images.float().split(250)]
    return torch.cat(parts) / 2


def share_within(scores, labels, best):
    return float((scores.topk(best).indices == labels[:, None]).any(1).float().mean())


def histograms(images):
    """How often each of 4x4x4 colours occurs: [n, 64]."""
    level = (images // 64).long()
    colour = (level[:, 0] * 16 + level[:, 1] * 4 + level[:, 2]).flatten(1)
    counts = torch.zeros(len(images), 64)
    return counts.scatter_add_(1, colour, torch.ones_like(colour, dtype=torch.float)).sqrt() / 64


def linear_baseline(train, valid):
    """Softmax regression on colour histograms, by full-batch L-BFGS with a little weight decay."""
    x, labels = histograms(train[0]), train[1]
    weights = torch.zeros(64, int(labels.max()) + 1, requires_grad=True)
    bias = torch.zeros(weights.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        value = functional.cross_entropy(x @ weights + bias, labels) + 1e-6 * weights.square().sum()
        value.backward()
        return value

    optimiser.step(loss)
    return (histograms(valid[0]) @ weights + bias).detach()


def row(name, scores, labels):
    one, five = share_within(scores, labels, 1), share_within(scores, labels, 5)
    return f"| {name} | {100 * one:.1f} % | {100 * five:.1f} % |"


def replanned(plans):
    """Says so if a run was shortened or lengthened on the way, which no fresh run repeats."""
    return "".join(
        f" (planned for {before[1]} until epoch {after[0]})"
        for before, after in zip(plans, plans[1:]))


def write(network, train, valid, kinds, training):
    scores, labels = mirrored_mean(network, valid[0]), valid[1]
    constant = torch.arange(len(kinds), 0, -1).float().expand(len(labels), -1)
    lines = [
        "# Kinds of places: training report", "",
        "Written by `train.py`. Data: Places (MIT CSAIL; Zhou et al., \"Places: A 10 million image",
        "database for scene recognition\", 2017), for research; 35 kinds, 64x64 pixels:",
        f"{len(train[1])} pictures to train on, {len(labels)} to validate. Nothing was chosen by",
        "the pictures to validate.", "",
        f"{training.epochs} epochs{replanned(training.plans)}, seed 1, {training.seconds / 60:.0f} minutes of CPU time; "
        f"{sum(p.numel() for p in training.averaged.parameters()):,} parameters, kept as float16.", "",
        "| on the validation split | top 1 | top 5 |", "|---|---|---|",
        row("this network, picture and mirror image", scores, labels),
        row("softmax regression on a histogram of 64 colours", linear_baseline(train, valid), labels),
        row("always the same answer", constant, labels), "",
        "## By kind", "", "| kind | top 1 | top 5 | most often taken for |", "|---|---|---|---|",
    ]
    best = scores.argmax(1)
    for index, kind in enumerate(kinds):
        of_kind = labels == index
        wrong = torch.bincount(best[of_kind], minlength=len(kinds))
        wrong[index] = 0
        other = f"{kinds[wrong.argmax()]} ({int(wrong.max())})" if wrong.max() else ""
        one = share_within(scores[of_kind], labels[of_kind], 1)
        five = share_within(scores[of_kind], labels[of_kind], 5)
        lines.append(f"| {kind} | {100 * one:.0f} % | {100 * five:.0f} % | {other} |")
    pairs = torch.zeros(len(kinds), len(kinds), dtype=torch.long)
    for truth, answer in zip(labels.tolist(), best.tolist()):
        if truth != answer:
            pairs[min(truth, answer), max(truth, answer)] += 1
    lines += ["", "## Pairs confused most often, in either direction", "", "| pair | pictures |", "|---|---|"]
    for index in pairs.flatten().topk(12).indices.tolist():
        first, second = divmod(index, len(kinds))
        lines.append(f"| {kinds[first]}, {kinds[second]} | {int(pairs[first, second])} |")
    return "\n".join(lines) + "\n"
