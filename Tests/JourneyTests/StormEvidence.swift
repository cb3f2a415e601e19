import Domain
import Foundation
import Store
import TestKit

/// What a storm did, read off the provider's journal: each a list of what must not be.
struct StormEvidence {
  let messages: [StormMessage]
  let nos: [HeardNo]
  let audience: StormAudience
  let clock: StormClock

  /// Deliveries that came more than once.
  var twice: [Int] {
    Dictionary(grouping: messages, by: \.delivery).filter { $0.value.count > 1 }.keys.sorted()
  }

  /// Messages that a no covered before they came: at all in a later round, and in the no's own round after the time that a message
  /// may take from its claim.
  var afterANo: [String] {
    let byLearner = Dictionary(grouping: messages, by: \.learner)
    return nos.flatMap { no -> [String] in
      guard let at = no.at else { return [] }
      return (byLearner[no.learner] ?? []).filter { no.covers($0) && $0.at > at }.filter {
        clock.round(of: $0.at) > clock.round(of: at) || $0.at - at > .seconds(6)
      }.map { "\($0.delivery) of \($0.campaign) over \($0.channel) after \(no.reach)" }
    }
  }

  var caps: CapCount {
    CapCount(messages.map { CapCount.Message(learner: $0.learner, channel: $0.channel.rawValue, at: $0.at) })
  }

  /// Messages that came while nobody may be written to on their channel where the learner lives; the last minute of the hours is
  /// one in which messages are claimed.
  var atNight: [String] {
    messages.filter { message in
      let hours = message.channel == .email ? 8 * 60...20 * 60 + 1 : 9 * 60...21 * 60 + 1
      return !hours.contains(audience.minute(of: message))
    }.map { "\($0.delivery) over \($0.channel) at \($0.at)" }
  }

  /// Weekly reminders about a course that the longer way has begun to write about.
  var besideItsExclusion: [Int] {
    let courses = messages.filter { $0.topic == "course" }
    let begun = Dictionary(grouping: courses.filter { $0.campaign == "course-incomplete" }) {
      [$0.learner, $0.subject]
    }.mapValues { $0.map(\.at).min() }
    return courses.filter { message in
      guard message.campaign == "course-completion", let at = begun[[message.learner, message.subject]] ?? nil else {
        return false
      }
      return message.at > at
    }.map(\.delivery)
  }

  /// Messages of a campaign that came while it was paused.
  func during(_ pauses: [ClosedRange<Instant>], of campaign: String) -> [Int] {
    messages.filter { message in message.campaign == campaign && pauses.contains { $0.contains(message.at) } }
      .map(\.delivery)
  }
}
