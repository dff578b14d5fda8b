"""Kept answers beside nginx giving out the same bytes as a file: req/s and CPU, in turn, in one run.

    .venv/bin/python -m scripts.bench.cached http://localhost:8000 <pid of granian> [rounds] [seconds]

The server runs already (`make serve`); nginx, and granian with nothing of ours in it, are started here, on ports of
their own, and ended again.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import orjson

from scripts.bench import measure
from scripts.bench.measure import Contender

PORT = 8799
QUERY = """{ content(first: 20) { nodes { id title slug url summary publishedAt site { name } places { name }
  areas { code label } tags organisations { name }
  image { photo { alt credit rendition(preset: CARD) { url width height } } } } } }"""
NGINX = """worker_processes 2; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 256; }}
http {{ access_log off; sendfile on; keepalive_requests 10000000; etag on; default_type application/json;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
  scgi_temp_path {folder}; server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"""


def main(url: str, server: int, rounds: int = 3, seconds: int = 4) -> None:
    nginx = shutil.which("nginx")
    if nginx is None:
        raise SystemExit("nginx is missing: apt-get install nginx wrk")
    body = orjson.dumps({"query": QUERY})
    posted = Request(f"{url}/graphql/", body, {"Content-Type": "application/json"})  # noqa: S310 - our own server
    with urlopen(posted, timeout=60) as response:  # noqa: S310
        answer, etag = response.read(), response.headers["ETag"]
    if b'"errors"' in answer:
        raise SystemExit(answer.decode())
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "answer.json").write_bytes(answer)
        (Path(folder) / "conf").write_text(NGINX.format(folder=folder, port=PORT))
        process = subprocess.Popen([nginx, "-c", f"{folder}/conf"])  # noqa: S603 - ours
        options = [
            "--interface",
            "wsgi",
            "--port",
            str(PORT + 1),
            "--workers",
            "2",
            "--blocking-threads",
            "1",
            "--no-ws",
        ]
        bare = subprocess.Popen(  # noqa: S603 - ours
            [str(Path(sys.executable).with_name("granian")), *options, "scripts.bench.ceiling:application"],
            env={**os.environ, "ANSWER": f"{folder}/answer.json"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(5)
            file = f"http://127.0.0.1:{PORT}/answer.json"
            with urlopen(file, timeout=10) as response:
                file_etag = response.headers["ETag"]
            got = f"{url}/graphql/?query={quote(QUERY)}"

            def theirs() -> list[int]:
                return measure.tree(process.pid)

            def ours() -> list[int]:
                return measure.tree(server)

            kind = {"Content-Type": "application/json"}
            found = measure.compare(
                [
                    Contender("nginx, a file", file, theirs),
                    Contender("granian, bare", f"http://127.0.0.1:{PORT + 1}/", lambda: measure.tree(bare.pid)),
                    Contender("ours, POST", f"{url}/graphql/", ours, "POST", kind, body.decode()),
                    Contender("ours, GET", got, ours),
                    Contender("nginx, 304", file, theirs, headers={"If-None-Match": file_etag}),
                    Contender("ours, 304", got, ours, headers={"If-None-Match": etag}),
                ],
                rounds,
                seconds,
            )
        finally:
            for started in (process, bare):
                started.terminate()
                started.wait(10)
    print(f"{len(answer)} bytes; {measure.pss_mib(measure.tree(server)):.0f} MiB for all workers")
    for name, each in found.items():
        base = found["nginx, 304" if "304" in name else "nginx, a file"]
        print(
            f"{name:<16} {each.per_second:>9.0f} req/s  {each.per_second / base.per_second:>5.2f}x"
            f"  {each.cpu_ms:.3f} ms CPU  p50 {each.p50:.2f} p99 {each.p99:.2f} ms"
        )


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), int(sys.argv[2]), *map(int, sys.argv[3:]))
