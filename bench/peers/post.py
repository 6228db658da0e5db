"""The post's own training loops for figures 9 to 13, to the letter: reads a race a line (JSON), answers with seconds.

What the post does is kept, slips included: KeepStepping subtracts its impatience, KeepVaulting subtracts a slope from a
loss, and SGD and Adam are stepped with a closure, which evaluates the loss once more.
"""
import json
import sys
import time

try:
    import numpy as np
    import torch
    from torch import nn
except ImportError:
    sys.exit("The post's own code needs PyTorch (Debian: python3-torch).")


class KeepStepping(torch.optim.Optimizer):
    """Steps on along one gradient while the loss falls."""

    def __init__(self, params, lr, max_steps, scale_i):
        super().__init__(params, dict(lr=lr, max_steps=max_steps, scale_i=scale_i))

    def mini_step(self, i):
        for group in self.param_groups:
            for p in group["params"]:
                p.data.add_(p.grad.data, alpha=-group["lr"])
                p.data.add_(p.grad.data, alpha=group["lr"] * group["scale_i"] * np.sqrt(i))

    def step(self, closure):
        old_loss = closure()
        i = 0
        self.mini_step(i)
        new_loss = closure()
        while new_loss < old_loss and i < self.param_groups[0]["max_steps"]:
            self.mini_step(i)
            old_loss = new_loss
            new_loss = closure()
            i += 1


class KeepVaulting(torch.optim.Optimizer):
    """Calculates, from the losses on the way, how far to go along one gradient."""

    def __init__(self, params, lr, max_steps):
        super().__init__(params, dict(lr=lr, max_steps=max_steps))

    def mini_step(self, t):
        for group in self.param_groups:
            for p in group["params"]:
                p.data.add_(p.grad.data, alpha=-group["lr"] * t)

    def step(self, closure):
        lr, max_steps = (self.param_groups[0][k] for k in ("lr", "max_steps"))
        old_loss = closure()
        self.mini_step(1)
        new_loss = closure()
        losses = [old_loss.item(), new_loss.item()]
        i = 0
        while new_loss < old_loss and i < max_steps:
            slope = (losses[-1] - losses[-2]) / lr
            curvature = (losses[-1] - slope) / lr
            self.mini_step(-(curvature / slope) * lr)
            old_loss = new_loss
            new_loss = closure()
            losses.append(new_loss.item())
            i += 1


optimizers = {
    "KS_50_0": lambda p, lr: KeepStepping(p, lr, 50, 0),
    "KS_50_2": lambda p, lr: KeepStepping(p, lr, 50, 2),
    "KS_10_0": lambda p, lr: KeepStepping(p, lr, 10, 0),
    "KS_10_2": lambda p, lr: KeepStepping(p, lr, 10, 2),
    "KV_10": lambda p, lr: KeepVaulting(p, lr, 10),
    "KV_50": lambda p, lr: KeepVaulting(p, lr, 50),
    "SGD": lambda p, lr: torch.optim.SGD(p, lr),
    "ADAM": lambda p, lr: torch.optim.Adam(p, lr),
}


def make(task):
    """Data, network and loss, in the post's order."""
    torch.manual_seed(0)
    columns, units, layers = (task[k] for k in ("columns", "hiddenUnits", "hiddenLayers"))
    x = torch.randn(task["rows"], columns)
    y = x.sum(axis=1).reshape(-1, 1)
    modules = []
    if units:
        modules.append(nn.Linear(columns, units))
        for _ in range(layers):
            if task["activation"] == "relu":
                modules.append(nn.ReLU())
            modules.append(nn.Linear(units, units))
        if task["activation"] == "relu":
            modules.append(nn.ReLU())
    modules.append(nn.Linear(units or columns, 1))
    return nn.Sequential(*modules), x, y


def race(optimizer, task, iterations, threads):
    """Seconds of so many iterations, and the loss before the last one's step."""
    torch.set_num_threads(threads)
    model, x, y = make(task)
    loss_of = nn.MSELoss()
    stepper = optimizers[optimizer](model.parameters(), task["learningRate"])

    def closure():
        return loss_of(model(x), y)

    begin = time.perf_counter()
    for _ in range(iterations):
        loss = closure()
        stepper.zero_grad()
        loss.backward()
        stepper.step(closure)
    return {"seconds": time.perf_counter() - begin, "loss": loss.item()}


introduction = {"versions": {"PyTorch": torch.__version__}, "settings": ["1", "2"]}
print(json.dumps(introduction), flush=True)
for line in sys.stdin:
    print(json.dumps(race(**json.loads(line))), flush=True)
