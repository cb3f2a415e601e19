import Foundation
import JSON
import TestKit
import Testing

private let suite = "json_test_suite/test_parsing"

@Suite(.enabled(if: SharedSuite.folder(suite) != nil, SharedSuite.absent(suite)))
struct JSONConformanceTests {
  private static let permissive = JSONLimits(bytes: 1 << 20, depth: 512, allowsNUL: true, allowsDuplicateKeys: true)

  private static func files(_ prefix: String) -> [URL] {
    SharedSuite.files(suite).filter { $0.lastPathComponent.hasPrefix(prefix) }
  }

  @Test(arguments: files("y_")) func whatTheSuiteCallsValidIsRead(_ file: URL) throws {
    let value = try JSON.parse(Data(contentsOf: file), limits: JSONConformanceTests.permissive)
    #expect(try JSON.parse(value.bytes, limits: JSONConformanceTests.permissive) == value)
  }

  @Test(arguments: files("n_")) func whatTheSuiteCallsInvalidIsRefusedWithAPlace(_ file: URL) throws {
    let bytes = try Data(contentsOf: file)
    let error = #expect(throws: JSONError.self) { try JSON.parse(bytes, limits: JSONConformanceTests.permissive) }
    #expect((0...bytes.count).contains(error?.offset ?? -1))
  }

  @Test(arguments: files("i_")) func whatTheSuiteLeavesOpenIsReadOrRefusedNeverACrash(_ file: URL) throws {
    let bytes = try Data(contentsOf: file)
    if let value = try? JSON.parse(bytes, limits: JSONConformanceTests.permissive) {
      #expect(try JSON.parse(value.bytes, limits: JSONConformanceTests.permissive) == value)
    }
  }
}
