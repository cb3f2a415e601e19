/// One step of the schema's history: a file `NNNN_name.sql`.
public struct Migration: Sendable, Equatable {
  public let version: Int
  /// The file's name.
  public let file: String
  public let sql: String
  /// What is applied instead where earlier migrations were: a baseline makes an empty database, and the file of the same name
  /// in `upgrade` brings one with history to the same state.
  public let upgrade: String?

  /// Reads the version from a file name such as `0007_opt_out.sql`; nil where the name has another form.
  public init?(file: String, sql: String, upgrade: String? = nil) {
    let parts = file.split(separator: "_", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
      let version = Int(parts[0]), parts[1].hasSuffix(".sql"), parts[1].utf8.count > 4
    else { return nil }
    self.version = version
    self.file = file
    self.sql = sql
    self.upgrade = upgrade
  }

  /// Whether older binaries must not run on the schema that this leaves: the first line is `-- breaking`.
  public var isBreaking: Bool {
    sql.prefix { !$0.isNewline }.trimmingSuffix { $0 == " " } == "-- breaking"
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
