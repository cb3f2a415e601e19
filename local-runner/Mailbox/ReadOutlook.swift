import Domain
import Store

/// Reads what keeps a message from going out: no learners, no campaign, nobody in one, or the time.
struct ReadOutlook: Statement {
  struct Row: Sendable {
    var hasLearners: Bool
    var hasCampaigns: Bool
    /// Learners that are under way in a campaign.
    var enrolled: Int
    /// Whether the ledger has a message, sent or not.
    var hasLedger: Bool
    /// When the next of them is looked at, or their message leaves.
    var nextDue: Instant?

    /// What must be there before anybody is written to, and what to type; nil where nothing is missing.
    var missing: String? {
      if !hasLearners {
        return "there are no learners yet: `local-runner sample` makes some up, `local-runner import DIR` loads yours"
      }
      return hasCampaigns ? nil : "no campaign is published: run `local-runner publish` first"
    }
  }

  static let sql = """
    select exists (select from lms.people) as has_learners, exists (select from rekindle.campaigns) as has_campaigns,
           (select count(*) from rekindle.campaign_enrollments where status = 'active') as enrolled,
           exists (select from rekindle.message_deliveries) as has_ledger,
           least((select min(next_due_at) from rekindle.campaign_enrollments where status = 'active'),
                 (select min(attention_at) from rekindle.message_deliveries where attention_at is not null)) as due
    """
  static let columns = ["has_learners", "has_campaigns", "enrolled", "has_ledger", "due"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      hasLearners: try cells.bool(0), hasCampaigns: try cells.bool(1), enrolled: try cells.int(2),
      hasLedger: try cells.bool(3), nextDue: try cells.optionalInstant(4))
  }
}

extension ReadOutlook {
  /// The one row.
  static func row(_ connection: borrowing Connection) throws(RunnerError) -> Row {
    do throws(StoreError) {
      guard let row = try connection.first(ReadOutlook()) else {
        throw StoreError(.permanent, statement: "ReadOutlook", message: "there is no row")
      }
      return row
    } catch {
      throw RunnerError(error)
    }
  }
}
