import Channels
import Domain
import Foundation
import TestKit
import Testing
import Transport

@Suite(.enabled(if: PythonProcess.isAvailable(), Comment(rawValue: PythonProcess.reason)))
struct HTTPClientTests {
  private func answer(_ observation: Observation) throws -> Observation.Answer {
    guard case .answered(let answer) = observation else { throw Unanswered(observation: observation) }
    return answer
  }

  private struct Unanswered: Error { let observation: Observation }

  @Test func questionsOnOneThreadShareAConnectionAndHearTheirOwnAnswers() throws {
    let server = try PlainServer("echo")
    let client = try HTTPClient()
    var connections: Set<String> = []
    for number in 1...5 {
      let body = number.isMultiple(of: 2) ? Array("body \(number)".utf8) : nil
      let heard = try answer(
        client.send(
          .init("\(server.url)/\(number)", headers: [.init("X-Number", "\(number)")], body: body, timeout: nil)
        ))
      #expect(heard.status == 200 && heard.isComplete)
      #expect(
        String(decoding: heard.body, as: UTF8.self)
          == "\(body == nil ? "GET" : "POST") /\(number) \(number) \(body.map { String(decoding: $0, as: UTF8.self) } ?? "")"
      )
      connections.insert(heard.header("x-connection") ?? "")
    }
    #expect(connections.count == 1)
  }

  @Test func threadsAskAtTheSameTime() async throws {
    let server = try PlainServer("echo")
    let url = server.url
    let client = try HTTPClient()
    let bodies = await withTaskGroup(of: String.self) { group in
      for number in 1...20 {
        group.addTask {
          guard case .answered(let answer) = client.send(.init("\(url)/\(number)", timeout: .seconds(10))) else {
            return "nothing"
          }
          return String(decoding: answer.body, as: UTF8.self)
        }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    server.stop()
    #expect(bodies == Set((1...20).map { "GET /\($0) None " }))
  }

  @Test func anEmptyBodyIsAPOSTOfNoBytes() throws {
    let server = try PlainServer("echo")
    let heard = try answer(HTTPClient().send(.init("\(server.url)/e", body: [], timeout: .seconds(10))))
    #expect(String(decoding: heard.body, as: UTF8.self) == "POST /e None ")
  }

  @Test func anAnswerOverTheLimitIsCutAndToldAsCut() throws {
    let server = try PlainServer("large")
    let heard = try answer(HTTPClient(answerLimit: 1000).send(.init(server.url, timeout: .seconds(10))))
    #expect(heard.body.count <= 1000 && !heard.isComplete)
  }

  @Test func aRedirectionIsToldNotFollowed() throws {
    let server = try PlainServer("redirect")
    #expect(try answer(HTTPClient().send(.init(server.url, timeout: .seconds(10)))).status == 302)
  }

  @Test func silenceEndsAtTheRequestsOwnTime() throws {
    let server = try PlainServer("silent")
    let client = try HTTPClient()
    #expect(client.send(.init(server.url, timeout: Instant.Span(microseconds: 300_000))) == .interrupted(.timeout))
  }

  @Test func aServerThatIsNotThereAndANameThatIsNoneSaySo() throws {
    let server = try PlainServer("echo")
    let url = server.url
    server.stop()
    let client = try HTTPClient()
    #expect(client.send(.init(url, timeout: .seconds(5))) == .notSent(.connect))
    #expect(client.send(.init("http://no-such-host.invalid", timeout: .seconds(5))) == .notSent(.dns))
    #expect(client.send(.init("file:///etc/passwd", timeout: .seconds(5))) == .notSent(.protocolFault))
  }

  @Test func aServerThatDoesNotSpeakTLSHearsNothingOfAQuestionOverHttps() throws {
    let server = try PlainServer("echo")
    let url = server.url.replacing("http://", with: "https://")
    #expect(try HTTPClient().send(.init(url, body: [1], timeout: .seconds(5))) == .notSent(.tls))
  }

  @Test func aKeptConnectionThatTheServerClosedIsReplacedWithoutAWord() throws {
    let server = try PlainServer("closes idle")
    let client = try HTTPClient()
    for _ in 1...3 {
      #expect(try answer(client.send(.init(server.url, body: [1], timeout: .seconds(10)))).status == 200)
      usleep(30_000)
    }
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\u{0}"])
  func aHeaderThatCouldForgeAnotherIsNotSent(value: String) throws {
    let server = try PlainServer("echo")
    let request = HTTPClient.Request(server.url, headers: [.init("X-Number", value)], timeout: .seconds(5))
    #expect(try HTTPClient().send(request) == .refused(.malformedRequest))
  }
}
