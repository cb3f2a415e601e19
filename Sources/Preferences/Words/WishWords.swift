import Store

/// What the page says of why a message came, when the next one comes, and what a learner may wish.
struct WishWords: Sendable {
  let whyTitle: String
  /// A sentence for each cause; `{about}` is what it was about, in brackets, where that has a name.
  let causes: [LearnerPage.Cause: String]
  let about: String
  let next: String
  let nothingNext: String
  let title: String
  let pause: String
  let pauseNote: String
  let paused: String
  let weekly: String
  let weeklyNote: String
  let from: String
  let to: String
  let hoursNote: String
  let any: String
  let hour: String
  let hourNote: String
  let byVisits: String
  let byVisitsKnown: String
  let undo: String
}
