import Domain
import FunctionContract
import Processes
import Store

extension PrivateServer {
  /// Makes an empty database in the place of an older one of that name.
  ///
  /// Its queries are many and small, so that none is worth compiling.
  func makeDatabase(_ name: String) throws(RunnerError) {
    try dropDatabase(name)
    let connection = try connection(database: "postgres")
    do throws(StoreError) {
      try connection.runScript("create database \(name)", named: "create database")
      try connection.runScript("alter database \(name) set jit = off", named: "alter database")
    } catch {
      throw RunnerError(error)
    }
  }

  /// Makes a copy of a database in the place of an older one: of its files, or of its rows where somebody is connected.
  ///
  /// Nobody misses a copy after a crash, so that its commits wait for no disk; and its queries are many and small, so that none is
  /// worth compiling.
  func copyDatabase(_ original: String, to name: String) throws(RunnerError) {
    try dropDatabase(name)
    if try !copyFiles(original, to: name) { try copyRows(from: url(database: original), to: name) }
    let connection = try connection(database: "postgres")
    do throws(StoreError) {
      try connection.runScript(
        "alter database \(name) set synchronous_commit = off; alter database \(name) set jit = off",
        named: "alter database")
    } catch {
      throw RunnerError(error)
    }
  }

  /// Copies the files; false where somebody is connected.
  private func copyFiles(_ original: String, to name: String) throws(RunnerError) -> Bool {
    let connection = try connection(database: "postgres")
    do throws(StoreError) {
      let others = try connection.texts("select from pg_stat_activity where datname = $1", [.text(original)])
      guard others.isEmpty else { return false }
      try connection.runScript(
        "create database \(name) template \(original) strategy file_copy", named: "create database")
      return true
    } catch {
      if error.sqlState == "55006" { return false }
      throw RunnerError(error)
    }
  }

  /// Copies a database of any server, by its URL, in the place of an older one of that name here.
  func copyForeign(_ url: String, to name: String) throws(RunnerError) { try copyRows(from: url, to: name) }

  private func copyRows(from original: String, to name: String) throws(RunnerError) {
    try makeDatabase(name)
    let quoted = original.replacing("'", with: "'\\''")
    let dump = "'\(binaries.path("pg_dump"))' '\(quoted)'"
    let restore = "'\(binaries.path("psql"))' -qX -v ON_ERROR_STOP=1 -o /dev/null '\(try url(database: name))'"
    try check(
      run("/bin/bash", ["-o", "pipefail", "-c", "\(dump) | \(restore)"], within: .hours(1)),
      "the database could not be copied")
  }

  func dropDatabase(_ name: String) throws(RunnerError) {
    let connection = try connection(database: "postgres")
    do throws(StoreError) {
      try connection.runScript("drop database if exists \(name) with (force)", named: "drop database")
    } catch {
      throw RunnerError(error)
    }
  }
}
