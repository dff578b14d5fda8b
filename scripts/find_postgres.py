"""Prints the address of a PostgreSQL in which we may create databases, or nothing.

DATABASE_URL wins when it names one: then a server that does not answer is an error, not a reason to skip the tests.
"""

import getpass
import os

import psycopg

SERVERS = ["@127.0.0.1:5432/postgres", "@/postgres?host=/var/run/postgresql"]
MAY_CREATE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            return connection.execute(MAY_CREATE).fetchone() == (True,)
    except psycopg.Error:
        return False


def find() -> str:
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith("postgres"):
        return named
    urls = [f"postgres://{user}{server}" for server in SERVERS for user in ("postgres", getpass.getuser())]
    return next(filter(answers, urls), "")


if __name__ == "__main__":
    print(find())
