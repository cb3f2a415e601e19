/// Why somebody says no, where they care to say.
enum OptOutReason: String, CaseIterable {
  case tooMany = "too_many"
  case notUseful = "not_useful"
  case finished
  case neverAsked = "never_asked"
  case other
}
