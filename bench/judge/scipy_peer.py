"""SciPy's minimizers on functions that the other side of the pipe evaluates, so that the problems are written once.

Reads {"method": ..., "start": [...]} a line, asks back "value x1 x2 ...", "gradient ...", "hessian ...", "product x1 x2 ... v1 v2 ...",
"residuals ..." or "jacobian ...", reads numbers (rows after one another), and ends with "end x1 x2 ...".
"""
import json
import sys
import warnings

import numpy as np
import scipy
from scipy import optimize

warnings.simplefilter("ignore")
np.seterr(all="ignore")


def ask(what, x):
    print(what, *map(repr, x.tolist()), flush=True)
    return np.array([float(v) for v in sys.stdin.readline().split()])


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
while line := sys.stdin.readline():
    question = json.loads(line)
    try:
        x = solve(question["method"], np.array(question["start"], dtype=float), question.get("bounds"), question["products"])
        print("end", *map(repr, x.tolist()), flush=True)
    except Exception as error:  # An honest failure: the start is all it has.
        print("fail", type(error).__name__, flush=True)
