import Glibc

/// Asks a server on this machine whether it is well: the probe of images that have no shell.
enum HealthProbe {
  /// 0 where `/_/health` answers with 200, else 1.
  static func ask(port: UInt16) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return 1 }
    defer { close(descriptor) }
    var time = timeval(tv_sec: 5, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    let request = "GET /_/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    guard isConnected, send(descriptor, request, request.utf8.count, 0) == request.utf8.count else { return 1 }
    var answer = [UInt8](repeating: 0, count: 12)
    let count = recv(descriptor, &answer, answer.count, Int32(MSG_WAITALL))
    return count == 12 && answer.elementsEqual("HTTP/1.1 200".utf8) ? 0 : 1
  }
}
