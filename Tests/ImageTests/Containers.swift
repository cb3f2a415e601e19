import Foundation
import FunctionShell
import TestKit
import Testing

/// Containers of this run, with a storage of their own that is removed at the end.
enum Containers {
  static let needs: Comment = "needs root, buildah, podman, runc, and that namespaces are allowed"

  static let canRun =
    ImageFolder.canLayOut && getuid() == 0 && ["buildah", "podman", "runc"].allSatisfy(Tools.has)
    && Tools.succeeds("unshare", ["--mount", "--pid", "--fork", "--mount-proc", "true"])

  /// Everything that a careful platform forbids.
  static let hardening = [
    "--read-only", "--cap-drop=all", "--security-opt=no-new-privileges", "--memory=128m", "--pids-limit=64",
  ]

  /// Builds a function's image without the cache and returns its digest.
  static func build(_ function: String) throws -> String {
    let environment = ["CONTAINERS_STORAGE_CONF": try ContainerStorage.shared.get().settings]
    try ImageFolder.run(["--no-cache", function], in: "built", environment: environment)
    return try inspect(function, "{{.Digest}}")
  }

  /// What `podman image inspect` says of a built image, by a Go template.
  static func inspect(_ function: String, _ template: String) throws -> String {
    let result = try podman(["image", "inspect", "--format", template, name(function)]).run()
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.log) }
    return result.output.trimmingCharacters(in: .newlines)
  }

  /// A container of a built image, ready to be run: `options` are podman's.
  static func container(_ function: String, _ options: [String] = [], _ arguments: [String] = []) throws -> Spawn {
    try podman(["run", "--rm", "--interactive"] + hardening + options + [name(function)] + arguments)
  }

  private static func podman(_ arguments: [String]) throws -> Spawn {
    let storage = try ContainerStorage.shared.get()
    return Spawn("podman", storage.options + arguments, environment: storage.environment, timeout: 30)
  }

  private static func name(_ function: String) -> String { "localhost/rekindle-\(function):\(FunctionShell.version)" }
}
