import Domain
import JSON
import Store
import TestKit
import Testing

/// Every kind of parameter and cell, there and back.
@Suite(.emptyDatabase) struct RoundTripTests {
  @Test func scalarsComeBackAsTheyWent() throws {
    let row = Scalars.Row(
      int: .min, small: -3, double: 0.1, bool: true, text: "O'Brien \\ \"Zoë\" 👩‍⚕️",
      instant: Instant(microseconds: 1_700_000_000_123_456),
      json: ["a": [1, nil, "ü"]], bytes: [0, 255, 10], day: "2026-02-28", uuid: "0192f0c1-2b3a-7c4d-8e5f-a0b1c2d3e4f5")
    let connection = try TestDatabase.current().connect()
    #expect(try connection.first(Scalars(value: row)) == row)
  }

  @Test func nullsComeBackAsNil() throws {
    #expect(try TestDatabase.current().connect().first(Nulls()) == [true, true, true, true, true, true])
  }

  @Test(arguments: [
    [], [""], ["NULL"], ["a,b", "{c}", "d\"e", "f\\g", " h ", "i'j", "\n", "ü"], ["null", "{}", "\\", "\"\""],
  ])
  func textArraysComeBackAsTheyWent(_ texts: [String]) throws {
    #expect(try TestDatabase.current().connect().first(TextArray(texts: texts)) == texts)
  }

  @Test func otherArraysComeBackAsTheyWent() throws {
    let value = Arrays.Row(
      ints: [1, -2, .max], bools: [true, false], instants: [Instant(seconds: 0), Instant(microseconds: -1)])
    #expect(try TestDatabase.current().connect().first(Arrays(value: value)) == value)
  }

  @Test func nullsInArraysStayNull() throws {
    #expect(try TestDatabase.current().connect().first(ArrayNulls()) == [true, true])
  }

  @Test func aTextWithNULIsRefusedAndNotCut() throws {
    let connection = try TestDatabase.current().connect()
    let error = #expect(throws: StoreError.self) { try connection.run(TextArray(texts: ["a\u{0}b"])) }
    #expect(error?.kind == .data)
  }
}

private struct Scalars: Statement {
  struct Row: Equatable, Sendable {
    var int: Int, small: Int, double: Double, bool: Bool, text: String, instant: Instant, json: JSON, bytes: [UInt8],
      day: String, uuid: String
  }
  static let sql = """
    select $1::bigint, $2::smallint, $3::float8, $4::bool, $5::text, $6::timestamptz, $7::jsonb, $8::bytea, $9::date,
           $10::uuid
    """
  static let columns = ["int8", "int2", "float8", "bool", "text", "timestamptz", "jsonb", "bytea", "date", "uuid"]
  var value: Row
  var binds: [Bind] {
    [
      .int(value.int), .int(value.small), .double(value.double), .bool(value.bool), .text(value.text),
      .instant(value.instant), .json(value.json), .bytea(value.bytes), .text(value.day), .text(value.uuid),
    ]
  }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      int: try cells.int(0), small: try cells.int(1), double: try cells.double(2), bool: try cells.bool(3),
      text: try cells.text(4), instant: try cells.instant(5), json: try cells.json(6), bytes: try cells.bytea(7),
      day: try cells.text(8), uuid: try cells.text(9))
  }
}

private struct Nulls: Statement {
  static let sql = "select $1::bigint, $2::float8, $3::bool, $4::text, $5::timestamptz, $6::jsonb"
  static let columns = ["int8", "float8", "bool", "text", "timestamptz", "jsonb"]
  var binds: [Bind] { [.int(nil), .double(nil), .bool(nil), .text(nil), .instant(nil), .json(nil)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> [Bool] {
    [
      try cells.optionalInt(0) == nil, try cells.optionalDouble(1) == nil, try cells.optionalBool(2) == nil,
      try cells.optionalText(3) == nil, try cells.optionalInstant(4) == nil, try cells.optionalJSON(5) == nil,
    ]
  }
}

private struct TextArray: Statement {
  static let sql = "select $1::text[]"
  static let columns = ["text"]
  var texts: [String]
  var binds: [Bind] { [.texts(texts)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> [String] { try cells.texts(0) }
}

private struct Arrays: Statement {
  struct Row: Equatable, Sendable { var ints: [Int], bools: [Bool], instants: [Instant] }
  static let sql = "select $1::bigint[], $2::bool[], $3::timestamptz[]"
  static let columns = ["int8", "bool", "timestamptz"]
  var value: Row
  var binds: [Bind] { [.ints(value.ints), .bools(value.bools), .instants(value.instants)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(ints: try cells.ints(0), bools: try cells.bools(1), instants: try cells.instants(2))
  }
}

private struct ArrayNulls: Statement {
  static let sql = """
    select array[a[1], b[1]] as is_null from (select
      (select array_agg(x is null) from unnest($1::text[]) x) a,
      (select array_agg(x is null) from unnest($2::timestamptz[]) x) b) all_nulls
    """
  static let columns = ["is_null"]
  var binds: [Bind] { [.optionalTexts([nil, "NULL"]), .optionalInstants([nil, Instant(seconds: 1)])] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> [Bool] { try cells.bools(0) }
}
