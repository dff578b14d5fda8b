"""Load by wrk, CPU and memory from /proc: the parts that every comparison is made of.

Contenders take turns within a run, round after round: on a busy machine only ratios within one run mean anything, and
CPU per request more than requests per second.
"""

import os
import re
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
_DONE = re.compile(r"(\d+) requests in")
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
_LATENCY = re.compile(r"^\s+(50|90|99)%\s+([\d.]+)(us|ms|s)", re.MULTILINE)
_UNIT = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Contender:
    """Somebody who answers a question."""

    name: str
    url: str
    processes: Callable[[], Iterable[int]]  # whose CPU counts
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True)
class Round:
    """What one contender did in a few seconds."""

    requests: int
    per_second: float
    cpu_ms: float  # per request
    p50: float
    p99: float


def tree(root: int) -> list[int]:
    """A process and all that it started."""
    found, parents = [root], {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                parents[int(each.name)] = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    for process in found:
        found += [child for child, parent in parents.items() if parent == process and child not in found]
    return found


def backends(database: str) -> list[int]:
    """PostgreSQL's processes that serve this database."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                line = (each / "cmdline").read_bytes()
            except OSError:
                continue
            if line.startswith(b"postgres:") and f" {database} ".encode() in line:
                found.append(int(each.name))
    return found


def cpu(processes: Iterable[int]) -> int:
    """Ticks that these processes have used."""
    total = 0
    for process in processes:
        try:
            parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(parts[11]) + int(parts[12])
    return total


def pss_mib(processes: Iterable[int]) -> float:
    """Memory of these processes; what several share is counted once."""
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def run(contender: Contender, seconds: int, connections: int = 8) -> Round:
    """Ask one contender as fast as it answers; an answer that is none ends the run."""
    processes = list(contender.processes())
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"wrk.method = {contender.method!r}\nwrk.body = [==[{contender.body}]==]\n")
        for name, value in contender.headers.items():
            script.write(f"wrk.headers[{name!r}] = [==[{value}]==]\n")
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script.name, contender.url]
        before = cpu(processes)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
        used = cpu(processes) - before
    if bad := _BAD.search(said):
        raise RuntimeError(f"{contender.name} did not answer as it should: {bad[0]}")
    requests = int(_DONE.search(said)[1])  # type: ignore[index]
    latency = {at: float(value) * _UNIT[unit] for at, value, unit in _LATENCY.findall(said)}
    return Round(
        requests=requests,
        per_second=float(_RATE.search(said)[1]),  # type: ignore[index]
        cpu_ms=used * 1000 / TICK / max(requests, 1),
        p50=latency.get("50", 0.0),
        p99=latency.get("99", 0.0),
    )


def compare(contenders: list[Contender], rounds: int, seconds: int) -> dict[str, Round]:
    """All contenders in turn, several times; the medians."""
    found: dict[str, list[Round]] = {each.name: [] for each in contenders}
    for _round in range(rounds):
        for each in contenders:
            found[each.name].append(run(each, seconds))
    return {name: _median(each) for name, each in found.items()}


def _median(rounds: list[Round]) -> Round:
    middle = {
        name: statistics.median(getattr(each, name) for each in rounds)
        for name in ("per_second", "cpu_ms", "p50", "p99")
    }
    return Round(requests=sum(each.requests for each in rounds), **middle)
