import Campaigns
import Domain
import JSON
import Rendering
import Testing

@Suite
struct ReengagementTests {
  static let rows = MessageMatrix.rows

  /// Holds REQ-4-32, REQ-4-56, REQ-4-59.
  @Test func eachStepHasATextOnEachOfThreeChannels() throws {
    let steps = Dictionary(grouping: Self.rows, by: \.campaign)
    #expect(Self.rows.count == 51)
    for channel in [Channel.email, .sms, .whatsapp] { #expect(Self.rows.count { $0.channel == channel } == 17) }
    for (name, rows) in steps {
      let campaign = try Package.campaign(name)
      let texts = campaign.messages.entries.keys.filter {
        $0.name.hasPrefix("day-") && Variant.base(of: $0.name) == nil
      }
      #expect(Set(texts) == Set(rows.map { MessageCatalog.Key($0.message, $0.channel) }))
      for step in campaign.campaign.steps { #expect(Set(step.channels) == [.email, .sms, .whatsapp], "\(step.id)") }
    }
  }

  /// Holds REQ-4-44, REQ-4-45, REQ-4-46, REQ-4-48, REQ-4-54, REQ-4-47.
  @Test(arguments: rows)
  func aMessageSaysWhatItsRowDemands(_ row: MessageMatrix) throws {
    let body = try #require(try Package.campaign(row.campaign).messages[row.message, row.channel]?.body)
    let text = body.text
    let used = Set(text.matches(of: /\{\{[#^]?([a-z0-9_]+)\}\}/).map { String($0.output.1) })
      .union([EmailSource(json: body)?.box?.progress].compactMap(\.self))
    let name = row.channel == .sms ? "last_name" : "first_name"
    #expect(Set(row.facts + row.subject + ["shortlink", name]).subtracting(used) == [])
    if row.channel == .email {
      let subject = try #require(EmailSource(json: body)).subject
      for variable in row.subject { #expect(subject.contains("{{\(variable)}}"), "\(variable)") }
    }
  }

  /// Holds REQ-4-50, REQ-4-62.
  @Test(arguments: rows)
  func aMessageAsksForOneThing(_ row: MessageMatrix) throws {
    let campaign = try Package.campaign(row.campaign)
    let body = try #require(campaign.messages[row.message, row.channel]?.body)
    let page = try #require(try ReengagementText.all().first { row.isOf($0) && $0.sample == "learner" }).full
    switch row.channel {
    case .email:
      let email = try #require(EmailSource(json: body))
      #expect(email.links.filter { !$0.hasPrefix("mailto:") && !$0.contains("_url}}") } == ["{{shortlink}}"])
      #expect(page.matches(of: /(?m)^(.*):\nhttps:/).contains { $0.output.1.contains(row.asks) }, "\(page)")
    case .whatsapp:
      #expect(WhatsAppSource(json: body)?.links == ["{{shortlink}}"])
      #expect(WhatsAppSource(json: body)?.button?.label.contains(row.asks) == true)
    default:
      #expect(SMSSource(json: body)?.links == ["{{shortlink}}"])
      #expect(page.contains(row.asks))
    }
  }

  /// Holds REQ-4-33: what says that nothing follows is the last, and goes out once.
  @Test(arguments: MessageMatrix.campaigns.values.sorted())
  func theLastMessageSaysThatItIsAndIs(name: String) throws {
    let campaign = try Package.campaign(name).campaign
    let last = try #require(campaign.steps.last)
    #expect(last.delivery == .first)
    #expect(last.templates.map(\.name) == [last.id])
    for text in try ReengagementText.all() where text.campaign == name {
      #expect(text.body.contains("last message") == (text.message == last.id), "\(text.body)")
    }
  }
}
