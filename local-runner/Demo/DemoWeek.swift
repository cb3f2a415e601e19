import Domain
import FunctionContract

/// A week of a course platform: scenes side by side, told one after the other.
struct DemoWeek {
  static var scenes: [any DemoScene.Type] {
    [MovedSession.self, AssignmentHandedIn.self, LeadThatAnswers.self, ClosedDirectMessages.self]
  }
  private static let lastDay = 7

  private let host: DemoHost
  private var scenes: [any DemoScene]

  /// - Parameter campaigns: The slugs of what is published; scenes of other campaigns are left out.
  init(_ host: DemoHost, campaigns: Set<String>) {
    self.host = host
    scenes = Self.scenes.filter { campaigns.isSuperset(of: $0.campaigns) }.map { $0.init() }
  }

  /// Lets the week pass, and tells what was seen.
  mutating func tell() throws(RunnerError) {
    if scenes.isEmpty { return }
    for day in 0...Self.lastDay {
      try host.pass(to: host.morning(day))
      for index in scenes.indices { try scenes[index].play(day: day, host) }
    }
    for scene in scenes {
      DemoStory.heading(type(of: scene).title, type(of: scene).text)
      for line in scene.lines { Console.say("  " + line) }
    }
  }
}
