import Channels
import Dispatching
import Domain
import FunctionContract
import FunctionShell
import JSON
import Sending
import TestKit
import Testing

/// A provider may need two requests for a message: they are one attempt under one claim.
@Suite(.database, .timeLimit(.minutes(20)), .enabled(if: PythonProcess.isAvailable(), "\(PythonProcess.reason)"))
struct ExchangeTests {
  private func send(_ school: MadeUpSchool, over service: PostService) throws -> JSON {
    let settings = school.environment.merging(["POSTAL_BASE_URL": service.address]) { $1 }
    let environment = Environment(settings)
    let known: [any Provider<PostChannel.Message>.Type] = [PostProvider.self]
    var handler = try SendHandler(
      name: "send-post", channel: PostChannel(), outlet: Wire<PostChannel>(known, environment),
      environment: environment)
    let event = CloudEvent(id: "e1", source: "/test", type: "delivery.discord.due", data: ["ids": [1, 2]])
    let reply = try handler.handle(Invocation(input: .event(event), now: MadeUpSchool.now))
    guard case .done(let result, _) = reply else { throw Spawn.Failure(description: "no counts: \(reply)") }
    return result
  }

  @Test func theSecondRequestFollowsTheFirstUnderTheSameAttempt() throws {
    let school = try MadeUpSchool(.discord, template: "post")
    let service = try PostService("works")
    #expect(try send(school, over: service)["sent"] == 2)
    #expect(try school.ledger() == ["sent postal m7 1", "sent postal m7 1"])
    let requests = service.stop()
    #expect(
      requests.sorted() == [
        #"/rooms {"learner":"1"}"#, #"/rooms {"learner":"2"}"#, #"/rooms/r1/posts {"text":"**Asha 1**, go on.\n"}"#,
        #"/rooms/r2/posts {"text":"**Asha 2**, go on.\n"}"#,
      ])
  }

  @Test(arguments: ["refuses the room", "drops the room"])
  func whatEndsBeforeTheMessageLeftIsTriedAgain(behaviour: String) throws {
    let school = try MadeUpSchool(.discord, template: "post")
    let service = try PostService(behaviour)
    #expect(try send(school, over: service)["retried"] == 2)
    let ledger = try school.ledger()
    #expect(ledger == ["scheduled no_room postal 1", "scheduled no_room postal 1"])
    #expect(service.stop().allSatisfy { $0.hasPrefix("/rooms {") })
  }

  @Test func aMessageThatMayHaveLeftIsNotTriedAgain() throws {
    let school = try MadeUpSchool(.discord, template: "post")
    let service = try PostService("drops the post")
    #expect(try send(school, over: service)["unknown"] == 2)
    #expect(try school.ledger().allSatisfy { $0.hasPrefix("unknown") && $0.hasSuffix("postal 1") })
    #expect(service.stop().count == 4, "each post was written once")
  }

  /// A learner may have opted out since the claim looked.
  @Test func theMessageDoesNotLeaveLaterThanItsClaimAllows() throws {
    let school = try MadeUpSchool(.discord, template: "post")
    let service = try PostService("opens the room late")
    #expect(try send(school, over: service)["retried"] == 2)
    let ledger = try school.ledger()
    #expect(ledger == ["scheduled not_attempted postal 1", "scheduled not_attempted postal 1"])
    #expect(service.stop().allSatisfy { $0.hasPrefix("/rooms {") })
  }
}
