import Foundation
import JSON

/// The published vectors beside the package; tests that need them are disabled where they are not there.
enum Suites {
  static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared").standardizedFileURL

  static let exist = FileManager.default.fileExists(atPath: directory.appendingPathComponent("suites/vectors").path)

  static let reason = "the published vectors in ../shared/suites are not on this machine"

  static func json(_ path: String) throws -> JSON {
    let data = try Data(contentsOf: directory.appendingPathComponent(path))
    return try JSON.parse(data, limits: JSONLimits(bytes: 32 << 20, depth: 64, allowsNUL: true))
  }
}

extension JSON {
  subscript(text key: String) -> String { self[key]?.string ?? "" }
}

/// A small seeded generator, so that a failing property can be run again.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
