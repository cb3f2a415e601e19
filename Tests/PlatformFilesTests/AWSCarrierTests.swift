import FunctionContract
import JSON
@testable import PlatformFiles
import Testing
import YAML

/// The way of events through the SAM template, with either `EventCarrier`.
@Suite struct AWSCarrierTests {
  private let manifests: [Manifest]

  init() throws { manifests = try CommittedFiles.manifests() }

  private static let carriers = ["queues", "pipes"]

  private func deployment(_ carrier: String) throws -> Deployment { try Deployment(["EventCarrier": carrier]) }

  private var consumers: [Manifest] { manifests.filter { !$0.isDeployStep && !$0.consumes.events.isEmpty } }

  /// Functions that take and emit events and end in a Pipe's five minutes, with fifteen seconds for everything around.
  private var pipeable: [String] {
    consumers.filter { !$0.emits.isEmpty && $0.consumes.routes.isEmpty && $0.limits.timeoutSeconds <= 285 }
      .map(\.logicalID)
  }

  /// What a queue's messages call: the function of its mapping or of its Pipe.
  private func readers(of queue: String, in deployment: Deployment) -> [String?] {
    let mappings = deployment.all("AWS::Lambda::EventSourceMapping").values
      .filter { $0["EventSourceArn"]?.resource == queue }.map { $0["FunctionName"]?.resource }
    let pipes = deployment.all("AWS::Pipes::Pipe").values.filter { $0["Source"]?.resource == queue }
      .map { $0["Enrichment"]?.resource }
    return mappings + pipes
  }

  /// The queues that the bus copies a type into.
  private func queues(of type: String, in deployment: Deployment) throws -> Set<String> {
    let rules = try deployment.all("AWS::Events::Rule").values.filter { rule in
      try #require(rule["EventPattern.detail-type"]).elements.contains { pattern in
        pattern.scalar == type || pattern["prefix"]?.scalar.map { type.hasPrefix($0) } == true
      }
    }
    #expect(rules.allSatisfy { $0["EventBusName"]?.resource == "EventBus" })
    return Set(rules.compactMap { $0["Targets"]?.elements.first?["Arn"]?.resource })
  }

  @Test(arguments: carriers) func whatAFunctionEmitsReachesEachConsumerAndNobodyElse(carrier: String) throws {
    let deployment = try deployment(carrier)
    for type in Set(manifests.flatMap(\.emits)) {
      let wanted = consumers.filter { $0.consumes(type) }.map(\.logicalID)
      #expect(wanted.isEmpty == type.hasPrefix("host."), "what is for the platform has no consumer of ours")
      #expect(try queues(of: type, in: deployment) == Set(wanted.map { "\($0)Queue" }))
      for id in wanted { #expect(readers(of: "\(id)Queue", in: deployment) == ["\(id)Function"]) }
    }
    #expect(try queues(of: "lms.any", in: deployment) == ["DetectQueue"], "what the platform itself sends")
  }

  @Test(arguments: carriers) func nothingIsEmittedToNowhere(carrier: String) throws {
    let deployment = try deployment(carrier)
    let pipes = deployment.all("AWS::Pipes::Pipe")
    for manifest in manifests {
      let id = manifest.logicalID
      let function = try deployment.properties("\(id)Function")
      let destination = function["Environment.Variables.REKINDLE_EVENTS_TO"]
      let publishes = destination?["Fn::Sub"]?.scalar == "eventbridge:${EventBus}"
      let returns = destination?.scalar == "reply"
      #expect(returns == (carrier == "pipes" && pipeable.contains(id)))
      #expect(publishes == (!manifest.emits.isEmpty && !returns))
      #expect(try deployment.actions("\(id)Role").contains("events:PutEvents") == publishes)
      let groups = function["VpcConfig.SecurityGroupIds"]?.elements.compactMap(\.resource) ?? []
      #expect(groups.contains("EventsClients") == publishes)
      #expect(pipes.values.filter { $0["Enrichment"]?.resource == "\(id)Function" }.count == (returns ? 1 : 0))
      if !returns { continue }
      let called = deployment.all("AWS::Scheduler::Schedule").values.map { $0["Target.Arn"]?.resource }
      #expect(!called.contains("\(id)Function"), "nobody reads what is returned to a schedule")
      #expect(manifest.consumes.routes.isEmpty)
    }
  }

  @Test func aPipePutsEachEventOnTheBusAsItIsOneMessageAtATimeUnderARoleForThat() throws {
    let deployment = try deployment("pipes")
    let pipes = deployment.all("AWS::Pipes::Pipe")
    #expect(Set(pipes.keys) == Set(pipeable.map { "\($0)Pipe" }) && !pipes.isEmpty)
    for manifest in manifests where pipeable.contains(manifest.logicalID) {
      let id = manifest.logicalID
      let pipe = try #require(pipes["\(id)Pipe"])
      #expect(pipe["SourceParameters.SqsQueueParameters"]?.scalars == ["BatchSize": "1"])
      #expect(pipe["Target"]?.resource == "EventBus")
      let target = try #require(pipe["TargetParameters"])
      #expect(target.entries.map(\.key) == ["EventBridgeEventBusParameters"], "a template would change the event")
      #expect(target["EventBridgeEventBusParameters"]?.scalars == ["DetailType": "$.type", "Source": "$.source"])
      #expect(pipe["RoleArn"]?.resource == "\(id)PipeRole")
      let statements = try deployment.statements("\(id)PipeRole")
      #expect(statements.map { $0["Resource"]?.resource } == ["\(id)Queue", "\(id)Function", "EventBus"])
      #expect(!(try deployment.actions("\(id)PipeRole")).contains { $0.contains("*") })
      expectOwnTypes(of: manifest, statements)
    }
    #expect(try self.deployment("queues").all("AWS::Pipes::Pipe").isEmpty)
  }

  private func expectOwnTypes(of manifest: Manifest, _ statements: [YAMLNode]) {
    for statement in statements where statement["Action"]?.elements.first?.scalar == "events:PutEvents" {
      let condition = statement["Condition.StringEquals"]
      #expect(condition?["events:detail-type"]?.elements.map(\.scalar) == manifest.emits)
      #expect(condition?["events:source"]?.scalar == "/functions/\(manifest.name)")
    }
  }

  @Test(arguments: carriers)
  func aFunctionMayPutItsOwnTypesUnderItsOwnNameAndNothingElseButReadAndLog(carrier: String) throws {
    let deployment = try deployment(carrier)
    for manifest in manifests {
      let actions = try deployment.actions("\(manifest.logicalID)Role")
      #expect(!actions.contains { $0.contains("*") })
      let mappings = deployment.all("AWS::Lambda::EventSourceMapping").keys
      #expect(actions.contains("sqs:ReceiveMessage") == mappings.contains("\(manifest.logicalID)Mapping"))
      expectOwnTypes(of: manifest, try deployment.statements("\(manifest.logicalID)Role"))
    }
  }

  @Test(arguments: carriers)
  func aQueueWaitsLongEnoughGivesUpIntoItsOwnQueueAndSaysSo(carrier: String) throws {
    let deployment = try deployment(carrier)
    #expect(deployment.all("AWS::SQS::Queue").count == 2 * consumers.count)
    for manifest in consumers {
      let id = manifest.logicalID
      let timeout = try deployment.properties("\(id)Function").scalars["Timeout"].flatMap { Int($0) } ?? 0
      let queue = try deployment.properties("\(id)Queue")
      #expect(queue.scalars["VisibilityTimeout"].flatMap { Int($0) } ?? 0 >= 6 * timeout)
      let isPiped = deployment.all("AWS::Pipes::Pipe")["\(id)Pipe"] != nil
      #expect(queue["RedrivePolicy.maxReceiveCount"]?.scalar == (isPiped ? "20" : "5"))
      #expect(queue["RedrivePolicy.deadLetterTargetArn"]?.resource == "\(id)DeadLetters")
      #expect(try deployment.properties("\(id)Alarm")["Dimensions"]?.references == ["\(id)DeadLetters"])
      guard let mapping = deployment.all("AWS::Lambda::EventSourceMapping")["\(id)Mapping"] else { continue }
      #expect(mapping["FunctionResponseTypes"]?.elements.map(\.scalar) == ["ReportBatchItemFailures"])
      #expect(mapping["BatchSize"]?.scalar == "1")
    }
  }

  @Test(arguments: carriers)
  func everyTimerIsScheduledInItsZoneWithAnEventWhoseIdAllAttemptsShare(carrier: String) throws {
    let deployment = try deployment(carrier)
    let schedules = deployment.all("AWS::Scheduler::Schedule").values
    #expect(schedules.count == manifests.flatMap(\.consumes.schedule).count)
    let allowed = Set(try deployment.statements("SchedulerRole").flatMap(\.references))
    for manifest in manifests {
      for schedule in manifest.consumes.schedule {
        let found = try #require(
          schedules.first { $0["Target.Input"]?.scalar?.contains("\"\(schedule.event)\"") == true })
        #expect(found["ScheduleExpressionTimezone"]?.scalar == schedule.timeZone)
        let input = try #require(found["Target.Input"]?.scalar)
        #expect(!input.contains("execution-id"))
        let text = input.replacing("<aws.scheduler.scheduled-time>", with: "2026-11-20T02:00:00Z")
        let event = try CloudEvent(json: try .parse(text))
        #expect(event.type == schedule.event && event.id.contains("2026-11-20T02:00:00Z") && event.time != nil)
        let isCalled = schedule.isFrequent && !(carrier == "pipes" && pipeable.contains(manifest.logicalID))
        let target = try #require(found["Target.Arn"]?.resource)
        #expect(target == "\(manifest.logicalID)\(isCalled ? "Function" : "Queue")")
        #expect(allowed.contains(target))
      }
    }
  }
}
