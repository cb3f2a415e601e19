public import Domain
import JSON

/// What a payment provider tells, by its own names for people and payments.
public struct PaymentNews: Sendable {
  /// What has happened.
  public enum Fact: Sendable, Equatable {
    /// It is asked for.
    case asked
    case paid(Instant)
    case failed(Instant)
    case cancelled(Instant)
    /// Some of it was paid back, or came back to us again at `failedAt`.
    case refunded(Refund)
    /// The payer's bank asks it back.
    case disputed(Instant)
    case disputeWon(Instant)
    case disputeLost(Instant)
    /// An order is over, by no payment.
    case orderCancelled(Instant)
  }

  /// Money that was paid back.
  public struct Refund: Sendable, Equatable {
    let names: [Name]
    let amount: PaymentAmount
    let at: Instant
    let failedAt: Instant?
  }

  /// A name of the provider's.
  public struct Name: Sendable, Equatable {
    /// Which of a thing's names it is: two things that have different names of one rank are two.
    public enum Rank: Int, Sendable { case itself, charge, invoice }

    let rank: Rank
    let text: String

    init(_ rank: Rank, _ text: String) {
      self.rank = rank
      self.text = text
    }
  }

  /// The event's id; what further it says has ids of its own that begin with it.
  var id: String
  let type: String
  let at: Instant
  let body: [UInt8]
  var fact: Fact
  /// Every name of the payment that is known.
  var names: [Name] = []
  /// nil where it is not said.
  var amount: PaymentAmount?
  var askedAt: Instant?
  var payer = Payer()
  /// The host's own numbers that stand in it.
  var host = HostNumbers()
  /// Columns of `payment_details`.
  var details: [String: JSON] = [:]

  init(id: String, type: String, at: Instant, body: [UInt8], fact: Fact) {
    self.id = id
    self.type = type
    self.at = at
    self.body = body
    self.fact = fact
  }
}

extension PaymentNews {
  /// Who pays, as the provider knows them.
  struct Payer: Sendable, Equatable {
    var customer: String?
    var mailbox: String?
  }

  /// Numbers of the host's, where it has written them to what the provider has.
  struct HostNumbers: Sendable, Equatable {
    var user: Int?
    var payment: Int?
    var instalment: Int?
    var order: Int?
  }
}
