import Foundation
import TestKit

/// The judge of outgoing requests: a server that holds each against a provider's official OpenAPI file.
final class OpenAPIPeer {
  static let reason =
    "../shared/tools/openapi_peer.py is not beside this checkout, or scripts/peers.sh has not made .build/peers"

  /// A Python with the judge's packages.
  static let python = Suites.exist && Peers.have("yaml", "jsonschema", "referencing") ? Peers.python : nil

  let port: Int
  private let process: PythonProcess

  /// Starts a judge for `specification`, a file name below `suites/specs`.
  init(_ specification: String) throws {
    process = try PythonProcess(command: [
      OpenAPIPeer.python ?? "python3", Suites.directory.appendingPathComponent("tools/openapi_peer.py").path,
      Suites.directory.appendingPathComponent("suites/specs/" + specification).path,
    ])
    guard let port = process.line()?.split(separator: " ").last.flatMap({ Int($0) }) else { throw NoPort() }
    self.port = port
  }

  private struct NoPort: Error {}
}
