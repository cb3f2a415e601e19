#!/bin/sh
# dkimpy 1.1.8 (PyPI): the headers that it signs unless told have List-Unsubscribe among them, but not
# List-Unsubscribe-Post. RFC 8058 4 wants both under the signature: mailbox providers show their one-click button
# for signed headers only. For us: a relay that signs with this library's defaults takes the one-click opt-out
# from every mail of ours, silently. Told so with `include_headers`, it signs both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dkimpy==1.1.8 cryptography==50.0.2
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys
import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(65537, 2048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
)
MAIL = b"""From: courses@example.org
To: learner@example.net
Subject: Your course
Date: Sun, 01 Mar 2026 09:00:00 +0000
List-Unsubscribe: <https://courses.example.org/u/1>
List-Unsubscribe-Post: List-Unsubscribe=One-Click

See you soon.
""".replace(b"\n", b"\r\n")


def signed(**options):
    field = re.sub(rb"\s", b"", dkim.sign(MAIL, b"mail", b"example.org", KEY, **options))
    return set(re.search(rb";h=([^;]*);", field)[1].decode().split(":"))


one_click = {"list-unsubscribe", "list-unsubscribe-post"}
by_default = signed() & one_click
named = [b"from", b"to", b"subject", b"date"] + [name.encode() for name in sorted(one_click)]
when_told = signed(include_headers=named) & one_click
print(f"dkimpy 1.1.8 signs unless told: {sorted(by_default)}; told so: {sorted(when_told)}")
sys.exit(0 if by_default == {"list-unsubscribe"} and when_told == one_click else "changed: other headers are signed")
PYTHON
