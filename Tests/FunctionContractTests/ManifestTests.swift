import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

struct ManifestTests {
  /// The folders of `functions`.
  static let names: [String] = {
    let folder = PackageFolder.url.appendingPathComponent("functions").path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
  }()

  private func document(_ name: String) throws -> [String: JSON] {
    let file = PackageFolder.url.appendingPathComponent("functions/\(name)/function.json")
    return try #require(try JSON.parse(Data(contentsOf: file)).object)
  }

  private func schema() throws -> SchemaValidator {
    let file = PackageFolder.url.appendingPathComponent("docs/schemas/function.schema.json")
    return SchemaValidator(try JSON.parse(Data(contentsOf: file)))
  }

  private func decode(_ members: [String: JSON]) throws(ManifestError) -> Manifest {
    try Manifest(JSON.object(members).bytes, file: "function.json")
  }

  @Test func everyHandlerIsAProgramOfThePackage() throws {
    let package = try String(contentsOf: PackageFolder.url.appendingPathComponent("Package.swift"), encoding: .utf8)
    let programs = package.matches(of: /(?m)^  handler\(\s*"([a-z-]+)"/).map { String($0.1) }
    #expect(programs.sorted() == ManifestTests.names)
  }

  @Test(arguments: names) func aHandlersManifestFitsTheSchemaAndBearsItsFoldersName(_ name: String) throws {
    let members = try document(name)
    #expect(try schema().faults(.object(members)) == [])
    let manifest = try decode(members)
    #expect(manifest.name == name)
    #expect(manifest.environment.secrets.contains("DATABASE_URL"))
    #expect(manifest.databaseRole?.hasPrefix("rekindle_") == true)
  }

  @Test func whatOneHandlerEmitsAnotherConsumesOrIsForThePlatform() throws {
    let manifests = try ManifestTests.names.map { try decode(try document($0)) }
    for manifest in manifests {
      for type in manifest.emits where !type.hasPrefix("host.") {
        #expect(
          manifests.contains { $0.consumes.events.contains { $0.matches(type) } }, "\(manifest.name) emits \(type)")
      }
    }
    #expect(
      manifests.flatMap(\.emits).filter { $0.hasPrefix("host.") } == [
        "host.trial.requested", "host.payment.retry.requested", "host.instalment.handover.requested",
        "host.account.requested", "host.password.made",
      ])
  }

  @Test func noTwoHandlersShareARouteOrADatabaseRoleOwnersApart() throws {
    let manifests = try ManifestTests.names.map { try decode(try document($0)) }
    let routes = manifests.flatMap(\.consumes.routes)
    #expect(Set(routes).count == routes.count)
    let roles = manifests.compactMap(\.databaseRole).filter { $0 != "rekindle_owner" }
    #expect(Set(roles).count == roles.count)
  }

  @Test(arguments: names) func schemaAndReaderRefuseTheSameDamage(_ name: String) throws {
    let members = try document(name)
    let schema = try schema()
    for (path, damaged) in JSON.object(members).damages(at: "$") {
      let isReadable = (try? decode(damaged.object ?? [:])) != nil
      let fits = schema.faults(damaged).isEmpty
      #expect(fits == isReadable || (fits && ManifestTests.isCrossReference(path)), "\(path) in \(name)")
    }
  }

  /// Rules between two members, which a schema cannot say: only the reader knows them.
  private static func isCrossReference(_ path: String) -> Bool {
    ["$.consumes.events", "$.consumes.schedule", "$.environment", "$.concurrency.max"].contains { path.hasPrefix($0) }
  }

  @Test(
    arguments: [
      (["consume": [:]], "this key is not known; did you mean consumes? ($.consume)"),
      (["xyzzy": 1], "this key is not known ($.xyzzy)"),
      (["name": "Detect"], "lower-case words joined with - are needed ($.name)"),
      (["limits": ["timeoutSeconds": 1000]], "a whole number from 1 to 900 is needed ($.limits.timeoutSeconds)"),
      (["concurrency": ["max": 1, "warm": 2]], "more than max ($.concurrency.warm)"),
      (["consumes": [:]], "at least one event type or route is needed ($.consumes)"),
      (
        ["consumes": ["events": ["a"], "schedule": [["cron": "* * *", "timeZone": "UTC", "event": "a"]]]],
        "five fields (minute hour day month weekday) are needed ($.consumes.schedule[0].cron)"
      ),
      (
        ["consumes": ["events": ["a"], "schedule": [["cron": "* * * * *", "timeZone": "UTC", "event": "b"]]]],
        "the event is not among consumes.events ($.consumes.schedule[0].event)"
      ),
      (
        ["consumes": ["routes": [["method": "FETCH", "path": "/"]]]],
        "one of GET, POST, PUT, PATCH, DELETE is needed ($.consumes.routes[0].method)"
      ),
      (["environment": ["secrets": ["A"]]], "A is neither required nor optional ($.environment.secrets)"),
      (["environment": ["required": ["A", "A"]]], "A stands twice ($.environment.required[1])"),
    ] as [([String: JSON], String)])
  func aFaultIsNamedWithItsPlaceAndWhatWouldBeRight(_ change: [String: JSON], _ message: String) throws {
    let members = try document("detect").merging(change) { _, changed in changed }
    let error = #expect(throws: ManifestError.self) { try decode(members) }
    #expect(error?.description == "function.json: \(message)")
  }
}

extension JSON {
  /// Copies of the value, each with one member removed, added or replaced, and where.
  fileprivate func damages(at path: String) -> [(path: String, value: JSON)] {
    switch self {
    case .object(let members):
      return members.flatMap { key, value in
        var without = members
        without[key] = nil
        var misspelt = without
        misspelt[key + "x"] = value
        let inner = value.damages(at: "\(path).\(key)").map { inner in
          var changed = members
          changed[key] = inner.value
          return (path: inner.path, value: JSON.object(changed))
        }
        return [(path: "\(path).\(key)", value: .object(without)), (path: "\(path).\(key)", value: .object(misspelt))]
          + inner
      }
    case .array(let elements):
      return elements.indices.flatMap { index in
        elements[index].damages(at: "\(path)[\(index)]").map { inner in
          var changed = elements
          changed[index] = inner.value
          return (path: inner.path, value: JSON.array(changed))
        }
      } + [(path: path, value: .string("x"))]
    case .string: return [0, "", "~"].map { (path: path, value: $0) }
    default: return ["x", -1, 1.5].map { (path: path, value: $0) }
    }
  }
}
