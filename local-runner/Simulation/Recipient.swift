import Domain
import JSON

/// A learner who would be written to about one subject, and how often.
struct Recipient: Sendable {
  var id: Int
  /// Empty where the platform has no name.
  var name: String
  var campaign: String
  /// What the campaign's context calls the subject; its id where it calls it nothing.
  var subject: String
  /// Messages sent, by the channel's name.
  var messages: [String: Int]
  /// Messages of which nobody knows whether the provider took them.
  var doubtful: Int
  var firstAt: Instant
  /// The first message's date and time where the learner lives.
  var firstLocally: String
  var zone: String

  /// One line for people.
  var line: String {
    var counts = messages.sorted { $0.key < $1.key }.map { channel, count in
      "\(count) by \(Channel(rawValue: channel)?.traits.label ?? channel)"
    }
    if doubtful > 0 { counts.append("\(doubtful) in doubt") }
    let who = name.isEmpty ? "learner \(id)" : "\(name) (\(id))"
    return "  \(who), \(subject): \(counts.joined(separator: ", ")), from \(firstLocally) \(zone)"
  }

  var json: JSON {
    [
      "id": .integer(id), "name": .string(name), "campaign": .string(campaign), "subject": .string(subject),
      "messages": .object(messages.mapValues(JSON.integer)), "inDoubt": .integer(doubtful),
      "first": .string(firstAt.rfc3339), "zone": .string(zone),
    ]
  }
}
