import Foundation
import TestKit
import Testing

/// `kubectl kustomize`, which needs no cluster.
enum Kubectl {
  static let reason: Comment = "kubectl is not on this machine"
  static let path = ["/usr/bin/kubectl", "/usr/local/bin/kubectl"].first(
    where: FileManager.default.isExecutableFile)

  /// Builds a folder of `infra/`.
  static func kustomize(_ folder: String) throws -> Spawn.Result {
    let arguments = ["kustomize", CommittedFiles.folder.appending(path: folder).path]
    return try Spawn(try #require(path), arguments, environment: ["HOME": "/tmp", "PATH": "/usr/bin:/bin"]).run()
  }
}
