"""Ten iterations of torch.optim.LBFGS(line_search_fn="strong_wolfe") on figure 9's task, in float32 and float64: losses before each,
and evaluations so far. Prints torch-lbfgs-figure-09.json.

  python3 tests/data/torch_lbfgs.py > tests/data/torch-lbfgs-figure-09.json
"""
import json

import torch

ITERATIONS = 10
torch.set_num_threads(1)


def run(dtype):
    torch.manual_seed(0)
    x = torch.randn(10_000, 20)
    y = x.sum(axis=1).reshape(-1, 1)
    widths = [20, 10, 10, 10, 10, 10, 10, 1]
    model = torch.nn.Sequential(*[torch.nn.Linear(a, b) for a, b in zip(widths, widths[1:])])
    x, y, model = x.to(dtype), y.to(dtype), model.to(dtype)
    loss_of = torch.nn.MSELoss()
    optimizer = torch.optim.LBFGS(
        model.parameters(), lr=1, max_iter=1, history_size=10, line_search_fn="strong_wolfe",
        tolerance_grad=0, tolerance_change=0)
    evaluations = 0

    def closure():
        nonlocal evaluations
        evaluations += 1
        optimizer.zero_grad()
        loss = loss_of(model(x), y)
        loss.backward()
        return loss

    losses, counts = [], []
    for i in range(ITERATIONS + 1):
        # Each step begins with an evaluation where the last one ended: only the first is news.
        losses.append(optimizer.step(closure).item() if i < ITERATIONS else loss_of(model(x), y).item())
        counts.append(evaluations - i if i < ITERATIONS else None)
    return {"loss": losses, "evaluations": counts[:-1]}


print(json.dumps({
    "figure": 9,
    "source": f"torch.optim.LBFGS, PyTorch {torch.__version__}, by tests/data/torch_lbfgs.py",
    "float32": run(torch.float32),
    "float64": run(torch.float64),
}))
