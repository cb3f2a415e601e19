import Foundation
import JSON
import TestKit

/// The package's own files, read where they stand.
enum Manifests {
  /// The database role in `functions/<handler>/function.json`.
  static func role(of handler: String) throws -> String? {
    let manifest = try String(
      contentsOf: PackageFolder.url.appending(path: "functions/\(handler)/function.json"), encoding: .utf8)
    return try JSON.parse(manifest)["database"]?["role"]?.string
  }

  /// The handlers' names.
  static func handlers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: PackageFolder.url.appending(path: "functions").path)
  }

  /// The roles of all handlers but those that deploy.
  static func roles() throws -> [String] {
    let roles = try handlers().compactMap(role)
    return Set(roles).subtracting(["rekindle_owner"]).sorted()
  }

  static func files(in folder: String) throws -> [(name: String, text: String)] {
    let directory = PackageFolder.url.appending(path: folder)
    return try FileManager.default.contentsOfDirectory(atPath: directory.path).map {
      ($0, try String(contentsOf: directory.appending(path: $0), encoding: .utf8))
    }
  }
}
