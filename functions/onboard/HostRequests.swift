import FunctionContract
import JSON
import Store

/// What the host is asked for, as events: an account by the request's own name, so that asking twice makes one, and the hash of a
/// temporary password by its number.
struct HostRequests {
  /// As many events as a reply holds.
  static let most = 10

  let accounts: [AskForAccounts.Row]
  let passwords: [TellPasswords.Row]

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
  }
}
