import Domain
import JSON
import Store

/// Named jobs as they are planned now: a view of the ledger and of the subjects' moments.
struct JobBoard {
  /// One named job, with what the planner says of its episodes.
  struct Job {
    let row: NamedJobs.Row
    /// When it runs next; nil where nobody waits for it any more.
    fileprivate(set) var nextRunAt: Instant?
    /// Learners who wait for it.
    fileprivate(set) var recipients = 0
    /// The slots behind it, where a campaign plans it.
    fileprivate(set) var slots: [ChangeJobs.Slot] = []

    init(_ row: NamedJobs.Row) { self.row = row }

    var json: JSON? {
      guard let nextRunAt else { return nil }
      return [
        "job_id": .string(row.job), "message_type": .string("\(row.campaign)/\(row.message)"),
        "subject_id": row.subjectID.map(JSON.integer) ?? .null, "next_run_at": JSON(nextRunAt),
        "recipients": .integer(recipients), "is_requested": .bool(row.requestID != nil),
      ]
    }

    fileprivate mutating func add(_ plan: Plan, step: Int, now: Instant) {
      let at: Instant? =
        switch plan.verdicts[step] {
        case .upcoming(let at), .deferred(_, let at): at
        case .reserved: now
        case .over, .skipped: nil
        }
      guard let at else { return }
      recipients += 1
      nextRunAt = min(nextRunAt ?? at, at)
    }
  }

  /// Episodes that are read at once.
  private static let part = 500

  let now: Instant

  /// The jobs of the rows, in their order; of an episode that cannot be read nothing is told.
  func jobs(_ rows: [NamedJobs.Row], _ connection: borrowing Connection) throws(StoreError) -> [Job] {
    var jobs = rows.map(Job.init)
    var places: [Int: [(job: Int, step: Int)]] = [:]
    var learners: [Int: Int] = [:]
    for (index, row) in rows.enumerated() {
      for enrolment in row.enrolments {
        places[enrolment.id, default: []].append((index, enrolment.step))
        learners[enrolment.id] = enrolment.userID
      }
    }
    var reader = PlanReader(now: now)
    let ids = places.keys.sorted()
    for start in stride(from: 0, to: ids.count, by: Self.part) {
      try Bisection.run(ids[start..<min(start + Self.part, ids.count)]) { (part) throws(StoreError) in
        let users = Set(part.compactMap { learners[$0] })
        let sharing = try SharedAddresses(of: users, connection)
        for (id, input) in try reader.read(Array(part), learners: users, sharing: sharing, connection) {
          let plan = Planner.plan(input, now: now)
          for place in places[id] ?? [] { take(id, input, plan, place.step, &jobs[place.job]) }
        }
      } refusing: { _, _ in
      }
    }
    return jobs
  }

  private func take(_ id: Int, _ input: PlanInput, _ plan: Plan, _ step: Int, _ job: inout Job) {
    guard input.campaign.steps.indices.contains(step) else { return }
    job.add(plan, step: step, now: now)
    guard job.row.requestID == nil, let anchor = input.campaign.steps[step].timing.anchor,
      let anchorAt = input.subject.anchors[anchor]
    else { return }
    job.slots.append(ChangeJobs.Slot(job: job.row.job, anchorAt: anchorAt, enrolmentID: id, step: step))
  }
}
