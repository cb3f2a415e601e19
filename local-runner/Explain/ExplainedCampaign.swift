import Domain
import JSON

/// The dashboard's answer about one learner in one campaign, as lines.
struct ExplainedCampaign {
  let json: JSON

  var lines: [String] {
    let episodes = json["episodes"]?.array ?? []
    let reasons = (json["not_enrolled"]?.array ?? []).map { "  not enrolled: \(text($0, "sentence"))" }
    return ["\(text(json, "campaign")), learner \(json["user_id"]?.integer ?? 0)"]
      + (json["suppressions"]?.array ?? []).map(suppression) + reasons + episodes.flatMap(episode)
  }

  private func suppression(_ suppression: JSON) -> String {
    "  suppressed since \(minute(suppression["since"])) (\(text(suppression, "channel")), \(text(suppression, "scope"))): "
      + text(suppression, "sentence")
  }

  private func episode(_ episode: JSON) -> [String] {
    let subject = episode["subject_name"]?.string ?? "subject \(episode["subject_id"]?.integer ?? 0)"
    let head =
      "  \(subject.onOneLine), episode \(episode["episode"]?.integer ?? 1): \(text(episode, "status")), "
      + "enrolled \(minute(episode["enrolled_at"]))"
    let findings = (episode["findings"]?.array ?? []).map { finding in
      "    " + (finding["step"]?.string.map { "\($0): " } ?? "") + text(finding, "sentence")
    }
    return [head] + findings + (episode["messages"]?.array ?? []).map(message)
  }

  private func message(_ message: JSON) -> String {
    let channel = text(message, "channel")
    let reason = message["sentence"]?.string.map { ". \($0)" } ?? ""
    return "    \(minute(message["slot_at"]))  \(Channel(rawValue: channel)?.traits.label ?? channel) "
      + "\(text(message, "template")) \(text(message, "status"))\(reason)"
  }

  private func text(_ json: JSON, _ key: String) -> String { json[key]?.string ?? "" }

  private func minute(_ time: JSON?) -> String {
    time?.string.flatMap(Instant.init(rfc3339:))?.minuteUTC ?? ""
  }
}
