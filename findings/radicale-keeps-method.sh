#!/bin/sh
# Radicale 3.1.8 (Debian 12) and 3.9.0 (PyPI) store an invitation as it came by mail, its METHOD:REQUEST included.
# RFC 4791 4.1 forbids METHOD in what a calendar holds, and a server may refuse it; this one answers 201 and gives
# it back. For us: a stored object with METHOD is a message, not a meeting, to a client that synchronises it. What
# we put on a calendar server is written without METHOD; only what goes by mail has it. That a server took it
# proves nothing about the mail.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
check() { # check <version>
  python3 -m venv "$folder/$1"
  "$folder/$1/bin/pip" install --quiet --disable-pip-version-check "radicale==$1"
  "$folder/$1/bin/python" - "$1" "$folder/$1/store" <<'PYTHON'
import socket
import subprocess
import sys
import time
import urllib.request

VERSION, STORE = sys.argv[1:]
with socket.socket() as chosen:
    chosen.bind(("127.0.0.1", 0))
    port = chosen.getsockname()[1]
BASE = f"http://127.0.0.1:{port}/learner/calendar/"
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Finding//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:meeting-1@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260302T180000Z
DTEND:20260302T190000Z
SUMMARY:Study group
ORGANIZER:mailto:courses@example.org
ATTENDEE:mailto:learner@example.org
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def call(method, path="", body=None):
    request = urllib.request.Request(BASE + path, method=method, data=body)
    request.add_header("Authorization", "Basic bGVhcm5lcjo=")
    if body:
        request.add_header("Content-Type", "text/calendar")
    with urllib.request.urlopen(request) as answer:
        return answer.status, answer.read().decode()


options = [f"--server-hosts=127.0.0.1:{port}", "--auth-type=none", f"--storage-filesystem-folder={STORE}"]
server = subprocess.Popen([sys.executable, "-m", "radicale", *options], stderr=subprocess.DEVNULL)
try:
    for _ in range(100):
        time.sleep(0.1)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
    call("MKCALENDAR")
    status, _ = call("PUT", "1.ics", INVITATION.encode())
    kept = "METHOD:REQUEST" in call("GET", "1.ics")[1]
finally:
    server.terminate()
    server.wait()
given_back = "with it" if kept else "without it"
print(f"Radicale {VERSION}: METHOD:REQUEST is answered with {status}, and the object given back {given_back}")
sys.exit(0 if status == 201 and kept else "changed: METHOD is refused or taken out")
PYTHON
}
check 3.1.8
check 3.9.0
