import Campaigns
import Domain
import Foundation
import Testing

/// The plan of each of the four campaigns.
@Suite struct SequenceTests {
  private func campaign(_ slug: String) throws -> CompiledCampaign {
    try CampaignCompiler.compile(try CampaignFolder(reading: Package.root.appending(path: "campaigns/\(slug)").path))
  }

  private func day(_ step: Step) -> Int? {
    switch step.timing {
    case .after(let span), .afterAnchor(_, let span): span.seconds / 86_400
    default: nil
    }
  }

  /// Holds REQ-4-28, REQ-4-29, REQ-4-30, REQ-4-31.
  @Test(arguments: [
    ("aida-agents", [0, 3, 7, 12], 14), ("course-incomplete", [0, 4, 8, 14, 20], 21),
    ("session-no-show", [0, 2, 5, 9], 10), ("certificate-unclaimed", [0, 3, 7, 12], 14),
  ])
  func eachCampaignWritesOnItsDaysAndItsGoalHasItsWindow(slug: String, days: [Int], window: Int) throws {
    let campaign = try campaign(slug).campaign
    #expect(campaign.steps.map(day) == days)
    #expect(campaign.steps.map(\.id) == days.map { "day-\($0)" })
    #expect(campaign.goalWithin == .days(window))
    #expect(campaign.messageClass == .marketing)
  }

  /// Holds REQ-4-32, X-02.
  @Test(arguments: ["aida-agents", "course-incomplete", "session-no-show", "certificate-unclaimed"])
  func eachStepIsACascadeByEmailFirstAndTheLastGoesOutOnce(slug: String) throws {
    let steps = try campaign(slug).campaign.steps
    for step in steps { #expect(step.channels == [.email, .whatsapp, .sms], "\(step.id)") }
    #expect(steps.dropLast().allSatisfy { $0.delivery == .cascade(fallbackAfter: .hours(24)) })
    #expect(steps.last?.delivery == .first)
  }

  /// Holds.
  @Test func theTwoCourseCampaignsShareTopicAndGroupAndTheLongerOneGoesFirst() throws {
    let (weekly, longer) = (try campaign("course-completion").campaign, try campaign("course-incomplete").campaign)
    #expect(weekly.topic == longer.topic && weekly.subject == longer.subject)
    #expect(weekly.exclusiveGroup == longer.exclusiveGroup && weekly.exclusiveGroup != nil)
    #expect(longer.priority > weekly.priority)
    let topics = try ["aida-agents", "session-no-show", "certificate-unclaimed"].map { try campaign($0).campaign.topic }
    #expect(Set(topics + [weekly.topic]).count == 4, "each of the others can be said no to by itself")
  }

  /// Holds REQ-4-20, X-23.
  @Test func theFirstMessageAboutAMissedSessionGoesWithinADayOrNotAtAll() throws {
    let campaign = try campaign("session-no-show").campaign
    let first = try #require(campaign.steps.first)
    #expect(first.timing == .afterAnchor("ends_at", .hours(2)) && first.usefulUntil == .span(.hours(22)))
    #expect(campaign.enter.isHourly)
    #expect(campaign.steps.allSatisfy { $0.conditions == ["has_recording": true] })
  }
}
