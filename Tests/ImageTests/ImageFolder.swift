import Foundation
import TestKit
import Testing

/// Layouts of this run's own programs, removed when the tests end.
enum ImageFolder {
  static let functions = ["detect", "publish"]

  /// What `scripts/image.sh` needs, in words for a skipped test.
  static let needs: Comment = "needs python3, ldd and dpkg-query"
  static let canLayOut = ["python3", "ldd", "dpkg-query"].allSatisfy(Tools.has)

  /// Where layouts are made.
  static let url: URL = {
    let url = URL(filePath: "/tmp/rekindle-image-\(getpid())")
    atexit { try? FileManager.default.removeItem(at: ImageFolder.url) }
    return url
  }()

  /// The folder of a function's layout, made on first use.
  static func layout(_ function: String) throws -> URL {
    _ = try made.get()
    return url.appending(path: "layouts/\(function)")
  }

  /// Runs `scripts/image.sh` on this run's programs, with the layouts in a folder of `url`.
  static func run(_ arguments: [String], in folder: String, environment: [String: String] = [:]) throws {
    let script = PackageFolder.url.appending(path: "scripts/image.sh").path
    let folders = ["--binaries", Tools.programs, "--output", url.appending(path: folder).path]
    let result = try Spawn(
      script, folders + arguments, environment: Tools.environment.merging(environment) { $1 }, timeout: 60
    ).run()
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.log) }
  }

  private static let made = Result { try run(["--layout-only"] + functions, in: "layouts") }
}

/// Programs of this machine.
enum Tools {
  /// The folder with this package's programs.
  static let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path

  static let environment = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }

  /// Whether a program is on the path.
  static func has(_ program: String) -> Bool {
    (environment["PATH"] ?? "").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Whether a command ends well.
  static func succeeds(_ program: String, _ arguments: [String]) -> Bool {
    (try? Spawn(program, arguments, environment: environment).run().exitCode) == 0
  }
}
