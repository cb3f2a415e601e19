import Store

// Statements that the suites share; `counter` is a table of theirs.

struct Increment: Statement {
  static let sql = "update counter set value = value + 1 where id = $1::int returning value"
  static let columns = ["value"]
  var id: Int
  var binds: [Bind] { [.int(id)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}

struct Numbers: Statement {
  static let sql = "select n from generate_series(1, $1::int) n"
  static let columns = ["n"]
  var count: Int
  var binds: [Bind] { [.int(count)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}

struct Divide: Statement {
  static let sql = "select 1 / $1::int as quotient"
  static let columns = ["quotient"]
  var by: Int
  var binds: [Bind] { [.int(by)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}

struct Sleep: Statement {
  static let sql = "select pg_sleep($1::float8)::text as slept"
  static let columns = ["slept"]
  var seconds: Double
  var binds: [Bind] { [.double(seconds)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) {}
}

struct EndOwnBackend: Statement {
  static let sql = "select pg_terminate_backend(pg_backend_pid()) as ended"
  static let columns = ["ended"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) {}
}

struct Mistyped: Statement {
  static let sql = "select 1.5::numeric as amount"
  static let columns = ["amount"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
