import Foundation
import TestKit

/// Where the tests' images and containers are, apart from those of the machine.
struct ContainerStorage {
  static let shared = Result { try ContainerStorage() }

  private let folder = URL(filePath: "/tmp/rekindle-containers-\(getpid())")

  private init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try """
    [storage]
    driver = "\(Self.driver)"
    graphroot = "\(path("images"))"
    runroot = "\(path("run"))"
    """.write(toFile: settings, atomically: true, encoding: .utf8)
    // No limit above that of this process, which a machine without CAP_SYS_RESOURCE could not raise.
    try """
    [containers]
    default_ulimits = ["nofile=1024:4096", "nproc=1024:4096"]
    [engine]
    runtime = "runc"
    cgroup_manager = "cgroupfs"
    """.write(toFile: path("containers.conf"), atomically: true, encoding: .utf8)
    atexit { ContainerStorage.remove() }
  }

  /// Overlays cannot be laid on overlays, as inside a container; copies can.
  private static var driver: String {
    let system = try? Spawn("stat", ["--file-system", "--format=%T", "/tmp"], environment: Tools.environment).run()
    return system?.output == "overlayfs\n" ? "vfs" : "overlay"
  }

  /// The file that tells buildah where images are.
  var settings: String { path("storage.conf") }

  var environment: [String: String] { Tools.environment.merging(["CONTAINERS_CONF": path("containers.conf")]) { $1 } }

  /// What tells podman where images and containers are.
  var options: [String] { ["--root", path("images"), "--runroot", path("run"), "--tmpdir", path("state")] }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private static func remove() {
    guard let storage = try? shared.get() else { return }
    _ = Tools.succeeds("umount", ["--lazy", storage.path("images/overlay")])  // podman binds the folder to itself
    try? FileManager.default.removeItem(at: storage.folder)
  }
}
