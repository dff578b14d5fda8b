"""Content encodings: which one a client likes best, and answers written in it."""

import gzip
import re
from functools import lru_cache

import brotli
import zstandard

WORTH_IT = 400  # bytes; a smaller answer fits into one packet anyway
OFFERED = ("br", "zstd", "gzip")  # the smallest result first
_WEIGHT = re.compile(r"\bq\s*=\s*([01](?:\.\d{0,3})?)\s*$")


@lru_cache(maxsize=512)
def best(accepted: str) -> str:
    """The encoding to write in; empty for none."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _semicolon, options = part.partition(";")
        weight = _WEIGHT.search(options)
        weights[name.strip()] = float(weight[1]) if weight else 1.0
    others = weights.get("*", 0.0)
    liked = {name: weights.get(name, others) for name in OFFERED}
    most = max(liked.values())
    if most == 0 or weights.get("identity", 0.0) > most:
        return ""
    return next(name for name in OFFERED if liked[name] == most)


def encoded(body: bytes, encoding: str) -> bytes:
    match encoding:
        case "":
            return body
        case "br":
            return brotli.compress(body, quality=5)
        case "zstd":
            return zstandard.ZstdCompressor(level=6).compress(body)
        case "gzip":
            return gzip.compress(body, compresslevel=6, mtime=0)
    raise ValueError(f"{encoding!r} is none of {', '.join(OFFERED)}.")
