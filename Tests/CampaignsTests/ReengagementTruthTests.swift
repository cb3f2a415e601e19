import Domain
import JSON
import Testing

/// What holds for each of the texts, whoever reads it.
@Suite
struct ReengagementTruthTests {
  /// Holds X-67, X-71: counts, prices, dates and shares are the learner's data or are not there.
  @Test func everyNumberIsData() throws {
    for text in try ReengagementText.all() {
      let data = "\(text.values.text) \(text.values["support_phone"]?.string ?? "+44 1632 960142")"
      let known = Set(data.matches(of: /\d+/).map { String($0.output) })
      #expect(text.numbers.subtracting(known) == [], "\(text.body)")
    }
  }

  /// Holds REQ-4-52, X-70: where nothing ends, nothing is said to end.
  @Test func whoHasNoEndDateReadsOfNone() throws {
    let claims = ["until", "ends on", "days left", "more day", "tomorrow", "offline", "no way back", "closes"]
    for text in try ReengagementText.all() where text.values["has_expiry"] == false {
      for claim in claims { #expect(!text.body.lowercased().contains(claim), "\(text.body)") }
    }
  }

  /// Holds X-72: colleagues are named and counted where the data has them, and not hinted at where it has none.
  @Test func whoHasNoColleaguesInTheDataReadsOfNone() throws {
    let awkward = try ReengagementText.all().filter { $0.sample == "awkward" }
    #expect(awkward.count == 52, "one message has two subjects")
    let claim = /(doctors|colleagues|participants) (on|have|finished|who|used|of)/
    for text in awkward { #expect(text.body.firstMatch(of: claim) == nil, "\(text.body)") }
  }

  /// Holds REQ-4-48, X-76, REQ-4-49.
  @Test func everyMessageNamesItsReaderAndWhatItIsAbout() throws {
    for text in try ReengagementText.all() {
      let names = ["first_name", "last_name"].compactMap { text.values[$0]?.string }
      let plain = text.body.replacing("\u{2019}", with: "'")
      #expect(names.contains { plain.contains($0.replacing("\u{2019}", with: "'")) }, "\(text.body)")
      let subject = try #require(text.values["subject_name"]?.string)
      #expect(text.body.contains(text.campaign == "aida-agents" ? "agent" : subject), "\(text.body)")
    }
  }

  /// Holds REQ-4-51, X-87.
  @Test func aHatForACertificateIsTheOnlyPicture() throws {
    for text in try ReengagementText.all() {
      let pictures = text.full.filter { $0.unicodeScalars.contains { $0.properties.isEmojiPresentation } }
      let isCongratulation = text.campaign == "certificate-unclaimed" && text.message == "day-0"
      #expect(pictures == (isCongratulation && text.channel != .sms ? "🎓" : ""), "\(text.full)")
    }
  }

  /// Holds REQ-4-53, REQ-4-55, REQ-4-57, X-78.
  @Test func eachChannelKeepsToItsLength() throws {
    for text in try ReengagementText.all() {
      switch text.channel {
      case .email: #expect(text.body.count > 350, "\(text.body)")
      case .whatsapp: #expect(text.body.count < 550, "\(text.body)")
      default:
        let allowed = text.full.hasSuffix("GSM-7\n") ? 2 : 4
        let segments = text.full.firstMatch(of: /-- (\d) segments/).flatMap { Int($0.output.1) } ?? 99
        #expect(segments <= allowed, "\(text.full)")
        #expect(text.body.contains("-Rekindle Academy\n") && !text.body.contains("  "), "\(text.body)")
      }
    }
  }

  /// Holds REQ-4-63, X-58.
  @Test func everyMessageSaysHowToStop() throws {
    for text in try ReengagementText.all() {
      #expect(text.full.contains(text.channel == .email ? "\nStop " : "Reply STOP to opt out"), "\(text.full)")
    }
  }

  /// Holds REQ-4-58, X-79: an answer is asked for where somebody or something answers.
  @Test func repliesAndCallsAreInvitedWhereTheSequenceAsksForThem() throws {
    let invites = try ReengagementText.all().filter {
      $0.sample == "learner" && $0.body.contains(/[Rr]eply (here|to|DEMO)/)
    }
    #expect(
      Set(invites.map { "\($0.campaign) \($0.message)" }) == [
        "aida-agents day-7", "aida-agents day-12", "course-incomplete day-8", "certificate-unclaimed day-12",
      ])
    #expect(invites.allSatisfy { $0.channel == .whatsapp })
    let calls = try ReengagementText.all().filter { $0.sample == "learner" && $0.body.contains("+44 1632 960142") }
    #expect(
      Set(calls.map { "\($0.campaign) \($0.message)" }) == [
        "aida-agents day-12", "course-incomplete day-20", "certificate-unclaimed day-12",
      ])
  }

  /// Who gets a whole sequence, whatever the channels, reads no sentence twice.
  @Test func noSentenceComesBackOnAnotherDay() throws {
    let learner = try ReengagementText.all().filter { $0.sample == "learner" }
    for (campaign, texts) in Dictionary(grouping: learner, by: \.campaign) {
      var days: [String: Set<String>] = [:]
      for text in texts {
        for sentence in text.sentences { days[sentence, default: []].insert(text.message) }
      }
      for (sentence, days) in days { #expect(days.count == 1, "\(campaign): \(sentence)") }
    }
  }
}
