#!/bin/sh
# chevron 0.14.0 (PyPI): a section over a list leaves out the members 0, "" and None, which Mustache's
# specification walks through. `{{#scores}}{{.}};{{/scores}}` over [80, 0, 95] gives "80;95;", in pystache 0.6.8
# "80;0;95;": a list item is asked whether it is true, as if it were a section of its own. For us: text that a
# customer tries out with chevron loses a learner's zero points, and every line below it moves up.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check chevron==0.14.0 pystache==0.6.8
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import chevron
import pystache

TEMPLATE, VALUES = "{{#scores}}{{.}};{{/scores}}", {"scores": [80, 0, 95]}
seen = {
    "chevron 0.14.0": chevron.render(TEMPLATE, dict(VALUES)),
    "pystache 0.6.8": pystache.render(TEMPLATE, dict(VALUES)),
}
for library, text in seen.items():
    print(f"{library}: {TEMPLATE} over {VALUES['scores']} is {text}")
expected = {"chevron 0.14.0": "80;95;", "pystache 0.6.8": "80;0;95;"}
sys.exit(0 if seen == expected else "changed: zeros are rendered otherwise")
PYTHON
