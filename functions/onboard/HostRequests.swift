import FunctionContract
import JSON
import Store

/// What the host is asked for, as events: an account by the request's own name, so that asking twice makes one, and the hash of a
/// temporary password by its number.
struct HostRequests {
  /// So many of each at once that a reply holds them, and one event more.
  static let mostAccounts = 5
  static let mostPasswords = 4

  let accounts: [AskForAccounts.Row]
  let passwords: [TellPasswords.Row]

  /// Whether there may be more to ask for.
  private var isFull: Bool { accounts.count == Self.mostAccounts || passwords.count == Self.mostPasswords }

  func events(from invocation: Invocation) -> [CloudEvent] {
    accounts.map { account in
      .emitted(
        by: Onboard.name, from: invocation, key: "account:\(account.submission)", type: "host.account.requested",
        data: [
          "cta_submission_id": .string(account.submission), "admin_id": .integer(account.adminID), "role": "student",
        ])
    }
      + passwords.map { password in
        .emitted(
          by: Onboard.name, from: invocation, key: "password:\(password.submission):\(password.number)",
          type: "host.password.made",
          data: [
            "cta_submission_id": .string(password.submission), "user_id": .integer(password.userID),
            "number": .integer(password.number), "password_hash": .string(password.hash), "must_change": true,
          ])
      }
      + (isFull
        ? [.emitted(by: Onboard.name, from: invocation, key: "continue", type: "onboard.due")] : [])
  }
}
