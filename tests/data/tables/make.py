"""The public tables of scikit-learn and NIST as CSV, and NIST's certified values.

    python3 make.py ../../../../shared/nist/linear && Rscript make.R

NIST: https://www.itl.nist.gov/div898/strd/lls/lls.shtml
"""

import csv
import json
import pathlib
import re
import sys

from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris

here = pathlib.Path(__file__).parent


def write(name, head, rows):
    with open(here / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def sklearn_table(name, data, target):
    write(name, [*data.feature_names, target], ([*map(repr, map(float, x)), repr(float(y))] for x, y in zip(data.data, data.target)))


sklearn_table("diabetes", load_diabetes(), "progression")
sklearn_table("breast-cancer", load_breast_cancer(), "benign")
iris = load_iris()
write("iris", ["sepal length", "sepal width", "petal length", "petal width", "species"],
      ([*map(float, x), iris.target_names[y]] for x, y in zip(iris.data, iris.target)))

powers = {"Pontius": 2, "Wampler1": 5, "Wampler3": 5}
certified = {}
for name in ["Longley", "Norris", "NoInt1", *powers]:
    text = (pathlib.Path(sys.argv[1]) / f"{name}.dat").read_text()
    number = r"(-?\d*\.?\d+(?:[ED][-+]?\d+)?)"
    found = re.findall(rf"^\s+B(\d)\s+{number}\s+{number}\s*$", text, re.M)
    certified[name] = {
        "coefficients": {f"b{i}": float(b) for i, b, _ in found},
        "standardErrors": {f"b{i}": float(e) for i, _, e in found},
        "residualSd": float(re.search(rf"Residual\s+Standard Deviation\s+{number}", text)[1]),
    }
    lines = text[text.rindex("Data:"):].splitlines()[1:]
    rows = [line.split() for line in lines if line.strip()]
    top = powers.get(name, 0)
    if top:
        rows = [[y, *(repr(float(x) ** k) for k in range(1, top + 1))] for y, x in rows]
    write(name, ["y", *(f"b{i + 1}" for i in range(len(rows[0]) - 1))], rows)
(here / "nist.json").write_text(json.dumps(certified, indent=1) + "\n")
