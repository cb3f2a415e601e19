public import Domain
public import JSON

/// A statement of the Experience API, 1.0 or 2.0, checked as its specification says; what of it matters here.
public struct XAPIStatement: Sendable {
  static let voided = "http://adlnet.gov/expapi/verbs/voided"

  /// The sender's id; nil where it gave none.
  public var id: String?
  public let actor: XAPIActor
  /// The verb's IRI.
  public let verb: String
  /// What was done something with, where that is an activity.
  public let activity: String?
  /// The statement that this one takes back; nil where it says something.
  public let voids: String?
  /// Activities of which the activity is a part, the nearest first.
  public let places: [String]
  /// How far the actor is, from 0 to 100, where the result says so.
  public let progress: Int?
  public let isCompletion: Bool
  /// How long it took, in seconds.
  public let duration: Double?
  /// When it happened; nil where the sender leaves that to whoever receives it.
  public var at: Instant?
  /// The statement as it came.
  public let body: [UInt8]

  private static let known: Set = [
    "id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version", "attachments",
  ]

  /// Checks and reads one statement.
  public init(_ json: JSON) throws(XAPIFault) {
    let statement = try XAPIObject(json, "", only: XAPIStatement.known)
    id = try statement.uuid("id")?.lowercased()
    at = try statement.time("timestamp")
    _ = try statement.time("stored")
    _ = try statement.text("version", "1.0, 1.0.x or 2.0.x", XAPIRequest.isVersion)
    if let authority = statement["authority"] { _ = try XAPIActor(authority, ".authority") }
    let parts = try XAPIParts(statement, isInner: false)
    actor = parts.actor
    verb = parts.verb
    activity = parts.activity
    places = parts.places
    progress = parts.progress
    isCompletion = parts.isCompletion
    duration = parts.duration
    voids = parts.verb == XAPIStatement.voided ? parts.reference : nil
    if parts.verb == XAPIStatement.voided, parts.reference == nil {
      throw XAPIFault(".object", "a reference to the statement that is taken back")
    }
    for (attachment, place) in try statement.list("attachments") { try XAPIParts.checkAttachment(attachment, place) }
    body = json.bytes
  }
}
