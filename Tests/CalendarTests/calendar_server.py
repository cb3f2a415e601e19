"""Stores calendar objects on Debian's Radicale over HTTP, one after the other under one name, as a mail program would that files
invitations; asks the server what takes place when. In: lines of JSON in the file that is named. Out: a line of JSON for each."""
import base64, json, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request
from datetime import datetime, timezone

QUERY = """<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop><D:getetag/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="{}" end="{}"/></C:comp-filter>
</C:comp-filter></C:filter></C:calendar-query>"""

with socket.socket() as chosen:
    chosen.bind(("127.0.0.1", 0))
    port = chosen.getsockname()[1]


def call(method, path="", body=None, **headers):
    url = f"http://127.0.0.1:{port}/learner/calendar/{path}"
    request = urllib.request.Request(url, method=method, data=body, headers=headers)
    request.add_header("Authorization", "Basic bGVhcm5lcjo=")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def stamp(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def answer(entry):
    # What a calendar holds has no METHOD (RFC 4791 4.1).
    lines = [line for line in base64.b64decode(entry["object"]).split(b"\r\n") if not line.startswith(b"METHOD:")]
    status, _ = call("PUT", "1.ics", b"\r\n".join(lines), **{"Content-Type": "text/calendar; charset=utf-8"})
    found = [
        "1.ics" in call("REPORT", "", QUERY.format(stamp(at), stamp(at + 60)).encode(), Depth="1")[1] for at in entry["moments"]
    ]
    return {"status": status, "found": found, "stored": base64.b64encode(call("GET", "1.ics")[1].encode()).decode()}


with tempfile.TemporaryDirectory() as folder:
    options = [f"--server-hosts=127.0.0.1:{port}", "--auth-type=none", f"--storage-filesystem-folder={folder}"]
    server = subprocess.Popen(["radicale", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            time.sleep(0.1)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        call("MKCALENDAR")
        for line in open(sys.argv[1]):
            print(json.dumps(answer(json.loads(line))), flush=True)
    finally:
        server.kill()  # it may have inherited a mask that holds other signals back
        server.wait()
