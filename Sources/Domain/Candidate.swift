/// A step that is due now: a slot of its own or the next channel of the latest occurrence.
struct Candidate {
  /// Index into the campaign's steps.
  let step: Int
  /// Channels that may be used, in order of preference.
  let channels: [Channel]
  let slot: Instant
  /// From then on it is skipped, not sent.
  let expiresAt: Instant
  let occurrence: Int
  let isFollowUp: Bool
  /// Which message of the campaign it is.
  let stage: (number: Int, template: String)
}
