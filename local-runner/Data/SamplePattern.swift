/// How a learner comes and goes.
enum SamplePattern: CaseIterable {
  /// Comes every other day until the course is done.
  case steady
  /// Comes for a few days, stays away for a few.
  case bursts
  /// Comes less and less.
  case fading
  /// Comes for a while, then never again.
  case dropsOut
  /// Leaves the course after a while.
  case withdraws
  /// Enrols and never comes.
  case neverStarts

  /// The pattern of a random learner; three in ten finish.
  static func random(_ random: inout SplitMix64) -> SamplePattern {
    switch random.number(1...100) {
    case ...22: .steady
    case ...40: .bursts
    case ...62: .fading
    case ...85: .dropsOut
    case ...93: .withdraws
    default: .neverStarts
    }
  }

  /// How likely the learner comes on the n-th day after enrolling.
  func presence(onDay day: Int, length: Int) -> Double {
    switch self {
    case .steady: 0.5
    case .bursts: day / 5 % 3 == 0 ? 0.7 : 0.03
    case .fading: 0.8 / (1 + Double(day) / 6)
    case .dropsOut, .withdraws: day < length ? 0.45 : 0
    case .neverStarts: 0
    }
  }
}
