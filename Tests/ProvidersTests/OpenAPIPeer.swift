import Foundation
import TestKit

/// The judge of outgoing requests: a server that holds each against a provider's official OpenAPI file.
final class OpenAPIPeer {
  static let reason =
    "../shared/tools/openapi_peer.py or the Python packages that it needs cannot be had on this machine"

  /// A Python with the judge's packages: the system's own, or else one made once below the temporary folder.
  static let python: String? = {
    guard Suites.exist, PythonProcess.isAvailable() else { return nil }
    if PythonProcess.isAvailable(modules: ["yaml", "jsonschema", "referencing"]) { return "python3" }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rekindle-openapi-python").path
    let made =
      (try? PythonProcess(command: ["python3", "-m", "venv", folder]).succeeds()) == true
      && (try? PythonProcess(
        command: [folder + "/bin/python", "-m", "pip", "install", "-q", "pyyaml", "jsonschema", "referencing"]
      ).succeeds()) == true
    return made ? folder + "/bin/python" : nil
  }()

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
