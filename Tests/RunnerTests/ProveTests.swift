import Foundation
import Store
import TestKit
import Testing

/// Proofs about learners of the private database.
@Suite struct ProveTests {
  @Test func aProjectHasAKeyOfItsOwn() throws {
    let project = try Project()
    let url = try project.run(["database", "start"]).exitCode == 0 ? project.run(["database", "url"]).output : ""
    let database = try Connection(url: url.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(try project.run(["prove", "--learner", "7"]).exitCode == 65)
    try database.runScript(
      """
      insert into lms_data.users (user_id, first_name, email) values (7, 'Ann', 'ann@learn.example');
      select rekindle.close_learner(7, 'all', 'opt_out', '2026-11-20 10:00Z');
      """, named: "a no")
    let proof = try project.run(["prove", "--learner", "7"])
    #expect(proof.exitCode == 0, "\(proof.log)")
    let lines = proof.output.split(separator: "\n")
    #expect(lines.first?.contains(#""installation":"http://127.0.0.1:8080""#) == true)
    #expect(lines.contains { $0.contains(#""reason":"opt_out""#) } && lines.last?.contains(#""signature":"#) == true)
    let key = try project.run(["prove", "--public-key"])
    #expect(key.output.hasPrefix("-----BEGIN PUBLIC KEY-----\n") && key.exitCode == 0)
    #expect(try project.run(["prove", "--public-key"]).output == key.output)
  }

  @Test(arguments: [
    ([], "--learner takes"), (["--learner", "x"], "--learner takes"), (["--learner", "0"], "--learner takes"),
    (["7"], "no words"), (["--learner", "7", "--by", ""], "--by takes"),
  ]) func wordsThatMeanNothingAreRefused(_ words: [String], _ hint: String) throws {
    let result = try Spawn(built: "local-runner", ["prove"] + words).run()
    #expect(result.exitCode == 64 && result.log.contains(hint), "\(result.log)")
  }

  @Test func aDeploymentsKeyAndAddressComeFromItsEnvironment() throws {
    let words = ["prove", "--learner", "7", "--url", "postgresql://nobody@127.0.0.1:1/none"]
    let result = try Spawn(built: "local-runner", words).run()
    #expect(result.exitCode == 78 && result.log.contains("REKINDLE_PROOF_KEY must hold"), "\(result.log)")
  }
}
