import Domain
import Store

/// Reads how far an approved request has come, at the platform and here.
struct ReadApproval: Statement {
  struct Row: Sendable, Equatable {
    /// Accounts that the platform has made for it.
    var accounts: Int
    /// Users of its mailbox.
    var users: Int
    /// How often the platform was asked.
    var asks: Int
    /// Whether its answer was taken.
    var isAnswered: Bool
    /// Welcomes by email that went out.
    var welcomes: Int
    /// Calls that are arranged.
    var calls: Int
  }

  static let sql = """
    select (select count(*) from invented.accounts i where i.cta_submission_id = a.cta_submission_id) as accounts,
           (select count(*) from lms.users u where rekindle.mailbox(u.email) = rekindle.mailbox(s.email)) as users,
           a.asks, a.user_id is not null as is_answered,
           (select count(*) from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
             where c.slug = 'cta-welcome' and d.subject_id = a.id and d.channel = 'email'
               and d.status = 'sent') as welcomes,
           (select count(*) from rekindle.welcome_calls w where w.approval_id = a.id) as calls
      from rekindle.approvals a join lms.cta_submissions s using (cta_submission_id)
     where a.cta_submission_id = $1
    """
  static let columns = ["accounts", "users", "asks", "is_answered", "welcomes", "calls"]
  var request: String
  var binds: [Bind] { [.text(request)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      accounts: try cells.int(0), users: try cells.int(1), asks: try cells.int(2), isAnswered: try cells.bool(3),
      welcomes: try cells.int(4), calls: try cells.int(5))
  }
}
