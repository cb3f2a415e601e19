import Channels
import Foundation
import JSON
import TestKit

/// What three libraries of others read in calendar objects.
enum Readers {
  static let names = ["icalendar", "vobject", "ics"]
  static let isAvailable = Peers.have("icalendar", "vobject", "ics", "recurring_ical_events")

  /// One answer an object, by the library's name.
  static func read(_ parts: [CalendarPart]) throws -> [JSON] {
    let file = FileManager.default.temporaryDirectory.appending(path: "calendar-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try parts.map { Data($0.bytes).base64EncodedString() }.joined(separator: "\n")
      .write(to: file, atomically: true, encoding: .utf8)
    let program = PackageFolder.url.appending(path: "Tests/CalendarTests/readers.py").path
    let process = try PythonProcess(command: [Peers.program("python"), program, file.path])
    var answers: [JSON] = []
    while let line = process.line() { answers.append(try JSON.parse(line)) }
    return answers
  }
}
