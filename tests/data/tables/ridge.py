"""What scikit-learn makes of a ridge: ridge.json.

    python3 ridge.py
"""

import json
import pathlib

import pandas
from sklearn.linear_model import LogisticRegression, Ridge

here = pathlib.Path(__file__).parent
mtcars = pandas.read_csv(here / "mtcars.csv")
x = mtcars[["wt", "hp"]].to_numpy()
linear = Ridge(alpha=2, solver="cholesky").fit(x, mtcars["mpg"])
logistic = LogisticRegression(C=0.5, solver="newton-cg", tol=1e-14, max_iter=10000).fit(x, mtcars["am"])
(here / "ridge.json").write_text(json.dumps({
    "linear": [linear.intercept_, *linear.coef_],
    "logistic": [*logistic.intercept_, *logistic.coef_[0]],
}) + "\n")
