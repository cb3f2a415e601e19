import Domain
import FunctionContract
import TestKit
import Testing

@testable import local_runner

@Suite struct DemoTests {
  private static let today = Instant(seconds: 1_795_000_000).startOfDay
  private static let cascade: [(step: String, channel: Channel, day: Int)] = [
    ("day-0", .email, 0), ("day-0", .whatsapp, 1), ("day-0", .sms, 2), ("day-4", .email, 4),
  ]

  @Test func aLearnerOfEachCampaignGoesThroughThreeChannelsToTheGoal() throws {
    let project = try Project(campaigns: PackageFolder.campaigns)
    let demo = try project.run(["demo", "--learners", "40"], timeout: 900)
    #expect(demo.exitCode == 0, "\(demo.log)")
    for learner in DemoLearner.all {
      #expect(demo.output.contains("\(learner.name) \(learner.situation) (\(learner.campaign))"))
      #expect(demo.output.contains("\(learner.goal), and hears no more about it"))
      #expect(
        demo.output.contains("\n  \(learner.campaign.padded(to: 24))"), "the figures have a row for each campaign")
    }
    for line in [
      "session-reminder        ", "recording-available     ", "assignment-due          ", "payment-pending         ",
    ] {
      #expect(demo.output.contains("\n  \(line)"), "each campaign about a date has reminded somebody")
    }
    #expect(demo.output.contains(" day-before, ") && demo.output.contains(" soon\n"))
    #expect(demo.output.count { $0 == "\n" } < 200)
    #expect(demo.output.contains("    day 0   Email, WhatsApp on day 1, SMS on day 2\n    day 3   Email"))
    #expect(demo.output.contains("    day 4   Email, and the link in it is followed\n    day 8"))
    #expect(demo.output.contains("answers STOP on WhatsApp"))
    #expect(demo.output.contains("A week of course-completion may cost ") && demo.output.contains(" messages wait."))
    #expect(demo.output.contains("The week's budget of the campaign is used up: "))
    #expect(demo.output.contains("The budget is taken away again, and the next tick sends what waited."))
    #expect(demo.output.contains("Every cap, gap and order held."))
    for scene in DemoWeek.scenes { #expect(demo.output.contains("■ \(scene.title)\n")) }
    try week(demo.output)
  }

  /// What the scenes of the week say; each figure of theirs is read from the database or the mailbox.
  private func week(_ output: String) throws {
    for line in [
      "day 2, 09:00  a day before the old time: 0 messages\n  day 2, 10:00  Email: ", "\n  day 3, 09:45  Email: ",
      "METHOD:REQUEST SEQUENCE:0 DTSTART;TZID=Asia/Kolkata:", "METHOD:REQUEST SEQUENCE:1 DTSTART;TZID=Asia/Kolkata:",
      "0 messages to Jonas Weber. Why: ", "Discord: 0 requests", "no message to Iris Novak, who is converted",
      "accounts: 1, answer taken: no, welcomes: 0, calls: 0", "accounts: 1, answer taken: yes, welcomes: 1, calls: 1",
      "  the books: 162.00 received, 30.00 paid back, 132.00 net",
    ] {
      #expect(output.contains(line), "\(line)")
    }
    let cancellation = try #require(output.split(separator: "\n").first { $0.contains("METHOD:CANCEL") })
    #expect(cancellation.hasSuffix("STATUS:CANCELLED; entries: 0"), "\(cancellation)")
    let refusal = try #require(output.split(separator: "\n").first { $0.contains("Discord: refused") })
    #expect(refusal.contains("50007") && refusal.contains("Closed for Tomas Vega: "), "\(refusal)")
    let reminders = output.split(separator: "\n").filter { $0.contains("Email: ") && $0.hasSuffix("to Amina Diallo") }
    #expect(reminders.count == 1)
  }

  @Test func whatIsAsPromisedIsTold() throws {
    try sequence(Self.cascade).check()
    #expect(
      sequence(Self.cascade).lines.dropFirst() == [
        "  day 0   Email, WhatsApp on day 1, SMS on day 2", "  day 4   Email",
        "  day 9   finished, and hears no more about it",
      ])
  }

  @Test(
    arguments: [
      ([("day-0", Channel.email, 0), ("day-0", .whatsapp, 1), ("day-4", .email, 4)], "three channels"),
      ([("day-0", .email, 0), ("day-0", .whatsapp, 0), ("day-0", .sms, 2)], "each day of silence"),
      (Self.cascade + [("day-8", .email, 10)], "after the goal"),
    ] as [([(step: String, channel: Channel, day: Int)], String)])
  func whatIsNotAsPromisedEndsTheDemo(messages: [(step: String, channel: Channel, day: Int)], says: String) {
    let fault = #expect(throws: RunnerError.self) { try sequence(messages).check() }
    #expect(fault?.message.contains(says) == true, "\(fault?.message ?? "")")
  }

  @Test func aMessageOnWhatsAppAfterAStopEndsTheDemo() throws {
    let kept = Self.cascade + [("day-4", .sms, 5)]
    try sequence(kept, stopsOn: 3).check()
    #expect(throws: RunnerError.self) { try sequence(Self.cascade + [("day-4", .whatsapp, 5)], stopsOn: 3).check() }
    #expect(throws: RunnerError.self) { try sequence(Self.cascade, stopsOn: nil, saysStop: true).check() }
  }

  @Test func aFollowedLinkNeedsNoOtherChannel() throws {
    try sequence(Self.cascade, followed: "day-4").check()
    #expect(throws: RunnerError.self) {
      try sequence(Self.cascade + [("day-4", .whatsapp, 5)], followed: "day-4").check()
    }
  }

  private func sequence(
    _ messages: [(step: String, channel: Channel, day: Int)], stopsOn: Int? = nil, saysStop: Bool = false,
    followed: String? = nil
  ) -> DemoSequence {
    var learner = DemoLearner(id: 1, name: "Ada", campaign: "mini", situation: "left", goal: "finished")
    learner.saysStop = saysStop || stopsOn != nil
    learner.followed = followed
    let morning = Self.today + .hours(8)
    return DemoSequence(
      learner,
      messages.enumerated().map { place, message in
        let at = morning + .days(message.day)
        return SequenceMessage(
          delivery: place, step: message.step, channel: message.channel, reservedAt: at, sentAt: at)
      }, goalAt: Self.today + .days(9), from: Self.today, stoppedAt: stopsOn.map { Self.today + .days($0) })
  }
}
