import Domain
import JSON
import Store

extension Explainer.Answer {
  var json: JSON {
    [
      "user_id": .integer(userID), "campaign": .string(campaign), "as_of": JSON(asOf),
      "suppressions": .array(suppressions.map(\.json)), "episodes": .array(episodes.map(\.json)),
      "not_enrolled": .array(notEnrolled.map(\.json)),
    ]
  }
}

extension Explainer.Episode {
  var json: JSON {
    [
      "enrollment_id": .integer(row.id), "subject_id": .integer(row.subjectID),
      "subject_name": row.subjectName.map(JSON.string) ?? .null, "episode": .integer(row.episode),
      "status": .string(row.status.rawValue), "is_holdout": .bool(row.isHoldout), "enrolled_at": JSON(row.enrolledAt),
      "ended_at": JSON(row.endedAt), "next_due_at": JSON(row.nextDueAt),
      "variants": .object(row.variants.mapValues(JSON.string)), "findings": .array(findings.map(\.json)),
      "messages": .array(messages.map(\.json)),
    ]
  }
}

extension Explanation.Finding {
  var json: JSON {
    [
      "step": step.map(JSON.string) ?? .null, "code": .string(code), "at": JSON(at), "sentence": .string(sentence),
    ]
  }
}

extension EpisodeMessages.Row {
  var json: JSON {
    var members: [String: JSON] = [
      "delivery_id": .integer(deliveryID), "step": .string(step), "occurrence": .integer(occurrence),
      "covers": .integer(covers), "channel": .string(channel.rawValue), "stage": .integer(stage),
      "template": .string(template), "variant": .string(variant), "status": .string(status),
      "reason": reason.map(JSON.string) ?? .null,
      "reason_detail": reasonDetail.map(JSON.string) ?? .null,
      "sentence": sentence.map(JSON.string) ?? .null, "slot_at": JSON(slotAt), "sent_at": JSON(sentAt),
    ]
    members["carried_by"] = carrier.map(JSON.string)
    if carried > 0 { members["carries"] = .integer(carried) }
    return .object(members)
  }

  /// What it has to do with a letter; nil where it is alone.
  private var letter: String? {
    if let carrier { return "It stands in the message of \(carrier), carried by it." }
    return carried > 0 ? "It carries what \(carried) other\(carried == 1 ? "" : "s") had to say." : nil
  }

  /// The reason in words, or what it has to do with a letter; nil where there is neither.
  var sentence: String? {
    reason.map { Reason.sentence($0, detail: reasonDetail, status: status) } ?? letter
  }
}

extension Suppression {
  var json: JSON {
    [
      "channel": .string(channel?.rawValue ?? "all"), "scope": .string(scope), "reason": .string(cause.reason.rawValue),
      "sentence": .string(cause.reason.explanation), "since": JSON(since),
    ]
  }
}
