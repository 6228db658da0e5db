"""Fits a regression of y on the other columns of a file, without a penalty, and prints intercept and coefficients as JSON.

    python3 bench/tables/peer.py scikit-learn linear table.csv

Parquet is read where pandas finds a library for it.
"""

import json
import sys

import pandas

library, family, path = sys.argv[1:]
table = pandas.read_csv(path) if path.endswith(".csv") else pandas.read_parquet(path)
y = table.pop("y")
if library == "scikit-learn":
    import sklearn
    from sklearn.linear_model import LinearRegression, LogisticRegression

    version = sklearn.__version__
    if family == "linear":
        model = LinearRegression().fit(table, y)
        coefficients = [model.intercept_, *model.coef_]
    else:
        # Without these it stops at 3 digits.
        settings = {"solver": "newton-cholesky", "tol": 1e-10, "max_iter": 100}
        model = LogisticRegression(penalty=None, **settings).fit(table, y)
        coefficients = [model.intercept_[0], *model.coef_[0]]
else:
    import statsmodels.api

    version = statsmodels.__version__
    design = statsmodels.api.add_constant(table)
    if family == "linear":
        fit = statsmodels.api.OLS(y, design).fit()
    else:
        fit = statsmodels.api.Logit(y, design).fit(disp=False)
    fit.summary()
    coefficients = list(fit.params)
print(json.dumps({"version": version, "pandas": pandas.__version__, "coefficients": coefficients}))
