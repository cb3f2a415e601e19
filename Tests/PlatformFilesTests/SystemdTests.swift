import Foundation
import FunctionContract
import TestKit
import Testing

private let analyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first(
  where: FileManager.default.isExecutableFile)
private let nginx = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].first(
  where: FileManager.default.isExecutableFile)

@Suite struct SystemdTests {
  private let units = CommittedFiles.folder.appending(path: "systemd/units")

  private func run(_ program: String?, _ arguments: [String]) throws -> Spawn.Result {
    try Spawn(try #require(program), arguments, environment: Broker.path.merging(["LC_ALL": "C.UTF-8"]) { $1 }).run()
  }

  /// Names as systemd starts them: the first instance of a template.
  private func names(ending: String...) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: units.path).sorted()
      .filter { name in ending.contains { name.hasSuffix($0) } }.map { $0.replacing("@.", with: "@1.") }
  }

  /// An installed server, with the parts of systemd that units lean on.
  private func installed<Result>(_ body: (String) throws -> Result) throws -> Result {
    let server = try Server(root: "/tmp/rekindle-units-\(UInt64.random(in: 0 ... .max))")
    let folder = "\(server.root)/usr/lib/systemd/system"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["sysinit", "basic", "shutdown", "timers", "time-sync", "time-set", "network-online", "multi-user"] {
      try "[Unit]\n".write(toFile: "\(folder)/\(name).target", atomically: true, encoding: .utf8)
    }
    return try body(server.root)
  }

  @Test(.enabled(if: analyze != nil, "systemd-analyze is not on this machine"))
  func systemdKnowsEveryUnitEverySettingAndEveryProgram() throws {
    try installed { root in
      let names = try names(ending: ".service", ".target")
      #expect(names.count > 12)
      let result = try run(analyze, ["verify", "--man=no", "--root=\(root)"] + names)
      #expect(result.exitCode == 0)
      #expect(result.log == "")
    }
  }

  @Test(.enabled(if: analyze != nil, "systemd-analyze is not on this machine"))
  func everyServiceIsShutIn() throws {
    try installed { root in
      for name in try names(ending: ".service") {
        let result = try run(analyze, ["security", "--offline=true", "--root=\(root)", "--threshold=16", name])
        #expect(result.exitCode == 0, "\(name): \(result.output.split(separator: "\n").last ?? "")")
      }
    }
  }

  @Test(
    .enabled(if: nginx != nil, "nginx is not on this machine"),
    arguments: ["systemd/nginx/rekindle.conf", "openfaas/nginx.conf"])
  func nginxTakesTheLocations(file: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nginx-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let include = folder.appending(path: "locations").path
    // A name would need a resolver.
    let locations = try CommittedFiles.text(file).replacing("gateway.openfaas", with: "127.0.0.1")
    try locations.write(toFile: include, atomically: true, encoding: .utf8)
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder.path)/temp;" }
      .joined(separator: " ")
    try """
    pid \(folder.path)/pid; error_log \(folder.path)/error;
    events {} http { access_log off; \(temporary) server { listen 127.0.0.1:1; include \(include); } }
    """.write(to: folder.appending(path: "nginx.conf"), atomically: true, encoding: .utf8)
    let result = try run(nginx, ["-t", "-p", folder.path, "-c", folder.path + "/nginx.conf"])
    #expect(result.exitCode == 0, "\(result.log)")
  }

  @Test func aFunctionsUnitReadsItsOwnSecretsAndItsOwnCredential() throws {
    for manifest in try CommittedFiles.manifests() {
      for file in ["rekindle-\(manifest.name).service", "rekindle-\(manifest.name)@.service"] {
        guard let text = try? String(contentsOf: units.appending(path: file), encoding: .utf8) else { continue }
        let secrets = text.split(separator: "\n").filter { $0.contains("/secrets/") || $0.contains("/amqp/") }
        #expect(!secrets.isEmpty)
        for line in secrets {
          #expect(line.contains("/\(manifest.name).env") || line.hasSuffix("/amqp/\(manifest.name)"))
        }
        for secret in manifest.environment.secrets { #expect(!text.contains("\(secret)=")) }
      }
    }
    #expect(try !CommittedFiles.text("systemd/rabbitmq/definitions.json").contains(#""password""#))
  }
}
