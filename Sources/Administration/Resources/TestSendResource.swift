import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Rendering
import Store

/// Messages that people send to addresses of their own, to see them where they will be read.
enum TestSendResource {
  private static let schema = Schema.object([
    "id": Schema.integer, "status": Schema.word(["requested", "sending", "sent", "failed", "unknown"]),
    "detail": Schema.orNull(Schema.text), "requested_at": Schema.instant, "finished_at": Schema.orNull(Schema.instant),
  ])

  static let endpoints = [
    Endpoint(
      "POST /api/test-sends", "Send a message, marked as a test, to an address of your own", .operate,
      trail: .about("test", parameter: nil),
      body: [
        Field("campaign", .text(1...40), "The campaign.", isRequired: true),
        Field("template", .text(1...60), "The message; a translation is de/<message>.", isRequired: true),
        Field("channel", .word(["email", "sms", "whatsapp", "calendar"]), "The channel.", isRequired: true),
        Field(
          "address", .text(3...254), "Where it goes: an address or a number such as +15005550006.", isRequired: true),
        Field("sample", .text(1...60), "Whose values it has; learner where it is not said."),
      ],
      answer: Answer("It was handed to the channel's sender", status: 202, schema), announcing: ask),
    Endpoint(
      "GET /api/test-sends/{test_id}", "What became of a test", .read, answer: Answer("The test", schema), action: show),
  ]

  private static func ask(_ call: Call) throws(Problem) -> Endpoint.AnnouncingWork {
    let (slug, template) = (call.body.text("campaign") ?? "", call.body.text("template") ?? "")
    let channel = call.body.text("channel").flatMap(Channel.init(rawValue:)) ?? .email
    let sample = call.body.text("sample") ?? "learner"
    return { (connection) throws(StoreError) in
      guard let texts = try connection.first(FindCampaignTexts(slug: slug)) else {
        return Outcome(Body.fault("campaign", "no campaign has this name").details)
      }
      guard let body = MessageCatalog(json: texts.messages)?[template, channel]?.body else {
        return Outcome(Body.fault("template", "the campaign has no message of this name on this channel").details)
      }
      guard let context = TemplatePreview.samples(texts, of: template)[sample] else {
        return Outcome(Body.fault("sample", "the campaign has no sample of this name").details)
      }
      let test = InsertTestSend(
        channel: channel, campaign: slug, version: texts.id.version, template: template, body: marked(body, channel),
        context: context, address: call.body.text("address") ?? "", key: call.principal.name, now: call.now)
      guard let id = try connection.first(test) else {
        return Outcome(Body.fault("address", "somebody said no to messages at this address").details)
      }
      let response = try show(id, status: 202, connection)
      return Outcome(response, announces: ("delivery.\(channel.rawValue).test", ["ids": [.integer(id)]]))
    }
  }

  private static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    let id = try call.id("test_id")
    return { (connection) throws(StoreError) in try show(id, status: 200, connection) }
  }

  private static func show(
    _ id: Int, status: Int, _ connection: borrowing Connection
  ) throws(StoreError) -> HTTPResponse {
    guard let row = try connection.first(FindTestSend(id: id)) else {
      return Problem(404, "unknown_test", title: "No such test", "no test has this id", at: .parameter("test_id"))
        .details
    }
    return .json(
      [
        "id": .integer(id), "status": .string(row.status), "detail": row.detail.map(JSON.string) ?? .null,
        "requested_at": JSON(row.requestedAt), "finished_at": JSON(row.finishedAt),
      ], status: status)
  }

  /// Says before everything else that it is a test: in the subject, or in the text where there is none.
  ///
  /// What an approved template says is not ours to change: its sender marks the first value that fills it.
  private static func marked(_ body: JSON, _ channel: Channel) -> JSON {
    var members = body.object ?? [:]
    let place = channel.carrier == .email ? "subject" : "text"
    members[place] = members[place]?.string.map { .string("[Test] \($0)") }
    return .object(members)
  }
}
