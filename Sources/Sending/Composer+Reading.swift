import Domain
import JSON
import Store

/// What messages are written from.
extension Composer {
  /// What the language of a delivery of one version depends on.
  private struct Choice: Hashable {
    let template: String
    let step: Int
    let isCarried: Bool
    let locale: String?

    init(_ delivery: ReadDueDeliveries.Row, locale: String?) {
      (template, step, isCarried) = (delivery.template, delivery.step, delivery.carrier != nil)
      self.locale = locale
    }
  }

  mutating func read(for outlet: String, _ connection: borrowing Connection) throws(StoreError) {
    let ids = Array(unread.prefix(Self.part))
    let now = clock.now
    var rows: [ReadDueDeliveries.Row] = []
    var refused: [(id: Int, reason: Reason, detail: String?)] = []
    (contacts, contexts, languages, moved) = ([:], [:], [:], [])
    try Bisection.run(ids[...]) { (part) throws(StoreError) in
      let found = try connection.run(ReadDueDeliveries(ids: Array(part), channel: Sender.channel, now: now))
      for contact in try channel.contacts(found.map(\.id), connection) { contacts[contact.deliveryID] = contact }
      rows += found
    } refusing: { id, error in
      refused.append((id, .refusedRow, error.shortDescription))
    }
    terms = try channel.terms(rows.map(\.id), of: outlet, now: now, connection)
    due = rows[...]
    skips += refused
    unread = unread.dropFirst(ids.count)
    let carriers = rows.filter(\.carries).map(\.id)
    let carried = carriers.isEmpty ? [] : try connection.run(ReadLetterItems(carriers: carriers))
    items = Dictionary(grouping: carried, by: { $0.carrier ?? 0 })
    for (version, deliveries) in Dictionary(grouping: rows + carried, by: \.version) {
      do throws(StoreError) {
        try read(deliveries, of: version, at: now, connection)
      } catch {
        if error.isPassing { throw error }
        hold(version, deliveries.count, error)
      }
    }
  }

  private mutating func read(
    _ deliveries: [ReadDueDeliveries.Row], of version: CampaignVersionID, at now: Instant,
    _ connection: borrowing Connection
  ) throws(StoreError) {
    try library.load(version, connection)
    try chooseLanguages(of: deliveries, version, connection)
    for (language, deliveries) in Dictionary(grouping: deliveries, by: { languages[$0.id] }) {
      let wanted = ReadContexts(
        id: version, now: now, userIDs: deliveries.map(\.userID), subjectIDs: deliveries.map(\.subjectID),
        language: language)
      for row in try connection.run(wanted) {
        contexts[Subject(version: version, userID: row.userID, subjectID: row.subjectID, language: language)] =
          row.context.map { .success($0) }
          ?? .failure(Unsendable(.queryFailed, "context.sql: \(row.fault ?? "no value")"))
      }
    }
    let steps = library[version]?.campaign.steps ?? []
    let dated = deliveries.filter {
      !$0.isAnswer && steps.indices.contains($0.step) && steps[$0.step].timing.anchor != nil
    }
    if dated.isEmpty { return }
    moved.formUnion(try connection.run(ReadMovedDeliveries(id: version, now: now, deliveries: dated)))
  }

  /// Asks for locales only where there is a choice.
  private mutating func chooseLanguages(
    of deliveries: [ReadDueDeliveries.Row], _ id: CampaignVersionID, _ connection: borrowing Connection
  ) throws(StoreError) {
    guard let version = library[id], let terms else { return }
    let translated = deliveries.filter { version.isTranslated($0) }
    if translated.isEmpty { return }
    let rows = try connection.run(ReadLocales(userIDs: translated.map(\.userID)))
    let locales = Dictionary(rows.map { ($0.userID, $0.locale) }, uniquingKeysWith: { $1 })
    var chosen: [Choice: String?] = [:]
    for delivery in translated {
      let choice = Choice(delivery, locale: locales[delivery.userID] ?? nil)
      let language =
        chosen[choice]
        ?? version.language(of: delivery, for: choice.locale) {
          channel.mayWrite($0, under: terms)
        }
      chosen[choice] = .some(language)
      languages[delivery.id] = language
    }
  }

  /// Leaves what cannot be read to a later event: a campaign that is broken stops no other, and may be mended in time.
  private mutating func hold(_ version: CampaignVersionID, _ count: Int, _ error: StoreError) {
    due.removeAll { $0.version == version }
    held += count
    failures.append(
      ("campaign_failed", "campaign \(version.campaign) version \(version.version): \(error.shortDescription)"))
  }
}
