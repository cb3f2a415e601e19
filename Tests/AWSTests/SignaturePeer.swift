import TestKit

/// A server that signs each request again with botocore, AWS' own signer, over the bytes that arrived, and answers 200
/// where both signatures are equal, else 403 with what was signed.
final class SignaturePeer {
  let url: String
  private let process: PythonProcess

  init() throws {
    process = try PythonProcess(SignaturePeer.program, [], python: Peers.python ?? "python3")
    guard let port = process.line() else { throw NoPort() }
    url = "http://127.0.0.1:\(port)"
  }

  static let accessKey = "AKIDEXAMPLE"
  static let secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

  private struct NoPort: Error {}

  private static let program = #"""
    import http.server
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    class Judge(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            authorization = self.headers["Authorization"]
            scope = authorization.split("Credential=")[1].split(",")[0].split("/")
            names = authorization.split("SignedHeaders=")[1].split(",")[0].split(";")
            request = AWSRequest("POST", "http://" + self.headers["Host"] + self.path, data=body,
                                 headers={name: self.headers[name] for name in names if name in self.headers})
            request.context["timestamp"] = self.headers["X-Amz-Date"]
            signer = SigV4Auth(Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), scope[3], scope[2])
            canonical = signer.canonical_request(request)
            wanted = signer.signature(signer.string_to_sign(request, canonical), request)
            equal = authorization.endswith("Signature=" + wanted)
            token = "x-amz-security-token" in names or "X-Amz-Security-Token" not in self.headers
            text = (canonical + "\n" + authorization).encode()
            self.send_response(200 if equal and token else 403)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        def log_message(self, *arguments): pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Judge)
    print(server.server_port)
    server.serve_forever()
    """#
}
