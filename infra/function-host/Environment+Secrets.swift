import FunctionContract
import FunctionHost
import FunctionShell

extension Environment {
  /// The variables with those of the file that `REKINDLE_SECRETS` names, for platforms that give secrets as files only.
  ///
  /// The file has lines of `NAME=value`; a variable that is set already stays as it is.
  func withSecrets() throws(HostError) -> Environment {
    guard let path = self["REKINDLE_SECRETS"] else { return self }
    let bytes: [UInt8]
    do throws(FileError) { bytes = try FileReader.read(path, limit: 256 << 10) } catch {
      throw HostError(.configuration, "REKINDLE_SECRETS names a file that cannot be read: \(error)")
    }
    var secrets: [String: String] = [:]
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in zip(1..., lines) where !line.isEmpty && !line.hasPrefix("#") {
      guard let equals = line.firstIndex(of: "="), equals > line.startIndex else {
        throw HostError(.configuration, "line \(number) of \(path) is not of the form NAME=value")
      }
      secrets[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    return Environment(secrets.merging(values) { $1 })
  }
}
