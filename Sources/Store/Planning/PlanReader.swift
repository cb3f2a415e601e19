public import Domain

/// Reads what the planner must know about running enrolments, at one moment: the same for the tick and for `explain`.
///
/// Campaign versions and local times are asked for once and kept, so one reader serves many pages.
public struct PlanReader {
  private let now: Instant
  private var campaigns: [CampaignVersionID: PublishedCampaign] = [:]
  private var approvals: [CampaignVersionID: [String: Approval]] = [:]
  private var localTimes: LocalTimes
  private var money: MoneyReader
  /// What messages that were looked at have no price for.
  public private(set) var priceGaps: Set<String> = []

  /// With `locksBudgets` the week's budgets are held until the transaction's end, so that what is reserved fits.
  public init(now: Instant, locksBudgets: Bool = false) {
    self.now = now
    localTimes = LocalTimes(now: now)
    money = MoneyReader(now: now, locksBudgets: locksBudgets)
  }

  /// What is known about those of the given enrolments that run, one that is held as if it were not; `learners` are theirs, and
  /// `sharing` whoever shares an address with them.
  ///
  /// Where the answer is to be acted on, the enrolments and their learners are locked before (docs/correctness.md).
  /// Throws a data error where a campaign or the steps of an enrolment cannot be read.
  public mutating func read(
    _ ids: [Int], learners: Set<Int>, sharing: SharedAddresses, _ connection: borrowing Connection
  ) throws(StoreError) -> [(enrolmentID: Int, input: PlanInput)] {
    let (rows, history) = try connection.pipeline(
      ReadEnrolments(ids: ids),
      ReadMessageHistory(
        userIDs: Array(learners.union(sharing.learners)), enrolmentIDs: ids, sharingIDs: Array(sharing.learners),
        now: now))
    try loadCampaigns(Set(rows.map(\.version)), connection)
    // A version that was never published, or cannot be read, is not asked; its enrolments are refused one by one below.
    let members = Array(Dictionary(grouping: rows.filter { campaigns[$0.version] != nil }, by: \.version))
    let answers = try connection.pipeline(
      all: members.map { (version, members) in
        ReadSubjects(id: version, now: now, userIDs: members.map(\.userID), subjectIDs: members.map(\.subjectID))
      })
    try loadLocalTimes(rows, connection)
    let changes = try JobChanges(rows, of: campaigns, connection)
    let writers = try readWriters(rows, connection)
    let reserved = try readReserved(rows, connection)
    let money = try money.read(Set(members.map(\.key)), learners: learners, connection)
    priceGaps.formUnion(money.gaps)
    let inputs = PlanInputs(
      now: now, campaigns: campaigns, approvals: approvals, writers: writers, localTimes: localTimes, history: history,
      sharing: sharing, reserved: reserved, money: money, changes: changes,
      subjects: zip(members, answers).flatMap { (member, rows) in rows.map { (member.key, $0) } })
    var read: [(enrolmentID: Int, input: PlanInput)] = []
    for row in rows { read.append((row.id, try inputs.input(for: row))) }
    return read
  }

  private mutating func loadCampaigns(
    _ versions: Set<CampaignVersionID>, _ connection: borrowing Connection
  ) throws(StoreError) {
    let unknown = versions.filter { campaigns[$0] == nil }
    if unknown.isEmpty { return }
    for row in try connection.run(CampaignVersions(now: now, only: Array(unknown))) {
      guard case .success(let campaign) = row.campaign else { continue }
      campaigns[row.id] = PublishedCampaign(campaign: campaign, phase: row.phase)
    }
    let asking = unknown.filter { campaigns[$0]?.campaign.everyChannel.contains(.whatsapp) ?? false }
    if asking.isEmpty { return }
    for row in try connection.run(ReadApprovals(versions: Array(asking))) {
      approvals[row.version, default: [:]][row.message] = row.approval
    }
  }

  /// Who may be answered on WhatsApp, where a campaign has an answer.
  private func readWriters(
    _ rows: [ReadEnrolments.Row], _ connection: borrowing Connection
  ) throws(StoreError) -> Set<Int> {
    let learners = rows.filter { approvals[$0.version]?.values.contains(.conversation) ?? false }.map(\.userID)
    if learners.isEmpty { return [] }
    return Set(try connection.run(ReadWriters(userIDs: learners, channel: .whatsapp, now: now)))
  }

  /// What has not left of the enrolments whose messages depend on moments of the subject.
  private func readReserved(
    _ rows: [ReadEnrolments.Row], _ connection: borrowing Connection
  ) throws(StoreError) -> [ReadReservations.Row] {
    let anchored = rows.filter { campaigns[$0.version]?.campaign.steps.contains { $0.timing.anchor != nil } ?? false }
    return anchored.isEmpty ? [] : try connection.run(ReadReservations(enrolmentIDs: anchored.map(\.id)))
  }

  private mutating func loadLocalTimes(
    _ rows: [ReadEnrolments.Row], _ connection: borrowing Connection
  ) throws(StoreError) {
    let zones = Set(rows.map { $0.zone ?? campaigns[$0.version]?.campaign.fallbackZone })
    let windows = Set(rows.flatMap { campaigns[$0.version]?.campaign.everyWindow ?? [] })
    let reach = rows.flatMap { campaigns[$0.version]?.campaign.steps.map(\.reach) ?? [] }.max() ?? .days(0)
    let since = (rows.map(\.anchorAt).min() ?? now) - reach
    try localTimes.load(zones: zones, windows: windows, since: since, connection)
  }
}
