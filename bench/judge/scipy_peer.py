"""SciPy's minimizers on functions that the other side of the pipe evaluates, so that the problems are written once.

Reads a line {"method": ..., "start": [...]}, asks back "value n", "gradient n", "hessian n", "product 2n", "residuals n" or "jacobian n",
each with its n numbers behind the line (x, for a product with the vector after it), reads how many numbers the answer has and these (rows
after one another), and ends with "end n" and x. Numbers are float64 as this machine has them.
"""
import json
import sys
import warnings

import numpy as np
import scipy
from scipy import optimize

warnings.simplefilter("ignore")
np.seterr(all="ignore")


source, sink = sys.stdin.buffer, sys.stdout.buffer


def say(what, x):
    sink.write(f"{what} {len(x)}\n".encode() + np.asarray(x, dtype=float).tobytes())
    sink.flush()


def ask(what, x):
    say(what, x)
    return np.frombuffer(source.read(8 * int(source.readline()))).copy()


def solve(method, start, bounds, products):
    n = len(start)
    if method == "lm":
        return optimize.leastsq(
            lambda x: ask("residuals", x), start, Dfun=lambda x: ask("jacobian", x).reshape(-1, n),
            ftol=1e-15, xtol=1e-15, gtol=0.0, maxfev=20_000)[0]
    options = {
        "L-BFGS-B": {"maxcor": 10, "ftol": 0.0, "gtol": 1e-6, "maxiter": 5_000, "maxfun": 20_000},
        "trust-ncg": {"gtol": 1e-6, "maxiter": 5_000},
        "trust-exact": {"gtol": 1e-6, "maxiter": 5_000},
        "CG": {"gtol": 1e-6, "maxiter": 5_000},
    }[method]
    more = {}
    if method.startswith("trust"):
        more = {"hessp": lambda x, v: ask("product", np.concatenate([x, v]))} if products else {
            "hess": lambda x: ask("hessian", x).reshape(n, n)}
    if bounds:
        more["bounds"] = list(zip(*bounds))
    return optimize.minimize(
        lambda x: ask("value", x)[0], start, jac=lambda x: ask("gradient", x),
        method=method, options=options, **more).x


print(scipy.__version__, flush=True)
while line := source.readline():
    question = json.loads(line)
    try:
        x = solve(question["method"], np.array(question["start"], dtype=float), question.get("bounds"), question["products"])
        say("end", x)
    except Exception:  # An honest failure: the start is all it has.
        say("fail", [])
