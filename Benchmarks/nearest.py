#!/usr/bin/env python3
"""The nearest neighbours of one row: scikit-learn, faiss and Patchbay, in one run on the same data.

    Benchmarks/nearest.py [--rows 114000] [--large 1000000] [--metric manhattan] [--rounds 31]

Three tables of 141 dimensions. `tracks` is made like a catalogue of music: one-hot genres, key and
mode, numbers that depend on the genre, standardised, then PCA; `normal` is independent normal
noise, where no neighbour is much nearer than any other; `repeats` is `tracks` with every row four
times. Each query is a row of the table; `count` is 4, so a row and its three nearest.

Every answer is compared with distances computed in double precision over the whole table: the same
rows, ties by the smaller row. All on one thread. faiss is the PyPI wheel and, where libfaiss-dev is
installed, Debian's library. NumPy, scikit-learn and faiss go into a virtual environment in
Benchmarks/work.
"""
import argparse
import os
import subprocess
import sys
import time

import environment

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WORK = os.path.join(HERE, "work", "nearest")
PACKAGES = ["numpy==2.2.6", "scikit-learn==1.7.2", "faiss-cpu==1.12.0"]
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
DIMENSIONS = 141
COUNT = 4
# faiss has no cosine: the inner product of rows of length 1 takes its place.
FAISS = {"cosine": 0, "euclidean": 1, "manhattan": 2}
DEBIAN = r"""
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <faiss/IndexFlat.h>
#include <omp.h>
#include <vector>
static std::vector<float> floats(const char *path) {
  FILE *file = fopen(path, "rb");
  fseek(file, 0, SEEK_END);
  std::vector<float> values(ftell(file) / 4);
  rewind(file);
  if (fread(values.data(), 4, values.size(), file) != values.size()) exit(1);
  return values;
}
int main(int, char **words) {
  omp_set_num_threads(1);
  auto table = floats(words[1]), queries = floats(words[2]);
  int d = atoi(words[3]), k = atoi(words[4]), rounds = atoi(words[5]);
  faiss::IndexFlat index(d, static_cast<faiss::MetricType>(atoi(words[6])));
  index.add(table.size() / d, table.data());
  std::vector<float> distances(k);
  std::vector<int64_t> rows(k);
  for (int round = 0; round <= rounds; round++) {
    auto start = std::chrono::steady_clock::now();
    index.search(1, queries.data() + size_t(round) % (queries.size() / d) * d, k,
                 distances.data(), rows.data());
    std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    if (round) printf("%f\n", took.count());
  }
}
"""


def tracks(rows, random):
    """Rows like those of a catalogue: see the top."""
    import numpy
    genres = random.zipf(1.3, rows) % 114
    key, mode = random.integers(0, 12, rows), random.integers(0, 2, rows)
    centres = random.normal(size=(114, 13))
    numbers = 0.7 * centres[genres] + random.normal(size=(rows, 13))
    numbers[:, 5] = numpy.exp(numbers[:, 5])  # as skewed as speechiness and liveness are
    columns = numpy.zeros((rows, DIMENSIONS), numpy.float32)
    columns[numpy.arange(rows), genres] = 1
    columns[numpy.arange(rows), 114 + key] = 1
    columns[numpy.arange(rows), 126 + mode] = 1
    columns[:, 128:] = numbers
    columns -= columns.mean(0)
    deviation = columns.std(0)
    columns /= numpy.where(deviation > 0, deviation, 1)
    _, vectors = numpy.linalg.eigh(numpy.cov(columns[:100_000].T))
    return numpy.ascontiguousarray(columns @ vectors[:, ::-1], numpy.float32)


def make(kind, rows, random):
    import numpy
    if kind == "tracks":
        return tracks(rows, random)
    if kind == "normal":
        return random.standard_normal((rows, DIMENSIONS), numpy.float32)
    return numpy.tile(tracks(rows // 4, random), (4, 1))


def truth(table, query, metric):
    """The nearest rows by distances in double precision, ties by the smaller row."""
    import numpy
    distances = numpy.empty(len(table))
    query = query.astype(float)
    for start in range(0, len(table), 20_000):
        part = table[start:start + 20_000].astype(float)
        if metric == "manhattan":
            got = numpy.abs(part - query).sum(1)
        elif metric == "euclidean":
            got = numpy.sqrt(((part - query) ** 2).sum(1))
        else:
            got = 1 - part @ query / numpy.linalg.norm(part, axis=1) / numpy.linalg.norm(query)
        distances[start:start + len(got)] = got
    return distances


def same(table, queries, found, metric):
    """Whether each query's rows are its nearest, up to what rounding can exchange."""
    for query, (rows, given) in zip(queries, found):
        distances = truth(table, query, metric)
        order = distances.argsort(kind="stable")[:COUNT]
        if list(order) == list(rows):
            continue
        if max(abs(distances[order] - distances[list(rows)])) > 1e-9 * (1 + distances[order].max()):
            return False
    return True


def median(times):
    return sorted(times)[len(times) // 2]


def timed(body, rounds):
    times = []
    for round in range(rounds + 1):
        start = time.perf_counter()
        body(round)
        times.append(1e3 * (time.perf_counter() - start))
    return median(times[1:])


def ours(path, queries, metric, rounds, index):
    program = os.path.join(ROOT, ".build", "release", "nearest")
    text = subprocess.run(
        [program, path, queries, str(DIMENSIONS), str(COUNT), metric, str(rounds), index],
        check=True, capture_output=True, text=True).stdout
    figures, found = {}, []
    for line in text.splitlines():
        words = line.split()
        if words[0] == "found":
            pairs = [word.split(":") for word in words[1:]]
            found.append(([int(row) for row, _ in pairs], [float(far) for _, far in pairs]))
        else:
            figures[words[0]] = float(words[1])
    return figures, found


def debian(path, queries, metric, rounds):
    program = os.path.join(WORK, "debian-faiss")
    if not os.path.exists("/usr/include/faiss/IndexFlat.h"):
        return None
    with open(program + ".cpp", "w") as file:
        file.write(DEBIAN)
    build = subprocess.run(["g++", "-O2", "-fopenmp", program + ".cpp", "-lfaiss", "-lopenblas", "-o",
                            program], stderr=subprocess.DEVNULL)
    if build.returncode:
        return None
    text = subprocess.run(
        [program, path, queries, str(DIMENSIONS), str(COUNT), str(rounds),
         str(FAISS[metric])], check=True, capture_output=True, text=True).stdout
    return median([float(line) for line in text.split()])


def compare(kind, rows, arguments):
    import faiss
    import numpy
    from sklearn.neighbors import NearestNeighbors
    random = numpy.random.default_rng(1)
    table = make(kind, rows, random)
    queries = table[random.choice(len(table), 100, replace=False)]
    path, asked = os.path.join(WORK, "table.f32"), os.path.join(WORK, "queries.f32")
    table.tofile(path)
    queries.tofile(asked)
    metric, rounds = arguments.metric, arguments.rounds
    print(f"\n{kind}: {len(table):,} x {DIMENSIONS}, {metric}, one query, median of {rounds}:")

    search = NearestNeighbors(n_neighbors=COUNT, algorithm="brute", metric=metric).fit(table)
    learn = timed(lambda i: search.kneighbors(queries[i % 100:i % 100 + 1]), min(rounds, 11))
    print(f"  scikit-learn NearestNeighbors, brute  {learn:8.2f} ms")
    theirs, theirs_asked = path, asked
    if metric == "cosine":
        unit, unit_queries = (
            rows / numpy.linalg.norm(rows, axis=1, keepdims=True) for rows in (table, queries))
        theirs, theirs_asked = (
            os.path.join(WORK, name) for name in ("unit.f32", "unit-queries.f32"))
        unit.tofile(theirs)
        unit_queries.tofile(theirs_asked)
    else:
        unit, unit_queries = table, queries
    faiss.omp_set_num_threads(1)
    index = faiss.IndexFlat(DIMENSIONS, FAISS[metric])
    index.add(unit)
    wheel = timed(lambda i: index.search(unit_queries[i % 100:i % 100 + 1], COUNT), rounds)
    print(f"  faiss IndexFlat, PyPI wheel           {wheel:8.2f} ms")
    del index, unit
    packaged = debian(theirs, theirs_asked, metric, rounds)
    if packaged:
        print(f"  faiss IndexFlat, Debian's library     {packaged:8.2f} ms")

    file = os.path.join(WORK, "table.index")
    figures, found = ours(path, asked, metric, rounds, file)
    one = figures["one"]
    print(f"  Patchbay                              {one:8.2f} ms", end="")
    print(f"   {learn / one:.1f} times faster than scikit-learn", end="")
    print(f", {wheel / one:.1f} than faiss")
    print(f"    100 queries {figures['hundred']:.1f} ms; writing the index {figures['build']:.0f} ms,"
          f" opening and checking it {figures['open']:.0f} ms, the first query (it makes the codes)"
          f" {figures['first']:.0f} ms")
    print(f"    memory: {figures['anonymous'] / 1024:.0f} MiB of its own, "
          f"{figures['resident'] / 1024:.0f} MiB with the mapped file")
    exact = same(table, queries[:25], found, metric)
    print(f"    the neighbours of 25 queries are {'exactly those' if exact else 'NOT those'} of a"
          " search in double precision")
    os.remove(file)
    return exact


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=114_000)
    parser.add_argument("--large", type=int, default=1_000_000, help="0: leave it out")
    parser.add_argument("--metric", default="manhattan", choices=["manhattan", "euclidean", "cosine"])
    parser.add_argument("--rounds", type=int, default=31)
    arguments = parser.parse_args()
    os.makedirs(WORK, exist_ok=True)
    subprocess.run(["swift", "build", "-c", "release", "--product", "nearest"], cwd=ROOT, check=True,
                   stdout=sys.stderr)
    environment.enter(os.path.join(WORK, "venv"), PACKAGES, **ONE_THREAD)
    exact = [compare(kind, arguments.rows, arguments) for kind in ("tracks", "normal", "repeats")]
    if arguments.large:
        exact.append(compare("tracks", arguments.large, arguments))
    sys.exit(0 if all(exact) else 1)


if __name__ == "__main__":
    main()
