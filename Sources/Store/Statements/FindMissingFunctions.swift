/// Which of some functions are not in schema `rekindle_campaigns`.
public struct FindMissingFunctions: Statement {
  public static let sql = """
    select n.name from unnest($1::text[]) n(name)
     where not exists (select from pg_proc p where p.proname = n.name and p.pronamespace = 'rekindle_campaigns'::regnamespace)
    """
  public static let columns = ["name"]

  let names: [String]

  public init(_ names: [String]) { self.names = names }

  public var binds: [Bind] { [.texts(names)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
