import CLinux
import Glibc

/// Asks a server on this machine over IPv4 loopback, without TLS.
public enum LoopbackClient {
  /// The answer's status and body; nil where nobody answers within `seconds`.
  public static func ask(
    port: UInt16, _ path: String, method: String = "GET", headers: [String: String] = [:], body: [UInt8] = [],
    within seconds: Int = 5
  ) -> (status: Int, body: [UInt8])? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
    guard let address = SocketAddress("127.0.0.1", port: port),
      address.withPointer({ connect(descriptor, $0, $1) }) == 0
    else { return nil }
    var fields = ["Host: localhost", "Connection: close", "Content-Length: \(body.count)"]
    fields += headers.map { "\($0.key): \($0.value)" }
    let head = "\(method) \(path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n"
    return write(Array(head.utf8) + body, to: descriptor) ? read(descriptor) : nil
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent <= 0 { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  private static func read(_ descriptor: Int32) -> (status: Int, body: [UInt8])? {
    guard let answer = try? FileReader.readAll(descriptor, "the answer"), answer.starts(with: "HTTP/1.1 ".utf8),
      let status = Int(String(decoding: answer.dropFirst(9).prefix(3), as: UTF8.self)),
      let end = answer.firstRange(of: Array("\r\n\r\n".utf8))
    else { return nil }
    return (status, Array(answer[end.upperBound...]))
  }
}
