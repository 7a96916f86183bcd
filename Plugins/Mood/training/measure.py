"""What the models are compared by, and the linear one. Needs no PyTorch."""
import numpy as np

NAMES = ["constant", "linear", "network"]
AXES = ["arousal", "valence"]


def pooled(rows):
    return np.concatenate([rows.mean(0), rows.std(0)])


def ridge(inputs, targets, penalty):
    """Standardises, then solves least squares with a penalty on the squared weights."""
    mean, deviation = inputs.mean(0), inputs.std(0) + 1e-6
    scaled, middle = (inputs - mean) / deviation, targets.mean(0)
    weights = np.linalg.solve(
        scaled.T @ scaled + penalty * np.eye(scaled.shape[1]), scaled.T @ (targets - middle))
    return lambda new: (new - mean) / deviation @ weights + middle


def linear(inputs, targets, seed):
    """Ridge regression; the penalty of each axis by five folds of what it is given."""
    folds = np.random.RandomState(seed).permutation(len(inputs)) % 5
    models = []
    for axis in range(2):
        wanted, losses = targets[:, axis:axis + 1], {}
        for penalty in (30, 100, 300, 1000, 3000):
            losses[penalty] = sum(
                ((ridge(inputs[folds != fold], wanted[folds != fold], penalty)(
                    inputs[folds == fold]) - wanted[folds == fold]) ** 2).sum()
                for fold in range(5))
        models.append(ridge(inputs, wanted, min(losses, key=losses.get)))
    return lambda new: np.concatenate([model(new) for model in models], axis=1)


def correlation(one, other):
    return np.corrcoef(one, other)[0, 1] if one.std() > 1e-9 else 0.0


def errors(answers, targets):
    """For each axis: RMSE, MAE, R2 and correlation, [2, 4]."""
    table = []
    for axis in range(2):
        answer, target = answers[:, axis], targets[:, axis]
        miss = answer - target
        table.append([
            np.sqrt((miss ** 2).mean()), np.abs(miss).mean(),
            1 - (miss ** 2).mean() / target.var(), correlation(answer, target)])
    return np.array(table)


def rows_of(tables):
    """Lines of a Markdown table: a model each, RMSE, MAE, R2, r of both axes."""
    lines = ["| model | arousal RMSE | MAE | R2 | r | valence RMSE | MAE | R2 | r |",
             "|---|---|---|---|---|---|---|---|---|"]
    for name, table in tables.items():
        cells = [f"{value:.3f}" for value in table.flatten()]
        if name == "constant":
            cells[3] = cells[7] = "-"
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def paired(one, other, targets, seed=0):
    """How often, of 10,000 resamplings of the tracks, the first has the smaller squared error."""
    random = np.random.RandomState(seed)
    gain = (other - targets) ** 2 - (one - targets) ** 2
    picks = random.randint(0, len(gain), (10_000, len(gain)))
    return (gain[picks].mean(1) > 0).mean(0)
