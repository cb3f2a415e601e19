import FunctionContract
import Store

/// A table that files fill, as the database describes it: one of `lms_data`, or what learners agreed to.
struct HostTable {
  struct Column {
    var name: String
    /// As SQL writes it, such as `bigint`.
    var type: String
    /// What stands where a file says nothing; nil where nothing may stand.
    var standard: String?
    var isRequired: Bool
    var isKey: Bool
    /// Whether a time must have passed: what learners will agree to one day is no agreement.
    var isPast = false
  }

  /// What learners agreed to is ours to keep.
  private static let ours = "consents"

  let name: String
  let columns: [Column]

  init(_ name: String, _ connection: borrowing Connection) throws(RunnerError) {
    self.name = name
    do throws(StoreError) {
      columns = try connection.texts(Self.description, [.text(Self.schema(of: name)), .text(name)]).map { row in
        Column(
          name: row[0] ?? "", type: row[1] ?? "", standard: row[2], isRequired: row[3] == "t", isKey: row[4] == "t",
          isPast: name == Self.ours && row[0] == "given_at")
      }
    } catch {
      throw RunnerError(error)
    }
  }

  var schema: String { HostTable.schema(of: name) }

  private static func schema(of name: String) -> String { name == ours ? "rekindle" : "lms_data" }

  /// Names of all tables that files can fill.
  static func names(_ connection: borrowing Connection) throws(RunnerError) -> [String] {
    do throws(StoreError) {
      return try connection.texts(
        "select relname from pg_class where relnamespace = 'lms_data'::regnamespace and relkind in ('r', 'p') order by 1"
      ).compactMap { $0.first ?? nil } + [ours]
    } catch {
      throw RunnerError(error)
    }
  }

  /// The name that was perhaps meant: the nearest one, or the one that holds `word` or stands in it.
  static func meant(by word: String, in names: [String]) -> String? {
    EditDistance.nearest(to: word, in: names)
      ?? names.first { name in
        let (short, long) = name.count < word.count ? (name, word) : (word, name)
        return short.count >= 4 && long.letters.contains(short.letters)
      }
  }

  /// The column that a file's heading means: case, blanks, hyphens and underscores make no difference.
  func column(_ heading: String) -> Column? {
    columns.first { $0.name.letters == heading.letters }
  }

  private static let description = """
    select a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid), a.attnotnull,
           coalesce(a.attnum = any (k.indkey::int2[]), false)
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      left join pg_index k on k.indrelid = a.attrelid and k.indisprimary
     where a.attrelid = to_regclass(quote_ident($1) || '.' || quote_ident($2)) and a.attnum > 0 and not a.attisdropped
     order by a.attnum
    """
}

extension String {
  /// Its letters and digits in lower case: what makes a name of a column.
  fileprivate var letters: String { lowercased().filter { $0.isLetter || $0.isNumber } }
}
