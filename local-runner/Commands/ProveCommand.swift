import Domain
import FunctionContract
import FunctionHost
import Glibc
import Store

/// `prove --learner ID`: what is kept of a learner as evidence, hash-chained and signed.
struct ProveCommand: Command {
  static let name = "prove"
  static let summary = "write what is kept of a learner as evidence: a hash-chained, signed file"
  static let manual = Manual(
    text: """
      Writes consents, noes, claims with the digest of what was sent, what providers answered and reported, skips with their
      reasons and the trail, a line of JSON for each row, each with the SHA-256 of the line before; the last line is signed.
      scripts/verify-proof.py checks such a file without a database and without this program; docs/proof.md has the format. That
      somebody asked stands in the trail. Without --url the learner is one of the private database.

      --public-key prints the public half of the key, which whoever checks a proof needs, and nothing else.
      """,
    options: [
      Manual.Option("--learner", "ID", "the learner's number"),
      Manual.Option("--out", "FILE", "where it is written, once it is whole (standard output)"),
      Manual.Option("--by", "NAME", "who asks, as the trail has it (local-runner)"),
      Manual.Option("--public-key", nil, "print the public key as PEM"),
      Manual.Option(
        "--url", "URL",
        "the database of a deployment, as rekindle_prove; the environment has its\nREKINDLE_PROOF_KEY and REKINDLE_PUBLIC_URL"
      ),
    ],
    exits: [
      (.badEvent, "nothing is known of such a learner"),
      (.unavailable, "the database cannot be reached, or the file not written"),
      (.configuration, "the key or the installation's address is not set"),
    ])

  /// A large ledger, and whoever reads from a pipe, take their time.
  private static let patience = Timeouts(statement: .hours(1))

  private let options: Options
  private let learner: Int?
  private let author: String

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words: the learner is named with --learner")
    self.options = options
    learner = options.text("--learner").flatMap { Int($0) }
    author = options.text("--by") ?? "local-runner"
    guard (learner ?? 0) > 0 || (options.has("--public-key") && options.text("--learner") == nil) else {
      throw RunnerError.usage("--learner takes the number of a learner", Self.name)
    }
    guard !author.isEmpty, author.utf8.count <= 60 else {
      throw RunnerError.usage("--by takes a name of 60 letters at most", Self.name)
    }
  }

  func run() throws(RunnerError) -> Int32 {
    let key = try ProofKey(setting(ProofKey.setting))
    let file = try ProofFile(path: options.text("--out"))
    if let learner {
      try prove(learner, key, file)
    } else {
      try file.write(Array(key.publicPEM.utf8))
    }
    try file.finish()
    return 0
  }

  private func prove(_ learner: Int, _ key: ProofKey, _ file: ProofFile) throws(RunnerError) {
    guard let installation = try setting("REKINDLE_PUBLIC_URL") else {
      throw RunnerError(
        .configuration, "REKINDLE_PUBLIC_URL must hold the address of the installation: a proof names it")
    }
    let connection = try Deployment.connection(options, timeouts: Self.patience)
    let now = WallClock.now + (options.text("--url") == nil ? try RunnerSchema.readClock(connection) : .seconds(0))
    guard try note(learner, at: now, connection) else {
      throw RunnerError(.badEvent, "nothing is known of a learner \(learner)")
    }
    let proof = Proof(userID: learner, installation: installation, now: now)
    var failure: RunnerError?
    do throws(StoreError) {
      try connection.transaction(.readOnlySnapshot) { (connection) throws(StoreError) in
        // Kept from the transaction, which would begin again: what is written is not written twice.
        do throws(RunnerError) { try proof.write(to: file, signedWith: key, connection) } catch { failure = error }
      }
    } catch {
      throw failure ?? RunnerError(error)
    }
    if let failure { throw failure }
  }

  /// Writes into the trail who asks, before anything is told; returns whether anything is known of the learner.
  private func note(
    _ learner: Int, at now: Instant, _ connection: borrowing Connection
  ) throws(RunnerError) -> Bool {
    do throws(StoreError) {
      return try connection.transaction { (connection) throws(StoreError) in
        let isKnown = try connection.first(FindProofSubject(userID: learner))?.isKnown ?? false
        try connection.execute(
          AppendAudit(
            at: now, key: author, route: Self.name, subject: "learner \(learner)", status: isKnown ? 200 : 404))
        return isKnown
      }
    } catch {
      throw RunnerError(error)
    }
  }

  /// A setting of the deployment, or of the project where the database is its own.
  private func setting(_ name: String) throws(RunnerError) -> String? {
    if let own = getenv(name) { return String(cString: own) }
    if options.text("--url") != nil { return nil }
    let local = try LocalSettings(Workspace(options))
    return local.environment(gateway: Address.gateway, providers: nil)[name] ?? local[name]
  }
}
