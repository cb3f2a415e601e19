import Foundation
import FunctionContract
import JSON
@testable import PlatformFiles
import TestKit
import Testing
import YAML

/// The SAM template as it is committed.
@Suite struct AWSTemplateTests {
  private let template: YAMLNode
  private let manifests: [Manifest]

  init() throws {
    template = try CommittedFiles.objects(in: "aws/template.yaml")[0]
    manifests = try CommittedFiles.manifests()
  }

  private func properties(_ id: String) throws -> YAMLNode {
    try #require(template["Resources.\(id).Properties"], "\(id)")
  }

  private func resources(_ type: String) -> [YAMLNode.Entry] {
    (template["Resources"]?.entries ?? []).filter { $0.value["Type"]?.scalar == type }
  }

  /// What `Fn::GetAtt` names.
  private func resource(_ node: YAMLNode?) -> String? { node?["Fn::GetAtt"]?.elements.first?.scalar }

  @Test(.enabled(if: Peers.have("cfnlint"), Peers.absent))
  func `cfn-lint finds nothing`() throws {
    let result = try Spawn(
      Peers.program("cfn-lint"), [CommittedFiles.folder.appending(path: "aws/template.yaml").path],
      environment: ["PATH": "/usr/bin:/bin"], timeout: 120
    ).run()
    #expect(result.exitCode == 0, "\(result.output)\(result.log)")
    #expect(result.output == "")
  }

  @Test func `each function has its limits from its manifest`() throws {
    for manifest in manifests {
      let function = try properties("\(manifest.logicalID)Function").scalars
      let timeout = try #require(function["Timeout"].flatMap { Int($0) })
      #expect(timeout >= manifest.limits.timeoutSeconds && timeout <= 900)
      #expect(Int(function["MemorySize"] ?? "") ?? 0 >= manifest.limits.memoryMiB + 32)
      let concurrency = try #require(function["ReservedConcurrentExecutions"].flatMap { Int($0) })
      #expect(concurrency == manifest.concurrency.max || (manifest.concurrency.max == 1 && concurrency == 2))
    }
    #expect(resources("AWS::Serverless::Function").count == manifests.count)
  }

  @Test func `a function reads its own secrets and its own settings, and no value is written down`() throws {
    for manifest in manifests {
      let variables = try #require(properties("\(manifest.logicalID)Function")["Environment.Variables"])
      let own = Set(variables.entries.map(\.key)).subtracting(["REKINDLE_LOG_LEVEL", "REKINDLE_EVENTS_TO"])
      #expect(own == Set(manifest.environment.all))
      for entry in variables.entries where own.contains(entry.key) {
        if manifest.environment.secrets.contains(entry.key) {
          let wanted = "{{resolve:secretsmanager:rekindle-\(manifest.name):SecretString:\(entry.key)}}"
          #expect(entry.value.scalar == wanted)
        } else {
          let parameter = try #require(entry.value["Ref"]?.scalar)
          let isOptional = template["Parameters.\(parameter).Default"] != nil
          let isNeeded = manifests.contains { $0.environment.required.contains(entry.key) }
          #expect(isOptional != isNeeded, "\(parameter)")
        }
      }
    }
  }

  @Test func `an event goes over the bus to the queue of each consumer, and to no other`() throws {
    for producer in manifests {
      let variables = try properties("\(producer.logicalID)Function")["Environment.Variables.REKINDLE_EVENTS_TO"]
      #expect(variables?["Fn::Sub"]?.scalar == (producer.emits.isEmpty ? nil : "eventbridge:${EventBus}"))
      for type in producer.emits {
        let consumers = manifests.filter { $0.consumes.events.contains { $0.matches(type) } }.map(\.logicalID)
        let fed = try resources("AWS::Events::Rule").filter { rule in
          try #require(rule.value["Properties.EventPattern.detail-type"]).elements.contains { pattern in
            pattern.scalar == type || pattern["prefix"]?.scalar.map { type.hasPrefix($0) } == true
          }
        }.compactMap { resource($0.value["Properties.Targets"]?.elements.first?["Arn"]) }
        #expect(Set(fed) == Set(consumers.map { "\($0)Queue" }))
        #expect(!fed.isEmpty)
      }
    }
    let detect = try properties("DetectRule")["EventPattern.detail-type"]
    #expect(detect?.elements.contains { $0["prefix"]?.scalar == "lms." } == true, "what the platform itself sends")
  }

  @Test func `a queue waits long enough, gives up into its own queue, and says so`() throws {
    let mappings = manifests.compactMap { try? properties("\($0.logicalID)Function")["Events.Queue.Properties"] }
    #expect(mappings.count == resources("AWS::SQS::Queue").count / 2)
    for manifest in manifests where !manifest.isDeployStep && !manifest.consumes.events.isEmpty {
      let function = try properties("\(manifest.logicalID)Function")
      let queue = try properties("\(manifest.logicalID)Queue")
      let timeout = function.scalars["Timeout"].flatMap { Int($0) } ?? 0
      #expect(queue.scalars["VisibilityTimeout"].flatMap { Int($0) } ?? 0 >= 6 * timeout)
      #expect(queue["RedrivePolicy.maxReceiveCount"]?.scalar == "5")
      #expect(resource(queue["RedrivePolicy.deadLetterTargetArn"]) == "\(manifest.logicalID)DeadLetters")
      let mapping = try #require(function["Events.Queue.Properties"])
      #expect(resource(mapping["Queue"]) == "\(manifest.logicalID)Queue")
      #expect(mapping["FunctionResponseTypes"]?.elements.map(\.scalar) == ["ReportBatchItemFailures"])
      #expect(mapping["BatchSize"]?.scalar == "1")
      #expect(try properties("\(manifest.logicalID)Alarm")["Dimensions"] != nil)
    }
  }

  @Test func `a function may put its own types under its own name, and nothing else but read and log`() throws {
    for manifest in manifests {
      let statements = try #require(
        properties("\(manifest.logicalID)Role")["Policies"]?.elements.first?["PolicyDocument.Statement"]
      ).elements
      let actions = statements.filter { $0["Effect"]?.scalar == "Allow" }.flatMap { $0["Action"]?.elements ?? [] }
        .compactMap(\.scalar)
      #expect(!actions.contains { $0.contains("*") })
      #expect(actions.contains("events:PutEvents") == !manifest.emits.isEmpty)
      #expect(actions.contains("sqs:ReceiveMessage") == (!manifest.isDeployStep && !manifest.consumes.events.isEmpty))
      for statement in statements where statement["Action"]?.elements.first?.scalar == "events:PutEvents" {
        let condition = try #require(statement["Condition.StringEquals"])
        #expect(condition["events:detail-type"]?.elements.map(\.scalar) == manifest.emits)
        #expect(condition["events:source"]?.scalar == "/functions/\(manifest.name)")
      }
    }
  }

  @Test func `every timer is scheduled in its zone, with an event whose id all attempts share`() throws {
    let schedules = resources("AWS::Scheduler::Schedule").map(\.value)
    #expect(schedules.count == manifests.flatMap(\.consumes.schedule).count)
    for manifest in manifests {
      for schedule in manifest.consumes.schedule {
        let found = try #require(
          schedules.first { $0["Properties.Target.Input"]?.scalar?.contains("\"\(schedule.event)\"") == true })
        #expect(found["Properties.ScheduleExpressionTimezone"]?.scalar == schedule.timeZone)
        let input = try #require(found["Properties.Target.Input"]?.scalar)
        #expect(!input.contains("execution-id"))
        let text = input.replacing("<aws.scheduler.scheduled-time>", with: "2026-11-20T02:00:00Z")
        let event = try CloudEvent(json: try JSON.parse(text))
        #expect(event.type == schedule.event && event.id.contains("2026-11-20T02:00:00Z") && event.time != nil)
        let target = resource(found["Properties.Target.Arn"])
        #expect(target == "\(manifest.logicalID)\(schedule.isFrequent ? "Function" : "Queue")")
      }
    }
  }

  @Test func `every route is one of the API's, and only those`() throws {
    let routes = resources("AWS::Serverless::Function").flatMap { entry in
      (entry.value["Properties.Events"]?.entries ?? []).filter { $0.value["Type"]?.scalar == "HttpApi" }.map {
        "\($0.value["Properties.Method"]?.scalar ?? "") \($0.value["Properties.Path"]?.scalar ?? "")"
      }
    }
    let wanted = manifests.flatMap { manifest in
      manifest.consumes.routes.flatMap { route in AWSTemplate.paths(route).map { "\(route.method) \($0)" } }
    }
    #expect(routes.sorted() == wanted.sorted())
    #expect(routes.contains("GET /dashboard/{proxy+}") && routes.contains("GET /unsubscribe/{token}"))
  }

  @Test func `only senders reach public addresses`() throws {
    for manifest in manifests {
      let groups = try #require(properties("\(manifest.logicalID)Function")["VpcConfig.SecurityGroupIds"]).elements
      let names = Set(groups.compactMap { resource($0) })
      #expect(names.contains("DatabaseClients") == (manifest.databaseRole != nil))
      #expect(names.contains("ProvidersClients") == manifest.isSender)
      #expect(names.contains("EventsClients") == !manifest.emits.isEmpty)
    }
  }

  @Test(arguments: [
    ("* * * * *", "cron(* * * * ? *)"), ("0 2 * * *", "cron(0 2 * * ? *)"), ("0 3 * * 0", "cron(0 3 ? * SUN *)"),
    ("*/15 8-20 * * 1-5", "cron(0/15 8-20 ? * MON,TUE,WED,THU,FRI *)"), ("5 4 1 */3 *", "cron(5 4 1 1/3 ? *)"),
    ("0 0 * * 7", "cron(0 0 ? * SUN *)"), ("0 0 */2 * *", "cron(0 0 1/2 * ? *)"),
  ])
  func `a schedule is said in AWS' words`(cron: String, wanted: String) throws {
    #expect(ScheduleExpression.text(try #require(CronExpression(cron))) == wanted)
  }

  @Test func `a schedule that AWS cannot say is refused`() throws {
    var manifest = try #require(manifests.first { $0.name == "rollup" })
    manifest.consumes.schedule[0].cron = try #require(CronExpression("0 0 1 * 1"))
    let error = #expect(throws: PlatformError.self) {
      try AWSTemplate(topology: Topology([manifest]), settings: PlatformSettings(version: "1"))
    }
    #expect(error?.reason.contains("rollup") == true)
  }
}
