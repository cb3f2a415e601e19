import Foundation
import JSON
import TestKit
import Testing

@Suite struct DatabaseTests {
  @Test func theDatabaseStartsOnceResumesAndStops() throws {
    let project = try Project()
    #expect(try project.run(["database", "status"]).exitCode == 69)
    #expect(try project.run(["database", "start"]).exitCode == 0)
    #expect(try project.run(["database", "start"]).exitCode == 0)
    #expect(try project.run(["database", "status"]).exitCode == 0)
    let url = try project.run(["database", "url", "--role", "rekindle_detect"]).output
    #expect(url.hasPrefix("postgresql://rekindle_detect@/rekindle?host="))
    #expect(try project.run(["database", "stop"]).exitCode == 0)
    #expect(try project.run(["database", "stop"]).exitCode == 0)
    #expect(try project.run(["database", "status"]).exitCode == 69)
  }

  @Test func aProjectWhosePathNoSocketAddressCanHoldWorksToo() throws {
    let project = try Project(below: String(repeating: "/long-name", count: 12))
    #expect(try project.run(["database", "start", "--no-migrate"]).exitCode == 0)
    #expect(try project.run(["database", "start", "--no-migrate"]).exitCode == 0)
    #expect(try project.run(["database", "url"]).output.contains("host=/tmp/rekindle-"))
  }

  @Test func twoThatStartAtOnceDoNotCollide() throws {
    let project = try Project()
    let first = try Spawn(built: "local-runner", ["database", "start", "--root", project.root]).start()
    let second = try project.run(["database", "start"])
    #expect(second.exitCode == 0)
    #expect(first.finish(stdin: [], timeout: 60).exitCode == 0)
  }

  @Test func aFileWithoutItsKeyIsRefusedWithTheLineThatMustNameIt() throws {
    let project = try Project()
    let folder = project.root + "/data"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func write(_ text: String) throws {
      try text.write(toFile: folder + "/users.csv", atomically: true, encoding: .utf8)
    }
    try write("number,first_name\n1,Ada\n")
    let bad = try project.run(["import", folder])
    #expect(bad.exitCode == 65)
    #expect(bad.log.contains("\(folder)/users.csv:1: the column user_id is missing"))
    try write("user_id,first_name\n1,Ada\n2,\"B, o\"\n")
    let good = try project.run(["import", folder, "--json"])
    #expect(good.exitCode == 0)
    #expect(try JSON.parse(good.output)["tables"]?["users"]?["loaded"] == 2)
  }

  @Test func aDoctorFindsNothingWrongInASoundProject() throws {
    let project = try Project()
    let result = try project.run(["doctor", "--json"])
    let findings = try #require(try JSON.parse(result.output).array)
    #expect(findings.filter { $0["state"]?.string == "wrong" } == [])
    #expect(result.exitCode == 0)
  }
}

extension String {
  fileprivate func write(toFile path: String, atomically: Bool, encoding: Encoding) throws {
    try write(to: URL(filePath: path), atomically: atomically, encoding: encoding)
  }
}
