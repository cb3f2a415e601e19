import Foundation
import TestKit
import Testing

/// An HTTPS server on loopback whose certificate no public authority has signed.
final class CertificateServer {
  static let needs: Comment = "needs python3 and openssl"
  static let canRun = Containers.canRun && Tools.has("openssl")

  let port: Int
  /// The authority that a client must know.
  let authority: String
  private let process: PythonProcess
  private let folder: URL

  init() throws {
    folder = ImageFolder.url.appending(path: "authority-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    authority = folder.appending(path: "certificate.pem").path
    let key = folder.appending(path: "key.pem").path
    let request =
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
      + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", authority]
    guard Tools.succeeds("openssl", request) else { throw Spawn.Failure(description: "openssl made no certificate") }
    process = try PythonProcess(CertificateServer.program, [authority, key])
    port = try #require(process.line().flatMap { Int($0) })
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What the next client did: `posted`, or `refused` where it did not trust the certificate.
  func next() -> String? { process.line() }

  private static let program = """
    import http.server, ssl, sys

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(202)
            self.send_header("content-length", "0")
            self.end_headers()
            print("posted")
        def log_message(self, *words): pass

    class Server(http.server.HTTPServer):
        def get_request(self):
            connection, address = self.socket.accept()
            try:
                return context.wrap_socket(connection, server_side=True), address
            except ssl.SSLError:
                print("refused")
                raise

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1])
    server.serve_forever()
    """
}
