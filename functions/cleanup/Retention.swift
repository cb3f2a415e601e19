import Domain
import FunctionContract
import JSON

/// How long things are kept, in days; an event's `data` changes single values.
struct Retention {
  /// Ended episodes with their messages.
  var episodeDays = 90
  /// Messages whose opt-out link must still work: as long as the link's token is valid.
  var linkDays = 400
  /// Job runs, resolved anomalies, host events, read notices, the words of replies.
  var recordDays = 90

  /// The standard, with the values that `data` names.
  init(_ data: JSON?) throws(HandlerFailure) {
    guard let data, data != .null else { return }
    guard let members = data.object else { throw Retention.refused("data must be an object") }
    for (name, value) in members {
      guard let days = value.integer, (1...3650).contains(days) else {
        throw Retention.refused("data.\(name.prefix(64)) must be a whole number of days from 1 to 3650")
      }
      switch name {
      case "episode_days": episodeDays = days
      case "link_days": linkDays = days
      case "record_days": recordDays = days
      default: throw Retention.refused("data.\(name.prefix(64)) is unknown; use episode_days, link_days, record_days")
      }
    }
  }

  /// The values as an event carries them.
  var json: JSON {
    [
      "episode_days": .integer(episodeDays), "link_days": .integer(linkDays), "record_days": .integer(recordDays),
    ]
  }

  private static func refused(_ message: String) -> HandlerFailure {
    HandlerFailure(.badEvent, "Event.Data", message)
  }
}
