"""Writes sklearn_metrics.json beside it: metrics by scikit-learn on stored cases.

python sklearn_metrics.py   (numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1)
"""
import json
import pathlib

import numpy as np
from scipy.optimize import brentq, root
from scipy.special import expit, logit
from sklearn import metrics as m


def recalibration(y, p):
    z = logit(np.clip(p, np.finfo(float).eps, 1 - np.finfo(float).eps))

    def score(ab):
        r = y - expit(ab[0] + ab[1] * z)
        return [r.sum(), (r * z).sum()]

    def jacobian(ab):
        q = expit(ab[0] + ab[1] * z)
        w = q * (1 - q)
        return [[-w.sum(), -(w * z).sum()], [-(w * z).sum(), -(w * z * z).sum()]]

    slope = root(score, [0.0, 1.0], jac=jacobian, tol=1e-14).x[1]
    intercept = brentq(lambda a: (y - expit(a + z)).sum(), -50, 50, xtol=1e-14, rtol=1e-14)
    return slope, intercept


def sensitivity(y, p, specificity):
    fpr, tpr, _ = m.roc_curve(y, p, drop_intermediate=False)
    return tpr[fpr <= 1 - specificity + 1e-12].max()


def binary(name, y, p):
    slope, intercept = recalibration(y, p)
    return {
        "name": name,
        "outcomes": y.tolist(),
        "predictions": p.tolist(),
        "metrics": {
            "auroc": m.roc_auc_score(y, p),
            "auprc": m.average_precision_score(y, p),
            "brier": m.brier_score_loss(y, p),
            "log_loss": m.log_loss(y, p),
            "calibration_slope": slope,
            "calibration_intercept": intercept,
            "sensitivity_at_specificity_90": sensitivity(y, p, 0.90),
            "sensitivity_at_specificity_95": sensitivity(y, p, 0.95),
        },
    }


def quantity(name, y, p):
    return {
        "name": name,
        "outcomes": y.tolist(),
        "predictions": p.tolist(),
        "metrics": {
            "mae": m.mean_absolute_error(y, p),
            "rmse": m.root_mean_squared_error(y, p),
            "r2": m.r2_score(y, p),
        },
    }


rng = np.random.default_rng(20)
cases = []
for name, n, base, step in (
    ("fifty", 50, 0.0, None),
    ("rare", 400, -2.5, None),
    ("ties", 300, 0.0, 0.1),
    ("overconfident", 200, 0.5, None),
):
    z = base + 1.5 * rng.standard_normal(n)
    y = (rng.random(n) < expit(z)).astype(float)
    p = expit(2 * z if name == "overconfident" else z + 0.5 * rng.standard_normal(n))
    if step:
        p = np.round(np.clip(p, 0.05, 0.95) / step) * step
        p = np.clip(p, 0.01, 0.99)
    cases.append(binary(name, y, p))
cases.append(binary("four", np.array([0.0, 1, 0, 1]), np.array([0.1, 0.4, 0.4, 0.3])))
y = rng.lognormal(2, 0.8, 120)
cases.append(quantity("skewed", y, y * rng.lognormal(0, 0.4, 120)))
cases.append(quantity("worse than the mean", y, rng.permutation(y)))
path = pathlib.Path(__file__).with_name("sklearn_metrics.json")
path.write_text(json.dumps(cases, indent=None, separators=(",", ":")) + "\n")
