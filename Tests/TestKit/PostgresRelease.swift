import Foundation

/// A PostgreSQL of this machine: Debian's, or one of those that scripts/peers.txt has from PyPI.
public struct PostgresRelease: Sendable, Hashable, CustomStringConvertible {
  public let major: Int
  /// The folder of `initdb`, `pg_dump` and the rest.
  public let binaries: String

  public var description: String { "PostgreSQL \(major)" }

  /// One of each major version, oldest first; Debian's where both have it.
  public static let all: [PostgresRelease] = {
    let found = (fromDebian + fromPyPI).map { ($0.major, $0) }
    return Dictionary(found, uniquingKeysWith: { first, _ in first }).values.sorted { $0.major < $1.major }
  }()

  /// What tests run on: the major version that `TEST_POSTGRES` names, else Debian's newest.
  static func chosen() throws(Spawn.Failure) -> PostgresRelease {
    if let wanted = ProcessInfo.processInfo.environment["TEST_POSTGRES"], !wanted.isEmpty {
      guard let release = all.first(where: { String($0.major) == wanted }) else {
        throw Spawn.Failure(description: "TEST_POSTGRES=\(wanted) is none of \(all.map(\.major)): run scripts/peers.sh")
      }
      return release
    }
    guard let newest = fromDebian.last ?? all.last else {
      throw Spawn.Failure(description: "install postgresql (apt install postgresql) or set TEST_DATABASE_URL")
    }
    return newest
  }

  private static let fromDebian: [PostgresRelease] = {
    let root = "/usr/lib/postgresql"
    let majors = (try? FileManager.default.contentsOfDirectory(atPath: root))?.compactMap { Int($0) } ?? []
    return majors.sorted().map { PostgresRelease(major: $0, binaries: "\(root)/\($0)/bin") }
  }()

  private static let fromPyPI: [PostgresRelease] = {
    let lib = PackageFolder.url.appending(path: ".build/peers/lib").resolvingSymlinksInPath().path
    return (try? FileManager.default.subpathsOfDirectory(atPath: lib))?
      .filter { $0.hasSuffix("/pginstall/bin/initdb") }
      .compactMap { PostgresRelease(binaries: "\(lib)/\($0)".replacing("/initdb", with: "")) } ?? []
  }()

  private init(major: Int, binaries: String) {
    self.major = major
    self.binaries = binaries
  }

  private init?(binaries: String) {
    guard let said = try? Spawn("\(binaries)/initdb", ["--version"]).run().output,
      let major = said.split(separator: " ").last.flatMap({ Int($0.prefix { $0 != "." }) })
    else { return nil }
    self.init(major: major, binaries: binaries)
  }
}
