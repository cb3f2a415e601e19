import Glibc

/// A TCP connection to this machine that sends whatever bytes a test wants.
public final class RawConnection: Sendable {
  /// The socket, closed with the value.
  public let descriptor: Int32

  /// Connects to `port`, or nil where nobody listens; `receiveBuffer` is the socket's, in bytes.
  public init?(_ port: UInt16, over6 isOver6: Bool = false, receiveBuffer: Int32? = nil) {
    descriptor = socket(isOver6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    guard (isOver6 ? connect6(port) : connect4(port)) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Sends all of `bytes`; false where the peer does not take them.
  @discardableResult
  public func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// What is there within `seconds`, at most `count` bytes; empty where the peer has closed; nil where nothing came.
  public func read(atMost count: Int = 1 << 16, within seconds: Double = 10) -> [UInt8]? {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, Int32(seconds * 1000)) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: count)
    return Array(buffer[..<max(0, recv(descriptor, &buffer, count, 0))])
  }

  /// Everything up to the end of the connection; nil where it is still open after `seconds`.
  public func readToEnd(within seconds: Double = 10) -> String? {
    var received: [UInt8] = []
    while let bytes = read(within: seconds) {
      if bytes.isEmpty { return String(decoding: received, as: UTF8.self) }
      received += bytes
    }
    return nil
  }

  /// Sends `bytes` and reads to the end of the connection; empty where there is none or it stays open.
  public static func exchange(_ port: UInt16, _ bytes: [UInt8]) -> String {
    guard let connection = RawConnection(port) else { return "" }
    connection.send(bytes)
    return connection.readToEnd() ?? ""
  }

  public static func exchange(_ port: UInt16, _ text: String) -> String { exchange(port, Array(text.utf8)) }

  private func connect4(_ port: UInt16) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private func connect6(_ port: UInt16) -> Int32 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }
}
