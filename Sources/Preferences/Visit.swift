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

  /// `token` was read from the path and stands for the delivery.
  public init(_ screen: Screen, token: String, deliveryID: Int, now: Instant, site: Site) {
    self.site = site
    self.screen = screen
    self.token = token
    self.deliveryID = deliveryID
    self.now = now
  }

  /// Answers the request; `form` is nil for a request that must change nothing.
  public func answer(_ form: Form?, _ connection: borrowing Connection) throws(StoreError) -> Answer {
    let (subjects, suppressions) = try connection.pipeline(
      OptOutSubject(deliveryID: deliveryID, now: now), DeliverySuppressions(deliveryID: deliveryID))
    guard let subject = subjects.first else { return .problem(.messageGone) }
    switch (screen, form) {
    case (.optOut(let scope), nil):
      let isStanding = suppressions.contains { $0.scope == scope.rawValue && $0.channel == nil }
      return .question(subject, scope, isStanding: isStanding, token: token)
    case (.optOut(let scope), .some(let form)):
      return try act(form, scope, subject, connection)
    case (.preferences, nil):
      return .preferences(subject, try preferences(suppressions, connection), isSaved: false)
    case (.preferences, .some(let form)):
      try save(form, try preferences(suppressions, connection), connection)
      let suppressions = try connection.run(DeliverySuppressions(deliveryID: deliveryID))
      return .preferences(subject, try preferences(suppressions, connection), isSaved: true)
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

  private func preferences(
    _ suppressions: [Suppression], _ connection: borrowing Connection
  ) throws(StoreError) -> [Preference] {
    let (inUse, agreed) = try connection.pipeline(ChannelsInUse(), AgreedChannels(deliveryID: deliveryID))
    return Preference.all(suppressions, channels: inUse.first ?? [], agreed: agreed.first ?? [])
  }

  private func save(
    _ form: Form, _ preferences: [Preference], _ connection: borrowing Connection
  ) throws(StoreError) {
    _ = try connection.transaction { (connection) throws(StoreError) in
      for item in preferences {
        switch (item.state, form[item.field] != nil) {
        case (.on, false):
          try connection.execute(optOut(item.scope, channel: item.channelName, source: "user_settings"))
          try note(item, isGranted: false, connection)
        case (.off, true):
          try connection.execute(optIn(item.scope, channel: item.channelName))
          try note(item, isGranted: true, connection)
        default: break
        }
      }
    }
  }

  /// Where the channel asks for an agreement, the words beside the tick are what was agreed to or taken back.
  private func note(
    _ item: Preference, isGranted: Bool, _ connection: borrowing Connection
  ) throws(StoreError) {
    guard let channel = item.channel, let words = item.agreement(with: site) else { return }
    _ = try connection.first(
      AgreeOnPage(deliveryID: deliveryID, channel: channel, isGranted: isGranted, words: words, now: now))
  }

  private func optOut(_ scope: Scope, channel: String, source: String) -> OptOut {
    OptOut(deliveryID: deliveryID, scope: scope.rawValue, channel: channel, source: source, now: now)
  }

  private func optIn(_ scope: Scope, channel: String) -> OptIn {
    OptIn(deliveryID: deliveryID, scope: scope.rawValue, channel: channel, now: now)
  }
}
