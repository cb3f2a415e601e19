import Foundation
import TestKit
import Testing

@Suite struct CommandTests {
  private let root = PackageFolder.url.path
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "platforms-\(UInt64.random(in: 0 ... .max))")

  private func run(_ arguments: String...) throws -> Spawn.Result {
    try Spawn(built: "local-runner", ["platforms", "--root", root] + arguments).run()
  }

  @Test func whatIsCommittedIsWhatTheManifestsGive() throws {
    let result = try run("--check")
    #expect(result.exitCode == 0, "\(result.log)")
  }

  @Test func theCheckNamesEachFileThatDiffersAndWritingMendsIt() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try run(folder.path).exitCode == 0)
    #expect(try run(folder.path, "--check").exitCode == 0)
    try "edited by hand".write(to: folder.appending(path: "kubernetes/ingress.yaml"), atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(at: folder.appending(path: "kubernetes/rollup.yaml"))
    try FileManager.default.copyItem(
      at: folder.appending(path: "kubernetes/detect.yaml"), to: folder.appending(path: "kubernetes/gone.yaml"))
    try "by hand".write(to: folder.appending(path: "kubernetes/own.yaml"), atomically: true, encoding: .utf8)

    let check = try run(folder.path, "--check")
    #expect(check.exitCode == 65)
    #expect(check.log.contains("kubernetes/ingress.yaml differs"))
    #expect(check.log.contains("kubernetes/rollup.yaml is missing"))
    #expect(check.log.contains("kubernetes/gone.yaml is no longer generated"))
    #expect(!check.log.contains("own.yaml"))
    #expect(check.log.contains("make platforms"))

    #expect(try run(folder.path).output.contains("1 new, 1 changed, 1 removed"))
    #expect(try run(folder.path, "--check").exitCode == 0)
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "kubernetes/own.yaml").path))
  }

  @Test func anotherRegistryTagNamespaceAndHostReachTheFiles() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try run(
      folder.path, "--registry", "registry.school.example/apps", "--tag", "7", "--namespace", "school", "--host",
      "go.school.example")
    let kustomization = try String(contentsOf: folder.appending(path: "kubernetes/kustomization.yaml"), encoding: .utf8)
    #expect(kustomization.contains("newName: registry.school.example/apps/rekindle-detect\n  newTag: \"7\""))
    #expect(kustomization.contains("namespace: school"))
    let ingress = try String(contentsOf: folder.appending(path: "kubernetes/ingress.yaml"), encoding: .utf8)
    #expect(ingress.contains("host: go.school.example"))
  }
}
