import Foundation
import JSON
import TestKit

/// The shipped campaign under another name and with other rules: its messages and its SQL stay what the product has.
struct CampaignVariant: Sendable {
  /// A text of `campaign.yaml` that `changes` names and the shipped file does not have.
  struct Missing: Error { let text: String }

  private static let shipped = PackageFolder.url.appending(path: "campaigns/course-completion")

  let slug: String
  /// Lines of the shipped `campaign.yaml`, or parts of them, and what stands there instead.
  let changes: [String: String]

  init(_ slug: String, _ changes: [String: String] = [:]) {
    self.slug = slug
    self.changes = changes
  }

  /// Writes the campaign's folder into `folder`.
  func write(into folder: URL) throws {
    let copy = folder.appending(path: slug)
    try FileManager.default.copyItem(at: Self.shipped, to: copy)
    let file = copy.appending(path: "campaign.yaml")
    var yaml = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in changes.merging(["name: course-completion": "name: \(slug)"], uniquingKeysWith: { $1 }) {
      guard let range = yaml.firstRange(of: old) else { throw Missing(text: old) }
      yaml.replaceSubrange(range, with: new)
    }
    try yaml.write(to: file, atomically: true, encoding: .utf8)
  }
}

extension School {
  /// Publishes variants of the shipped campaign, beside what is published already.
  func publish(_ variants: [CampaignVariant]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "campaigns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for variant in variants { try variant.write(into: folder) }
    try publish(folder)
  }

  /// Publishes every campaign of a folder.
  func publish(_ folder: URL) throws {
    let published = try run(
      "publish", role: "rekindle_owner",
      event("deploy.publish", at: "2026-01-01T00:00:00Z", data: ["path": .string(folder.path)]))
    guard published.exitCode == 0 else { throw Spawn.Failure(description: published.output) }
  }
}
