"""PyTorch, scikit-learn and NumPy on the post's tasks: reads a question a line (JSON), answers with milliseconds."""
import json
import sys
import time

import numpy as np

try:
    import torch
except ImportError:
    torch = None
try:
    from sklearn.linear_model import LinearRegression
except ImportError:
    LinearRegression = None

tasks = {}


def network(task):
    key = json.dumps(task)
    if key not in tasks:
        tasks.clear()
        rows, columns, units, layers = (task[k] for k in ("rows", "columns", "units", "layers"))
        torch.manual_seed(0)
        x = torch.randn(rows, columns)
        y = x.sum(axis=1).reshape(-1, 1)
        widths = [columns] + ([units] * (layers + 1) if units else []) + [1]
        modules = []
        for i in range(len(widths) - 1):
            modules.append(torch.nn.Linear(widths[i], widths[i + 1]))
            if task["relu"] and i < len(widths) - 2:
                modules.append(torch.nn.ReLU())
        model = torch.nn.Sequential(*modules)
        loss_of = torch.nn.MSELoss()
        tasks[key] = model, lambda: loss_of(model(x), y)
    return tasks[key]


def loss(task):
    _, closure = network(task)
    with torch.no_grad():
        return closure().item()


def gradient(task):
    model, closure = network(task)
    model.zero_grad()
    value = closure()
    value.backward()
    return value.item()


def keep_stepping(task):
    """One iteration of the post's KS_50_0, from the same place each time."""
    model, closure = network(task)
    parameters = list(model.parameters())
    start = [p.detach().clone() for p in parameters]
    gradient(task)
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


regression = {}


def data(rows, columns):
    if (rows, columns) not in regression:
        regression.clear()
        rng = np.random.RandomState(0)
        w = rng.normal(0, 5, columns + 1)
        x = rng.normal(0, 1, (rows, columns))
        regression[rows, columns] = x, x @ w[1:] + w[0]
    return regression[rows, columns]


def scikit_learn(task):
    LinearRegression().fit(*data(task["rows"], task["columns"]))


def normal_equations(task):
    x, y = data(task["rows"], task["columns"])
    design = np.column_stack([x, np.ones(len(x))])
    np.linalg.solve(design.T @ design, design.T @ y)


def normals(task):
    torch.manual_seed(0)
    torch.randn(task["rows"], task["columns"])


questions = {
    "loss": loss, "gradient": gradient, "keepStepping": keep_stepping, "normals": normals,
    "scikitLearn": scikit_learn, "normalEquations": normal_equations,
}
print(json.dumps({"torch": torch and torch.__version__, "sklearn": LinearRegression is not None}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    if torch:
        torch.set_num_threads(question["threads"])
    ask, task = questions[question["ask"]], question["task"]
    ask(task)
    repeats = question["repeats"]
    begin = time.perf_counter()
    for _ in range(repeats):
        ask(task)
    print(json.dumps((time.perf_counter() - begin) * 1000 / repeats), flush=True)
