import Callbacks
import Domain
import FunctionContract
import Store

/// Brings one verified callback into the ledger.
struct Intake {
  let reader: any CallbackReader
  let brand: String
  let now: Instant
  /// Answers that wait for their senders.
  private(set) var answers: [Channel: [Int]] = [:]

  init(reader: any CallbackReader, brand: String, now: Instant) {
    self.reader = reader
    self.brand = brand
    self.now = now
  }

  /// Most events in one call of the database.
  private static let chunk = 5000

  private var provider: String { type(of: reader).provider }

  /// Merges or obeys what is settled, and answers when everything is committed.
  mutating func take(
    _ callback: Callback, into database: inout Database, _ log: Log
  ) throws(StoreError) -> HTTPResponse {
    switch callback {
    case .facts(let batch):
      if batch.replies.isEmpty || !batch.facts.isEmpty { try merge(batch, into: &database, log) }
      try obey(batch.replies, &database, log)
      try note(batch, &database)
      return answer(to: batch.replies) ?? HTTPResponse(status: 204)
    case .handshake(let answer): return answer
    case .inquiry: return HTTPResponse(status: 503)
    }
  }

  private func merge(_ batch: CallbackBatch, into database: inout Database, _ log: Log) throws(StoreError) {
    var total = (merged: 0, repeated: 0, setAside: batch.parked.count, suppressed: 0)
    var rest = batch.facts[...]
    while !rest.isEmpty {
      try Bisection.run(rest.prefix(Intake.chunk)) { (facts) throws(StoreError) in
        let statement = MergeEvents(provider: provider, facts: facts, now: now)
        let outcome = try database.transaction { (connection) throws(StoreError) in try connection.first(statement) }
        guard let outcome else { return }
        total.merged += outcome.merged
        total.repeated += outcome.repeated
        total.setAside += outcome.setAside
        total.suppressed += outcome.suppressed
      } refusing: { (fact, error) throws(StoreError) in
        let detail = "\(provider) \(fact.kind.rawValue) of delivery \(fact.deliveryID): \(error.shortDescription)"
        try database.execute(RecordAnomalies([("event_refused", detail)], now: now))
        total.setAside += 1
      }
      rest = rest.dropFirst(Intake.chunk)
    }
    log.info(
      "merged",
      [
        "merged": .count(total.merged), "repeated": .count(total.repeated), "set_aside": .count(total.setAside),
        "suppressed": .count(total.suppressed), "ignored": .count(batch.ignored),
      ])
  }

  /// What nobody can place, and what the provider says about templates and the account.
  private func note(_ batch: CallbackBatch, _ database: inout Database) throws(StoreError) {
    let anomalies =
      batch.parked.map { ("event_\($0.reason.rawValue)", provider) }
      + batch.notices.map { ("provider_notice", "\(provider) \($0)") }
    for news in batch.templates {
      _ = try database.first(
        NoteTemplate(
          provider: provider, name: news.name, language: news.language, word: news.status, reason: news.reason,
          now: news.at))
    }
    if anomalies.isEmpty { return }
    _ = try database.transaction { (connection) throws(StoreError) in
      try connection.first(RecordAnomalies(anomalies, now: now))
    }
  }

  private mutating func obey(_ replies: [InboundReply], _ database: inout Database, _ log: Log) throws(StoreError) {
    try Bisection.run(replies[...]) { (replies) throws(StoreError) in
      for reply in replies { try obey(reply, &database, log) }
    } refusing: { (reply, error) throws(StoreError) in
      let detail = "\(provider) \(reply.intent.rawValue): \(error.shortDescription)"
      try database.execute(RecordAnomalies([("reply_refused", detail)], now: now))
    }
  }

  /// STOP and START count for everybody who has the number; HELP that the provider has no way to answer is for a person.
  private mutating func obey(_ reply: InboundReply, _ database: inout Database, _ log: Log) throws(StoreError) {
    if let press = reply.press, let answered = press.answered {
      let click = RecordPress(
        provider: provider, channel: reply.channel, number: reply.from, answered: answered, payload: press.payload,
        at: press.at, now: now)
      _ = try database.transaction { (connection) throws(StoreError) in try connection.first(click) }
    }
    let isForAPerson = reply.intent == .help && !reply.isAnswered && reader.answer("") == nil
    let statement = TakeReply(
      provider: provider, id: reply.id, channel: reply.channel, number: reply.from,
      intent: isForAPerson ? ReplyIntent.other.rawValue : reply.intent.rawValue, text: reply.text,
      phrases: reply.phrases, at: reply.at, now: now)
    let taken = try database.transaction { (connection) throws(StoreError) in try connection.first(statement) }
    if let answer = taken?.answer { answers[reply.channel, default: []].append(answer) }
    log.info(
      "reply taken",
      [
        "intent": .code(reply.intent.rawValue), "repeated": .count(taken?.isNew == false ? 1 : 0),
        "learners": .count(taken?.learners ?? 0), "answered": .count(taken?.keyword == nil ? 0 : 1),
      ])
  }

  /// Only HELP is answered by us, and only where the provider has not done so.
  private func answer(to replies: [InboundReply]) -> HTTPResponse? {
    guard replies.contains(where: { $0.intent == .help && !$0.isAnswered }) else { return nil }
    return reader.answer("\(brand) sends you reminders. Reply STOP to end them, START to get them again.")
  }
}
