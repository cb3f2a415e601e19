import Domain
import FunctionContract

/// A week of a course platform: scenes side by side, told one after the other.
struct DemoWeek {
  static var scenes: [any DemoScene.Type] {
    [
      MovedSession.self, GroupInvitation.self, AssignmentHandedIn.self, LeadThatAnswers.self, ClosedDirectMessages.self,
      KilledApproval.self, PaidInInstalments.self,
    ]
  }
  private static let lastDay = 7

  private let rehearsal: Rehearsal
  private let settings: LocalSettings
  private var scenes: [any DemoScene]

  /// - Parameter campaigns: The slugs of what is published; scenes of other campaigns are left out.
  init(_ rehearsal: Rehearsal, _ settings: LocalSettings, campaigns: Set<String>) {
    self.rehearsal = rehearsal
    self.settings = settings
    scenes = Self.scenes.filter { campaigns.isSuperset(of: $0.campaigns) }.map { $0.init() }
  }

  /// Lets the week from tomorrow on pass, and tells what was seen.
  mutating func tell() throws(RunnerError) {
    if scenes.isEmpty { return }
    let host = try DemoHost(rehearsal, settings)
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
