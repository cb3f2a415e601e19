import Cryptography
import Encoding
import Foundation
import JSON
import TestKit

/// A school that writes proofs, and whoever checks them: a program that has the public key and nothing else of ours.
struct ProvenSchool {
  /// Whether proofs can be checked here.
  static let canVerify =
    PythonProcess.isAvailable() && (try? Spawn("openssl", ["version"], environment: path).run()) != nil

  private static let path = ["PATH": "/usr/bin:/bin:/usr/local/bin"]
  private static let verifier = PackageFolder.url.appending(path: "scripts/verify-proof.py").path

  let school: School
  let key: String
  private let folder: URL

  init(_ school: School) throws {
    self.school = school
    key = try Self.freshKey()
    folder = FileManager.default.temporaryDirectory.appending(path: "proofs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static func freshKey() throws -> String {
    guard let key = ECDSAPrivateKey() else { throw Spawn.Failure(description: "no randomness") }
    return key.base64
  }

  /// Runs the command as the role that may, with the deployment's key or another.
  func run(_ arguments: [String], key: String? = nil) throws -> Spawn.Result {
    try command(arguments, key: key).run()
  }

  func command(_ arguments: [String], key: String? = nil) -> Spawn {
    // A statement of the tests ends after twenty seconds, a proof of very much takes longer on a busy machine.
    let url = school.database.url(role: "rekindle_prove")
      .replacing("statement_timeout%3D20s", with: "statement_timeout%3D10min")
    let environment = ["REKINDLE_PROOF_KEY": key ?? self.key, "REKINDLE_PUBLIC_URL": "https://learn.example"]
    return Spawn(
      built: "local-runner", ["prove", "--url", url] + arguments, environment: environment, timeout: 600)
  }

  /// The lines of a learner's proof, without their breaks.
  func prove(_ learner: Int) throws -> [String] {
    let result = try run(["--learner", String(learner)])
    guard result.exitCode == 0, result.output.hasSuffix("\n") else { throw Spawn.Failure(description: result.log) }
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// What the verifier says of a proof, with the public half of the deployment's key or of another.
  func verify(_ text: String, key: String? = nil) throws -> Spawn.Result {
    let place = folder.appending(path: "proof.jsonl")
    let pem = folder.appending(path: "key.pem")
    try Data(text.utf8).write(to: place)
    try Data(run(["--public-key"], key: key).stdout).write(to: pem)
    return try Spawn("python3", [Self.verifier, place.path, pem.path], environment: Self.path, timeout: 600).run()
  }

  /// The proof that a forger makes of changed lines: each follows from the one before, and the old signature stands below.
  static func chained(_ lines: [String]) throws -> [String] {
    var last = String(repeating: "0", count: 64)
    return try lines.map { line in
      guard case .object(var members) = try JSON.parse(line) else { throw Spawn.Failure(description: line) }
      members["prev"] = .string(last)
      let text = JSON.object(members).text
      last = Hexadecimal.lower.encode(Digest.sha256.hash(Array(text.utf8)))
      return text
    }
  }
}
