import FunctionContract
import FunctionHost
import Glibc

/// The programs of the installed PostgreSQL server.
struct ServerBinaries {
  static let oldest = 15
  let folder: String

  /// The folder that `REKINDLE_POSTGRES_BIN` names, else Debian's newest version, else the first of `PATH`.
  init() throws(RunnerError) {
    if let given = getenv("REKINDLE_POSTGRES_BIN").map({ String(cString: $0) }) {
      guard Files.exists(given + "/initdb") else {
        throw RunnerError(.configuration, "REKINDLE_POSTGRES_BIN is \(given), where no initdb is")
      }
      folder = given
      return
    }
    let versions = FileReader.names(in: "/usr/lib/postgresql").compactMap(Int.init).filter {
      $0 >= ServerBinaries.oldest
    }
    let path = getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
    let candidates = versions.sorted(by: >).map { "/usr/lib/postgresql/\($0)/bin" } + path
    guard let found = candidates.first(where: { Files.exists($0 + "/initdb") }) else {
      throw RunnerError(
        .configuration, "no PostgreSQL server is installed: run `apt-get install postgresql` (15 or newer)")
    }
    folder = found
  }

  func path(_ program: String) -> String { "\(folder)/\(program)" }
}
