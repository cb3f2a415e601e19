import Foundation
import TestKit

/// Debian's dnsmasq with records of our own, on a port of loopback; it asks nobody else.
final class NameServer {
  private static let program = "/usr/sbin/dnsmasq"
  static let isAvailable = FileManager.default.isExecutableFile(atPath: program)

  let address: String
  private let process: SpawnedProcess

  /// `records` are lines of dnsmasq's configuration, such as `txt-record=name,text`.
  init(_ records: [String]) throws {
    let port = UInt16.random(in: 20_000..<30_000)
    address = "127.0.0.1:\(port)"
    let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
    try records.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    process = try Spawn(
      Self.program,
      [
        "--keep-in-foreground", "--port=\(port)", "--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv",
        "--no-hosts", "--pid-file", "--user=", "--local=/example/", "--conf-file=\(file.path)",
      ]
    ).start()
    for _ in 0..<500 {
      if RawConnection(port) != nil { return }
      usleep(10_000)
    }
    throw Spawn.Failure(description: "dnsmasq does not listen on \(address)")
  }

  /// By force: threads that run tests hold other signals back, and a child has that from them.
  deinit {
    process.signal(SIGKILL)
    _ = process.finish()
  }
}
