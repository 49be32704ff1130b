"""What people do with scikit-learn: impute, log, scale, one-hot, k-means for 2 to 8 groups, the best by silhouette.

peers.py TABLE.CSV LABELS k-means|mini-batch
Writes the labels of the best number as 32-bit integers; prints milliseconds, most memory in bytes and the number as JSON.
"""

import csv
import json
import resource
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.impute import SimpleImputer
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import OneHotEncoder, StandardScaler

GROUPS = range(2, 9)
STARTS = 10
SILHOUETTE_ROWS = 10_000
SKEWED = 1
CLUSTERERS = {"k-means": KMeans, "mini-batch": MiniBatchKMeans}


def read_table(path):
    """Numbers as floats with nan, words as bytes with b''."""
    with open(path, newline="") as file:
        names = next(csv.reader(file))
    numbers = [i for i, name in enumerate(names) if name.startswith("number")]
    words = [i for i, name in enumerate(names) if name.startswith("word")]
    options = {"delimiter": ",", "skiprows": 1, "ndmin": 2, "comments": None}
    return (
        np.loadtxt(path, usecols=numbers, **options),
        np.loadtxt(path, usecols=words, dtype="S16", **options),
    )


def prepare(numbers, words):
    """One matrix of floats, as every tutorial makes it."""
    filled = SimpleImputer(strategy="median").fit_transform(numbers)
    spread = filled.std(axis=0)
    skewness = ((filled - filled.mean(axis=0)) ** 3).mean(axis=0) / np.where(spread > 0, spread, 1) ** 3
    logged = (skewness > SKEWED) & (filled.min(axis=0) >= 0)
    filled[:, logged] = np.log1p(filled[:, logged])
    common = SimpleImputer(missing_values="", strategy="most_frequent").fit_transform(
        words.astype("U16").astype(object)
    )
    coded = OneHotEncoder(sparse_output=False).fit_transform(common)
    return np.hstack([StandardScaler().fit_transform(filled), coded])


def sweep(matrix, clusterer):
    """The number of groups with the best silhouette, and its labels."""
    best = (-2.0, None)
    for groups in GROUPS:
        labels = clusterer(n_clusters=groups, n_init=STARTS, random_state=1).fit_predict(matrix)
        rows = min(SILHOUETTE_ROWS, len(matrix))
        score = silhouette_score(matrix, labels, sample_size=rows, random_state=1)
        best = max(best, (score, groups, labels), key=lambda one: one[0])
    return best[1], best[2]


def main(table, written, name):
    warnings.simplefilter("ignore")
    began, used = time.perf_counter(), time.process_time()
    numbers, words = read_table(table)
    read = time.perf_counter()
    groups, labels = sweep(prepare(numbers, words), CLUSTERERS[name])
    done = time.perf_counter()
    labels.astype(np.int32).tofile(written)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    took = {"wall": done - began, "reading": read - began, "processor": time.process_time() - used}
    print(json.dumps({**{part: 1000 * s for part, s in took.items()}, "memory": memory, "groups": groups}))


main(*sys.argv[1:])
