public import Domain

/// How far the approval of a request has come; no row where nobody has approved it.
public struct FindOnboarding: Statement {
  public struct Row: Sendable {
    public let approvedAt: Instant
    /// The account; nil until the host has answered.
    public let userID: Int?
    public let isEmailSent: Bool
    public let isWhatsAppSent: Bool
    public let callAt: Instant?
    public let callOwnerID: Int?
    public let passwordSetAt: Instant?
  }

  public static let sql = """
    select o.approved_at, o.user_id, coalesce(m.email, false) as email_sent, coalesce(m.whatsapp, false) as whatsapp_sent,
           o.call_at, o.call_owner_id, o.password_set_at
      from rekindle.onboardings o
     cross join lateral (
       select bool_or(d.channel = 'email') as email, bool_or(d.channel = 'whatsapp') as whatsapp
         from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'approval'
        where d.user_id = o.user_id and d.subject_id = o.approval_id and d.status = 'sent') m
     where o.cta_submission_id = $1
    """
  public static let columns = [
    "approved_at", "user_id", "email_sent", "whatsapp_sent", "call_at", "call_owner_id", "password_set_at",
  ]

  public var submission: String

  public init(submission: String) { self.submission = submission }

  public var binds: [Bind] { [.text(submission)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      approvedAt: try cells.instant(0), userID: try cells.optionalInt(1), isEmailSent: try cells.bool(2),
      isWhatsAppSent: try cells.bool(3), callAt: try cells.optionalInstant(4), callOwnerID: try cells.optionalInt(5),
      passwordSetAt: try cells.optionalInstant(6))
  }
}
