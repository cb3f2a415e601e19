import Effect
import FunctionContract
import JSON

/// `lift GOALS/LEARNERS…`: what such figures say, and how many they want.
struct LiftCommand: Command {
  static let name = "lift"
  static let summary = "say what a campaign, or a variant of it, brings beside others"
  static let manual = Manual(
    words: "WRITTEN-TO… LEFT-ALONE",
    text: """
      Takes how many of how many learners reached the goal on each side, as 2250/4500 125/500, and prints the lift with its intervals,
      how likely chance makes sides of these sizes, and how many outcomes it takes to see a difference of so many points. More than two
      sides are the variants of an experiment and, at the end, the learners who were left alone: each variant is compared with these
      and with the first, corrected by Holm. These are the formulas of /dashboard/effect.
      """,
    options: [
      Manual.Option("--share", "S", "the share that is held out, from 0 to 1 (as the sides are)"),
      Manual.Option("--points", "N", "the least difference to be seen, 1 to 50 points (5)"),
      Manual.Option("--weights", "W:W…", "the variants' shares as declared, such as 70:30 (all the same)"),
      Manual.Option("--variants", nil, "nobody was left alone: all sides are variants"),
    ],
    exits: [])

  private let sides: [Arm]
  /// Of all sides, the last one too.
  private let share: Double
  private let areVariants: Bool
  /// Of the variants, which add up to 1.
  private let shares: [Double]
  /// The least lift to be seen, from 0 to 1.
  private let least: Double

  init(_ options: Options) throws(RunnerError) {
    sides = try options.words(2...12, "goals and learners of each side, as 2250/4500 125/500").map(Self.arm)
    areVariants = options.has("--variants")
    least = Double(try options.number("--points", in: 1...50, else: Int((Judgement.leastLift * 100).rounded()))) / 100
    let share = try options.share("--share")
    guard share < 1 else { throw RunnerError.usage("--share is less than 1", Self.name) }
    let natural = Double(sides[sides.count - 1].count) / Double(sides.map(\.count).reduce(0, +))
    self.share = areVariants ? 0 : share > 0 ? share : natural
    shares = try Self.shares(options.text("--weights"), of: areVariants ? sides.count : sides.count - 1)
  }

  private static func shares(_ text: String?, of count: Int) throws(RunnerError) -> [Double] {
    guard let text else { return Array(repeating: 1 / Double(count), count: count) }
    let weights = text.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int($0) }.filter { $0 > 0 }
    guard weights.count == count else {
      throw RunnerError.usage("--weights \(text): say a number for each of \(count) variants, as 70:30", Self.name)
    }
    return weights.map { Double($0) / Double(weights.reduce(0, +)) }
  }

  private static func arm(_ word: String) throws(RunnerError) -> Arm {
    let parts = word.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let goals = parts[0], let count = parts[1], count > 0, (0...count).contains(goals) else {
      throw RunnerError.usage("\(word) is no share such as 125/500", Self.name)
    }
    return Arm(count: count, goals: goals)
  }

  func run() throws(RunnerError) -> Int32 {
    Console.say((sides.count == 2 && !areVariants ? whole : variants).text)
    return 0
  }

  private var whole: JSON {
    let comparison = Comparison(treated: sides[0], held: sides[1], share: share)
    return [
      "lift": .number(comparison.lift), "at_the_end": Self.json(comparison.atTheEnd),
      "any_day": Self.json(comparison.onAnyDay), "sample_ratio_p": .number(comparison.sampleRatio),
      "needed": .integer(comparison.needed(forLift: least)),
      "verdict": .string(Judgement(comparison).words),
    ]
  }

  private var variants: JSON {
    let arms = areVariants ? sides : Array(sides.dropLast())
    let held = areVariants ? Arm(count: 0, goals: 0) : sides[sides.count - 1]
    let trial = Trial(
      variants: zip(arms, shares).map { Trial.Side(assigned: $0.count, arm: $0, share: (1 - share) * $1) },
      held: Trial.Side(assigned: held.count, arm: held, share: share))
    var comparisons: [JSON] = []
    if !areVariants {
      comparisons += arms.indices.map { json(trial.finding($0, against: .heldOut), $0 + 1, "left alone") }
    }
    comparisons += arms.indices.dropFirst().map { json(trial.finding($0, against: .first), $0 + 1, "1") }
    return ["sample_ratio_p": .number(trial.sampleRatio), "comparisons": .array(comparisons)]
  }

  private func json(_ finding: TrialFinding, _ number: Int, _ other: String) -> JSON {
    [
      "variant": .integer(number), "against": .string(other), "lift": .number(finding.comparison.lift),
      "at_the_end": Self.json(finding.atTheEnd), "any_day": Self.json(finding.onAnyDay),
      "at_the_end_p": .number(finding.comparison.atTheEndP), "any_day_p": .number(finding.comparison.onAnyDayP),
      "at_the_end_p_corrected": .number(finding.atTheEndP), "any_day_p_corrected": .number(finding.onAnyDayP),
      "needed": .integer(finding.comparison.needed(forLift: least)),
      "verdict": .string(
        other == "1" ? finding.judgement.words(of: String(number), beside: other) : finding.judgement.words),
    ]
  }

  private static func json(_ interval: Interval) -> JSON { [.number(interval.low), .number(interval.high)] }
}
