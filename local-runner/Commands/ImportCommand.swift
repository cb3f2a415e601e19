import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// `import DIR`: CSV files into tables.
struct ImportCommand: Command {
  static let name = "import"
  static let summary = "load every <table>.csv or <table>.csv.gz of a folder"
  static let manual = Manual(
    words: "DIR",
    text: """
      Loads each file by COPY, all of its rows or none; the first line of a file names its columns. A row that does not fit
      is told as file:line. Starts the database where it does not run.
      """,
    options: [
      Manual.Option(
        "--source", "NAME",
        "the files are a platform's: load them into its schema and map them into lms as\ninfra/database/sources/NAME.sql says; without it, files are tables of lms_data"
      ),
      Manual.Option("--json", nil, "print the rows of each table as JSON"),
    ],
    exits: [
      (.badEvent, "a file cannot be read or a row does not fit"),
      (.unavailable, "the database cannot be started or reached"),
    ])

  private let folder: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    folder = try options.words(1...1, "the folder that holds the files")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    guard let folder = Files.real(folder) else { throw RunnerError(.usage, "\(self.folder) does not exist") }
    let files = FileReader.names(in: folder).compactMap { TableFile(folder: folder, name: $0) }
    guard !files.isEmpty else { throw RunnerError(.usage, "\(folder) holds no <table>.csv and no <table>.csv.gz") }
    let workspace = try Workspace(options)
    let script = try options.text("--source").map { (name) throws(RunnerError) in try SourceScript(workspace, name) }
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    let connection = try server.connection()
    try script?.prepare(connection)
    var rows: [String: JSON] = [:]
    for file in files {
      rows[file.table] = .integer(try TableLoader(schema: script?.name ?? "lms_data", file: file).load(connection))
    }
    if let script {
      Console.note("Mapping \(script.name) into lms …")
      try script.map(connection)
    }
    Console.say(options.has("--json") ? JSON.object(rows).text : "\(files.count) tables loaded.")
    return 0
  }
}
