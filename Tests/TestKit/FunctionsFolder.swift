import Foundation
import JSON

/// A folder as images have it: `<name>/<name>` and `<name>/function.json`, removed with the value.
public final class FunctionsFolder: Sendable {
  public let path: String
  public let name: String

  /// A folder with the echo function, or with one whose program is a shell script.
  public init(
    events: [String] = ["echo.*", "timer.echo"], routes: [(String, String)] = [("POST", "/echo/{x}")],
    emits: [String] = [], timer: String? = "timer.echo", seconds: Int = 5, max: Int = 2, required: [String] = [],
    script: String? = nil
  ) throws {
    name = script == nil ? "echo-function" : "scripted"
    path = NSTemporaryDirectory() + "rekindle-functions-\(UUID().uuidString)"
    let folder = "\(path)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let manifest: JSON = [
      "name": .string(name), "title": "Test", "description": "A function for tests.",
      "consumes": [
        "events": .array(events.map(JSON.string)),
        "routes": .array(routes.map { ["method": .string($0.0), "path": .string($0.1)] }),
        "schedule": .array(timer.map { [["cron": "* * * * *", "timeZone": "UTC", "event": .string($0)]] } ?? []),
      ],
      "emits": .array(emits.map(JSON.string)),
      "environment": [
        "required": .array(required.map(JSON.string)), "optional": ["PATH", "NOTES", "ECHO_REQUIRES", "ECHO_SETTING"],
        "secrets": [],
      ],
      "limits": [
        "timeoutSeconds": .integer(seconds), "memoryMiB": 64, "inputBytes": 65536, "outputBytes": 1_048_576,
      ],
      "concurrency": ["max": .integer(max), "warm": 0],
    ]
    try manifest.text.write(toFile: "\(folder)/function.json", atomically: true, encoding: .utf8)
    if let script {
      // By a process of its own: a descriptor open for writing that a test running side by side hands to its child for
      // a moment would make the script "busy".
      let program = "\(folder)/\(name)"
      let write = Spawn("sh", ["-c", "cat > \(program); chmod +x \(program)"], environment: ["PATH": "/usr/bin:/bin"])
      _ = try write.run("#!/bin/sh\n\(script)\n")
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(name)", withDestinationPath: Spawn(built: "echo-function").program)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// `function-host` on this folder.
  public func host(_ environment: [String: String] = [:], _ arguments: [String] = []) -> Spawn {
    let fixed = ["REKINDLE_FUNCTIONS": path, "PATH": "/usr/bin:/bin", "REKINDLE_BIND": "127.0.0.1"]
    return Spawn(built: "function-host", arguments, environment: fixed.merging(environment) { $1 })
  }
}

extension FunctionsFolder {
  /// Runs `function-host` on this folder to its end.
  public func run(
    _ input: String = "", _ environment: [String: String] = [:], _ arguments: [String] = []
  ) throws -> Spawn.Result {
    try host(environment, arguments).run(input)
  }
}
