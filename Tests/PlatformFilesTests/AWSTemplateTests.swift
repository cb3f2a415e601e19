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

  @Test(.enabled(if: Peers.have("cfnlint"), Peers.absent))
  func cfnLintFindsNothing() throws {
    let result = try Spawn(
      Peers.program("cfn-lint"), [CommittedFiles.folder.appending(path: "aws/template.yaml").path],
      environment: ["PATH": "/usr/bin:/bin"], timeout: 120
    ).run()
    #expect(result.exitCode == 0, "\(result.output)\(result.log)")
    #expect(result.output == "")
  }

  @Test func eachFunctionHasItsLimitsFromItsManifest() throws {
    for manifest in manifests {
      let function = try properties("\(manifest.logicalID)Function").scalars
      let timeout = try #require(function["Timeout"].flatMap { Int($0) })
      #expect(timeout >= manifest.limits.timeoutSeconds && timeout <= 900)
      #expect(Int(function["MemorySize"] ?? "") ?? 0 >= manifest.limits.memoryMiB + 32)
      let concurrency = try #require(function["ReservedConcurrentExecutions"].flatMap { Int($0) })
      #expect(concurrency == manifest.concurrency.max || (manifest.concurrency.max == 1 && concurrency == 2))
    }
    let types = template["Resources"]?.entries.compactMap { $0.value["Type"]?.scalar } ?? []
    #expect(types.count { $0 == "AWS::Serverless::Function" } == manifests.count)
  }

  @Test func aFunctionReadsItsOwnSecretsAndItsOwnSettingsAndNoValueIsWrittenDown() throws {
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

  @Test func onlySendersAndWhoAsksForCertificatesReachPublicAddresses() throws {
    for manifest in manifests {
      let groups = try #require(properties("\(manifest.logicalID)Function")["VpcConfig.SecurityGroupIds"]).elements
      let names = Set(groups.compactMap(\.resource))
      #expect(names.contains("DatabaseClients") == (manifest.databaseRole != nil))
      #expect(names.contains("ProvidersClients") == manifest.reachesProviders)
    }
  }

  @Test(arguments: ["queues", "pipes"], ["http-api", "function-urls"])
  func whateverIsChosenWhatAResourceNamesIsThere(carrier: String, entrance: String) throws {
    let deployment = try Deployment(["EventCarrier": carrier, "Entrance": entrance])
    let parameters = Set(template["Parameters"]?.entries.map(\.key) ?? [])
    for (id, resource) in deployment.resources {
      let missing = resource.references.filter {
        deployment.resources[$0] == nil && !parameters.contains($0) && !$0.hasPrefix("AWS::")
      }
      #expect(missing.isEmpty, "\(id)")
    }
  }

  @Test(arguments: [
    ("* * * * *", "cron(* * * * ? *)"), ("0 2 * * *", "cron(0 2 * * ? *)"), ("0 3 * * 0", "cron(0 3 ? * SUN *)"),
    ("*/15 8-20 * * 1-5", "cron(0/15 8-20 ? * MON,TUE,WED,THU,FRI *)"), ("5 4 1 */3 *", "cron(5 4 1 1/3 ? *)"),
    ("0 0 * * 7", "cron(0 0 ? * SUN *)"), ("0 0 */2 * *", "cron(0 0 1/2 * ? *)"),
  ])
  func aScheduleIsSaidInAWSWords(cron: String, wanted: String) throws {
    #expect(ScheduleExpression.text(try #require(CronExpression(cron))) == wanted)
  }

  @Test func aScheduleThatAWSCannotSayIsRefused() throws {
    var manifest = try #require(manifests.first { $0.name == "rollup" })
    manifest.consumes.schedule[0].cron = try #require(CronExpression("0 0 1 * 1"))
    let error = #expect(throws: PlatformError.self) {
      try AWSTemplate(topology: Topology([manifest]), settings: PlatformSettings(version: "1"))
    }
    #expect(error?.reason.contains("rollup") == true)
  }
}
