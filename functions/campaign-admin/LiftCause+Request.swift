import Access
import Domain
import Pages
import Store

extension LiftCause {
  /// Reads the form: `reason` in words, and where they are not a bounce on every channel `cause` and `channel`.
  init(_ form: Form, _ parameters: Parameters, now: Instant) throws(Problem) {
    let userID = try parameters.required("user_id", in: -1_000_000_000_000_000...1_000_000_000_000_000)
    let causes = [SuppressionCause.bounce, .admin]
    guard let cause = SuppressionCause(rawValue: form["cause"] ?? "bounce"), causes.contains(cause) else {
      throw .parameter("cause must be bounce or admin: what a learner said is theirs to take back")
    }
    let channel = form["channel"] ?? "all"
    guard channel == "all" || Channel(rawValue: channel) != nil else {
      throw .parameter("channel must be all or one of \(Channel.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let words = (form["reason"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard (3...200).contains(words.count) else {
      throw .parameter("add reason=<why it is lifted, in 3 to 200 characters>")
    }
    self.init(userID: userID, cause: cause, channel: Channel(rawValue: channel), reason: words, now: now)
  }
}
