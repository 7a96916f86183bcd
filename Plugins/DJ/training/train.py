"""Trains the network that names kinds of places, and writes the model and its report.

    python3 train.py DATA [--epochs N]

DATA holds places64_train.zip and places64_valid.zip. Writes ../places.onnx, ../places.txt and REPORT.md.
The validation split is looked at after training: no choice was made on it. A run that was stopped
goes on from its last whole epoch (`--checkpoint FILE`).
"""

import argparse
import copy
import math
import os
import pathlib
import resource
import time

import torch
import torch.nn.functional as functional

import pictures
import report
from network import HalfWeights, PlaceNet

BATCH, RATE, DECAY, SMOOTHING, AVERAGE, SEED = 64, 0.1, 5e-4, 0.1, 0.999, 1
HERE = pathlib.Path(__file__).resolve().parent


def rate(step, steps, warm):
    """Linear warm-up, then a cosine down to nothing."""
    if step < warm:
        return RATE * (step + 1) / warm
    return RATE * 0.5 * (1 + math.cos(math.pi * (step - warm) / (steps - warm)))


class Training:
    def __init__(self, kinds, epochs, checkpoint):
        self.network = PlaceNet(kinds).to(memory_format=torch.channels_last)
        self.averaged = copy.deepcopy(self.network)
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        plain = [p for p in self.network.parameters() if p.dim() == 1]
        groups = [{"params": decayed, "weight_decay": DECAY}, {"params": plain}]
        self.optimiser = torch.optim.SGD(groups, RATE, momentum=0.9, nesterov=True)
        self.epoch, self.epochs, self.checkpoint, self.seconds = 0, epochs, checkpoint, 0.0
        # From which epoch on the learning rate was bound for which last epoch.
        self.plans = [(0, epochs)]
        if checkpoint and checkpoint.exists():
            state = torch.load(checkpoint)
            for name in ("network", "averaged", "optimiser"):
                getattr(self, name).load_state_dict(state[name])
            self.epoch, self.seconds = state["epoch"], state["seconds"]
            self.plans = state.get("plans", [(0, 20)])
            if self.plans[-1][1] != epochs:
                self.plans.append((self.epoch, epochs))

    def save(self):
        names = ("network", "averaged", "optimiser")
        state = {name: getattr(self, name).state_dict() for name in names}
        state.update(epoch=self.epoch, seconds=self.seconds, plans=self.plans)
        torch.save(state, str(self.checkpoint) + ".new")
        os.replace(str(self.checkpoint) + ".new", self.checkpoint)

    def run_epoch(self, images, labels):
        # Seeded by the epoch, so that a run that was stopped draws what it would have drawn.
        torch.manual_seed(SEED * 1000 + self.epoch)
        generator = torch.Generator().manual_seed(SEED * 1000 + self.epoch)
        kinds = self.network.head.out_features
        batches = len(labels) // BATCH
        order = torch.randperm(len(labels), generator=generator)
        total = 0.0
        self.network.train()
        for batch in range(batches):
            step = self.epoch * batches + batch
            for group in self.optimiser.param_groups:
                group["lr"] = rate(step, self.epochs * batches, 2 * batches)
            picked = order[batch * BATCH:(batch + 1) * BATCH]
            x = pictures.varied(images[picked].float(), generator)
            target = functional.one_hot(labels[picked], kinds).float()
            x, target = pictures.spliced(x, target, generator)
            x = x.contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = self.network(x)
            loss = functional.cross_entropy(logits.float(), target, label_smoothing=SMOOTHING)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            self.optimiser.step()
            self.average(step)
            total += float(loss)
        self.epoch += 1
        return total / batches

    def average(self, step):
        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            mine = self.network.state_dict()
            for name, value in self.averaged.state_dict().items():
                if value.is_floating_point():
                    value.lerp_(mine[name], 1 - keep)
                else:
                    value.copy_(mine[name])


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=80)
    parser.add_argument("--checkpoint", type=pathlib.Path)
    options = parser.parse_args()

    torch.manual_seed(SEED)
    images, labels, kinds = pictures.read(options.data / "places64_train.zip")
    training = Training(len(kinds), options.epochs, options.checkpoint)
    while training.epoch < options.epochs:
        started, cpu = time.time(), cpu_seconds()
        loss = training.run_epoch(images, labels)
        training.seconds += cpu_seconds() - cpu
        print(f"epoch {training.epoch}: loss {loss:.3f}, {time.time() - started:.0f} s", flush=True)
        if training.checkpoint:
            training.save()

    exported = HalfWeights(training.averaged.to(memory_format=torch.contiguous_format))
    torch.onnx.export(
        exported, torch.zeros(1, 3, pictures.SIDE, pictures.SIDE), HERE.parent / "places.onnx",
        input_names=["pixels"], output_names=["probabilities"], opset_version=17,
        dynamic_axes={"pixels": {0: "n"}, "probabilities": {0: "n"}}, do_constant_folding=False)
    (HERE.parent / "places.txt").write_text("".join(k + "\n" for k in kinds))

    valid = pictures.read(options.data / "places64_valid.zip")
    assert valid[2] == kinds, "the two splits have different kinds"
    text = report.write(exported, (images, labels), valid[:2], kinds, training)
    (HERE / "REPORT.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
