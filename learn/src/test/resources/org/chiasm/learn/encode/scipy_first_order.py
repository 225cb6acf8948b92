"""Writes scipy_first_order.json beside it: statistics of stored numbers by numpy and scipy.

python scipy_first_order.py   (numpy 2.4.6, scipy 1.17.1)
"""
import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(3)
x = np.round(rng.gamma(2, 50, 60) - 80, 3).astype(np.float32).astype(float)
result = {
    "numbers": x.tolist(),
    "mean": x.mean(),
    "standard_deviation": x.std(),
    "skewness": stats.skew(x),
    "excess_kurtosis": stats.kurtosis(x),
    **{f"percentile_{q}": np.percentile(x, q) for q in (1, 10, 25, 75, 90, 99)},
    "median": np.median(x),
    "mean_absolute_deviation": np.abs(x - x.mean()).mean(),
    "root_mean_square": np.sqrt((x**2).mean()),
}
path = pathlib.Path(__file__).with_name("scipy_first_order.json")
path.write_text(json.dumps(result) + "\n")
