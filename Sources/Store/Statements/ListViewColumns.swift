/// The columns of a view in schema `rekindle_campaigns`, in order.
public struct ListViewColumns: Statement {
  public struct Row: Sendable, Equatable {
    public let name: String
    /// As SQL writes it, such as `timestamp with time zone`.
    public let type: String
  }

  public static let sql = """
    select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relname = $1 and c.relnamespace = 'rekindle_campaigns'::regnamespace and a.attnum > 0
     order by a.attnum
    """
  public static let columns = ["name", "type"]

  let view: String

  public init(_ view: String) { self.view = view }

  public var binds: [Bind] { [.text(view)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(name: try cells.text(0), type: try cells.text(1))
  }
}
