import Foundation
import TestKit

extension Desk {
  /// `function-host` with the built handler, as a platform runs it.
  func serving<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "functions-\(UUID().uuidString)")
    let place = folder.appending(path: "campaign-admin")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let manifest = PackageFolder.url.appending(path: "functions/campaign-admin/function.json")
    try FileManager.default.copyItem(at: manifest, to: place.appending(path: "function.json"))
    try FileManager.default.createSymbolicLink(
      at: place.appending(path: "campaign-admin"),
      withDestinationURL: URL(filePath: Spawn(built: "campaign-admin").program))
    let host = try Spawn(
      built: "function-host",
      environment: [
        "REKINDLE_FUNCTIONS": folder.path, "REKINDLE_BIND": "127.0.0.1", "PORT": "0", "PATH": "/usr/bin:/bin",
        "REKINDLE_PROCESSES": "warm", "REKINDLE_EVENTS_TO": "http://127.0.0.1:9/",
        "DATABASE_URL": database.url(role: "rekindle_admin"),
      ]
    ).start()
    defer {
      host.signal(SIGTERM)
      _ = host.finish(timeout: 40)
    }
    let port = try host.firstLine().split(separator: " ").last ?? ""
    return try body("http://127.0.0.1:\(port)")
  }
}
