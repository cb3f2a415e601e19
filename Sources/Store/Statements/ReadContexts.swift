public import Domain
public import JSON

/// The template values of pairs of learner and subject; no row where there is nothing left to write about.
public struct ReadContexts: Statement {
  public struct Row: Sendable {
    public let userID: Int
    public let subjectID: Int
    /// Nil where the campaign's query fails for this pair, or what it says cannot be read.
    public let context: JSON?
    /// Why there is none: an SQLSTATE, or a few words.
    public let fault: String?
  }

  public static let sql = """
    select c.user_id, c.subject_id, c.context, c.fault
      from rekindle.campaign_context($1, $2, $3, $4::bigint[], $5::bigint[], $6) c
    """
  public static let columns = ["user_id", "subject_id", "context", "fault"]

  public var id: CampaignVersionID
  public var now: Instant
  public var userIDs: [Int]
  public var subjectIDs: [Int]
  /// Of the text, which the version has; nil for the campaign's own.
  public var language: String?

  public init(
    id: CampaignVersionID, now: Instant, userIDs: [Int], subjectIDs: [Int], language: String? = nil
  ) {
    self.id = id
    self.now = now
    self.userIDs = userIDs
    self.subjectIDs = subjectIDs
    self.language = language
  }

  public var binds: [Bind] {
    [.int(id.campaign), .int(id.version), .instant(now), .ints(userIDs), .ints(subjectIDs), .text(language)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let (userID, subjectID) = (try cells.int(0), try cells.int(1))
    guard let text = try cells.optionalText(2) else {
      return Row(userID: userID, subjectID: subjectID, context: nil, fault: try cells.optionalText(3))
    }
    do throws(JSONError) {
      return Row(userID: userID, subjectID: subjectID, context: try JSON.parse(text), fault: nil)
    } catch {
      return Row(userID: userID, subjectID: subjectID, context: nil, fault: error.reason)
    }
  }
}
