"""The clients partners use read the running demo as it is, and the audit finds that it keeps to GraphQL over HTTP."""

import shutil
import subprocess
from pathlib import Path

import orjson
import pytest

from tests.running import ROOT, Demo

SCRIPTS = ROOT / "tests" / "clients"
STORIES = [
    "Samme bane, samme trøje",
    "Helt stille, nu kommer ulven",
    "Langå tegnede selv sit torv",
    "Tretti lag rundt same bordet",
]


def run(clients: Path, script: str, demo: Demo) -> "subprocess.CompletedProcess[str]":
    node = shutil.which("node") or "node"
    return subprocess.run([node, script, f"{demo.url}/graphql/"], cwd=clients, capture_output=True, text=True)


@pytest.mark.parametrize("script", ["apollo.mjs", "urql.mjs", "graphql-request.mjs"])
def test_a_client_reads_the_list_to_its_end_in_pages_of_two(clients: Path, demo: Demo, script: str) -> None:
    done = run(clients, script, demo)

    assert done.returncode == 0, done.stderr
    assert orjson.loads(done.stdout) == STORIES


def test_the_audit_finds_nothing_that_must_or_should_be_otherwise(clients: Path, demo: Demo) -> None:
    done = run(clients, "audit.mjs", demo)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("61 of 61")


def test_the_lock_file_holds_exact_versions_and_no_address() -> None:
    wanted = orjson.loads((SCRIPTS / "package.json").read_bytes())["dependencies"]
    lock = orjson.loads((SCRIPTS / "package-lock.json").read_bytes())["packages"]

    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, package in lock.items() if "resolved" in package] == []
    assert b"://" not in (SCRIPTS / "package-lock.json").read_bytes()
