import Foundation
import Store
import TestKit
import Testing

/// A database in which the platform's own views stand.
@Suite struct MappedPlatformTests {
  @Test func learnersThatNobodyWouldSeeAreRefusedInASentence() throws {
    let project = try Project()
    let file = "\(project.root)/users.csv"
    try Data("user_id,first_name\n1,Maya\n".utf8).write(to: URL(filePath: file))
    try #require(try project.run(["database", "start"]).exitCode == 0)
    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let connection = try Connection(url: url)
    try connection.runScript(
      """
      create schema campus;
      create table campus.accounts as select * from lms_data.users;
      create or replace view lms.users as select * from campus.accounts
      """, named: "map")
    for arguments in [["sample", "--learners", "5"], ["import", file]] {
      let result = try project.run(arguments)
      #expect(result.exitCode == 78, "\(result.log)")
      #expect(result.log.contains("lms.users is a view of the platform's own"), "\(result.log)")
    }
    #expect(try connection.texts("select count(*)::text from lms_data.users") == [["0"]])
  }
}
