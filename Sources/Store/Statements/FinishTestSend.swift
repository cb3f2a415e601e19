public import Domain

/// Writes down what became of a test, and forgets whom it went to and with which values.
public struct FinishTestSend: Statement {
  public static let sql = """
    update rekindle.own_test_sends t
       set status = $2, detail = $3, finished_at = $4, body = null, context = null, address = null
     where t.id = $1 and t.status = 'sending'
    """

  public var id: Int
  /// `sent`, `failed` or `unknown`.
  public var status: String
  /// A code or a few words, without personal data.
  public var detail: String?
  public var now: Instant

  public init(id: Int, status: String, detail: String?, now: Instant) {
    self.id = id
    self.status = status
    self.detail = detail
    self.now = now
  }

  public var binds: [Bind] { [.int(id), .text(status), .text(detail), .instant(now)] }
}
