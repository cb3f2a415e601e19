#!/bin/sh
# tincan 1.0.0 (PyPI): a statement's id must be a UUID of version 1 to 5. Ids of version 7, which sort by time and
# which databases and libraries make by now (RFC 9562), are refused: "Invalid UUID string". The variant is the one
# that xAPI asks for, and nothing in xAPI looks at a version. For us: we take every UUID as an id, and what we
# send to a record store that a customer reads with this library carries version 4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tincan==1.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from tincan import Statement

IDS = {
    4: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    6: "1ec9414c-232a-6b00-b3c8-9e6bdeced846",
    7: "01890a5d-ac96-774b-bcce-b302099a8057",
}


def answer(identifier):
    try:
        Statement(
            id=identifier,
            actor={"mbox": "mailto:learner@example.org"},
            verb={"id": "http://adlnet.gov/expapi/verbs/completed"},
            object={"id": "https://courses.example.org/1"},
        )
        return "taken"
    except ValueError as error:
        return f"refused: {error}"


answers = {version: answer(identifier) for version, identifier in IDS.items()}
for version, text in answers.items():
    print(f"tincan 1.0.0: an id of version {version} is {text}")
refused = "refused: Invalid UUID string"
sys.exit(0 if answers == {4: "taken", 6: refused, 7: refused} else "changed: other versions of UUIDs are taken")
PYTHON
