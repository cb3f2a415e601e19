/// What can be said about a query without a database; PostgreSQL says the rest when it is published.
struct QueryCheck {
  let folder: CampaignFolder
  let report: Report

  /// The query without its closing semicolon; nil where it may be missing and is, and, with a fault reported, where it
  /// must not or is no single `select`.
  func text(of query: QueryContract) -> String? {
    guard let text = folder.files[query.file] else {
      if !query.isOptional { report.add(query.file, 1, "the file is missing") }
      return nil
    }
    let code = QueryCheck.withoutComments(text)
    var trimmed = code.trimmed
    if trimmed.hasSuffix(";") { trimmed = String(trimmed.dropLast()).trimmed }
    let first = trimmed.prefix { $0.isLetter }.lowercased()
    guard first == "select" || first == "with" else {
      report.add(query.file, 1, "the file must hold one select")
      return nil
    }
    if let semicolon = trimmed.firstIndex(of: ";") {
      let line = code[..<(code.firstIndex(of: ";") ?? semicolon)].count { $0.isNewline } + 1
      report.add(query.file, line, "the file must hold one select; another statement follows here")
      return nil
    }
    for clock in ["now()", "current_date", "current_timestamp", "clock_timestamp", "localtimestamp"] {
      if let place = code.lowercased().firstRange(of: clock) {
        let line = code.lowercased()[..<place.lowerBound].count { $0.isNewline } + 1
        report.add(query.file, line, "\(clock) makes the query depend on the wall clock; use as_of")
      }
    }
    return String(text.trimmed.reversed().drop { $0 == ";" || $0.isWhitespace }.reversed())
  }

  /// The words of a query that may be names, in lower case.
  static func words(of text: String) -> Set<String> {
    Set(
      withoutComments(text).lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  /// Reports the files that look like queries and are none.
  func refuseOthers() {
    let known = QueryContract.ofAnyCampaign.map(\.file)
    for file in folder.files.keys.sorted() where file.hasSuffix(".sql") && !known.contains(file) {
      report.add(file, 1, "no query of a campaign has this name" + didYouMean(file, among: known))
    }
  }

  /// The text with `--` comments blanked, so that lines stay.
  private static func withoutComments(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.firstRange(of: "--").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text without blanks and line ends around it.
  var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
