import TestKit

/// A small HTTP server in Python on loopback that answers in one chosen way.
final class PlainServer {
  let url: String
  private let process: PythonProcess

  init(_ behaviour: String, _ arguments: String...) throws {
    process = try PythonProcess(PlainServer.program, [behaviour] + arguments)
    guard let port = process.line() else { throw NoPort() }
    url = "http://127.0.0.1:\(port)"
  }

  func stop() { process.kill() }

  /// The next line that the server wrote: one for each request of the behaviours that tell.
  func line() -> String? { process.line() }

  private struct NoPort: Error {}

  private static let program = #"""
    import http.server, itertools, json, sys, time
    behaviour = sys.argv[1]
    seen = itertools.count(1)

    class Server(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def answer(self, status, body=b"", **headers):
            self.send_response(status)
            for name, value in headers.items(): self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def do_GET(self):
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            if behaviour == "echo":
                text = f"{self.command} {self.path} {self.headers['X-Number']} ".encode() + body
                self.answer(200, text, X_Connection=str(self.client_address[1]))
            elif behaviour == "large": self.answer(200, b"x" * 100000)
            elif behaviour == "redirect": self.answer(302, Location="http://127.0.0.1:1/")
            elif behaviour == "silent": time.sleep(60)
            elif behaviour == "slow":
                time.sleep(0.4)
                self.answer(202)
            elif behaviour == "replies": self.answer(200, b"{}", Content_Type="application/cloudevents+json")
            elif behaviour == "closes idle":
                self.answer(200)
                self.close_connection = True
            elif behaviour == "credentials":
                if self.headers["Authorization"] != "container-token": return self.answer(403)
                print("asked")
                keys = dict(zip(("AccessKeyId", "SecretAccessKey", "Token", "Expiration"), sys.argv[2:]))
                self.answer(200, json.dumps(keys).encode())
            elif behaviour.startswith("queue"):
                # Refuses the second entry at first, for a reason that passes or not.
                entries = json.loads(body)["Entries"]
                failed = [{"Id": e["Id"], "Code": "Refused", "SenderFault": "sender" in behaviour}
                          for e in entries[1:2] if next(seen) == 1]
                print(",".join(json.loads(e["MessageBody"])["id"] for e in entries))
                refused = [f["Id"] for f in failed]
                taken = [{"Id": e["Id"]} for e in entries if e["Id"] not in refused and behaviour != "queue silent"]
                self.answer(200, json.dumps({"Successful": taken, "Failed": failed}).encode())
            elif behaviour == "bus":
                entries = json.loads(body)["Entries"]
                refused = next(seen) == 1
                print(",".join(json.loads(e["Detail"])["id"] for e in entries))
                results = [{"EventId": "e"} if i or not refused else {"ErrorCode": "ThrottlingException"} for i in range(len(entries))]
                self.answer(200, json.dumps({"FailedEntryCount": int(refused), "Entries": results}).encode())
            elif behaviour == "throttled":
                print("called")
                fault = {"__type": "com.amazonaws.sqs#RequestThrottled", "message": "slow down"}
                first = next(seen) == 1
                self.answer(400 if first else 200, json.dumps(fault if first else {"Successful": [{"Id": "0"}]}).encode())
            elif behaviour.startswith("events"):
                # "events 503 202": these statuses in turn, the last one for ever; each event's id on a line.
                statuses = behaviour.split()[1:]
                status = int(statuses[min(next(seen), len(statuses)) - 1])
                print(status, self.headers["Content-Type"], json.loads(body)["id"])
                self.answer(status)
        do_POST = do_GET
        def log_message(self, *arguments): pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    print(server.server_port)
    server.serve_forever()
    """#
}
