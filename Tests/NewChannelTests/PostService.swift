import TestKit

/// The made-up service on loopback, in Python; it says which whole requests reached it.
final class PostService {
  let address: String
  private let process: PythonProcess

  /// `behaviour`: `works`, `refuses the room`, `drops the room`, `drops the post`, or `opens the room late`.
  init(_ behaviour: String) throws {
    process = try PythonProcess(PostService.program, [behaviour])
    guard let port = process.line() else { throw Spawn.Failure(description: "the service did not start") }
    address = "http://127.0.0.1:\(port)"
  }

  /// Stops the service; path and body of each request.
  func stop() -> [String] {
    process.kill()
    var lines: [String] = []
    while let line = process.line() { lines.append(line) }
    return lines
  }

  private static let program = #"""
    import http.server, json, sys, time
    behaviour = sys.argv[1]

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            print(self.path, body)
            is_post = self.path.endswith("/posts")
            if behaviour == ("drops the post" if is_post else "drops the room"):
                self.close_connection = True
                return
            if behaviour == "opens the room late": time.sleep(5.5)
            self.send_response(503 if behaviour == "refuses the room" else 200)
            answer = json.dumps({"id": "m7" if is_post else "r" + json.loads(body)["learner"]}).encode()
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments): pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port)
    server.serve_forever()
    """#
}
