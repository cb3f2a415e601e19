import Domain
import JSON

/// Turns what was read into what the planner takes.
struct PlanInputs {
  private struct Pair: Hashable {
    let version: CampaignVersionID
    let userID: Int
    let subjectID: Int
  }

  private let now: Instant
  private let campaigns: [CampaignVersionID: PublishedCampaign]
  private let approvals: [CampaignVersionID: [String: Approval]]
  private let writers: Set<Int>
  private let localTimes: LocalTimes
  private let byLearner: [Int: [ReadMessageHistory.Row]]
  private let byEnrolment: [Int: [PastMessage]]
  private let sharing: SharedAddresses
  private let reserved: [Int: [ReservedMessage]]
  private let money: PageMoney
  private let changes: JobChanges
  private let subjects: [Pair: ReadSubjects.Row]

  init(
    now: Instant, campaigns: [CampaignVersionID: PublishedCampaign],
    approvals: [CampaignVersionID: [String: Approval]], writers: Set<Int>, localTimes: LocalTimes,
    history: [ReadMessageHistory.Row], sharing: SharedAddresses, reserved: [ReadReservations.Row],
    money: PageMoney, changes: JobChanges,
    subjects: [(CampaignVersionID, ReadSubjects.Row)]
  ) {
    self.now = now
    self.campaigns = campaigns
    self.approvals = approvals
    self.writers = writers
    self.localTimes = localTimes
    self.sharing = sharing
    self.reserved = Dictionary(grouping: reserved, by: \.enrolmentID).mapValues { $0.map(\.message) }
    self.money = money
    self.changes = changes
    byLearner = Dictionary(grouping: history, by: \.userID)
    byEnrolment = Dictionary(grouping: history, by: \.enrolmentID).mapValues { $0.map(\.message) }
    self.subjects = Dictionary(
      subjects.map { (Pair(version: $0, userID: $1.userID, subjectID: $1.subjectID), $1) }, uniquingKeysWith: { $1 })
  }

  /// What the planner must know about one enrolment; throws where its campaign or its steps cannot be read.
  func input(for row: ReadEnrolments.Row) throws(StoreError) -> PlanInput {
    guard let published = campaigns[row.version],
      let campaign = row.requested.map({ published.campaign.requested($0) })
        ?? published.campaign.assigned(row.variants),
      let steps = row.steps.array?.map({ StepState(json: $0) }), !steps.contains(nil)
    else { throw StoreError(.data, statement: "plan", message: "the enrolment's campaign or steps cannot be read") }
    let subject = subjects[Pair(version: row.version, userID: row.userID, subjectID: row.subjectID)]
    let returnedAt = subject?.lastActivityAt.flatMap { $0 > row.lastActivityAt ?? .init(microseconds: .min) ? $0 : nil }
    let messages = byEnrolment[row.id] ?? []
    return PlanInput(
      learner: row.userID, campaign: campaign,
      enrolment: EnrolmentState(
        startsAt: row.anchorAt, shift: row.shift, isHoldout: row.isHoldout, steps: steps.compactMap { $0 },
        history: ChannelHistory.byChannel(messages),
        lastSignOfLifeAt: [messages.compactMap(\.signOfLifeAt).max(), subject?.lastActivityAt].compactMap { $0 }.max(),
        reserved: reserved[row.id] ?? []),
      subject: SubjectState(
        goalReachedAt: subject?.goalReachedAt, returnedAt: returnedAt, isOver: !(subject?.isRelevant ?? false),
        anchors: subject?.anchors ?? [:], facts: subject?.facts ?? [:]),
      recipient: recipient(row, campaign), phase: published.phase,
      approvals: approvals[row.version].map { [.whatsapp: $0] } ?? [:],
      costs: money.costs(of: row.version, to: row.userID), budgets: money.budgets(of: row.version.campaign),
      changes: changes.changes(of: campaign, about: row.subjectID, anchors: subject?.anchors ?? [:]))
  }

  private func recipient(_ row: ReadEnrolments.Row, _ campaign: Campaign) -> RecipientState {
    let zone = row.zone ?? campaign.fallbackZone
    let others = messagesOfOthers(row.userID)
    let own = byLearner[row.userID] ?? []
    return RecipientState(
      reachable: Set(row.channels), suppressed: suppressed(row.suppressions),
      nextAllowed: campaign.sendWindows.mapValues { localTimes.nextAllowed($0, in: zone) },
      nextAllowedOfSteps: hours(of: campaign, in: zone),
      usage: Usage(
        (own + others).map(\.message), dayStart: localTimes.dayStart(in: zone),
        weekStart: localTimes.weekStart(in: zone), now: now),
      clock: localTimes.clock(in: zone),
      sharedAddresses: sharing.addresses(of: row.userID),
      sharedMessages: others.filter { $0.campaignID == row.version.campaign && $0.subjectID == row.subjectID }.map {
        SharedMessage(step: $0.step, channel: $0.message.channel, at: $0.message.at ?? now)
      }, conversations: writers.contains(row.userID) ? [.whatsapp] : [],
      wishes: row.wishes, learningHours: row.learningHours)
  }

  private func hours(of campaign: Campaign, in zone: String?) -> [Int: [Channel: Instant]] {
    var hours: [Int: [Channel: Instant]] = [:]
    for (index, step) in campaign.steps.enumerated() where !step.sendWindows.isEmpty {
      hours[index] = step.sendWindows.mapValues { localTimes.nextAllowed($0, in: zone) }
    }
    return hours
  }

  /// What went to an address of the learner's, but to others.
  private func messagesOfOthers(_ learner: Int) -> [ReadMessageHistory.Row] {
    sharing.addresses(of: learner).keys.flatMap { kind in
      sharing.companions(of: learner, by: kind).flatMap { companion in
        (byLearner[companion] ?? []).filter { $0.message.channel.traits.addressKind == kind }
      }
    }
  }

  /// The weightiest cause for each channel: what the learner said goes before what happened to an address.
  private func suppressed(
    _ entries: [(channel: Channel?, cause: SuppressionCause)]
  ) -> [Channel: SuppressionCause] {
    var suppressed: [Channel: SuppressionCause] = [:]
    for cause in SuppressionCause.allCases.reversed() {
      for entry in entries where entry.cause == cause {
        for channel in Channel.allCases where entry.channel.map({ [channel, channel.carrier].contains($0) }) ?? true {
          suppressed[channel] = cause
        }
      }
    }
    return suppressed
  }
}
