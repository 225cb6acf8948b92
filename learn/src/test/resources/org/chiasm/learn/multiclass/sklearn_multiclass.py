"""Writes sklearn_multiclass.json beside it: metrics by scikit-learn on stored cases.

python sklearn_multiclass.py
"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn import metrics as m


def case(name, rng, rows, classes, sharpness, digits):
    y = np.concatenate([np.arange(classes), rng.integers(0, classes, rows - classes)])
    logits = rng.normal(size=(rows, classes)) + sharpness * np.eye(classes)[y]
    p = np.round(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), digits)
    p[:, -1] = 1 - p[:, :-1].sum(1)
    p = np.maximum(p, 1e-6)
    p /= p.sum(1, keepdims=True)
    return {
        "name": name,
        "classes": y.tolist(),
        "probabilities": p.T.tolist(),
        "confusion": m.confusion_matrix(y, p.argmax(1)).tolist(),
        "metrics": {
            "auroc_one_vs_rest": m.roc_auc_score(y, p, multi_class="ovr", average="macro"),
            "auroc_hand_till": m.roc_auc_score(y, p, multi_class="ovo", average="macro"),
            "log_loss": m.log_loss(y, p),
            "brier": float(((p - np.eye(classes)[y]) ** 2).sum(1).mean()),
            "accuracy": m.accuracy_score(y, p.argmax(1)),
            "balanced_accuracy": m.balanced_accuracy_score(y, p.argmax(1)),
        },
    }


rng = np.random.default_rng(7)
cases = [
    case("three classes", rng, 60, 3, 1.0, 12),
    case("many ties", rng, 80, 3, 0.5, 1),
    case("five classes, few rows", rng, 30, 5, 0.8, 6),
    case("no skill", rng, 50, 4, 0.0, 4),
]
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}, indent=1) + "\n")
