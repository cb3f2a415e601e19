import Foundation
import TestKit

/// Debian's dnsmasq with records of our own, on a port of loopback; it asks nobody else.
final class NameServer {
  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/sbin/dnsmasq")

  let address: String
  private let process = Process()

  /// `records` are lines of dnsmasq's configuration, such as `txt-record=name,text`.
  init(_ records: [String]) throws {
    let port = UInt16.random(in: 20_000..<30_000)
    address = "127.0.0.1:\(port)"
    let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
    try records.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    process.executableURL = URL(filePath: "/usr/sbin/dnsmasq")
    process.arguments = [
      "--keep-in-foreground", "--port=\(port)", "--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv",
      "--no-hosts",
      "--pid-file", "--user=", "--local=/example/", "--conf-file=\(file.path)",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<500 {
      if RawConnection(port) != nil { return }
      usleep(10_000)
    }
    throw Spawn.Failure(description: "dnsmasq does not listen on \(address)")
  }

  deinit { process.terminate() }
}
