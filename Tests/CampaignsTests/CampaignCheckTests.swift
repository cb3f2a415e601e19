import Campaigns
import Domain
import Foundation
import JSON
import Rendering
import Testing

@Suite
struct CampaignCheckTests {
  @Test func aCountOfMessagesThatNoStepSendsIsRefused() {
    var campaign = MiniCampaign()
    campaign.replace(Self.yaml, "{ email: 8 }", "{ sms: 8 }")
    campaign.replace(Self.yaml, "channels: [sms]", "channels: [email]")
    #expect(campaign.faults().contains { $0.contains("end.after_messages counts sms, which no step sends") })
  }

  @Test
  func theCampaignThatTheOtherCasesBreakCompiles() { #expect(MiniCampaign().faults() == []) }

  struct Break: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let fault: String
    var testDescription: String { fault }

    init(_ file: String, _ old: String, _ new: String, _ fault: String) {
      (self.file, self.old, self.new, self.fault) = (file, old, new, fault)
    }
  }

  @Test(arguments: campaignFile + timing + entries + steps + messages + queriesAndSamples)
  func everyFaultIsFoundAndNamedWithItsFileAndLine(_ broken: Break) throws {
    var campaign = MiniCampaign()
    let before = campaign.files[broken.file]
    campaign.replace(broken.file, broken.old, broken.new)
    try #require(before != campaign.files[broken.file], "the case changes nothing")
    let faults = campaign.faults()
    #expect(faults.contains { $0.hasPrefix("campaigns/mini/") && $0.contains(broken.fault) }, "\(faults)")
  }

  @Test(arguments: ["campaign.yaml", "segment.sql", "goal.sql", "context.sql", "activity.sql", "samples/learner.json"])
  func aMissingFileIsNamed(file: String) {
    var campaign = MiniCampaign()
    campaign.files[file] = nil
    #expect(campaign.faults().contains { $0.hasPrefix("campaigns/mini/\(file):1: the file is missing") })
  }

  @Test
  func aQueryThatNoCampaignHasIsNamedSinceAnOptionalOneWouldBeMissedInSilence() {
    var campaign = MiniCampaign()
    campaign.files["stat.sql"] = "select true as is_open"
    #expect(
      campaign.faults() == [
        "campaigns/mini/stat.sql:1: no query of a campaign has this name, did you mean state.sql?"
      ])
  }

  /// Holds.
  @Test
  func whatTheAllowListNamesMayStandNumbersEmojiWords() {
    var campaign = MiniCampaign()
    campaign.replace(Self.yaml, "topic: course", "topic: course\nallow: [\"24\", \"🎉\", \"only\"]")
    campaign.replace(Self.email, "Team {{brand}}", "Only we are here 24 hours 🎉")
    #expect(campaign.faults() == [])
  }

  @Test
  func aClaimOfUrgencyBesideTheValueThatShowsItIsNoFault() {
    var campaign = MiniCampaign()
    campaign.replace(Self.email, "Team {{brand}}", "Only {{points}} points are\nleft before it expires.")
    #expect(campaign.faults() == [])
  }

  @Test
  func samplesMustAgreeInTheirKeys() {
    var campaign = MiniCampaign()
    campaign.files["samples/other.json"] = MiniCampaign.sample.replacingOccurrences(
      of: "points\": 3", with: "pionts\": 3")
    #expect(
      campaign.faults().contains("campaigns/mini/samples/other.json:1: pionts must stand in every sample or in none"))
    #expect(
      campaign.faults().contains("campaigns/mini/samples/other.json:1: points must stand in every sample or in none"))
  }

  @Test
  func noMutilationOfACampaignCrashesTheCompiler() {
    var state: UInt64 = 42
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(count, 1)))
    }
    let junk = [
      "{{", "}}", "---", "\n", "- ", ": ", "[", "{", "\"", "<", ">", "\u{E000}0\u{E001}", "{{#x}}", "*", "&", "%",
    ]
    for _ in 0..<400 {
      var campaign = MiniCampaign()
      let file = campaign.files.keys.sorted()[random(campaign.files.count)]
      var text = Array(campaign.files[file] ?? "")
      for _ in 0..<(1 + random(3)) {
        let place = random(text.count)
        if random(2) == 0 {
          text.remove(at: place)
        } else {
          text.insert(contentsOf: junk[random(junk.count)], at: place)
        }
      }
      campaign.files[file] = String(text)
      _ = campaign.faults()
    }
  }
}
