import Store

/// What the pages say of what is known about a learner.
struct DataWords: Sendable {
  let title: String
  /// What is kept, without a word of it.
  let kinds: String
  /// Why a link is sent, and what it does.
  let offer: String
  let ask: String
  /// Whom to ask where no link can be sent.
  let byPeople: String
  let sentTitle: String
  /// What became of asking.
  let outcomes: [AskForData.Row: String]
  let back: String
  let ours: String
  let theirs: String
  /// What the rows of each kind are, by the names of an export.
  let rows: [String: String]
  let copyNote: String
  let copy: String
  let eraseTitle: String
  let lost: String
  let stays: String
  let erase: String
  let sureTitle: String
  let sure: String
  let keep: String
  let erasedTitle: String
  let erased: String
}
