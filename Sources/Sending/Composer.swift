import Domain
import JSON
import Store

/// Writes the messages of announced deliveries, a chunk at a time and before anything of it is claimed: what cannot be
/// written is skipped, and no fault of a text can leave an outcome in doubt.
struct Composer<Sender: MessageChannel> {
  /// Deliveries that are read at once: so few that their values are fresh when they are written.
  static var part: Int { 250 }

  struct Subject: Hashable {
    let version: CampaignVersionID
    let userID: Int
    let subjectID: Int
    /// Of the text; nil for the campaign's own.
    let language: String?
  }

  let channel: Sender
  private let settings: SendSettings
  let clock: SendClock
  var library: CampaignLibrary<Sender>
  var unread: ArraySlice<Int>
  /// Read and not yet written, by campaign version.
  var due: ArraySlice<ReadDueDeliveries.Row> = []
  /// What stands in the texts of deliveries that are due, by those.
  var items: [Int: [ReadDueDeliveries.Row]] = [:]
  var contacts: [Int: Contact] = [:]
  var contexts: [Subject: Result<JSON, Unsendable>] = [:]
  /// By delivery, where its text is a translation.
  var languages: [Int: String] = [:]
  /// Deliveries whose date has moved since they were reserved.
  var moved: Set<Int> = []
  var terms: Sender.Terms?
  var skips: [(id: Int, reason: Reason, detail: String?)] = []
  /// Why nothing of a version can be written now; its deliveries stay where they are.
  var failures: [(kind: String, detail: String)] = []
  /// Deliveries that stay where they are.
  var held = 0

  init(_ ids: [Int], channel: Sender, settings: SendSettings, library: CampaignLibrary<Sender>, clock: SendClock) {
    unread = ids[...]
    self.channel = channel
    self.settings = settings
    self.library = library
    self.clock = clock
  }

  /// Announced deliveries that were not written yet.
  var left: [Int] { due.map(\.id) + unread }

  /// Reads what the next messages are written from, unless it was read already; false where nothing is left.
  ///
  /// All of them go to the outlet named `outlet`.
  mutating func prepare(for outlet: String, _ connection: borrowing Connection) throws(StoreError) -> Bool {
    while due.isEmpty, !unread.isEmpty { try read(for: outlet, connection) }
    return !due.isEmpty
  }

  /// The next chunk, of at most `size` messages, of what was read; nil where none of it can be written.
  mutating func write(upTo size: Int) -> Chunk<Sender.Message>? {
    guard let version = due.first?.version else { return nil }
    var chunk = Chunk<Sender.Message>(version: version, messages: [])
    let isLetter = due.first.map { items[$0.id] != nil } ?? false  // letters are claimed apart from what is plain
    while chunk.messages.count < size, let delivery = due.first, delivery.version == version,
      isLetter == (items[delivery.id] != nil)
    {
      due.removeFirst()
      if let message = message(delivery) { chunk.messages.append(message) }
    }
    return chunk.messages.isEmpty ? nil : chunk
  }

  /// The written message; nil, with the reason noted, where it cannot be.
  private mutating func message(_ delivery: ReadDueDeliveries.Row) -> Chunk<Sender.Message>.Message? {
    do throws(Unsendable) {
      guard let terms, let contact = contacts[delivery.id] else { throw Unsendable(.noAddress) }
      if settings.recipients?.contains(contact.address) == false { throw Unsendable(.notListed) }
      let language = languages[delivery.id]
      let context = try context(of: delivery)
      guard let version = library[delivery.version], let published = version.message(delivery.template, in: language)
      else {
        throw Unsendable(.brokenTemplate, "the version has no message \(delivery.template)")
      }
      let message = try published.get()
      let now = clock.now
      let carried = items(of: delivery, addressHash: contact.addressHash)
      let composition = try channel.compose(
        Draft(
          deliveryID: delivery.id, slug: version.campaign.slug, template: message.template, context: context,
          address: contact.address, links: MessageLinks(deliveryID: delivery.id, settings: settings, now: now),
          items: carried.map(\.text), expiresAt: delivery.expiresAt, now: now), under: terms)
      return Chunk.Message(
        delivery: delivery, addressHash: contact.addressHash, templateHash: message.hash, content: composition.message,
        links: composition.links + carried.flatMap(\.links), units: composition.units, told: composition.told,
        items: carried.map(\.item), token: Int.random(in: 1...Int.max))
    } catch {
      skips.append((delivery.id, error.reason, error.detail))
      return nil
    }
  }

  /// The values that a delivery's text is written from.
  private func context(of delivery: ReadDueDeliveries.Row) throws(Unsendable) -> JSON {
    let subject = Subject(
      version: delivery.version, userID: delivery.userID, subjectID: delivery.subjectID,
      language: languages[delivery.id])
    let nothing: JSON? = delivery.isAnswer ? .object([:]) : nil
    guard let context = try contexts[subject]?.get() ?? nothing else { throw Unsendable(.subjectOver) }
    if moved.contains(delivery.id) { throw Unsendable(.moved) }
    return context
  }

  /// What stands in the text of a delivery; what cannot be written is left out, with the reason noted.
  private mutating func items(of carrier: ReadDueDeliveries.Row, addressHash: [UInt8]) -> [LetterPart] {
    (items[carrier.id] ?? []).compactMap { delivery in
      do throws(Unsendable) {
        guard let version = library[delivery.version] else {
          throw Unsendable(.brokenTemplate, "its version cannot be read")
        }
        return try LetterPart(
          delivery, of: carrier, version: version, language: languages[delivery.id],
          context: try context(of: delivery), addressHash: addressHash, settings: settings, now: clock.now)
      } catch {
        skips.append((delivery.id, error.reason, error.detail))
        return nil
      }
    }
  }

  /// Has deliveries that were written read and written once more.
  mutating func writeAgain(_ ids: [Int]) { unread += ids }

  /// Notes that the database refuses a row of the message.
  mutating func refuse(_ id: Int, _ error: StoreError) { skips.append((id, .refusedRow, error.shortDescription)) }

  /// Skips what could not be written, and returns how much that was.
  mutating func writeSkips(_ connection: borrowing Connection) throws(StoreError) -> Int {
    if !failures.isEmpty { try connection.execute(NoteAnomalies(failures, now: clock.now)) }
    failures = []
    if skips.isEmpty { return 0 }
    defer { skips = [] }
    return try connection.execute(SkipDeliveries(skips: skips, now: clock.now))
  }

  /// Takes the number of deliveries that were left where they are.
  mutating func takeHeld() -> Int {
    defer { held = 0 }
    return held
  }
}
