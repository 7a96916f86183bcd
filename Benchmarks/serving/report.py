"""Prints medians and ratios, and whether the targets are met."""

from statistics import median

# At 64 connections, times Triton's requests per second.
TARGETS = {"inline": 2.0, "worker": 1.4}
IDLE_BYTES = 60e6
READY_SECONDS = 0.3


def ratio(figures, ours, theirs):
    """The median over the rounds of the ratio within each round."""
    return median(a.rate / b.rate for a, b in zip(figures[ours], figures[theirs]))


def verdict(value, target, met):
    return f"{value}; wanted {target}: {'met' if met else 'MISSED'}"


class Report:
    """Collects all that was printed in `data`, too."""

    def __init__(self):
        self.data = {}

    def floats(self, figures):
        print("\n16 floats as JSON, POST /v2/models/{model}/infer")
        self._table("floats", figures)
        for label, target in TARGETS.items():
            times = ratio(figures, (label, 64), ("triton", 64))
            self.data[f"{label} / triton, 64"] = times
            print(f"  {label} at 64 connections: "
                  + verdict(f"{times:.2f} x Triton", f"{target} x", times >= target))

    def media(self, figures):
        print("\nA picture of 100 KB as a binary tensor (nginx and Triton do not decode it)")
        self._table("media", figures)

    def _table(self, name, figures):
        print(f"  {'':16} {'connections':>11} {'requests/s':>11} {'x Triton':>9} "
              f"{'50 %':>9} {'99 %':>9} {'CPU/request':>12}")
        rows = self.data[name] = []
        for (label, connections), rounds in figures.items():
            row = {
                "server": label, "connections": connections,
                "rates": [figure.rate for figure in rounds],
                "rate": median(figure.rate for figure in rounds),
                "ratio": ratio(figures, (label, connections), ("triton", connections)),
                "latency_50": median(figure.latency_50 for figure in rounds),
                "latency_99": median(figure.latency_99 for figure in rounds),
                "processor": median(figure.processor for figure in rounds),
            }
            rows.append(row)
            print(f"  {label:16} {connections:11} {row['rate']:11,.0f} {row['ratio']:9.2f} "
                  f"{row['latency_50'] * 1e6:6,.0f} us {row['latency_99'] * 1e6:6,.0f} us "
                  f"{row['processor'] * 1e6:9.1f} us")

    def idle(self, servers):
        print("Idle: all processes of a server together")
        print(f"  {'':28} {'processes':>9} {'Pss':>9} {'Rss':>9} {'ready':>9}")
        rows = self.data["idle"] = {}
        for name, seen in servers.items():
            ready, pss, rss, processes = (median(values) for values in zip(*seen))
            rows[name] = {"ready": ready, "pss": pss, "rss": rss, "processes": processes}
            print(f"  {name:28} {processes:9.0f} {pss / 1e6:6.1f} MB {rss / 1e6:6.1f} MB "
                  f"{ready * 1e3:6.0f} ms")
        default = rows["patchbay, default manifest"]
        print("  default manifest: "
              + verdict(f"{default['rss'] / 1e6:.1f} MB", "under 60 MB",
                        default["rss"] < IDLE_BYTES)
              + "; ready in "
              + verdict(f"{default['ready'] * 1e3:.0f} ms", "under 300 ms",
                        default["ready"] < READY_SECONDS))
