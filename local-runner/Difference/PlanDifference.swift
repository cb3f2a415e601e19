import Domain

/// What of a plan another one changes, pair by pair of learner and subject.
struct PlanDifference: Equatable {
  typealias Pair = PlannedMessage.Pair

  /// Who gets messages by the new plan alone, and by the old one alone.
  private(set) var gained: [Pair] = []
  private(set) var lost: [Pair] = []
  /// Who gets messages of other steps or on other channels, and the same ones at other times.
  private(set) var otherSteps: [Pair] = []
  private(set) var otherTimes: [Pair] = []
  private(set) var unchanged = 0

  init(from old: [Pair: [PlannedMessage]], to new: [Pair: [PlannedMessage]]) {
    for pair in Set(old.keys).union(new.keys).sorted() {
      switch (old[pair], new[pair]) {
      case (nil, _): gained.append(pair)
      case (_, nil): lost.append(pair)
      case (let before?, let after?):
        if before.map(\.route) != after.map(\.route) {
          otherSteps.append(pair)
        } else if before.map(\.at) != after.map(\.at) {
          otherTimes.append(pair)
        } else {
          unchanged += 1
        }
      }
    }
  }
}

extension PlannedMessage {
  fileprivate var route: [String] { [step, channel.rawValue] }
}
