import Foundation
import JSON
import TestKit

/// Mails that Python's email package wrote, each with the calendar object that it reads in them.
enum Mails {
  struct Mail {
    let name: String
    let bytes: [UInt8]
    let calendar: [UInt8]
  }

  static func all() throws -> [Mail] {
    let program = PackageFolder.url.appending(path: "Tests/CalendarTests/mails.py").path
    let process = try PythonProcess(command: ["python3", program])
    var mails: [Mail] = []
    while let line = process.line() {
      let entry = try JSON.parse(line)
      mails.append(
        Mail(name: entry["name"]?.string ?? "", bytes: bytes(entry["mail"]), calendar: bytes(entry["calendar"])))
    }
    return mails
  }

  private static func bytes(_ json: JSON?) -> [UInt8] { Array(Data(base64Encoded: json?.string ?? "") ?? Data()) }
}
