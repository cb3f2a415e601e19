import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// Every built handler on every sample event, as its host would run it: its own role, its own environment.
@Suite(.database) struct SampleTests {
  @Test(arguments: Sample.all) func aHandlerAnswersASampleAsTheReplyFileSays(_ sample: Sample) throws {
    let database = try TestDatabase.current()
    try database.run(try sample.preparation())
    let manifest = try sample.manifest()
    let run = try Spawn(
      built: sample.handler, environment: try SampleEnvironment.of(manifest, database),
      timeout: Double(manifest.limits.timeoutSeconds)
    ).run(try sample.event())
    var actual = try JSON.parse(run.stdout)
    if run.exitCode != 0, case .object(var members) = actual {
      members["exitCode"] = .integer(Int(run.exitCode))
      actual = .object(members)
    }
    if try sample.record(actual) { Issue.record("recorded \(sample.testDescription): read it, then run again") }
    let expected = try sample.reply()
    #expect(Expectation(reply: expected).differences(from: actual) == [], "\(run.log)")
    #expect(run.exitCode == Int32(expected["exitCode"]?.integer ?? 0))
    #expect(run.output.filter(\.isNewline).count == 1)
  }
}

struct SampleFolderTests {
  @Test(arguments: Sample.handlers)
  func aHandlerHasSamplesOfWhatItDoesAndOfWhatItRefuses(_ handler: String) throws {
    let replies = try Sample.all.filter { $0.handler == handler }.map { try $0.reply() }
    let isRefusal = { (reply: JSON) in reply["exitCode"] != nil || (reply["statusCode"]?.integer ?? 0) >= 400 }
    #expect(replies.contains { !isRefusal($0) })
    #expect(replies.contains(where: isRefusal))
  }

  @Test(arguments: Sample.all) func aSampleIsOneThatItsHandlerConsumes(_ sample: Sample) throws {
    guard sample.isServed else { return }
    let consumes = try sample.manifest().consumes
    guard let input = try? InvocationDecoder().decode(try sample.event()) else { return }
    switch input {
    case .event(let event): #expect(consumes.events.contains { $0.matches(event.type) })
    case .http(let request, _):
      #expect(consumes.routes.contains { $0.parameters(method: request.method, path: request.rawPath) != nil })
    }
  }
}
