import CHTTPServer
import Glibc

/// An IPv4 or IPv6 address with its port, as the system's calls take it.
struct SocketAddress: Sendable {
  private(set) var storage = sockaddr_storage()
  private(set) var size: socklen_t

  /// The address in digits; nil where it is neither.
  init?(_ text: String, port: UInt16) {
    var four = sockaddr_in()
    var six = sockaddr_in6()
    if inet_pton(AF_INET, text, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      size = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
    } else if inet_pton(AF_INET6, text, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = port.bigEndian
      size = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  /// An address that a call fills in.
  init(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Void) {
    size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var size = size
    withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, &size) }
    }
    self.size = size
  }

  var family: Int32 { Int32(storage.ss_family) }

  /// In host order.
  var port: UInt16 {
    withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }

  /// The digits of an address; IPv4 ones for an IPv4 client of an IPv6 socket, none for other kinds of address.
  static func digits(_ address: UnsafePointer<sockaddr>) -> String {
    let bytes = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET: return text(AF_INET, bytes + 4)
    case AF_INET6:
      let digits = text(AF_INET6, bytes + 8)
      return digits.hasPrefix("::ffff:") && digits.contains(".") ? String(digits.dropFirst(7)) : digits
    default: return ""
    }
  }

  private static func text(_ family: Int32, _ bytes: UnsafeRawPointer) -> String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
