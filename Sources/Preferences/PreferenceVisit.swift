import Access
import Domain
import Pages
import Store

/// One look at the preference page, or what a learner saves on it.
struct PreferenceVisit {
  let deliveryID: Int
  let subject: OptOutSubject.Row
  let now: Instant
  /// In the language in which the page is read: what is agreed to is kept in its words.
  let site: Site

  /// Answers the request; `form` is nil for a request that must change nothing.
  func answer(
    _ form: Form?, _ suppressions: [Suppression], _ connection: borrowing Connection
  ) throws(StoreError) -> Answer {
    guard let page = try connection.first(look) else { return .problem(.messageGone) }
    let switches = try preferences(suppressions, connection)
    guard let form else {
      let data = try connection.first(DataState(deliveryID: deliveryID, now: now))
      return .preferences(subject, switches, page, isSaved: false, before: nil, data)
    }
    var wished: LearnerPage.Wishes?
    if form["until"] != nil {
      guard let wishes = LearnerPage.Wishes(form) else { return .problem(.invalidChoice) }
      wished = wishes
    }
    _ = try connection.transaction { (connection) throws(StoreError) in
      if form["undo"] == nil { try save(form, switches, connection) }
      if let wished, wished != page.wishes {
        _ = try connection.first(SetWishes(deliveryID: deliveryID, wishes: wished, now: now))
      }
    }
    guard let after = try connection.first(look) else { return .problem(.messageGone) }
    let left = try connection.run(DeliverySuppressions(deliveryID: deliveryID))
    let isChanged = after.wishes != page.wishes
    return .preferences(
      subject, try preferences(left, connection), after, isSaved: true,
      before: isChanged && form["undo"] == nil ? page : nil,
      try connection.first(DataState(deliveryID: deliveryID, now: now)))
  }

  private var look: LearnerPage { LearnerPage(deliveryID: deliveryID, language: site.words.tag, now: now) }

  private func preferences(
    _ suppressions: [Suppression], _ connection: borrowing Connection
  ) throws(StoreError) -> [Preference] {
    let (inUse, agreed) = try connection.pipeline(ChannelsInUse(), AgreedChannels(deliveryID: deliveryID))
    return Preference.all(suppressions, channels: inUse.first ?? [], agreed: agreed.first ?? [])
  }

  private func save(
    _ form: Form, _ preferences: [Preference], _ connection: borrowing Connection
  ) throws(StoreError) {
    for item in preferences {
      switch (item.state, form[item.field] != nil) {
      case (.on, false):
        try connection.execute(
          OptOut(
            deliveryID: deliveryID, scope: item.scope.rawValue, channel: item.channelName, source: "user_settings",
            now: now))
        try note(item, isGranted: false, connection)
      case (.off, true):
        try connection.execute(
          OptIn(deliveryID: deliveryID, scope: item.scope.rawValue, channel: item.channelName, now: now))
        try note(item, isGranted: true, connection)
      default: break
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
}
