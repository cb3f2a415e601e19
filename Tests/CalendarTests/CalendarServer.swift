import Calendar
import Channels
import Domain
import Foundation
import JSON
import TestKit

/// Debian's Radicale, into which invitations are put as mail programs put them.
enum CalendarServer {
  static let isAvailable = ["/usr/bin/radicale", "/usr/local/bin/radicale"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Stores the invitations one after the other; the answers, with whether each moment was taken.
  static func store(_ invitations: [Invitation], asking moments: [Instant]) throws -> [JSON] {
    let file = FileManager.default.temporaryDirectory.appending(path: "objects-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = invitations.map { invitation in
      let entry: JSON = [
        "object": .string(Data(invitation.part(now: Invitations.now).bytes).base64EncodedString()),
        "moments": .array(moments.map { .integer($0.seconds) }),
      ]
      return String(decoding: entry.bytes, as: UTF8.self)
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let program = PackageFolder.url.appending(path: "Tests/CalendarTests/calendar_server.py").path
    let process = try PythonProcess(command: ["python3", program, file.path])
    var answers: [JSON] = []
    while let line = process.line() { answers.append(try JSON.parse(line)) }
    return answers
  }
}
