import Campaigns
import Domain
import JSON
import Testing

/// What the messages of the five campaigns of study groups say.
@Suite struct StudyGroupTextTests {
  private static let campaigns = ["welcome", "group-assigned", "meeting-reminder", "lesson-nudge", "trial-nudge"]

  /// The text of a message for a learner like a sample.
  private func text(_ campaign: String, _ message: String, _ channel: Channel, _ sample: String = "learner") throws
    -> String
  {
    let name = "\(message).\(sample).\(channel.rawValue).txt"
    let pages = try CampaignPreview.pages(of: Package.campaign(campaign))
    return try #require(pages.first { $0.name == name }, "\(name)").text
  }

  /// Holds REQ-2-36, REQ-2-37, REQ-2-38, REQ-2-41.
  @Test func theMatrixOfFifteenMessagesIsThere() throws {
    let sends: [(String, Channel, String)] = try Self.campaigns.flatMap { name in
      try Package.campaign(name).campaign.steps.flatMap { step in
        step.templates.flatMap { template in step.channels.map { ("\(name)/\(template.name)", $0, step.id) } }
      }
    }
    let matrix: [(String, Channel)] = [
      ("welcome/welcome", .email), ("welcome/welcome", .discord), ("group-assigned/group-assigned", .email),
      ("group-assigned/group-assigned", .discord), ("group-assigned/group-assigned", .calendar),
      ("meeting-reminder/24h", .email), ("meeting-reminder/24h", .discord), ("meeting-reminder/1h", .email),
      ("meeting-reminder/1h", .discord), ("trial-nudge/trial-nudge", .email), ("trial-nudge/trial-nudge", .discord),
    ]
    for (message, channel) in matrix { #expect(sends.contains { $0.0 == message && $0.1 == channel }, "\(message)") }
    let nudges = sends.filter { $0.0 == "lesson-nudge/lesson-nudge" }.map { "\($0.1.rawValue) \($0.2)" }
    #expect(
      nudges == ["email three-days", "discord three-days", "email one-day", "discord one-day-dm"],
      "both nudges share one text")
  }

  /// Holds REQ-2-29.
  @Test func theElevenVariablesAreKnown() throws {
    let known = try Self.campaigns.reduce(into: Set<String>()) { names, campaign in
      names.formUnion(try Package.campaign(campaign).samples["learner"]?.object?.keys.map { $0 } ?? [])
    }
    let wanted: Set = [
      "name", "email", "group_name", "meeting_time", "meeting_date", "member_names", "lesson_list", "lessons_remaining",
      "lesson_url", "discord_channel_url", "profile_url",
    ]
    #expect(wanted.subtracting(known) == [])
  }

  /// Holds REQ-2-31: members in a sentence, lessons as bullets.
  @Test func membersStandInASentenceAndLessonsAsBullets() throws {
    #expect(try text("group-assigned", "group-assigned", .email).contains("Jonas, Priya, Tom"))
    for text in [try text("meeting-reminder", "24h", .email), try text("lesson-nudge", "lesson-nudge", .email)] {
      #expect(text.contains("\n- Asking before advising\n"), "\(text)")
      #expect(text.contains("\n- The first five minutes\n"), "\(text)")
    }
  }

  /// Holds X-22.
  @Test func whoHasDoneEveryLessonReadsNoEmptyList() throws {
    let done = try text("meeting-reminder", "24h", .email, "all-done")
    #expect(!done.contains("Still open") && !done.contains("\n- ") && done.contains("every lesson"), "\(done)")
    #expect(try text("meeting-reminder", "24h", .email).contains("Still open before it:"))
  }

  /// Holds X-50.
  @Test func aGroupsPostShowsEachReaderTheirOwnClock() throws {
    for message in ["24h", "1h"] {
      let post = try text("meeting-reminder", message, .discord)
      #expect(post.contains("<t:1796131800:R>") && !post.contains(":00"), "\(post)")
    }
  }

  /// Holds REQ-2-33, REQ-2-34, X-58, X-112.
  @Test func everyEmailHasAPlainTextAndAPageThatSaysHowToStop() throws {
    for name in Self.campaigns {
      let pages = try CampaignPreview.pages(of: Package.campaign(name))
      let texts = pages.filter { $0.name.hasSuffix(".email.txt") || $0.name.hasSuffix(".calendar.txt") }
      #expect(!texts.isEmpty)
      for text in texts {
        #expect(text.text.contains("\nStop "), "\(text.name)")
        let page = try #require(pages.first { $0.name == text.name.replacing(".txt", with: ".html") })
        #expect(page.text.hasPrefix("<!") && page.text.contains("Rekindle Academy"), "\(page.name)")
      }
    }
  }

  /// Holds X-52.
  @Test func theAssignmentSaysThatTheInvitationIsIncludedOnlyWhereItIs() throws {
    #expect(try text("group-assigned", "group-assigned", .calendar).contains("invitation is included"))
    for sample in ["learner", "undated"] {
      #expect(try !text("group-assigned", "group-assigned", .email, sample).contains("included"))
    }
    #expect(try text("group-assigned", "group-assigned", .email, "undated").contains("not fixed yet"))
  }

  /// What the campaigns are: reminders, whose switches bind (decision 0239).
  @Test(arguments: campaigns) func eachIsAReminderAndEntersByAnEvent(slug: String) throws {
    let campaign = try Package.campaign(slug).campaign
    #expect(campaign.messageClass == .reminder)
    guard case .event = campaign.enter.trigger else {
      Issue.record("\(slug) enters by \(campaign.enter.trigger)")
      return
    }
  }
}
