import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// One sample event of a handler: `functions/<name>/events/<case>.json` with `<case>.reply.json` beside it.
///
/// The reply file holds the line that the handler writes; of a failure the one of warm mode, with its `exitCode`.
/// The database holds `world.sql`; `<case>.sql`, where there is one, adds to it.
struct Sample: Sendable, CustomTestStringConvertible {
  let handler: String
  let file: URL

  var name: String { file.deletingPathExtension().lastPathComponent }
  var testDescription: String { "\(handler)/\(name)" }

  /// Every sample of every handler.
  static let all: [Sample] = {
    handlers.flatMap { handler in
      let events = PackageFolder.url.appending(path: "functions/\(handler)/events")
      return names(in: events).filter { $0.hasSuffix(".json") && !$0.hasSuffix(".reply.json") }
        .map { Sample(handler: handler, file: events.appending(path: $0)) }
    }
  }()

  /// Every handler.
  static let handlers = names(in: PackageFolder.url.appending(path: "functions"))

  /// Whether the handler exits with 0.
  var isServed: Bool { (try? reply())?.object?.keys.contains("exitCode") == false }

  func event() throws -> [UInt8] { try Array(Data(contentsOf: file)) }

  func reply() throws -> JSON { try JSON.parse(Data(contentsOf: sibling("reply.json"))) }

  /// Writes `actual` as the expected reply where `RECORD` is set and there is none yet; whether it did.
  func record(_ actual: JSON) throws -> Bool {
    let file = sibling("reply.json")
    guard ProcessInfo.processInfo.environment["RECORD"] != nil, !FileManager.default.fileExists(atPath: file.path)
    else {
      return false
    }
    try Data(actual.bytes + [UInt8(ascii: "\n")]).write(to: file)
    return true
  }

  /// The statements that prepare the migrated database.
  func preparation() throws -> String {
    let world = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "world.sql")
    let extra = try? String(contentsOf: sibling("sql"), encoding: .utf8)
    return try String(contentsOf: world, encoding: .utf8) + (extra ?? "")
  }

  func manifest() throws -> Manifest {
    let file = PackageFolder.url.appending(path: "functions/\(handler)/function.json")
    return try Manifest(Data(contentsOf: file), file: file.lastPathComponent)
  }

  private func sibling(_ suffix: String) -> URL { file.deletingPathExtension().appendingPathExtension(suffix) }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }
}
