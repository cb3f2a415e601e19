import Foundation
import TestKit

/// A campaign of a test's own: a folder that `publish` is given, with one SMS.
struct MadeUpCampaign {
  let name: String
  private(set) var files: [String: String]

  /// A campaign that enters as `enter` says, in YAML of two blanks' indent, with the segment's columns from `segment`.
  init(_ name: String, subject: String, enter: String, segment: String) {
    self.name = name
    files = [
      "campaign.yaml": """
      name: \(name)
      title: A made-up campaign
      class: transactional
      topic: \(subject)
      subject: \(subject)
      enter:
      \(enter)
      steps:
        - id: text
          every: 7 days
          channels: [sms]
          template: text

      """,
      "segment.sql": segment,
      "goal.sql": """
      select p.completed_at as reached_at from lms.user_course_progress p
       where p.user_id = learner and p.course_id = subject and p.completed_at <= as_of
      """,
      "context.sql": "select u.first_name from lms.users u where u.user_id = learner and u.is_active",
      "messages/text.sms.md": "---\nshorten: []\n---\n{{first_name}}, a word about it.\n",
      "samples/learner.json": #"{"first_name": "Ann"}"#,
    ]
  }

  /// The campaign with one file more, or with another text in it.
  func with(_ file: String, _ text: String) -> MadeUpCampaign {
    var copy = self
    copy.files[file] = text
    return copy
  }

  /// The campaign without a file.
  func without(_ file: String) -> MadeUpCampaign {
    var copy = self
    copy.files[file] = nil
    return copy
  }

  /// The campaign with a part of a file replaced.
  func replacing(_ file: String, _ old: String, _ new: String) -> MadeUpCampaign {
    with(file, (files[file] ?? "").replacingOccurrences(of: old, with: new))
  }

  /// Writes the folder where `publish` reads it; returns its path.
  func write() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)/\(name)")
    for (file, text) in files {
      let place = folder.appending(path: file)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: place, atomically: true, encoding: .utf8)
    }
    return folder.path
  }
}
