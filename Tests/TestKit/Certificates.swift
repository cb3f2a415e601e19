import Foundation

/// An authority of a test's own, and servers' certificates that it signs; made with `openssl`.
public final class Certificates {
  private let folder: URL
  /// The authority's certificate, in PEM.
  public let authority: String

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    authority = folder.appending(path: "authority.pem").path
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
      path("authority.key"), "-out", authority, "-days", "2", "-subj", "/CN=An authority")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A file with the certificate of a server that is called by `name`, and its key; one of yesterday has expired.
  ///
  /// It belongs to the user that PostgreSQL runs as, where that is not the caller.
  public func server(_ name: String, isExpired: Bool = false) throws -> String {
    let (key, request, certificate) = (path("server.key"), path("server.csr"), path("server.crt"))
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", request,
      "-subj", "/CN=\(name)")
    try "subjectAltName=DNS:\(name)".write(toFile: path("names"), atomically: true, encoding: .utf8)
    try openssl(
      "x509", "-req", "-in", request, "-CA", authority, "-CAkey", path("authority.key"), "-CAcreateserial", "-extfile",
      path("names"), "-days", isExpired ? "-1" : "2", "-out", certificate)
    let both = path("\(UUID().uuidString).pem")
    let parts = try [certificate, key].map { try String(contentsOfFile: $0, encoding: .utf8) }
    try parts.joined().write(toFile: both, atomically: true, encoding: .utf8)
    chmod(both, 0o600)
    if getuid() == 0, let user = getpwnam("postgres") {
      chmod(folder.path, 0o755)
      chown(both, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    return both
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func openssl(_ arguments: String...) throws {
    let result = try Spawn("/usr/bin/openssl", arguments, environment: ["PATH": "/usr/bin:/bin"]).run()
    guard result.exitCode == 0 else { throw Spawn.Failure(description: "openssl: \(result.log)") }
  }
}
