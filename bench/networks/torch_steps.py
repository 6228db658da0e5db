"""PyTorch's training steps: reads a work a line (JSON), trains an epoch of it, answers with milliseconds a step."""
import json
import sys
import time

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError:
    sys.exit("The peer needs PyTorch (Debian: python3-torch).")

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)


def network(key):
    if key == "mlp":
        return nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    if key == "conv":
        return nn.Sequential(
            nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8 * 13 * 13, 10)
        )
    if key == "conv2":
        return nn.Sequential(
            nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(32 * 5 * 5, 10),
        )
    return nn.Sequential(nn.Embedding(5000, 32), nn.Flatten(), nn.Linear(20 * 32, 10))


def rows_of(key, rows):
    if key == "embedding":
        return torch.randint(0, 5000, (rows, 20))
    return torch.randn(rows, 784) if key == "mlp" else torch.randn(rows, 1, 28, 28)


def epoch(model, optimizer, x, y, batch):
    order = torch.randperm(len(x))
    for first in range(0, len(x), batch):
        index = order[first : first + batch]
        optimizer.zero_grad(set_to_none=True)
        functional.cross_entropy(model(x[index]), y[index]).backward()
        optimizer.step()


works = {}
print(json.dumps({"versions": {"PyTorch": torch.__version__}, "settings": []}), flush=True)
for line in sys.stdin:
    work = json.loads(line)
    name = json.dumps({k: v for k, v in work.items() if k != "milliseconds"})
    if name not in works:
        model = network(work["key"])
        parameters = model.parameters()
        sgd = work["optimizer"] == "sgd"
        optimizer = torch.optim.SGD(parameters, 0.01) if sgd else torch.optim.Adam(parameters, 0.001)
        x = rows_of(work["key"], work["rows"])
        works = {name: (model, optimizer, x, torch.randint(0, 10, (len(x),)))}
        epoch(*works[name], work["batch"])
    begin, steps = time.perf_counter(), 0
    while time.perf_counter() - begin < work["milliseconds"] / 1000:
        epoch(*works[name], work["batch"])
        steps += -(-work["rows"] // work["batch"])
    print(json.dumps({"milliseconds": (time.perf_counter() - begin) * 1000 / steps}), flush=True)
