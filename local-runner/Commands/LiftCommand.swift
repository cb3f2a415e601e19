import Effect
import FunctionContract
import JSON

/// `lift GOALS/LEARNERS GOALS/LEARNERS`: what such figures say, and how many they want.
struct LiftCommand: Command {
  static let name = "lift"
  static let summary = "say what a campaign brings beside learners who were held out"
  static let manual = Manual(
    words: "WRITTEN-TO LEFT-ALONE",
    text: """
      Takes how many of how many learners reached the goal on each side, as 2250/4500 125/500, and prints the lift with its intervals,
      how likely chance makes sides of these sizes, and how many outcomes it takes to see a difference of so many points. These are the
      formulas of /dashboard/effect.
      """,
    options: [
      Manual.Option("--share", "S", "the share that is held out, from 0 to 1 (as the sides are)"),
      Manual.Option("--points", "N", "the least difference to be seen, 1 to 50 points (5)"),
    ],
    exits: [])

  private let comparison: Comparison
  private let points: Int

  init(_ options: Options) throws(RunnerError) {
    let words = try options.words(2...2, "goals and learners of both sides, as 2250/4500 125/500")
    let treated = try Self.arm(words[0])
    let held = try Self.arm(words[1])
    let share = try options.share("--share")
    points = try options.number("--points", in: 1...50, else: Int((Judgement.leastLift * 100).rounded()))
    let natural = Double(held.count) / Double(treated.count + held.count)
    guard share < 1 else { throw RunnerError.usage("--share is less than 1", Self.name) }
    comparison = Comparison(treated: treated, held: held, share: share > 0 ? share : natural)
  }

  private static func arm(_ word: String) throws(RunnerError) -> Arm {
    let parts = word.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let goals = parts[0], let count = parts[1], count > 0, (0...count).contains(goals) else {
      throw RunnerError.usage("\(word) is no share such as 125/500", Self.name)
    }
    return Arm(count: count, goals: goals)
  }

  func run() throws(RunnerError) -> Int32 {
    let (end, any) = (comparison.atTheEnd, comparison.onAnyDay)
    let answer: JSON = [
      "lift": .number(comparison.lift), "at_the_end": [.number(end.low), .number(end.high)],
      "any_day": [.number(any.low), .number(any.high)], "sample_ratio_p": .number(comparison.sampleRatio),
      "needed": .integer(comparison.needed(forLift: Double(points) / 100)),
      "verdict": .string(Judgement(comparison).words),
    ]
    Console.say(answer.text)
    return 0
  }
}
