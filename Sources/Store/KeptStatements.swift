import CPostgres

/// Which statements a server session keeps parsed and planned, under names: those that were asked a second time, in a session
/// that is ours alone.
///
/// A pooler in transaction mode may hand the next statement to another session, which has never heard of the name. It greets
/// its clients with session ids of its own making, so a session is ours where it calls itself as we were told.
final class KeptStatements {
  private let isOn: Bool
  private var asked: Set<ObjectIdentifier> = []
  private var names: [ObjectIdentifier: String] = [:]
  private var isOwnSession: Bool?
  /// Names are never used twice: what the server still has under an old one does not matter.
  private var lastName = 0

  init(isOn: Bool) { self.isOn = isOn }

  /// The name under which the session keeps a statement; nil where it is to be sent with its text.
  subscript<S: Statement>(type: S.Type) -> String? { names[ObjectIdentifier(type)] }

  /// Counts that a statement is about to be asked, and has the session keep it from the second time on.
  func prepare<S: Statement>(_ type: S.Type, on connection: OpaquePointer) throws(StoreError) {
    if !isOn || names[ObjectIdentifier(type)] != nil || asked.insert(ObjectIdentifier(type)).inserted { return }
    guard try isOwn(connection) else { return }
    lastName += 1
    let name = "s\(lastName)"
    _ = try QueryResult(PQprepare(connection, name, S.sql, 0, nil), on: connection, statement: "\(S.self)")
    names[ObjectIdentifier(type)] = name
  }

  /// Lets go of all names where the error says that the session does not have one, or has it for an answer of another shape, as
  /// after a migration; true where the same statement may succeed without them.
  func forget(after error: StoreError) -> Bool {
    guard lastName > 0, let state = error.sqlState, ["26000", "42P05", "0A000"].contains(state) else { return false }
    names = [:]
    if state != "0A000" { isOwnSession = false }
    return true
  }

  private func isOwn(_ connection: OpaquePointer) throws(StoreError) -> Bool {
    if let isOwnSession { return isOwnSession }
    let answer = try QueryResult(
      PQexec(connection, "select pg_backend_pid()"), on: connection, statement: "pg_backend_pid")
    let isOwn = String(cString: PQgetvalue(answer.handle, 0, 0)) == String(PQbackendPID(connection))
    isOwnSession = isOwn
    return isOwn
  }
}
