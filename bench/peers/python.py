"""PyTorch, scikit-learn and NumPy as peers: reads a question a line (JSON), answers with milliseconds and a value."""
import json
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit("The Python peers need NumPy (Debian: python3-numpy).")
try:
    import torch
except ImportError:
    torch = None
try:
    import sklearn
    from sklearn.linear_model import LinearRegression
except ImportError:
    sklearn = None
try:
    from threadpoolctl import threadpool_limits
except ImportError:
    threadpool_limits = None
from drawn import keep_last, network


network = keep_last(network)


def loss(task):
    _, closure = network(task)
    with torch.no_grad():
        return closure().item()


def backward(task):
    model, closure = network(task)
    model.zero_grad()
    value = closure()
    value.backward()
    value.item()
    return model


def gradient(task):
    model = backward(task)
    return lambda: sum(p.grad.square().sum().item() for p in model.parameters()) ** 0.5


def keep_stepping(task):
    """One iteration of the post's KS_50_0, from the same place each time; how many losses it took."""
    parameters = list(backward(task).parameters())
    _, closure = network(task)
    start = [p.detach().clone() for p in parameters]
    with torch.no_grad():
        def mini_step():
            for p in parameters:
                p -= task["learningRate"] * p.grad

        old = closure()
        i = 0
        mini_step()
        new = closure()
        while new < old and i < 50:
            mini_step()
            old = new
            new = closure()
            i += 1
        for p, s in zip(parameters, start):
            p.copy_(s)
        return i + 2


@keep_last
def regression(task):
    rows, columns = task["rows"], task["columns"]
    rng = np.random.RandomState(0)
    w = rng.normal(0, 5, columns + 1)
    x = rng.normal(0, 1, (rows, columns)).astype(task["precision"])
    y = (x @ w[1:] + w[0]).astype(task["precision"])
    return x, y, np.column_stack([x, np.ones(rows, x.dtype)])


def scikit_learn(task):
    x, y, _ = regression(task)
    LinearRegression().fit(x, y)


def normal_equations(task):
    _, y, design = regression(task)
    np.linalg.solve(design.T @ design, design.T @ y)


def normals(task):
    torch.manual_seed(0)
    return torch.randn(task["rows"], task["columns"])[-1, -1].item()


questions = {
    "loss": loss, "gradient": gradient, "keepStepping": keep_stepping, "normals": normals,
    "scikitLearn": scikit_learn, "normalEquations": normal_equations,
}


def answer(ask, task, setting, milliseconds):
    threads = int(setting.split()[0])
    if torch:
        torch.set_num_threads(threads)
    if threadpool_limits:
        threadpool_limits(threads)
    work = questions[ask]
    work(task)
    passed, repeats = 0, 0
    begin = time.perf_counter()
    while passed < milliseconds:
        value = work(task)
        repeats += 1
        passed = (time.perf_counter() - begin) * 1000
    # A value that takes work of its own comes as a function, and is not timed.
    return {"milliseconds": passed / repeats, "value": value() if callable(value) else value}


versions = {
    "PyTorch": torch and torch.__version__, "scikit-learn": sklearn and sklearn.__version__,
    "NumPy": np.__version__,
}
print(json.dumps({"versions": versions, "settings": ["1 thread", "2 threads"]}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(**json.loads(line))), flush=True)
