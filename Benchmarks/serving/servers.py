"""How each of the servers is set up and started."""

import os
import subprocess
import sys
import sysconfig
import venv

from processes import Server, free_port

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = os.path.join(ROOT, "Benchmarks", "work", "serving")
PRODUCTS = os.path.join(ROOT, ".build", "release")

MANIFEST = """\
version: 1
plugins:
  echo:
    library: {libraries}/libecho.so
    isolation: inline
  echo-worker:
    library: {libraries}/libecho.so
    isolation: process
"""

# One worker and no log: what this machine's sockets and one event loop can do at most.
NGINX = """\
daemon off;
worker_processes 1;
pid {work}/nginx.pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  client_max_body_size 1m;
  client_body_temp_path {work}/nginx-body;
  proxy_temp_path {work}/nginx-proxy;
  fastcgi_temp_path {work}/nginx-fastcgi;
  uwsgi_temp_path {work}/nginx-uwsgi;
  scgi_temp_path {work}/nginx-scgi;
  server {{
    listen 127.0.0.1:{port};
    default_type application/json;
    location / {{ return 200 '{answer}'; }}
  }}
}}
"""

MODEL = """\
backend: "identity"
max_batch_size: 0
input [ {{ name: "x" data_type: {input} dims: {input_shape} }} ]
output [ {{ name: "y" data_type: {output} dims: {output_shape} }} ]
instance_group [ {{ kind: KIND_CPU count: 1 }} ]
"""


def _write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


def _log(name):
    return os.path.join(WORK, name + ".log")


def patchbay(name="patchbay", manifest=None, products=PRODUCTS):
    """The host with `echo` inline and in a worker, or with the manifest given."""
    if manifest is None:
        text = MANIFEST.format(libraries=PRODUCTS)
        manifest = _write(os.path.join(WORK, "plugins.yaml"), text)
    port = free_port()
    command = [os.path.join(products, "patchbay"), "serve", "--manifest", manifest]
    command += ["--listen", f"127.0.0.1:{port}"]
    return Server(name, command, port, "/v2/health/ready", _log(name))


def nginx(answer):
    """One worker that sends `answer` whatever it is asked."""
    port = free_port()
    text = NGINX.format(work=WORK, port=port, answer=answer)
    settings = _write(os.path.join(WORK, "nginx.conf"), text)
    return Server("nginx", ["nginx", "-c", settings, "-p", WORK], port, "/", _log("nginx"))


def triton():
    """Triton with the identity backend, on the processor."""
    environment = os.path.join(ROOT, "Benchmarks", "work", "venv")
    python = os.path.join(environment, "bin", "python")
    if not os.path.exists(python):
        venv.create(environment, with_pip=True)
    base = {"base": environment, "platbase": environment}
    packages = sysconfig.get_path("purelib", "venv", base)
    bundled = os.path.join(packages, "pytriton", "tritonserver")
    if not os.path.exists(bundled):
        print("installing nvidia-pytriton into Benchmarks/work/venv", file=sys.stderr)
        subprocess.run([python, "-m", "pip", "install", "-q", "nvidia-pytriton"], check=True)
    models = os.path.join(WORK, "models")
    for name, types in {
        "echo": dict(
            input="TYPE_FP32", input_shape="[1, 16]", output="TYPE_FP32", output_shape="[1, 16]"),
        "size": dict(
            input="TYPE_STRING", input_shape="[1]", output="TYPE_INT32", output_shape="[1]"),
    }.items():
        os.makedirs(os.path.join(models, name, "1"), exist_ok=True)
        _write(os.path.join(models, name, "config.pbtxt"), MODEL.format(**types))
    backends = os.path.join(WORK, "backends")
    os.makedirs(os.path.join(backends, "identity"), exist_ok=True)
    library = os.path.join(backends, "identity", "libtriton_identity.so")
    source = os.path.join(HERE, "triton", "identity.c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source], check=True)
    port = free_port()
    command = [
        os.path.join(bundled, "bin", "tritonserver"), f"--model-repository={models}",
        f"--backend-directory={backends}", "--http-address=127.0.0.1", f"--http-port={port}",
        "--allow-grpc=false", "--allow-metrics=false", "--log-info=false",
    ]
    return Server(
        "triton", command, port, "/v2/health/ready", _log("triton"),
        {"LD_LIBRARY_PATH": os.path.join(packages, "nvidia_pytriton.libs")})
