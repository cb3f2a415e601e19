import Effect

/// How long an experiment of this inflow takes: for each least effect and each share that is held out.
struct HoldoutPlan: Equatable {
  /// In points of the share that reaches the goal.
  static let effects = [1, 2, 5, 10]
  /// In percent.
  static let shares = [5, 10, 20]

  struct Cell: Equatable {
    /// Learners of both sides.
    var needed: Int
    /// Until enough have entered and the last one's window is over; nil where nobody enters.
    var weeks: Int?
  }

  /// Learners who were left alone.
  let alone: Arm
  /// Learners who enter for the first time in a week.
  let inflow: Double
  /// Days of the campaign's window.
  let window: Int

  /// What it takes to see an effect four times in five; nil where so many more cannot reach the goal.
  func cell(effect: Int, share: Int) -> Cell? {
    let least = Double(effect) / 100
    if alone.rate + least > 1 { return nil }
    let share = Double(share) / 100
    let needed = Comparison(treated: Arm(count: 0, goals: 0), held: alone, share: share).needed(forLift: least)
    let wait = Double(window) / 7
    return Cell(needed: needed, weeks: inflow > 0 ? Int((Double(needed) / inflow + wait).rounded(.up)) : nil)
  }
}
