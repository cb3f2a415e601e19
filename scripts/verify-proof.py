#!/usr/bin/env python3
"""Checks a proof (docs/proof.md) with Python and the program openssl alone: neither a database nor Rekindle is needed.

    verify-proof.py PROOF PUBLIC_KEY.pem

Exit code 0: no line was changed, added, removed, moved or cut off since the owner of the key signed it. 1: something was,
or another key signed it. 2: it could not be checked.
"""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter

FORMAT = "rekindle-proof-1"
HEAD = {"format", "installation", "key", "learner", "made_at", "prev", "version"}
ROW = {"at", "id", "prev", "row", "table"}
END = {"prev", "rows", "signature"}
ESCAPES = {r"\b": r"\u0008", r"\f": r"\u000c", "\x7f": r"\u007f"}


class Broken(Exception):
    pass


def refuse(what):
    raise ValueError(what)


def canonical(value):
    """RFC 8785 for integers, texts, lists and objects; three control characters are written as numbers."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return re.sub(r"\\\\|\\b|\\f|\x7f", lambda found: ESCAPES.get(found[0], found[0]), text).encode()


def members(line, number, wanted, optional=frozenset()):
    try:
        found = json.loads(line.decode(), parse_float=refuse, parse_constant=refuse)
        if not isinstance(found, dict) or canonical(found) != line:
            raise ValueError("it is not in the canonical form")
    except (ValueError, RecursionError) as fault:
        raise Broken(f"line {number}: {fault}") from None
    if not wanted <= found.keys() <= wanted | optional:
        raise Broken(f"line {number}: its members are not those of its place: {', '.join(sorted(found))}")
    return found


def key_id(path):
    with open(path, encoding="ascii") as file:
        found = re.search("-----BEGIN PUBLIC KEY-----(.*)-----END PUBLIC KEY-----", file.read(), re.DOTALL)
    if not found:
        raise ValueError(f"{path} holds no public key in PEM")
    return hashlib.sha256(base64.b64decode(found[1])).hexdigest()[:16]


def is_signed(content, signature, key):
    try:
        signature = base64.b64decode(signature, validate=True)
    except (TypeError, ValueError):
        return False
    with tempfile.NamedTemporaryFile() as file:
        file.write(signature)
        file.flush()
        command = ["openssl", "dgst", "-sha256", "-verify", key, "-signature", file.name]
        return subprocess.run(command, input=content, capture_output=True, check=False).returncode == 0


def verify(path, key):
    """The head and how many rows there are of each table; memory holds two lines."""
    head, end, tables, moment, last = None, None, Counter(), "", "0" * 64
    with open(path, "rb") as file:
        line, number = file.readline(), 1
        while line:
            following = file.readline()
            if not line.endswith(b"\n"):
                raise Broken(f"line {number}: it is cut off")
            line = line[:-1]
            if number == 1:
                found = head = members(line, number, HEAD, {"erased_at"})
            elif following:
                found = members(line, number, ROW)
                tables[str(found["table"])] += 1
                if str(found["at"]).rstrip("Z") < moment:
                    raise Broken(f"line {number}: it is older than the line before")
                moment = str(found["at"]).rstrip("Z")
            else:
                found = end = members(line, number, END)
            if found["prev"] != last:
                raise Broken(f"line {number}: it does not follow from the line before")
            last, line, number = hashlib.sha256(line).hexdigest(), following, number + 1
    if head is None or end is None:
        raise Broken("it has no end")
    if head["format"] != FORMAT:
        raise Broken(f"its format is not {FORMAT}")
    if end["rows"] != sum(tables.values()):
        raise Broken(f"it has {sum(tables.values())} rows and says {end['rows']}")
    signature = end.pop("signature")
    if head["key"] != key_id(key) or not is_signed(canonical(end), signature, key):
        raise Broken(f"the key {key_id(key)} has not signed it; it names {head['key']}")
    return head, tables


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        head, tables = verify(*arguments)
    except Broken as fault:
        print(f"{arguments[0]} is not what was signed: {fault}")
        return 1
    except (OSError, ValueError) as fault:
        print(f"verify-proof: {fault}", file=sys.stderr)
        return 2
    erased = f", erased at {head['erased_at']}" if "erased_at" in head else ""
    print(f"whole and signed by {head['key']}: learner {head['learner']} of {head['installation']} at {head['made_at']}{erased}")
    for table, count in sorted(tables.items()):
        print(f"  {table} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
