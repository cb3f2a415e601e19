import Foundation
import TestKit
import Testing

@Suite struct PreviewTests {
  private let out = FileManager.default.temporaryDirectory.appending(path: "preview-\(UUID().uuidString)")

  @Test func everyMessageOfACampaignIsRenderedWithEverySample() throws {
    defer { try? FileManager.default.removeItem(at: out) }
    let result = try preview(PackageFolder.url.appending(path: "campaigns/course-completion").path)
    #expect(result.exitCode == 0, "\(result.log)")
    let files = result.output.split(separator: "\n").map(String.init)
    #expect(files.count == 4 * 3 * 2 + 3)
    let mail = try #require(files.first { $0.hasSuffix("welcome-back.learner.email.html") })
    #expect(try String(contentsOfFile: mail, encoding: .utf8).contains("<!doctype html>"))
  }

  @Test func aFaultIsToldByFileAndLineAndNothingIsWritten() throws {
    defer { try? FileManager.default.removeItem(at: out) }
    let folder = out.appending(path: "broken/course-completion")
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: PackageFolder.url.appending(path: "campaigns/course-completion"), to: folder)
    let file = folder.appending(path: "campaign.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("class: marketing", with: "clas: marketing").write(to: file, atomically: true, encoding: .utf8)
    let result = try preview(folder.path)
    #expect(result.exitCode == 65)
    #expect(result.log.contains("campaign.yaml:4: the key clas is unknown, did you mean class?"))
    #expect(!FileManager.default.fileExists(atPath: out.appending(path: "course-completion").path))
  }

  private func preview(_ campaign: String) throws -> Spawn.Result {
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    return try Spawn(
      built: "local-runner", ["preview", campaign, "--out", out.path, "--root", PackageFolder.url.path]
    ).run()
  }
}
