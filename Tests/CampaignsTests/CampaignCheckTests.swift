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

  static let yaml = "campaign.yaml"
  static let email = "messages/hello.email.md"
  static let sms = "messages/text.sms.md"

  static let campaignFile = [
    Break(yaml, "title: Mini", "titel: Mini", "campaign.yaml:2: the key titel is unknown, did you mean title?"),
    Break(yaml, "title: Mini", "titel: Mini", "campaign.yaml:1: the key title is missing"),
    Break(yaml, "class: marketing", "class: marketng", "campaign.yaml:3: 'marketng' is not one of"),
    Break(yaml, "class: marketing", "class: marketng", "did you mean marketing?"),
    Break(yaml, "name: mini", "name: maxi", "campaign.yaml:1: the name maxi must be the folder's name, mini"),
    Break(
      yaml, "topic: course", "topic: course\ntopic: course",
      "campaign.yaml:5: the key topic stands twice, first in line 4"),
    Break(yaml, "after: 1 hour", "after: 1 fortnight", "campaign.yaml:8: '1 fortnight' is not a span such as '1 hour'"),
    Break(yaml, "after: 1 hour", "rollout: 120%", "campaign.yaml:8: '120%' is not a share"),
    Break(yaml, "after: 1 hour", "rollout: 0%", "campaign.yaml:8: with a rollout of 0% nobody can ever enter"),
    Break(yaml, "lookback_days: 30", "lookback_days: 2", "lookback_days is less than inactive_days"),
    Break(yaml, "08:00-20:00", "20:00-08:00", "campaign.yaml:12: '20:00-08:00' is not a window"),
    Break(yaml, "08:00-20:00", "8-20", "campaign.yaml:12: '8-20' is not a window"),
    Break(yaml, "zone: learner", "zone: server", "campaign.yaml:12: 'server' is not 'learner'"),
    Break(yaml, "every: 7 days", "every: 1 minute", "campaign.yaml:15: a cadence under 1 hour is too fast"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    after: 1 day",
      "campaign.yaml:14: a step needs one of every, after, day, before and on"),
    Break(yaml, "channels: [email]", "channels: [emial]", "campaign.yaml:16: 'emial' is not one of"),
    Break(yaml, "2+: again", "3+: again", "campaign.yaml:17: the stage must start at message 2"),
    Break(yaml, "2+: again", "2-4: again", "campaign.yaml:17: the last stage must be open: write 4+"),
    Break(yaml, "2+: again", "two: again", "campaign.yaml:17: 'two' is not a stage"),
    Break(yaml, "class: marketing", "class: &a marketing", "campaign.yaml:3: anchors"),
    Break(yaml, "topic: course", "topic: *a", "campaign.yaml:4: aliases"),
    Break(yaml, "title: Mini", "title: [Mini", "campaign.yaml:"),
    Break(yaml, "reason: You are", "raison: You are", "emails need the key reason"),
    Break(yaml, "topic: course", "topic: course\npriority: 1", "campaign.yaml:5: priority needs exclusive"),
    Break(yaml, "end: {", "goal: { before: 3 days }\nend: {", "campaign.yaml:11: the key within is missing"),
    Break(yaml, "after: 1 hour", "hourly: perhaps", "campaign.yaml:8: 'perhaps' is not true or false"),
    Break(
      yaml, "after: 1 hour", "request: { trial: agents, days: 14, until: has_trial }",
      "the request needs has_trial, and the campaign has no state.sql"),
    Break(
      yaml, "{{course_name}}.", "{{course_nam}}.",
      "campaign.yaml:6: the variable course_nam is not in the sample, did you mean course_name?"),
  ]

  static let timing = [
    Break(
      yaml, "every: 7 days", "before: 1 day",
      "campaign.yaml:15: before needs one moment and a span: before: { starts_at: 1 day }"),
    Break(
      yaml, "every: 7 days", "after: { starts_at: 1 day, ends_at: 1 day }",
      "campaign.yaml:15: after needs one moment and a span"),
    Break(yaml, "every: 7 days", "before: { Start: 1 day }", "campaign.yaml:15: 'Start' is not a column of state.sql"),
    Break(
      yaml, "every: 7 days", "before: { starts_at: soon }", "campaign.yaml:15: 'soon' is not a span such as '1 day'"),
    Break(yaml, "every: 7 days", "on: entre", "campaign.yaml:15: 'entre' is not one of enter, did you mean enter?"),
    Break(yaml, "every: 7 days", "befor: { starts_at: 1 day }", "the key befor is unknown, did you mean before?"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    useful_for: 1 day\n    useful_until: ends_at",
      "campaign.yaml:17: a step has one of useful_for and useful_until"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    useful_until: ends_at",
      "campaign.yaml:14: the step email needs ends_at, and the campaign has no state.sql"),
    Break(yaml, "every: 7 days", "every: 7 days\n    when: has points", "campaign.yaml:16: 'has points' is not a fact"),
    Break(
      yaml, "every: 7 days", "every: 7 days\n    when: [a, not a]", "campaign.yaml:16: the fact a stands twice"),
  ]

  static let days = "inactive_days: 3\n  lookback_days: 30"

  static func parameter(_ text: String) -> String { "\(days)\n  parameters:\n    \(text)" }

  static let entries = [
    Break(yaml, "inactive_days: 3\n", "\n", "campaign.yaml:8: the key inactive_days is missing"),
    Break(yaml, "inactive_days", "inactive_day", "the key inactive_day is unknown, did you mean inactive_days?"),
    Break(
      yaml, days, days + "\n  event: lms.quiz.finished", "campaign.yaml:9: a campaign enters by an event or by days"),
    Break(yaml, days, "event: payment.failed", "campaign.yaml:9: 'payment.failed' is not the type of an event"),
    Break(
      yaml, days, parameter("at: { type: intervall, value: 1 day }"), "campaign.yaml:12: 'intervall' is not one of"),
    Break(yaml, days, parameter("at: { type: intervall, value: 1 day }"), "did you mean interval?"),
    Break(yaml, days, parameter("at: { typ: int, value: 1 }"), "campaign.yaml:12: the key typ is unknown"),
    Break(yaml, days, parameter("at: { type: int, value: 1.5 }"), "campaign.yaml:12: '1.5' is not a whole number"),
    Break(yaml, days, parameter("at: { type: int, value: 3000000000 }"), "'3000000000' is not a whole number"),
    Break(yaml, days, parameter("at: { type: numeric, value: 1e5 }"), "campaign.yaml:12: '1e5' is not a number"),
    Break(yaml, days, parameter("at: { type: boolean, value: yes }"), "'yes' is not true or false"),
    Break(yaml, days, parameter("at: { type: interval, value: 2 fortnights }"), "'2 fortnights' is not a span"),
    Break(yaml, days, parameter("As: { type: int, value: 1 }"), "campaign.yaml:12: 'As' is not a name"),
    Break(yaml, days, parameter("as_of: { type: int, value: 1 }"), "as_of has a meaning of its own"),
    Break(
      yaml, days, parameter("cours_id: { type: int, value: 1 }"),
      "campaign.yaml:12: segment.sql does not use the parameter cours_id, did you mean course_id?"),
  ]

  static let steps = [
    Break(
      yaml, "requires: { email: 2 }", "requires: { email: 9 }",
      "campaign.yaml:18: the step sms can never run: it requires 9 email messages"),
    Break(
      yaml, "requires: { email: 2 }", "requires: { sms: 1 }",
      "campaign.yaml:18: the step sms can never run: no other step sends sms"),
    Break(yaml, "{ email: 8 }", "{ email: 1 }", "campaign.yaml:14: the message again is never used"),
    Break(
      yaml, "1: hello", "1: helo",
      "campaign.yaml:14: messages/helo.email.md is missing, did you mean hello?"),
    Break(yaml, "1: hello", "1: helo", "messages/hello.email.md:1: no step uses this message"),
    Break(yaml, "id: sms", "id: email", "campaign.yaml:18: the step email stands twice"),
    Break(yaml, "channels: [sms]", "channels: [sms, email]", "campaign.yaml:18: messages/text.email.md is missing"),
  ]

  static let messages = [
    Break(
      email, "Hello {{first_name}},", "Hello {{firstname}},",
      "hello.email.md:9: the variable firstname is not in the sample, did you mean first_name?"),
    Break(
      email, "value: \"{{points}}\"", "value: \"{{point}}\"",
      "hello.email.md:7: the variable point is not in the sample, did you mean points?"),
    Break(
      email, "when: has_points", "when: has_point", "hello.email.md:7: the variable has_point is not in the sample"),
    Break(
      email, "Team {{brand}}", "Team {{has_points}}",
      "hello.email.md:15: the variable has_points is a list, an object or a truth value"),
    Break(email, "Team {{brand}}", "Team {{modules}}", "hello.email.md:15: the variable modules is a list"),
    Break(
      email, "Team {{brand}}", "{{#modules}}{{name}}{{/modules}}",
      "hello.email.md:15: the variable name is not in the sample"),
    Break(email, "Team {{brand}}", "{{{brand}}}", "hello.email.md:15: {{{brand}}} prints without escaping"),
    Break(email, "{{/has_points}}\n", "", "hello.email.md:11: the section {{#has_points}} is never closed"),
    Break(
      email, "Team {{brand}}", "**{{#has_points}}a** b{{/has_points}}",
      "hello.email.md:15: {{#has_points}} opens in another text"),
    Break(email, "Team {{brand}}", "<b>Team</b>", "hello.email.md:15: HTML is not allowed"),
    Break(email, "Team {{brand}}", "<div>\nx\n</div>", "hello.email.md:15: HTML is not allowed"),
    Break(email, "Team {{brand}}", "![x](https://c.example/x.png)", "hello.email.md:15: images are not allowed"),
    Break(email, "Team {{brand}}", "```\ncode\n```", "hello.email.md:15: a code block has no place in a message"),
    Break(email, "Team {{brand}}", "{{> banner}}", "{{> banner}} is unknown"),
    Break(email, "Team {{brand}}", "&#123;&#123;first_name}}", "hello.email.md:15: braces that are no tag"),
    Break(email, "button: {", "buton: {", "hello.email.md:4: the key buton is unknown, did you mean button?"),
    Break(
      email, "button: { label: Go on, url: \"{{course_link}}\" }\n", "", "hello.email.md:1: the email has no button"),
    Break(
      email, "Team {{brand}}", "[More](https://other.example/)", "the link to https://other.example/ is a second action"
    ),
    Break(
      email, "Team {{brand}}", "See {{course_link}}",
      "hello.email.md:4: {{course_link}} is an address; write it as a link: [text]({{course_link}})"),
    Break(
      email, "url: \"{{course_link}}\"", "url: \"http://c.example/\"", "a link is refused: it must start with https://"),
    Break(
      email, "url: \"{{course_link}}\"", "url: \"{{course_link}}\", color: \"#28a745\"",
      "hello.email.md:4: white text on #28a745 has a contrast of 3.13 : 1; 4.5 is needed"),
    Break(email, "label: Go on", "label: Go on, opt_out: false", "hello.email.md:4: the key opt_out is unknown"),
    Break(email, "preheader: A", "opt_out: false\npreheader: A", "hello.email.md:3: the key opt_out is unknown"),
    Break(
      email, "Hello {{first_name}}\"",
      "Hello {{first_name}} and all of the others who are with us in this long, long course\"",
      "hello.email.md:2: the subject has"),
    Break(email, "---\nsubject", "subject", "hello.email.md:1: the file must start with a front matter"),
    Break(email, "Team {{brand}}", "Last chance to go on!", "hello.email.md:15: 'last chance' claims urgency"),
    Break(email, "Team {{brand}}", "Only few places are left.", "hello.email.md:15: 'only' claims urgency"),
    Break(
      email, "Team {{brand}}", "2,847 learners are with us.", "hello.email.md:15: the number 2847 is written, not data"),
    Break(email, "Team {{brand}}", "7 out of ten finish.", "hello.email.md:15: the number 7 is written, not data"),
    Break(email, "preheader: A", "preheader: 94 % like a", "hello.email.md:3: the number 94 is written, not data"),
    Break(email, "Team {{brand}}", "Well done 🎉", "hello.email.md:15: the emoji 🎉 is not on the campaign's list"),
    Break(
      sms, "shorten: [course_name]", "shorten: [course_nam]",
      "text.sms.md:2: the variable course_nam is not in the sample"),
    Break(
      sms, "go on with", String(repeating: "go on and on ", count: 24),
      "with samples/learner.json: the text needs 3 SMS segments, 2 are allowed"),
    Break(
      sms, "<{{course_link}}>", "{{course_link}}",
      "{{course_link}} is an address; write it as a link: <{{course_link}}>"),
    Break(sms, "go on", "go to <https://a.example/> on", "an SMS has one link, this one has 2"),
  ]

  static let queriesAndSamples = [
    Break("goal.sql", "select", "update", "goal.sql:1: the file must hold one select"),
    Break(
      "goal.sql", "lms.y", "lms.y;\ndrop table lms.y", "goal.sql:2: the file must hold one select; another statement"),
    Break("segment.sql", "as_of", "now()", "segment.sql:1: now() makes the query depend on the wall clock; use as_of"),
    Break("samples/learner.json", "{\"first", "{\"x\" \"first", "learner.json:1: a colon is missing"),
    Break(
      "samples/learner.json", "\"Ann\"", "\"\"",
      "with samples/learner.json: the variable first_name is missing or blank"),
  ]

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

@Suite
struct CompiledCampaignTests {
  @Test
  func theCampaignFileBecomesTheDomainsCampaign() throws {
    var mini = MiniCampaign()
    mini.replace(
      "campaign.yaml", "after: 1 hour",
      "after: 1 hour\n  rollout: 12.5%\n  holdout: 5%\n  reentry: { after: 30 days }\n  hourly: true\n"
        + "  request: { trial: agents, days: 14, until: has_trial }")
    mini.files["state.sql"] = "select true as has_trial"

    mini.replace("campaign.yaml", "zone: learner", "zone: learner, fallback_zone: Asia/Kolkata")
    mini.replace(
      "campaign.yaml", "steps:",
      "exclusive: course\npriority: 2\ngoal: { within: 14 days }\nretry: [5 minutes, 1 hour]\nsteps:")
    let campaign = try mini.compile().campaign
    #expect(
      campaign.enter
        == EntryRule(
          .silence(inactiveDays: 3, lookbackDays: 30), isHourly: true, delay: .hours(1), rollout: 1_250, holdout: 500,
          request: TrialRequest(product: "agents", days: 14, fact: "has_trial"), reentryAfter: .days(30)))
    #expect(campaign.sendWindows == [.email: SendWindow(from: 480, to: 1200)])
    #expect(campaign.maximumMessages == [.email: 8])
    #expect(campaign.fallbackZone == "Asia/Kolkata")
    #expect(campaign.exclusiveGroup == "course")
    #expect(campaign.priority == 2 && campaign.goalWithin == .days(14))
    #expect(campaign.retry.delays == [.minutes(5), .hours(1)])
    #expect(
      campaign.steps[0].templates == [StageTemplate(from: 1, name: "hello"), StageTemplate(from: 2, name: "again")])
    #expect(campaign.steps[0].timing == .every(.days(7)))
    #expect(campaign.steps[1].requires == [.email: 2])
    #expect(try Campaign(json: JSON.parse(campaign.json.text)) == campaign)
  }

  @Test
  func equalFoldersHaveEqualHashesAWordChangesTheCampaignsAndThatMessagesHashOnly() throws {
    let first = try MiniCampaign().compile()
    #expect(first.contentHash == (try MiniCampaign().compile().contentHash))
    var changed = MiniCampaign()
    changed.replace("messages/hello.email.md", "points in", "points for you in")
    let second = try changed.compile()
    #expect(second.contentHash != first.contentHash)
    #expect(second.messages["hello", .email]?.hash != first.messages["hello", .email]?.hash)
    #expect(second.messages["again", .email] == first.messages["again", .email])
    var sample = MiniCampaign()
    sample.replace("samples/learner.json", "Ann", "Eve")
    #expect(try sample.compile().contentHash == first.contentHash)
  }

  @Test
  func whatSendersReadBackIsWhatWasCompiled() throws {
    let messages = try MiniCampaign().compile().messages
    #expect(MessageCatalog(json: try JSON.parse(messages.json.text)) == messages)
  }

  @Test
  func oneMarkdownSourceBecomesAPageAndATextSectionsListsLinksAndEmphasis() throws {
    var mini = MiniCampaign()
    mini.replace(
      "messages/hello.email.md", "Team {{brand}}",
      """
      # Plan for *{{first_name}}*

      Ask [our team](mailto:help@c.example?subject={{first_name}}), it's "free".

      - always
      {{#has_points}}
      - {{points}} points
      {{/has_points}}
      - at the end
        - nested

      1. one
      2. two

      > quoted
      > words

      a\\
      b
      """)
    guard let source = try mini.compile().messages["hello", .email].flatMap({ EmailSource(json: $0.body) }) else {
      Issue.record("no email")
      return
    }
    #expect(source.html.components(separatedBy: "<ul").count == 3, "one list with a conditional item, one nested")
    #expect(source.html.contains("</li>\n{{#has_points}}<li"))
    #expect(source.html.contains("href=\"{{link:1}}\""))
    #expect(source.links == ["{{course_link}}", "mailto:help@c.example?subject={{first_name}}"])
    #expect(source.text.contains("Ask our team ({{link:1}}), it’s “free”."))
    #expect(source.text.contains("- always\n{{#has_points}}- {{points}} points\n{{/has_points}}- at the end\n"))
    #expect(source.text.contains("  - nested\n"))
    #expect(source.text.contains("{{list:0:1}}{{list:0}}. one\n{{list:0}}. two\n"))
    #expect(source.text.contains("> quoted words"))
    #expect(source.text.contains("a\nb"))
    let context: JSON = [
      "first_name": "Ann & Eve", "course_name": "Care", "course_link": "https://c.example/1", "has_points": false,
    ]
    let email = try EmailRenderer.render(
      EmailTemplate(source), context: context, sender: SenderDetails(brand: "B", postalAddress: "A"),
      links: RecipientLinks(
        unsubscribe: "https://u.example/1", unsubscribeAll: "https://u.example/2", preferences: "https://u.example/3"))
    #expect(email.html.contains("mailto:help@c.example?subject=Ann%20%26%20Eve"))
    #expect(email.text.contains("- always\n- at the end"))
    #expect(email.text.contains("1. one\n2. two\n"))
    #expect(!email.text.contains("points"))
  }

  private func email(_ body: String, _ values: JSON = [:]) throws -> RenderedEmail {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", "Team {{brand}}", body)
    let source = try #require(try mini.compile().messages["hello", .email].flatMap { EmailSource(json: $0.body) })
    var context: [String: JSON] = [
      "first_name": "Ann", "course_name": "Care", "course_link": "https://c.example/1", "has_points": false,
      "points": 3,
    ]
    context.merge(values.object ?? [:]) { $1 }
    return try EmailRenderer.render(
      EmailTemplate(source), context: .object(context), sender: SenderDetails(brand: "B", postalAddress: "A"),
      links: RecipientLinks(
        unsubscribe: "https://u.example/1", unsubscribeAll: "https://u.example/2", preferences: "https://u.example/3"),
      rewriting: { _ in "https://u.example/c/1" })
  }

  @Test(arguments: [
    "https://c.example/a--b", "https://c.example/it's...x", "www.c.example/a--b", "https://c.example/a_b_*c*",
    "o'neill--x@c.example",
    "https://c.example/(a--b)", "https://c.example/?q='x'&y=a--b",
  ])
  func anAddressInTheTextStaysAsItIs(address: String) throws {
    let email = try email("It's -- see \(address), or (\(address)).")
    #expect(email.text.contains("It’s – see \(address), or (\(address))."))
    #expect(email.html.contains(address.replacing("&", with: "&amp;")))
  }

  @Test func anAddressGoesOnBehindATag() throws {
    #expect(try email("See https://c.example/{{points}}--b/{{points}}.").text.contains("See https://c.example/3--b/3."))
  }

  @Test func theTargetAndTheTextOfALinkAreLeftAlone() throws {
    let email = try email("[a--b](mailto:a--b@c.example) and <x--y@c.example>")
    #expect(email.text.contains("a–b (mailto:a--b@c.example) and x--y@c.example"))
    #expect(email.html.contains("mailto:a--b@c.example") && email.html.contains(">x--y@c.example</a>"))
  }

  @Test(arguments: [(true, "1. one\n2. 3 points\n3. three"), (false, "1. one\n2. three")])
  func aNumberedListGoesOnBehindASection(hasPoints: Bool, expected: String) throws {
    for body in [
      "1. one\n{{#has_points}}\n2. {{points}} points\n{{/has_points}}\n3. three",
      "1. one\n{{#has_points}}\n1. {{points}} points\n{{/has_points}}\n1. three",
    ] {
      let email = try email(body, ["has_points": .bool(hasPoints)])
      #expect(email.text.contains(expected))
      #expect(email.html.components(separatedBy: "<ol").count == 2)
    }
  }

  @Test func aListKeepsItsFirstNumberAndAnotherListBeginsAnew() throws {
    let email = try email("4. four\n5. five\n\nThen\n\n1. one\n   1. inner\n2. two")
    #expect(email.text.contains("4. four\n5. five\n"))
    #expect(email.text.contains("1. one\n\n   1. inner\n2. two") || email.text.contains("1. one\n   1. inner\n2. two"))
  }

  @Test(arguments: [
    "[help@c.example](mailto:help@c.example)", "<help@c.example>", "[{{support_email}}](mailto:{{support_email}})",
  ])
  func aMailboxIsWrittenOnce(link: String) throws {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", "Team {{brand}}", "Write to \(link).")
    let source = try #require(try mini.compile().messages["hello", .email].flatMap { EmailSource(json: $0.body) })
    #expect(source.text.contains("Write to help@c.example.") || source.text.contains("Write to {{support_email}}."))
  }

  @Test func blanksAtALinesEndNeverReachAnSMS() throws {
    var mini = MiniCampaign()
    mini.replace("messages/text.sms.md", "{{first_name}}, go on", "{{first_name}},  \n  go on\t\n\n  and")
    let source = try #require(try mini.compile().messages["text", .sms].flatMap { SMSSource(json: $0.body) })
    #expect(source.text.hasPrefix("{{first_name}}, go on\nand with"))
  }

  @Test func publishingSaysWhatAnSMSCostsWithNamesOfOtherScripts() throws {
    var mini = MiniCampaign()
    mini.replace("messages/text.sms.md", "go on with", String(repeating: "word ", count: 22) + "go on with")
    let notes = try mini.compile().notes.map(\.description)
    #expect(notes.count == 1 && notes[0].contains("segments instead of 2"), "\(notes)")
    mini.replace("messages/text.sms.md", "shorten:", "unicode_segments: 2\nshorten:")
    #expect(mini.faults().contains { $0.contains("with names in Devanagari the text needs") })
    mini.replace("messages/text.sms.md", "unicode_segments: 2", "unicode_segments: 11")
    #expect(mini.faults().contains { $0.contains("'11' is not a number from 1 to 10") })
  }

  @Test(arguments: [
    ("Team {{brand}}", "{{=<% %>=}}\nTeam <% brand %>", "hello.email.md:15: changed delimiters have no place"),
    ("subject: \"Hello", "subject: \"{{=<% %>=}}Hello", "hello.email.md:2: changed delimiters"),
    ("Team {{brand}}", "{{! two\nlines }}\nTeam", "hello.email.md:15: a tag or comment must begin and end on one line"),
    ("Team {{brand}}", "Team {{\nbrand}}", "hello.email.md:15: a tag or comment must begin and end on one line"),
    ("Go on, url", "\"{{=<% %>=}}\", url", "hello.email.md:4: changed delimiters"),
  ])
  func aTemplateThatTheSenderCouldNotReadIsAFault(old: String, new: String, fault: String) {
    var mini = MiniCampaign()
    mini.replace("messages/hello.email.md", old, new)
    #expect(mini.faults().contains { $0.contains(fault) }, "\(mini.faults())")
    var text = MiniCampaign()
    text.replace("messages/text.sms.md", "go on", "{{=<% %>=}}go on")
    #expect(text.faults().contains { $0.contains("text.sms.md:4: changed delimiters") })
    var reason = MiniCampaign()
    reason.replace("campaign.yaml", "reason: You", "reason: \"{{=<% %>=}}You")
    reason.replace("campaign.yaml", "{{course_name}}.", "<% course_name %>.\"")
    #expect(reason.faults().contains { $0.contains("campaign.yaml:6: changed delimiters") })
  }

  /// Holds X-58.
  @Test
  func everyMessageThatIsNotTransactionalCarriesItsOptOutAndNoKeyTakesItAway() throws {
    let marketing = try MiniCampaign().compile().messages
    let email = try #require(marketing["hello", .email].flatMap { EmailSource(json: $0.body) })
    let sms = try #require(marketing["text", .sms].flatMap { SMSSource(json: $0.body) })
    #expect(email.footer == .optOut(subject: "course", topic: "course"))
    #expect(sms.carriesOptOut)
    var transactional = MiniCampaign()
    transactional.replace("campaign.yaml", "class: marketing", "class: transactional")
    let receipt = try #require(try transactional.compile().messages["hello", .email])
    #expect(EmailSource(json: receipt.body)?.footer == .preferences)
  }
}
