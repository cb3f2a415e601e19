import FunctionContract
import FunctionHost
import Glibc
import JSON
import Processes

extension FuzzTargets {
  /// What stands on a socket: the server's own reading and libmicrohttpd's.
  static let httpServer = FuzzTarget("http-server") { input in
    guard let server else { return "the server listens" }
    faults.withLock { $0 = nil }
    guard let answer = ask(server.port, input) else { return "the server answers" }
    if !answer.isEmpty, !answer.starts(with: "HTTP/1.1 ".utf8) { return "an answer is HTTP" }
    return faults.read { $0 }
  }

  private static let faults = Monitor<String?>(nil)

  private static let server = try? HTTPServer(HTTPServerSettings(bodyLimit: 1 << 16, connectionLimit: 64)) { exchange in
    let request = exchange.request(id: "1")
    let isSame = (try? HTTPRequest(json: request.json)) == request
    if !isSame || request.headers.keys.contains(where: \.isEmpty) || !request.rawPath.hasPrefix("/") {
      faults.withLock { $0 = "a request is what its JSON says" }
    }
    return .now(HTTPResponse(status: 200, body: request.body))
  }

  /// What the server answers until it closes or waits for more; nil where nobody listens.
  private static func ask(_ port: UInt16, _ input: [UInt8]) -> [UInt8]? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if isConnected != 0 { return nil }
    var patience = timeval(tv_sec: 0, tv_usec: 50_000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    _ = input.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    shutdown(descriptor, Int32(SHUT_WR))
    return read(descriptor)
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = piece.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count <= 0 { return answer }
      answer += piece[..<count]
    }
  }
}
