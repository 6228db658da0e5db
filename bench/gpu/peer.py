"""PyTorch (eager and compiled) and JAX on a GPU: reads a question a line (JSON), answers with milliseconds and a value.

python3 peer.py [cuda|cpu]; cpu is for checking that it runs.
"""
import json
import os
import sys
import time

# Both peers share one card.
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
DEVICE = sys.argv[1] if len(sys.argv) > 1 else "cuda"
STEPS, IMPATIENCE = 50, 2

try:
    import torch
except ImportError:
    torch = None
try:
    import jax
    import jax.numpy as jnp
except ImportError:
    jax = None
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peers"))
from drawn import drawn, keep_last, network


@keep_last
def torch_network(task):
    return network(task, DEVICE)


@keep_last
def torch_compiled(task):
    model, closure = torch_network(task)
    return model, torch.compile(closure)


class Torch:
    """Asks in PyTorch's way: a loss that is compared is read."""

    def __init__(self, network):
        self.network = network

    def wait(self):
        if DEVICE == "cuda":
            torch.cuda.synchronize()

    def loss(self, task):
        _, closure = self.network(task)
        with torch.no_grad():
            return closure()

    def gradient(self, task):
        model, closure = self.network(task)
        model.zero_grad()
        value = closure()
        value.backward()
        return value.detach()

    def iterations(self, task):
        model, closure = self.network(task)
        parameters = list(model.parameters())
        start = [p.detach().clone() for p in parameters]
        for _ in range(task["iterations"]):
            first = old = self.gradient(task).item()
            with torch.no_grad():
                gradients = [p.grad for p in parameters]

                def mini_step(i):
                    length = task["learningRate"] * (1 + IMPATIENCE * max(i, 0) ** 0.5)
                    torch._foreach_add_(parameters, gradients, alpha=-length)
                    return closure().item()

                i = 0
                new = mini_step(-1)
                while new < old and i < STEPS:
                    old, new = new, mini_step(i)
                    i += 1
        with torch.no_grad():
            for parameter, value in zip(parameters, start):
                parameter.copy_(value)
        return first


@keep_last
def jax_network(task):
    x, y, layers = drawn(task)
    x, y = jnp.asarray(x.numpy()), jnp.asarray(y.numpy())
    start = [(jnp.asarray(l.weight.detach().numpy().T), jnp.asarray(l.bias.detach().numpy())) for l in layers]

    def loss(parameters, x, y):
        a = x
        for i, (weight, bias) in enumerate(parameters):
            a = a @ weight + bias
            if task["activation"] == "relu" and i < len(parameters) - 1:
                a = jax.nn.relu(a)
        return jnp.mean((a - y) ** 2)

    def iteration(parameters, x, y):
        first, gradient = jax.value_and_grad(loss)(parameters, x, y)

        def step(parameters, i):
            length = task["learningRate"] * (1 + IMPATIENCE * jnp.sqrt(jnp.maximum(i, 0)))
            return jax.tree_util.tree_map(lambda p, g: p - length * g, parameters, gradient)

        def go_on(state):
            _, old, new, i = state
            return (new < old) & (i < STEPS)

        def further(state):
            parameters, _, new, i = state
            moved = step(parameters, i)
            return moved, new, loss(moved, x, y), i + 1

        moved = step(parameters, -1)
        moved, *_ = jax.lax.while_loop(go_on, further, (moved, first, loss(moved, x, y), 0))
        return first, moved

    data = (x, y)
    jitted = (jax.jit(loss), jax.jit(jax.value_and_grad(loss)), jax.jit(iteration))
    return start, data, jitted


class Jax:
    """Asks in JAX's way: the whole iteration compiled, its loop on the device."""

    def wait(self):
        pass

    def loss(self, task):
        start, data, (loss, _, _) = jax_network(task)
        return loss(start, *data).block_until_ready()

    def gradient(self, task):
        start, data, (_, gradient, _) = jax_network(task)
        value, made = gradient(start, *data)
        jax.block_until_ready(made)
        return value

    def iterations(self, task):
        parameters, data, (_, _, iteration) = jax_network(task)
        for _ in range(task["iterations"]):
            first, parameters = iteration(parameters, *data)
        return first.block_until_ready()


def introduce():
    ready = torch and (DEVICE == "cpu" or torch.cuda.is_available())
    compiles = ready and hasattr(torch, "compile")
    jax_ready = jax and torch and (DEVICE == "cpu" or jax.default_backend() == "gpu")
    version = torch.__version__ if ready else None
    return {
        "versions": {
            "PyTorch eager": version,
            "PyTorch compiled": version if compiles else None,
            "JAX": jax.__version__ if jax_ready else None,
        },
        "settings": [torch.cuda.get_device_name() if ready and DEVICE == "cuda" else DEVICE],
    }


peers = {"PyTorch eager": Torch(torch_network), "PyTorch compiled": Torch(torch_compiled), "JAX": Jax()}
if jax:
    jax.config.update("jax_default_matmul_precision", "float32")
print(json.dumps(introduce()), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    peer, task = peers[question["setting"]], question["task"]
    ask = getattr(peer, question["ask"])
    ask(task)
    peer.wait()
    begin, repeats, passed = time.perf_counter(), 0, 0
    while passed < question["milliseconds"]:
        value = ask(task)
        repeats += 1
        if repeats % 10 == 0:
            peer.wait()
        passed = (time.perf_counter() - begin) * 1000
    peer.wait()
    passed = (time.perf_counter() - begin) * 1000
    print(json.dumps({"milliseconds": passed / repeats, "value": float(value)}), flush=True)
