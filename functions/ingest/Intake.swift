import Domain
import HostEvents
import JSON
import Store

/// Brings what hosts told into the database, and notes whom it is about.
struct Intake {
  /// How often events that waited for others may bring in further ones.
  private static let mostRounds = 4

  let now: Instant
  /// The home page on which an account's name is the learner's number.
  let home: String?
  let payments: PaymentProviders
  private var told: Set<WhoHears.Entry> = []
  /// Rows that are there now, for which kept events may have waited.
  var brought: Set<String> = []

  init(now: Instant, home: String?, payments: PaymentProviders) {
    self.now = now
    self.home = home
    self.payments = payments
  }

  /// Takes what one source tells: each part of it with what became of it, once everything is committed.
  mutating func take(
    _ told: EventSources.Told, from source: String, _ database: inout Database
  ) throws(StoreError) -> [(element: HostElement, verdict: Verdict)] {
    switch told {
    case .events(let elements): return Array(zip(elements, try take(elements, from: source, &database)))
    case .payments(let payments): return try take(payments, from: source, &database)
    }
  }

  /// Takes elements of one source: what became of each, in their order, once everything is committed.
  mutating func take(
    _ elements: [HostElement], from source: String, _ database: inout Database
  ) throws(StoreError) -> [Verdict] {
    let verdicts = try takeOnce(elements, from: source, &database)
    try release(&database)
    return verdicts
  }

  /// Takes the kept events that waited for what was brought, and those that waited for them.
  mutating func release(_ database: inout Database) throws(StoreError) {
    for _ in 0..<Intake.mostRounds where !brought.isEmpty {
      let waiting = try database.run(KeptHostEvents(waitingFor: brought.sorted()))
      brought = []
      if waiting.isEmpty { break }
      _ = try again(waiting, &database)
    }
  }

  /// Takes kept events once more, source by source; what still does not fit stays kept.
  mutating func again(_ kept: [KeptHostEvents.Row], _ database: inout Database) throws(StoreError) -> [Verdict] {
    var verdicts: [Verdict] = []
    for (source, rows) in Dictionary(grouping: kept, by: \.source).sorted(by: { $0.key < $1.key }) {
      verdicts += try takeOnce(try read(rows, from: source, &database), from: source, &database)
    }
    return verdicts
  }

  private mutating func read(
    _ kept: [KeptHostEvents.Row], from source: String, _ database: inout Database
  ) throws(StoreError) -> [HostElement] {
    let bodies = kept.map { (row: $0, json: (try? JSON.parse($0.body, limits: .callback)) ?? .null) }
    if let provider = payments[source] {
      let told = bodies.flatMap { provider.read($0.json, now: now) }
      return try elements(of: told, from: source, &database)
    }
    guard source == XAPIStatement.source else {
      let decoder = HostEventDecoder(now: now)
      return bodies.map { decoder.decode($0.json, fallback: $0.row.eventID) }
    }
    let statements = bodies.compactMap { (row, json) -> XAPIStatement? in
      guard var statement = try? XAPIStatement(json) else { return nil }
      statement.id = row.eventID
      statement.at = statement.at ?? row.receivedAt
      return statement
    }
    return try elements(of: statements, &database)
  }

  /// What statements tell, once it is known whom and what they mean.
  func elements(
    of statements: [XAPIStatement], _ database: inout Database
  ) throws(StoreError) -> [HostElement] {
    var names = XAPINames(home: home)
    let question = HostNames(
      mailboxes: Array(Set(statements.compactMap { if case .mailbox(let box) = $0.actor { box } else { nil } })),
      accounts: Array(Set(statements.compactMap { XAPINames.address(of: $0.actor) })),
      activities: Array(Set(statements.flatMap { ($0.activity.map { [$0] } ?? []) + $0.places })))
    for row in try database.run(question) {
      switch row.kind {
      case "mailbox": names.mailboxes[row.name] = row.id
      case "account": names.accounts[row.name] = row.id
      default: names.courses[row.name] = XAPINames.Course(id: row.id, isWhole: row.isWhole)
      }
    }
    return statements.map { $0.element(names, now: now) }
  }

  /// Whom detection should hear of.
  func hearers(_ database: inout Database) throws(StoreError) -> Hearers {
    told.isEmpty ? Hearers([]) : Hearers(try database.run(WhoHears(told, now: now)))
  }

  mutating func takeOnce(
    _ elements: [HostElement], from source: String, isSecondLook: Bool = false, _ database: inout Database
  ) throws(StoreError) -> [Verdict] {
    var verdicts = [Verdict](repeating: .taken, count: elements.count)
    var kept: [KeptEvent] = []
    var parts: [HostEventType.Part: [(place: Int, event: HostEvent)]] = [:]
    for (place, element) in elements.enumerated() {
      switch element {
      case .event(let event): parts[event.part, default: []].append((place, event))
      case .kept(let event): kept.append(event)
      }
      if case .kept(let event) = element { verdicts[place] = .kept(event.reason, detail: event.detail) }
    }
    for part in HostEventType.Part.allCases {
      for (place, verdict) in try take(part, parts[part] ?? [], from: source, &kept, &database) {
        verdicts[place] = verdict
      }
    }
    if isSecondLook { return verdicts }
    try keep(kept, from: source, &database)
    return try lookAgain(elements, verdicts, from: source, &database)
  }

  /// Whoever brought meanwhile what events wait for asked before they were kept.
  private mutating func lookAgain(
    _ elements: [HostElement], _ first: [Verdict], from source: String, _ database: inout Database
  ) throws(StoreError) -> [Verdict] {
    var verdicts = first
    let waiting = verdicts.indices.filter { place in
      guard case .event = elements[place] else { return false }
      return verdicts[place].isWaiting
    }
    if waiting.isEmpty { return verdicts }
    let second = try takeOnce(waiting.map { elements[$0] }, from: source, isSecondLook: true, &database)
    for (place, verdict) in zip(waiting, second) {
      if case .kept = verdict { continue }
      verdicts[place] = verdict
    }
    return verdicts
  }

  /// Takes what can be taken together; a value that the database refuses keeps its own event and no other.
  private mutating func take(
    _ part: HostEventType.Part, _ events: [(place: Int, event: HostEvent)], from source: String,
    _ kept: inout [KeptEvent], _ database: inout Database
  ) throws(StoreError) -> [(Int, Verdict)] {
    var verdicts: [(Int, Verdict)] = []
    try Bisection.run(events[...]) { (events) throws(StoreError) in
      let statement = TakeHostEvents(source: source, part: part.rawValue, events: events.map(\.event), now: now)
      let left = try database.transaction { (connection) throws(StoreError) in try connection.run(statement) }
      let reasons = Dictionary(left.map { ($0.place, $0) }, uniquingKeysWith: { $1 })
      for (number, (place, event)) in events.enumerated() {
        guard let left = reasons[number + 1] else {
          note(event)
          continue
        }
        guard let reason = KeptEvent.Reason(rawValue: left.verdict) else {
          verdicts.append((place, .repeated))
          note(event)  // whoever sends it again has had no answer, and detection may have heard of nothing
          continue
        }
        verdicts.append((place, .kept(reason, detail: "")))
        kept.append(event.kept(reason, missing: left.missing))
      }
    } refusing: { (event, error) throws(StoreError) in
      let detail = error.shortDescription
      verdicts.append((event.place, .kept(.refused, detail: detail)))
      kept.append(event.event.kept(.refused, detail))
    }
    return verdicts
  }

  private mutating func note(_ event: HostEvent) {
    told.insert(
      WhoHears.Entry(
        type: event.type, learner: event.learner, subjectType: event.subject?.type, subject: event.subject?.id,
        mailbox: event.mailbox))
    brought.formUnion(event.brings)
  }

  private func keep(_ events: [KeptEvent], from source: String, _ database: inout Database) throws(StoreError) {
    if events.isEmpty { return }
    let entries = events.map {
      KeepHostEvents.Entry(
        id: $0.id, type: $0.type, reason: $0.reason.rawValue, detail: $0.detail, learner: $0.learner,
        waitsFor: $0.waitsFor, body: String(decoding: $0.body, as: UTF8.self))
    }
    _ = try database.transaction { (connection) throws(StoreError) in
      try connection.first(KeepHostEvents(source: source, entries: entries, now: now))
    }
  }
}
