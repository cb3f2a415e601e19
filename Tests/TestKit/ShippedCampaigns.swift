public import Foundation

/// The shipped campaigns as `publish` takes them: where a message is not written yet, a plain text stands in its place, and a
/// channel that nobody can send on is left out.
public enum ShippedCampaigns {
  public static let slugs = [
    "aida-agents", "certificate-unclaimed", "course-completion", "course-incomplete", "session-no-show",
  ]
  private static let source = PackageFolder.url.appending(path: "campaigns")

  /// Copies the campaigns into a new folder; the caller removes it.
  public static func copy(_ slugs: [String] = slugs) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "campaigns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for slug in slugs {
      let copy = folder.appending(path: slug)
      try FileManager.default.copyItem(at: source.appending(path: slug), to: copy)
      try complete(copy)
    }
    return folder
  }

  private static func complete(_ campaign: URL) throws {
    let file = campaign.appending(path: "campaign.yaml")
    var yaml = try String(contentsOf: file, encoding: .utf8)
    let sender = PackageFolder.url.appending(path: "functions/send-whatsapp").path
    if !FileManager.default.fileExists(atPath: sender) {
      yaml = yaml.replacing("whatsapp, ", with: "").replacing("whatsapp: \"09:00-21:00\", ", with: "")
      try yaml.write(to: file, atomically: true, encoding: .utf8)
      try removeMessages(of: "whatsapp", campaign)
    }
    for step in yaml.split(separator: "\n") where step.contains("fallback_after") {
      guard let name = step.split(separator: "template: ").last?.prefix(while: { $0 != " " }) else { continue }
      for channel in ["email", "sms", "whatsapp"] where step.contains(channel) {
        try write("\(name).\(channel).md", plain[channel] ?? "", campaign.appending(path: "messages"))
      }
    }
  }

  private static func removeMessages(of channel: String, _ campaign: URL) throws {
    let messages = campaign.appending(path: "messages")
    for name in (try? FileManager.default.contentsOfDirectory(atPath: messages.path)) ?? []
    where name.hasSuffix(".\(channel).md") {
      try FileManager.default.removeItem(at: messages.appending(path: name))
    }
  }

  private static func write(_ name: String, _ text: String, _ folder: URL) throws {
    let file = folder.appending(path: name)
    if FileManager.default.fileExists(atPath: file.path) { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private static let plain = [
    "email": """
    ---
    subject: "About {{subject_name}}"
    preheader: "A word about it."
    button: { label: Open it, url: "{{shortlink}}" }
    ---
    Hello {{first_name}},

    this is about {{subject_name}}.

    """,
    "sms": "---\nshorten: [subject_name]\n---\n{{first_name}}, about {{subject_name}}: <{{shortlink}}>\n",
  ]
}
