import Testing

@testable import Domain

@Suite
struct PlannerPropertyTests {
  @Test(arguments: 0..<12)
  func noHistoryAndNoOrderOfTicksBreaksACapGapStageWindowOrProgress(block: Int) {
    for seed in block * 15..<(block + 1) * 15 {
      let scenario = World.Scenario(seed: seed)
      guard !failures(scenario).isEmpty else { continue }
      let smallest = shrink(scenario)
      Issue.record("\(smallest): \(failures(smallest).prefix(5).joined(separator: "; "))")
    }
  }

  @Test
  func theWorldsAreWorthCheckingEveryChannelStageSkipAndEndOccursInThem() {
    var channels: Set<Channel> = []
    var stages: Set<Int> = []
    var reasons: Set<Reason> = []
    var ends: Set<EnrolmentStatus> = []
    for seed in 0..<60 {
      var world = World(World.Scenario(seed: seed))
      world.run()
      channels.formUnion(world.messages.map(\.reservation.channel))
      stages.formUnion(world.messages.map(\.reservation.stage))
      reasons.formUnion(world.enrolments.flatMap(\.skips).map(\.skip.reason))
      ends.formUnion(world.enrolments.map(\.status))
    }
    #expect(channels == [.email, .sms, .whatsapp] && stages == [1, 2, 3, 4])
    #expect(
      reasons.isSuperset(of: [
        .late, .holdout, .noAddress, .dayCap, .weekCap, .channelGap, .quietHours, .goalReached, .usedUp, .optedOut,
        .anchorGone,
        .condition,
      ]), "\(reasons)")
    #expect(ends.isSuperset(of: [.active, .completed, .exhausted]), "\(ends)")
  }

  @Test(arguments: 0..<4)
  func withoutFaultsEveryLimitedEpisodeComesToAnEnd(block: Int) {
    for seed in block * 10..<(block + 1) * 10 {
      var world = World(
        World.Scenario(
          seed: seed, days: 1200, hasOutages: false, hasFailures: false, hasReturns: false, hasSuppressions: false))
      world.run()
      for enrolment in world.enrolments {
        let limit = enrolment.campaign.steps.allSatisfy { step in
          if step.timing.rhythm == nil { return true }
          return step.channels.allSatisfy { $0 == .email }
        }
        #expect(enrolment.status != .active || !limit, "seed \(seed): still active after 1200 days")
      }
    }
  }

  private func failures(_ scenario: World.Scenario) -> [String] {
    var world = World(scenario)
    world.run()
    return ModelChecker(world).broken
  }

  /// Takes features away as long as the scenario still fails.
  private func shrink(_ failing: World.Scenario) -> World.Scenario {
    let reductions: [(inout World.Scenario) -> Void] = [
      { $0.campaigns -= 1 }, { $0.hasSuppressions = false }, { $0.hasReturns = false }, { $0.hasFailures = false },
      { $0.hasOutages = false }, { $0.hasWindows = false },
      { $0.hasMoves = false }, { $0.days /= 2 },
    ]
    var smallest = failing
    while let smaller = reductions.lazy.map({ reduce in
      var copy = smallest
      reduce(&copy)
      return copy
    }).first(where: { $0.campaigns > 0 && $0.days > 0 && "\($0)" != "\(smallest)" && !failures($0).isEmpty }) {
      smallest = smaller
    }
    return smallest
  }
}
