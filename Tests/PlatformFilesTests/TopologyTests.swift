import FunctionContract
import PlatformFiles
import Testing

@Suite struct TopologyTests {
  private func manifest(
    _ name: String, consumes: String, emits: String = "", environment: String = ""
  ) throws -> Manifest {
    let text = """
      {"name": "\(name)", "title": "T", "description": "D", "consumes": {\(consumes)}, "emits": [\(emits)],
       "environment": {\(environment)},
       "limits": {"timeoutSeconds": 1, "memoryMiB": 16, "inputBytes": 1024, "outputBytes": 1024},
       "concurrency": {"max": 1, "warm": 0}}
      """
    return try Manifest(Array(text.utf8), file: name)
  }

  @Test func anEventThatNobodyTakesIsAnErrorNotALoss() throws {
    let alone = try manifest("tick", consumes: #""events": ["deploy.x"]"#, emits: #""delivery.email.due""#)
    #expect { try Topology([alone]) } throws: { "\($0)" == "tick emits delivery.email.due, which no function consumes" }
  }

  @Test func aSettingThatNobodyExplainsIsAnError() throws {
    let strange = try manifest(
      "strange", consumes: #""events": ["deploy.x"]"#, environment: #""required": ["NOBODY_KNOWS"]"#)
    #expect { try Platforms.files([strange], PlatformSettings(version: "1")) } throws: {
      "\($0)" == "say what NOBODY_KNOWS means in Sources/PlatformFiles/SettingText.swift"
    }
  }

  @Test func aTimerThatNobodyFiresIsAnError() throws {
    let asleep = try manifest("tick", consumes: #""events": ["timer.tick"]"#)
    #expect { try Topology([asleep]) } throws: {
      "\($0)".hasPrefix("tick consumes timer.tick, which no schedule fires")
    }
  }

  @Test func twoFunctionsCannotServeOnePath() throws {
    let one = try manifest("one", consumes: #""routes": [{"method": "GET", "path": "/a/{x}"}]"#)
    let two = try manifest("two", consumes: #""routes": [{"method": "POST", "path": "/a/{y}"}]"#)
    #expect { try Topology([two, one]) } throws: { "\($0)".hasPrefix("one and two both serve /a") }
  }

  @Test func anEventReachesEveryFunctionWhosePatternMatches() throws {
    let ingest = try manifest(
      "ingest", consumes: #""routes": [{"method": "POST", "path": "/in"}]"#, emits: #""lms.user.seen""#)
    let exact = try manifest("exact", consumes: #""events": ["lms.user.seen"]"#)
    let prefix = try manifest("prefix", consumes: #""events": ["lms.*", "shop.order"]"#)
    let topology = try Topology([prefix, ingest, exact])
    #expect(topology.flows.map(\.consumer) == ["exact", "prefix"])
    #expect(topology.outsideEvents(of: prefix).map(\.description) == ["shop.order"])
    #expect(topology.outsideEvents(of: exact).isEmpty)
    #expect(topology.isServer(ingest) && topology.isServer(exact))
  }

  @Test func aFunctionThatEmitsInAnswerToRequestsPublishesOnEveryPlatform() throws {
    let ingest = try manifest(
      "ingest", consumes: #""routes": [{"method": "POST", "path": "/in"}]"#, emits: #""lms.user.seen""#)
    let detect = try manifest("detect", consumes: #""events": ["lms.*"]"#)
    let files = try Platforms.files([ingest, detect], PlatformSettings(version: "1"))
    func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "" }
    #expect(text("kubernetes/ingest.yaml").contains("lms.user.seen=http://detect/"))
    #expect(text("openfaas/stack.yml").contains("lms.user.seen=http://gateway.openfaas:8080/async-function/detect"))
    #expect(text("knative/broker.yaml").contains("kind: Deployment"))
    #expect(text("knative/ingest.yaml").contains("rekindle-emits"))
    let unit = text("systemd/units/rekindle-ingest.service")
    #expect(unit.contains("REKINDLE_EVENTS_TO=exec:") && unit.contains("/amqp/ingest"))
    let definitions = text("systemd/rabbitmq/definitions.json")
    #expect(definitions.contains("rekindle-ingest") && !definitions.contains("fn.ingest"))
  }
}
