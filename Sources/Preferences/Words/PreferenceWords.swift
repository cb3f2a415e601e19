import Domain

/// What the page says on which a learner turns topics and channels off and on.
struct PreferenceWords: Sendable {
  let title: String
  let savedTitle: String
  let saved: String
  let intro: String
  let about: String
  let how: String
  let save: String
  let topic: String
  let everything: String
  let topicNote: String
  let everythingNote: String
  let discordNote: String
  let complaintNote: String
  let bounceNote: String
  let lockedNote: String
  let agreement: String
  /// Channels whose labels are not English ones.
  let channels: [Channel: String]

  func label(_ channel: Channel) -> String { channels[channel] ?? channel.traits.label }
}
