import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// `import FOLDER|FILE…`: CSV files into tables.
struct ImportCommand: Command {
  static let name = "import"
  static let summary = "load CSV files of learners, courses and activities, and tell what does not fit"
  static let manual = Manual(
    words: "FOLDER|FILE…",
    text: """
      Loads every <table>.csv, .tsv, .csv.gz or .tsv.gz into the table of lms_data that it is named after; docs/data.md has
      the tables. consents.csv holds what learners agreed to. The first line names the columns, in any order and case. A row with a known key is updated; one that does
      not fit is left out and told as file:line with its reason, and the others are loaded. Files may be as spreadsheets save
      them: separated by commas, semicolons or tabs, with a byte order mark, in UTF-8, UTF-16 or Windows-1252. Then the data
      are checked: unknown time zones, unusable addresses, one mailbox on several learners and the like. Starts the database
      where it does not run.
      """,
    options: [
      Manual.Option(
        "--source", "NAME",
        "the files are a platform's: load them into its schema, each whole or not at all, and map\nthem into lms as infra/database/sources/NAME.sql says"
      ),
      Manual.Option("--json", nil, "print what became of the rows, and what the check found, as JSON"),
    ],
    exits: [
      (.badEvent, "a file cannot be read, or its first line does not name what its table needs"),
      (.unavailable, "the database cannot be started or reached"),
      (.configuration, "the platform's own views stand in lms"),
    ])

  private let paths: [String]
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    paths = try options.words(1...100, "a folder with files, or files")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    var files: [TableFile] = []
    for path in paths { files += try Self.files(path) }
    let workspace = try Workspace(options)
    let script = try options.text("--source").map { (name) throws(RunnerError) in try SourceScript(workspace, name) }
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    let connection = try server.connection()
    let reports = try load(files, script, connection)
    let faults = try DataFault.all(connection)
    if options.has("--json") {
      let tables = Dictionary(reports.map { ($0.table, $0.json) }, uniquingKeysWith: { $1 })
      Console.say(JSON.object(["tables": .object(tables), "check": .array(faults.map(\.json))]).text)
    } else {
      for line in reports.flatMap(\.lines) { Console.say(line) }
      Console.say(faults.isEmpty ? "The data hold together." : "The check found:")
      for fault in faults { Console.say("  \(fault.line)") }
    }
    return 0
  }

  private func load(
    _ files: [TableFile], _ script: SourceScript?, _ connection: borrowing Connection
  ) throws(RunnerError) -> [TableReport] {
    var reports: [TableReport] = []
    guard let script else {
      try PlatformViews(connection).refuse(files.map(\.table))
      var imports: [TableImport] = []
      for file in files { imports.append(try TableImport(file, connection)) }
      for table in imports { reports.append(try table.run(connection)) }
      return reports
    }
    try script.prepare(connection)
    for file in files {
      var report = TableReport(path: file.path, table: file.table)
      report.loaded = try TableLoader(schema: script.name, file: file).load(connection)
      reports.append(report)
    }
    Console.note("Mapping \(script.name) into lms …")
    try script.map(connection)
    return reports
  }

  /// The files that a path means: itself, or those of tables in a folder.
  private static func files(_ path: String) throws(RunnerError) -> [TableFile] {
    guard let place = Files.real(path) else { throw RunnerError(.usage, "\(path) does not exist") }
    let names = FileReader.names(in: place)
    let files = names.isEmpty ? [TableFile(path: place)] : names.map { TableFile(path: "\(place)/\($0)") }
    let tables = files.compactMap { $0 }
    guard !tables.isEmpty else {
      throw RunnerError(
        .usage, "\(path) is no <table>.csv and no folder that holds one: a spreadsheet can save its sheets as CSV")
    }
    let others = names.filter { TableFile(path: "\(place)/\($0)") == nil }
    if !others.isEmpty {
      Console.note("Not read, since only .csv and .tsv files are, plain or .gz: \(others.joined(separator: ", "))")
    }
    return tables
  }
}
