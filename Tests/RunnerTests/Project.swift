import FunctionHost
import Foundation
import JSON
import TestKit

/// A project of its own for one test: the repository's handlers and schema, some of its campaigns, and a fresh `.rekindle`.
final class Project: Sendable {
  let root: String
  /// What is removed with the project.
  private let top: String

  /// A project in a folder of its own, or in `folders` below that.
  init(below folders: String = "", campaigns: [String] = ["course-completion"]) throws {
    top = "\(ScratchFolder.root)/rekindle-runner-\(UInt64.random(in: 0 ... .max))"
    root = top + folders
    let manager = FileManager.default
    try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
    try manager.createDirectory(atPath: "\(root)/campaigns", withIntermediateDirectories: true)
    for name in ["functions", "infra"] + campaigns.map({ "campaigns/" + $0 }) {
      try manager.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(Project.repository)/\(name)")
    }
  }

  deinit {
    _ = try? Spawn(built: "local-runner", ["database", "stop", "--root", root], timeout: 60).run()
    let outside = ["data", "run"].compactMap {
      try? String(contentsOfFile: "\(root)/.rekindle/\($0).place", encoding: .utf8)
    }
    for folder in outside + [top] { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// The repository's folder.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Runs a command of the runner in this project.
  func run(_ arguments: [String], _ input: String = "", timeout: Double = 120) throws -> Spawn.Result {
    try Spawn(built: "local-runner", arguments + ["--root", root], timeout: timeout).run(input)
  }

  /// Starts a command, waits for its first line, lets `body` work, then stops it with SIGTERM.
  func serving<Result>(_ arguments: [String], _ body: (_ firstLine: String) throws -> Result) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: Spawn(built: "local-runner").program)
    process.arguments = arguments + ["--root", root]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
    return try body(String(decoding: line, as: UTF8.self))
  }

  /// An HTTP request through curl: the status and the body.
  static func curl(_ arguments: [String]) throws -> (status: Int, body: String) {
    let result = try Spawn("curl", ["-sS", "-w", "\n%{http_code}"] + arguments, environment: ["PATH": "/usr/bin:/bin"])
      .run()
    let parts = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(parts.last ?? "") ?? 0, parts.dropLast().joined(separator: "\n"))
  }
}
