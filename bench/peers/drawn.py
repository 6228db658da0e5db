"""A task as the post draws it in PyTorch, for every Python peer."""
import json

try:
    import torch
except ImportError:
    torch = None


def keep_last(make):
    """Questions come in runs on one task: its data are kept until another is asked about."""
    last = {}

    def made(task):
        key = json.dumps(task)
        if key not in last:
            last.clear()
            last[key] = make(task)
        return last[key]

    return made


@keep_last
def drawn(task):
    """x, y and the layers."""
    rows, columns, units = (task[k] for k in ("rows", "columns", "hiddenUnits"))
    torch.manual_seed(task["seeds"]["data"])
    x = torch.randn(rows, columns)
    y = x.sum(axis=1).reshape(-1, 1)
    widths = [columns] + ([units] * (task["hiddenLayers"] + 1) if units else []) + [1]
    return x, y, [torch.nn.Linear(a, b) for a, b in zip(widths, widths[1:])]


def network(task, device="cpu"):
    """The task's network, and what computes its loss."""
    x, y, layers = drawn(task)
    modules = []
    for i, layer in enumerate(layers):
        modules.append(layer)
        if task["activation"] == "relu" and i < len(layers) - 1:
            modules.append(torch.nn.ReLU())
    model = torch.nn.Sequential(*modules).to(device)
    x, y = x.to(device), y.to(device)
    loss_of = torch.nn.MSELoss()
    return model, lambda: loss_of(model(x), y)
