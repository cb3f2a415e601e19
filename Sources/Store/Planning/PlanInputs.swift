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
  private let campaigns: [CampaignVersionID: CampaignVersions.Row]
  private let localTimes: LocalTimes
  private let byLearner: [Int: [ReadMessageHistory.Row]]
  private let byEnrolment: [Int: [ReadMessageHistory.Row]]
  private let subjects: [Pair: ReadSubjects.Row]

  init(
    now: Instant, campaigns: [CampaignVersionID: CampaignVersions.Row], localTimes: LocalTimes,
    history: [ReadMessageHistory.Row], subjects: [(CampaignVersionID, ReadSubjects.Row)]
  ) {
    self.now = now
    self.campaigns = campaigns
    self.localTimes = localTimes
    byLearner = Dictionary(grouping: history, by: \.userID)
    byEnrolment = Dictionary(grouping: history, by: \.enrolmentID)
    self.subjects = Dictionary(
      subjects.map { (Pair(version: $0, userID: $1.userID, subjectID: $1.subjectID), $1) }, uniquingKeysWith: { $1 })
  }

  /// What the planner must know about one enrolment; throws where its campaign or its steps cannot be read.
  func input(for row: ReadEnrolments.Row) throws(StoreError) -> PlanInput {
    guard let campaign = campaigns[row.version],
      let steps = row.steps.array?.map({ StepState(json: $0) }), !steps.contains(nil)
    else { throw StoreError(.data, statement: "plan", message: "the enrolment's campaign or steps cannot be read") }
    let subject = subjects[Pair(version: row.version, userID: row.userID, subjectID: row.subjectID)]
    let returnedAt = subject?.lastActivityAt.flatMap { $0 > row.lastActivityAt ?? .init(microseconds: .min) ? $0 : nil }
    let messages = byEnrolment[row.id] ?? []
    return PlanInput(
      learner: row.userID, campaign: campaign.campaign,
      enrolment: EnrolmentState(
        startsAt: row.anchorAt, isHoldout: row.isHoldout, steps: steps.compactMap { $0 }, history: history(messages),
        lastSignOfLifeAt: [messages.compactMap(\.signOfLifeAt).max(), subject?.lastActivityAt].compactMap { $0 }.max()),
      subject: SubjectState(
        goalReachedAt: subject?.goalReachedAt, returnedAt: returnedAt, isOver: !(subject?.isRelevant ?? false)),
      recipient: recipient(row, campaign.campaign), isCampaignPaused: campaign.isPaused)
  }

  private func recipient(_ row: ReadEnrolments.Row, _ campaign: Campaign) -> RecipientState {
    let zone = row.zone ?? campaign.fallbackZone
    return RecipientState(
      reachable: Set(row.channels), suppressed: suppressed(row.suppressions),
      nextAllowed: campaign.sendWindows.mapValues { localTimes.nextAllowed($0, in: zone) },
      usage: usage(of: row.userID, in: zone))
  }

  /// The weightiest cause for each channel: what the learner said goes before what happened to an address.
  private func suppressed(
    _ entries: [(channel: Channel?, cause: SuppressionCause)]
  ) -> [Channel: SuppressionCause] {
    var suppressed: [Channel: SuppressionCause] = [:]
    for cause in SuppressionCause.allCases.reversed() {
      for entry in entries where entry.cause == cause {
        for channel in entry.channel.map({ [$0] }) ?? Channel.allCases { suppressed[channel] = cause }
      }
    }
    return suppressed
  }

  private func usage(of learner: Int, in zone: String?) -> Usage {
    var usage = Usage()
    let (dayStart, weekStart) = (localTimes.dayStart(in: zone), localTimes.weekStart(in: zone))
    for message in byLearner[learner] ?? [] where message.isCapped {
      let at = message.at ?? now
      if at >= dayStart {
        usage.day += 1
        usage.oldestInDay = min(at, usage.oldestInDay ?? at)
      }
      if at >= weekStart {
        usage.week += 1
        usage.oldestInWeek = min(at, usage.oldestInWeek ?? at)
      }
      usage.lastOnChannel[message.channel] = max(at, usage.lastOnChannel[message.channel] ?? at)
    }
    return usage
  }

  private func history(_ messages: [ReadMessageHistory.Row]) -> [Channel: ChannelHistory] {
    var history: [Channel: ChannelHistory] = [:]
    for message in messages {
      var channel = history[message.channel] ?? ChannelHistory()
      if message.isUnsettled { channel.unsettled += 1 } else { channel.sent += 1 }
      if let at = message.at { channel.lastAt = max(at, channel.lastAt ?? at) }
      history[message.channel] = channel
    }
    return history
  }
}
