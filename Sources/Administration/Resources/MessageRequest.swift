import Access
import Campaigns
import Domain
import JSON
import Rendering
import Store

/// A message that somebody asks for: which one of which campaign, with what values, to whom.
struct MessageRequest {
  /// Which message of which version is meant, and the channels of its step.
  typealias Checked = (version: CampaignVersionID, message: String, channels: [Channel])

  /// The campaign's name.
  let slug: String
  /// The message's name; nil where the campaign's only one is meant.
  let message: String?
  /// What it is about, of the campaign's kind; nil where all values are given.
  let subjectID: Int?
  let context: JSON
  let userIDs: [Int]

  /// Reads `message_type`, which is `<campaign>/<message>`, `subject_id` and `context`.
  init(_ body: Body, to userIDs: [Int]) {
    let parts = (body.text("message_type") ?? "").split(separator: "/", maxSplits: 1)
    slug = parts.first.map(String.init) ?? ""
    message = parts.count > 1 ? String(parts[1]) : nil
    subjectID = body.integer("subject_id")
    context = body.object("context") ?? .object([:])
    self.userIDs = userIDs
  }

  /// A message whose values are all given: `message_type` and `context`, as an action keeps them.
  init(_ details: JSON) {
    let parts = (details["message_type"]?.string ?? "").split(separator: "/", maxSplits: 1)
    slug = parts.first.map(String.init) ?? ""
    message = parts.count > 1 ? String(parts[1]) : nil
    subjectID = nil
    context = details["context"] ?? .object([:])
    userIDs = []
  }

  /// The published message, once all its values are known to be there; or why it cannot be sent.
  func checked(
    now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> Result<Checked, Problem> {
    guard let texts = try connection.first(FindCampaignTexts(slug: slug)) else {
      return .failure(Body.fault("message_type", "no campaign has the name \(slug.prefix(64))"))
    }
    guard let version = try connection.run(CampaignVersions(now: now, only: [texts.id])).first,
      case .success(let campaign) = version.campaign, version.phase != .completed
    else { return .failure(Body.fault("message_type", "the campaign is over, or cannot be read")) }
    let names = Set(campaign.steps.flatMap { $0.templates.map(\.name) }).sorted()
    guard let message = message ?? (names.count == 1 ? names.first : nil), let asked = campaign.requested(message)
    else {
      let known = names.map { "\(slug)/\($0)" }.joined(separator: ", ")
      return .failure(Body.fault("message_type", "no step of the campaign sends this message; known: \(known)"))
    }
    if let fault = unknownValue(texts) { return .failure(fault) }
    let values: JSON
    switch try given(texts.id, now: now, connection) {
    case .success(let found): values = found
    case .failure(let problem): return .failure(problem)
    }
    let channels = asked.steps.first { $0.templates.map(\.name) == [message] && $0.timing == .onEnter }?.channels ?? []
    let catalog = MessageCatalog(json: texts.messages)
    for channel in channels {
      guard let entry = catalog?[message, channel] else { continue }
      do throws(RenderingError) { _ = try CampaignPreview.parts(of: entry, on: channel, with: values) } catch {
        return .failure(Body.fault("context", "\(channel.rawValue): \(error.description)"))
      }
    }
    return .success((texts.id, message, channels))
  }

  /// Why a value is none of the campaign's; nil where all are, and where nobody knows.
  private func unknownValue(_ texts: FindCampaignTexts.Row) -> Problem? {
    guard let text = texts.files?["samples/learner.json"]?.string, let sample = (try? JSON.parse(text))?.object else {
      return nil
    }
    for (name, value) in (context.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let known = sample[name] else {
        let names = sample.keys.sorted().joined(separator: ", ")
        return Body.fault("context", "\(name.prefix(64)) is no value of the campaign's; known: \(names)")
      }
      if known != .null, known.kind != value.kind {
        return Body.fault("context", "\(name) must be \(known.kind)")
      }
    }
    return nil
  }

  /// The values that the message will have, for one of its learners.
  private func given(
    _ version: CampaignVersionID, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> Result<JSON, Problem> {
    var values: [String: JSON] = ["first_name": "Ann", "last_name": "Example"]
    if let subjectID {
      let rows = try connection.run(
        ReadContexts(
          id: version, now: now, userIDs: userIDs, subjectIDs: Array(repeating: subjectID, count: userIDs.count)))
      guard let found = rows.lazy.compactMap({ $0.context?.object }).first else {
        return .failure(Body.fault("subject_id", "for none of the learners is there anything to write about it"))
      }
      values = found
    }
    return .success(.object(values.merging(context.object ?? [:]) { $1 }))
  }
}

extension JSON {
  /// What the value is, as the end of "… must be".
  fileprivate var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    default: "a number"
    }
  }
}
