import Foundation
public import JSON

/// Debian's Chromium without a window, as `browser.py` beside this file drives it.
public enum Browser {
  public static let reason = "Debian's chromium is not on this machine"

  public static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  /// Runs a scenario, a file below `Tests`, with its arguments: what it returns, or the text of what went wrong.
  public static func drive(_ scenario: String, _ arguments: [String]) throws -> JSON {
    let tests = PackageFolder.url.appending(path: "Tests")
    let kit = tests.appending(path: "TestKit").path
    let process = try PythonProcess(command: ["python3", "-B", tests.appending(path: scenario).path, kit] + arguments)
    return try JSON.parse(process.line() ?? "null")
  }
}
