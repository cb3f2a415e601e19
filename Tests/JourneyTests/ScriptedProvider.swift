import Foundation
import JSON
import TestKit

/// A provider in Python that behaves as it is told, and notes every message that reaches it whole.
///
/// It takes SendGrid's requests, or mail over SMTP, and answers a message with an id made of the delivery's. Only its port and its
/// log are used from several threads.
final class ScriptedProvider: @unchecked Sendable {
  enum Manner: String {
    case sendGrid, smtp
  }

  /// How it treats a message.
  struct Script {
    /// How many times it takes a message without answering: the sender cannot know.
    var silences = 0
    /// Seconds until it answers for deliveries with an odd id, and with an even one.
    var odd = 0.0, even = 0.0
    /// Certificate and key of its own, in one file; nil speaks without encryption.
    var certificate: String?
  }

  /// A message as it came.
  struct Taken {
    let delivery: Int
    /// What the message and its envelope say: the body in JSON, or the headers of a mail.
    let content: JSON
  }

  let port: Int
  private let log: URL
  private let process: PythonProcess

  init(_ manner: Manner = .sendGrid, _ script: Script = Script()) throws {
    log = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
    let arguments = [
      manner.rawValue, log.path, String(script.silences), String(script.odd), String(script.even),
      script.certificate ?? "",
    ]
    process = try PythonProcess(Self.program, arguments)
    guard let port = process.line().flatMap({ Int($0) }) else {
      throw Spawn.Failure(description: "the provider has no port")
    }
    self.port = port
  }

  deinit {
    process.kill()
    try? FileManager.default.removeItem(at: log)
  }

  var address: String { "http://127.0.0.1:\(port)" }

  /// What it was given so far, in order.
  func taken() throws -> [Taken] {
    guard let text = try? String(contentsOf: log, encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").map { line in
      let entry = try JSON.parse(String(line))
      guard let delivery = entry["delivery"]?.integer, let content = entry["content"] else {
        throw Spawn.Failure(description: "a message without a delivery: \(line)")
      }
      return Taken(delivery: delivery, content: content)
    }
  }

  /// How often each delivery came.
  func counts() throws -> [Int: Int] {
    try taken().reduce(into: [:]) { $0[$1.delivery, default: 0] += 1 }
  }

  /// Waits until so many messages have come.
  func waitFor(_ count: Int) throws {
    let deadline = Date().addingTimeInterval(30)
    while try taken().count < count {
      guard Date() < deadline else { throw Spawn.Failure(description: "the provider waits for message \(count)") }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  private static let program = #"""
    import email, http.server, json, socketserver, ssl, sys, threading, time
    manner, log, silences, odd, even, certificate = sys.argv[1:]
    file, lock, seen = open(log, "a"), threading.Lock(), {}

    def take(delivery, content):
        with lock:
            file.write(json.dumps({"delivery": delivery, "content": content}) + "\n")
            file.flush()
            seen[delivery] = seen.get(delivery, 0) + 1
            if seen[delivery] <= int(silences): return False
        time.sleep(float(even if delivery % 2 == 0 else odd))
        return True

    class SendGrid(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            delivery = int(body["personalizations"][0]["custom_args"]["delivery_id"])
            if not take(delivery, body):
                self.close_connection = True
                return
            self.send_response(202)
            self.send_header("X-Message-Id", "m%d" % delivery)
            self.send_header("Content-Length", "0")
            self.end_headers()
        def log_message(self, *words): pass

    class Relay(socketserver.StreamRequestHandler):
        def say(self, line): self.wfile.write(line.encode() + b"\r\n")
        def handle(self):
            self.say("220 relay.example")
            for line in self.rfile:
                word = line[:4].upper()
                if word == b"DATA":
                    self.say("354 go on")
                    data = b""
                    while not data.endswith(b"\r\n.\r\n"): data += self.rfile.readline()
                    mail = email.message_from_bytes(data[:-3])
                    delivery = int(mail["X-Delivery-Id"])
                    if not take(delivery, dict(mail.items())): return
                    self.say("250 2.0.0 Ok: queued as m%d" % delivery)
                elif word == b"QUIT":
                    self.say("221 bye")
                    return
                else: self.say("250 ok")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address, daemon_threads, request_queue_size = True, True, 512
        def get_request(self):
            connection, address = super().get_request()
            return (context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
                    if certificate else connection), address
        def handle_error(self, *words): pass

    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    server = Server(("127.0.0.1", 0), SendGrid if manner == "sendGrid" else Relay)
    print(server.server_address[1])
    server.serve_forever()
    """#
}
