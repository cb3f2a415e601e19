import Testing

/// Slips of the hand in YAML, told in words and before what follows from them.
@Suite struct IndentationTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String
    var testDescription: String { fault }

    init(_ old: String, _ new: String, _ fault: String) { (self.old, self.new, self.fault) = (old, new, fault) }
  }

  static let slips = [
    Slip("  inactive_days: 3", "   inactive_days: 3", "campaign.yaml:9: the line is indented by 3 blanks"),
    Slip("  inactive_days: 3", " inactive_days: 3", "campaign.yaml:9: the line is indented by 1 blank, but"),
    Slip("  inactive_days: 3", "\tinactive_days: 3", "campaign.yaml:9: the line is indented with a tab"),
    Slip("    every: 7 days", "   every: 7 days", "campaign.yaml:15: the line is indented by 3 blanks, but"),
    Slip("    every: 7 days", "      every: 7 days", "campaign.yaml:15: the line is indented by 6 blanks"),
    Slip("    every: 7 days", "    every:7 days", "campaign.yaml:15: `every:7 days` is no key with a value"),
    Slip("  - id: sms", " - id: sms", "campaign.yaml:18: the line is indented by 1 blank, but"),
    Slip("title: Mini reminders", "title: Mini: reminders", "campaign.yaml:2: a text that holds `: ` needs quotes"),
    Slip(
      "title: Mini reminders", "title: \"Mini reminders",
      "campaign.yaml:2: the quote that opens here is closed in line 12 only"),
    Slip("title: Mini reminders", "title: @mini", "campaign.yaml:2: a value that begins with this character"),
    Slip("title: Mini reminders", "title Mini reminders", "campaign.yaml:2: `title Mini reminders` is no key"),
    Slip("channels: [email]", "channels: [email", "campaign.yaml:16: the list that opens here with ["),
    Slip("{ 1: hello, 2+: again }", "{ 1: hello, 2+: again", "campaign.yaml:17: the values that open here with {"),
  ]

  @Test(arguments: slips) func aSlipIsToldInWords(_ slip: Slip) {
    let faults = MiniCampaign().replacing(slip.old, slip.new).faults()
    #expect(faults.first?.contains(slip.fault) == true, "\(faults)")
  }

  @Test func aChannelThatDoesNotExistIsTheOnlyCause() {
    let faults = MiniCampaign().replacing("channels: [email]", "channels: [emial]").faults()
    #expect(
      faults.first
        == "campaigns/mini/campaign.yaml:16: 'emial' is not one of email, sms, whatsapp, discord, inapp, calendar, worklist, did you mean email?"
    )
    #expect(!faults.contains { $0.contains("needs a channel") || $0.contains("after_messages is 0") }, "\(faults)")
  }

  @Test func aSlipInAKeyIsToldBeforeWhatIsMissingBecauseOfIt() {
    let faults = MiniCampaign().replacing("steps:", "setps:").faults()
    #expect(faults.first == "campaigns/mini/campaign.yaml:13: the key setps is unknown, did you mean steps?")
    #expect(faults.contains("campaigns/mini/campaign.yaml:1: the key steps is missing"))
  }

  @Test func aKeyThatStandsAstrayIsToldWhereItBelongs() {
    let faults = MiniCampaign().replacing("  inactive_days: 3", "inactive_days: 3").faults()
    #expect(faults.first?.contains("campaign.yaml:10: the line is indented by 2 blanks") == true, "\(faults)")
    let dedented = MiniCampaign().replacing(
      "  inactive_days: 3\n  lookback_days: 30", "inactive_days: 3\nlookback_days: 30")
    #expect(
      dedented.faults().contains {
        $0.contains("campaign.yaml:9: the key inactive_days is unknown: it belongs to enter")
      })
  }

  @Test func whatFollowsFromAFaultComesAfterIt() throws {
    let faults = MiniCampaign().replacing("subject:", "sujet:", in: "messages/hello.email.md").faults()
    let cause = try #require(faults.firstIndex { $0.contains("hello.email.md:2: the key sujet is unknown") })
    let effect = try #require(faults.firstIndex { $0.contains("messages/hello.email.md has faults") })
    #expect(cause == 0 && cause < effect)
    let dropped = MiniCampaign().replacing("  - id: sms", "  - idd: sms").faults()
    let unknown = try #require(dropped.firstIndex { $0.contains("the key idd is unknown, did you mean id?") })
    let unused = try #require(dropped.firstIndex { $0.contains("text.sms.md:1: no step uses this message") })
    #expect(unknown < unused)
  }

  @Test func aChannelThatNothingCanBeWrittenForIsNotOffered() {
    let channel = "telegram"
    let step = MiniCampaign().replacing("channels: [sms]", "channels: [\(channel)]").faults()
    #expect(step.contains { $0.contains("campaign.yaml:21: '\(channel)' is not one of email, sms") }, "\(step)")
    let window = MiniCampaign().replacing("zone: learner", "\(channel): \"08:00-20:00\"").faults()
    #expect(window.contains { $0.contains("campaign.yaml:12: the key \(channel) is unknown") })
    let count = MiniCampaign().replacing("{ email: 8 }", "{ \(channel): 8 }").faults()
    #expect(count.contains { $0.contains("campaign.yaml:11: the key \(channel) is unknown") })
    var file = MiniCampaign()
    file.files["messages/hello.\(channel).md"] = "---\n---\nHello\n"
    #expect(file.faults().contains { $0.contains("channels are email, sms") || $0.contains("use email or sms") })
  }
}

extension MiniCampaign {
  /// A copy with the first occurrence of `old` replaced.
  fileprivate func replacing(_ old: String, _ new: String, in file: String = "campaign.yaml") -> MiniCampaign {
    var copy = self
    copy.replace(file, old, new)
    return copy
  }
}
