public import Domain
import FunctionContract
public import Pages
public import Store

/// One request under a valid token: what it does to the ledger, and what it is answered.
public struct Visit {
  private let screen: Screen
  private let token: String
  private let deliveryID: Int
  private let now: Instant
  private let site: Site
  private let languages: String?

  /// `token` was read from the path and stands for the delivery; `languages` is what the browser asks for.
  public init(_ screen: Screen, token: String, deliveryID: Int, now: Instant, site: Site, languages: String? = nil) {
    self.languages = languages
    self.site = site
    self.screen = screen
    self.token = token
    self.deliveryID = deliveryID
    self.now = now
  }

  /// Answers the request; `form` is nil for a request that must change nothing.
  public func answer(_ form: Form?, _ connection: borrowing Connection) throws(StoreError) -> Answer {
    if case .data = screen { return try DataVisit(deliveryID: deliveryID, now: now).answer(form, connection) }
    let (subjects, suppressions) = try connection.pipeline(
      OptOutSubject(deliveryID: deliveryID, now: now), DeliverySuppressions(deliveryID: deliveryID))
    guard let subject = subjects.first else { return .problem(.messageGone) }
    switch (screen, form) {
    case (.optOut(let scope), nil):
      let isStanding = suppressions.contains { $0.scope == scope.rawValue && $0.channel == nil }
      return .question(subject, scope, isStanding: isStanding, token: token)
    case (.optOut(let scope), .some(let form)):
      return try act(form, scope, subject, connection)
    case (.data, _): return .problem(.noSuchPage)
    case (.preferences, _):
      let asksForData = form?["data"] != nil
      if asksForData, let outcome = try connection.first(AskForData(deliveryID: deliveryID, now: now)) {
        return .linkAsked(subject, outcome, token: token)
      }
      let visit = PreferenceVisit(
        deliveryID: deliveryID, subject: subject, now: now,
        site: site.speaking(PageWords.of(locale: subject.locale, accepting: languages)))
      return try visit.answer(asksForData ? nil : form, suppressions, connection)
    }
  }

  /// An opt-out of what the form chose, or of what the link stands for: a mail program chooses nothing (RFC 8058 §3.2).
  private func act(
    _ form: Form, _ linked: Scope, _ subject: OptOutSubject.Row, _ connection: borrowing Connection
  ) throws(StoreError) -> Answer {
    if let undo = form["undo"] {
      guard let scope = Scope(rawValue: undo) else { return .problem(.invalidChoice) }
      let wasStanding = try connection.first(optIn(scope, channel: "all")) ?? false
      let channel = Channel(rawValue: subject.channel)
      let left = try connection.run(DeliverySuppressions(deliveryID: deliveryID))
        .filter { $0.channel.map { [channel, channel?.carrier].contains($0) } ?? true }
      return .takenBack(subject, scope, wasStanding: wasStanding, left: left, token: token)
    }
    guard let scope = form["scope"].map(Scope.init(rawValue:)) ?? linked else { return .problem(.invalidChoice) }
    let isOneClick = form["List-Unsubscribe"] == "One-Click"
    guard
      let isNew = try connection.first(optOut(scope, channel: "all", source: isOneClick ? "one_click" : "email_link"))
    else { return .problem(.messageGone) }
    if let reason = form["why"].flatMap(OptOutReason.init(rawValue:)) {
      try connection.execute(ExplainOptOut(deliveryID: deliveryID, scope: scope.rawValue, words: reason.rawValue))
    }
    return .optedOut(subject, scope, isNew: isNew, token: token)
  }

  private func optOut(_ scope: Scope, channel: String, source: String) -> OptOut {
    OptOut(deliveryID: deliveryID, scope: scope.rawValue, channel: channel, source: source, now: now)
  }

  private func optIn(_ scope: Scope, channel: String) -> OptIn {
    OptIn(deliveryID: deliveryID, scope: scope.rawValue, channel: channel, now: now)
  }
}
