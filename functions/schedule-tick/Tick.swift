import Domain
import FunctionContract
import Store

/// One run over everything that is due, page by page until nothing is left or time is up.
struct Tick {
  /// Enrolments of one transaction, no more than the ids of one announcement.
  static let pageSize = 500

  let now: Instant
  private let deadline: Deadline
  /// Only what is due of this campaign; nil for everything.
  private let campaign: String?
  /// Behind which invitation corrections go on; nil where they begin.
  private let place: CorrectInvitations.Place?
  /// How far ahead of a message what may stand in it is due; nil where each goes alone.
  private let letters: Instant.Span?
  private(set) var outcome = TickOutcome()
  /// Whether anything may stand in a letter.
  private var joins = false
  /// Whether something stands in a letter that has not left.
  private var leads = false
  /// Enrolments that could not be worked on because another process holds their learner.
  private var passedOver: [Int] = []
  private var reader: PlanReader
  /// Learners who were given a message in this tick, and who share an address with them: one message per learner and tick.
  private var served: Set<Int> = []

  init(
    now: Instant, deadline: Deadline, campaign: String? = nil, place: CorrectInvitations.Place? = nil,
    letters: Instant.Span? = nil
  ) {
    self.now = now
    self.deadline = deadline
    self.campaign = campaign
    self.place = place
    self.letters = letters
    outcome.announcements.campaign = campaign
    reader = PlanReader(now: now, locksBudgets: true)
  }

  mutating func run(_ database: inout Database) throws(StoreError) {
    let chores = try database.first(TickChores(now: now))
    joins = letters != nil && campaign == nil && chores?.joins == true
    leads = chores?.leads == true
    if chores?.compares == true { _ = try database.first(CompareAddresses(now: now)) }
    if campaign == nil { try lookAfter(chores, &database) }
    if chores?.settles == true { _ = try database.first(SettleBudgets(now: now)) }
    while !outcome.announcements.isFull, deadline.remaining > .seconds(5) {
      guard try nextPage(&database) else {
        try noteGaps(&database)
        return try resolve(&database)
      }
    }
    try noteGaps(&database)
    outcome.announcements.isContinued = true
  }

  /// What a tick does besides for all campaigns together.
  private mutating func lookAfter(_ chores: TickChores.Row?, _ database: inout Database) throws(StoreError) {
    if chores?.hastens == true { _ = try database.first(HastenCascades(now: now)) }
    if chores?.ends == true { outcome.ended += try database.first(EndCampaigns(now: now)) ?? 0 }
    if chores?.corrects == true {
      let page = CorrectInvitations(toldSince: now - .minutes(10), after: place, now: now)
      outcome.announcements.corrections = try database.first(page)?.rest
    }
    if chores?.tends == true { _ = try database.first(TendWorklist(now: now, limit: 1000)) }
    if now.isFullHour {
      outcome.announcements.asksDetection = try database.first(HasHourlyCampaigns(now: now)) ?? false
    }
    try reap(&database)
  }

  /// Closes the records of rows that can be worked on again.
  private mutating func resolve(_ database: inout Database) throws(StoreError) {
    if outcome.looked > 0 { try database.execute(ResolveParked(now: now)) }
  }

  /// Notes what has no price, for people to enter one.
  private mutating func noteGaps(_ database: inout Database) throws(StoreError) {
    let gaps = reader.priceGaps.sorted().map { (kind: "missing_price", detail: $0) }
    if !gaps.isEmpty { try database.execute(NoteAnomalies(gaps, now: now)) }
  }

  /// Settles what senders left behind, and announces again what none has taken.
  private mutating func reap(_ database: inout Database) throws(StoreError) {
    if leads { _ = try database.first(LeadLetters(now: now)) }
    for row in try database.run(ReapDeliveries(now: now, limit: 1000)) {
      switch row.status {
      case .unknown: outcome.unknown += 1
      case .presumedSent: outcome.presumed += 1
      case .skipped: outcome.expired += 1
      default: outcome.announcements.add(row.id, on: row.channel)
      }
    }
  }

  /// Works on the next page; false where nothing is due any more.
  private mutating func nextPage(_ database: inout Database) throws(StoreError) -> Bool {
    var ids: [Int] = []
    do throws(StoreError) {
      let page = try database.transaction { (connection) throws(StoreError) -> PageResult in
        let due = try connection.run(
          LockDueEnrolments(now: now, limit: Tick.pageSize, except: passedOver, campaign: campaign))
        ids = due.map(\.id)
        return try work(on: due, connection)
      }
      take(page)
    } catch {
      guard error.kind == .data, !ids.isEmpty else { throw error }
      try bisect(ids, &database)
    }
    outcome.pages += 1
    return ids.count == Tick.pageSize
  }

  /// Works on a page that a bad row spoiled, down to the row itself, which is parked.
  private mutating func bisect(_ ids: [Int], _ database: inout Database) throws(StoreError) {
    let joined = joins
    joins = false  // so that a row is spoiled by nothing but itself
    defer { joins = joined }
    try Bisection.run(ids[...]) { (part) throws(StoreError) in
      let page = try database.transaction { (connection) throws(StoreError) -> PageResult in
        try work(on: connection.run(LockTheseEnrolments(now: now, ids: Array(part))), connection)
      }
      take(page)
    } refusing: { (id, error) throws(StoreError) in
      try database.execute(ParkEnrolment(id: id, detail: error.shortDescription, now: now))
      outcome.parked += 1
    }
  }

  /// Locks the learners and whoever shares an address with them, reads under their locks, plans and writes: everything between begin and commit.
  private mutating func work(
    on due: [(id: Int, userID: Int)], _ connection: borrowing Connection
  ) throws(StoreError) -> PageResult {
    let learners = Set(due.map(\.userID))
    let sharing = try SharedAddresses(of: learners, connection)
    let locked = Set(try connection.run(LockRecipients(userIDs: Array(learners.union(sharing.learners)))))
    let free = learners.filter { locked.contains($0) && sharing.companions(of: $0).isSubset(of: locked) }
    let held = due.filter { !free.contains($0.userID) }.map(\.id)
    var ids = due.filter { free.contains($0.userID) }.map(\.id)
    var early: Set<Int> = []
    if joins, let letters, !ids.isEmpty {
      let next = LockNextEnrolments(now: now, until: now + letters, userIDs: Array(free), except: ids + passedOver)
      for row in try connection.run(next) {
        ids.append(row.id)
        if row.isEarly { early.insert(row.id) }
      }
    }
    var page = Page(now: now, passedOver: held, letters: joins ? letters : nil, early: early)
    if !ids.isEmpty {
      try page.read(ids, learners: free, sharing: sharing, connection, &reader)
      page.decide(served: served)
      try page.write(connection)
    }
    return page.result
  }

  private mutating func take(_ page: PageResult) {
    passedOver += page.passedOver
    served.formUnion(page.served)
    outcome.looked += page.looked
    outcome.reserved += page.reserved.count
    outcome.skipped += page.skipped
    outcome.ended += page.ended
    for delivery in page.reserved { outcome.announcements.add(delivery.id, on: delivery.channel) }
  }
}

extension Instant {
  /// Whether it is in the first minute of an hour of UTC, which one tick a minute meets once.
  fileprivate var isFullHour: Bool { (seconds % 3600 + 3600) % 3600 < 60 }
}
