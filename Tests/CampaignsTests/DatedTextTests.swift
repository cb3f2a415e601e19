import Campaigns
import Domain
import JSON
import Rendering
import Testing

/// What learners like the samples read of sessions, recordings, assignments and payments.
@Suite struct DatedTextTests {
  private static let campaigns = ["assignment-due", "payment-pending", "recording-available", "session-reminder"]

  /// The recorded text of a message: `message.sample.channel`.
  private func text(_ campaign: String, _ name: String) throws -> String {
    try #require(CampaignPreview.pages(of: Package.campaign(campaign)).first { $0.name == "\(name).txt" }).text
  }

  /// Holds REQ-1-47.
  @Test func aSessionIsNamedWithItsTimeAndItsLinkAndTheSecondEmailSaysThatItIsAboutToStart() throws {
    let first = try text("session-reminder", "day-before.learner.email")
    #expect(first.hasPrefix("Subject: Starts tomorrow at 19:00: Chest Pain in Primary Care\n"))
    #expect(first.contains("Starts: Monday 30 November, 19:00 (Kolkata time)"))
    #expect(first.contains("Join the session:\nhttps://learn.rekindle.example/sessions/512/join"))
    let second = try text("session-reminder", "soon.learner.email")
    #expect(second.hasPrefix("Subject: Starting soon, at 19:00: Chest Pain in Primary Care\n"))
    #expect(second.contains("is about to start: at 19:00, Kolkata time.\n"))
    #expect(second.contains("Join now:\nhttps://learn.rekindle.example/sessions/512/join"))
  }

  /// Holds REQ-1-48.
  @Test func aRecordingHasItsButtonAndThePlaceWhereItStaysAndAnEndWhereItHasOne() throws {
    let text = try text("recording-available", "ready.learner.email")
    #expect(text.hasPrefix("Subject: Recording ready: Chest Pain in Primary Care\n"))
    #expect(text.contains("Watch the recording:\nhttps://learn.rekindle.example/recordings/512"))
    #expect(text.contains("on your dashboard as well, until 8 December 2026."))
    let lasting = try self.text("recording-available", "ready.awkward.email")
    #expect(lasting.contains("on your dashboard as well.") && !lasting.contains("until"))
    #expect(!lasting.contains("You were there"))
  }

  /// Holds REQ-1-49.
  @Test func anAssignmentHasItsDateItsButtonAndAWordAboutLateWork() throws {
    let text = try text("assignment-due", "due.learner.email")
    #expect(text.hasPrefix("Subject: Due Monday, 23:59: A Case of Your Own\n"))
    #expect(text.contains("Deadline: Monday 30 November, 23:59 (Kolkata time)"))
    #expect(text.contains("Hand it in:\nhttps://learn.rekindle.example/assignments/88"))
    #expect(text.contains("What comes in later may count for less"))
  }

  /// Holds REQ-1-50.
  @Test func aPaymentHasItsAmountInTheTextAndNotInTheSubjectAndAsksWhoHasPaidToIgnoreIt() throws {
    let text = try text("payment-pending", "reminder.learner.email")
    #expect(text.hasPrefix("Subject: A friendly reminder about your payment\n"))
    #expect(text.contains("Amount: INR 5,000\n") && text.contains("Due on: 5 December 2026"))
    #expect(text.contains("Complete the payment:\nhttps://learn.rekindle.example/payments/88"))
    #expect(text.contains("If you have paid in the meantime, please ignore this message"))
    #expect(try self.text("payment-pending", "reminder.overdue.email").contains("Was due on: 27 November 2026"))
    #expect(try !self.text("payment-pending", "reminder.awkward.email").contains("ue on"))
  }

  @Test(arguments: campaigns)
  func eachIsAReminderWhoseWhatsAppIsPaidAsUtilityAndWhoseReaderCanSayNo(name: String) throws {
    let campaign = try Package.campaign(name)
    #expect(campaign.campaign.messageClass == .reminder)
    for page in try CampaignPreview.pages(of: campaign) where page.name.hasSuffix(".txt") {
      if page.name.hasSuffix(".email.txt") {
        #expect(page.text.contains("\nStop all \(campaign.campaign.topic) reminders: "))
      }
      if page.name.hasSuffix(".whatsapp.txt") { #expect(page.text.contains("Reply STOP to opt out")) }
    }
    for (key, message) in campaign.messages.entries where key.channel == .whatsapp {
      #expect(message.body["template"]?["category"] == "utility")
    }
  }
}
