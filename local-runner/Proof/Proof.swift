import Domain
import FunctionShell
import JSON
import Store

/// A learner's evidence as a chain of lines: a head, a line for each row, and a signed end.
struct Proof {
  let userID: Int
  /// The address of the installation that it speaks for.
  let installation: String
  let now: Instant

  /// Writes what the connection's snapshot shows; memory holds one row of it.
  func write(
    to file: ProofFile, signedWith key: ProofKey, _ connection: borrowing Connection
  ) throws(RunnerError) {
    var chain = ProofChain()
    var rows = 0
    let subject = try connection.answers(to: FindProofSubject(userID: userID)).first
    try file.write(chain.line(head(key.id, erasedAt: subject?.erasedAt)))
    try connection.askForRows(of: ReadProofRows(userID: userID))
    while let row = try connection.nextAnswer(to: ReadProofRows.self) {
      try file.write(chain.line(Proof.members(of: row)))
      rows += 1
    }
    try file.write(chain.seal(rows: rows, key))
  }

  private func head(_ key: String, erasedAt: Instant?) -> [String: JSON] {
    var members: [String: JSON] = [
      "format": .string(ProofChain.format), "version": .string(FunctionShell.version), "learner": .integer(userID),
      "made_at": .string(now.rfc3339), "installation": .string(installation), "key": .string(key),
    ]
    members["erased_at"] = erasedAt.map { .string($0.rfc3339) }
    return members
  }

  private static func members(of row: ReadProofRows.Row) -> [String: JSON] {
    ["at": .string(row.at.rfc3339), "table": .string(row.table), "id": .string(row.id), "row": row.content]
  }
}
