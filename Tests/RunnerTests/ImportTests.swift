import Foundation
import JSON
import Store
import TestKit
import Testing

/// Files of learners and courses, as spreadsheets and platforms save them.
@Suite struct ImportTests {
  let project: Project

  init() throws { project = try Project() }

  @discardableResult
  func load(_ files: [String: String], encoding: String.Encoding = .utf8) throws -> JSON {
    let folder = project.root + "/\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try #require(text.data(using: encoding)).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    let result = try project.run(["import", folder, "--json"])
    try #require(result.exitCode == 0, "\(result.log)")
    return try JSON.parse(result.output)
  }

  func rows(_ sql: String) throws -> [[String?]] {
    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    return try Connection(url: url).texts(sql)
  }

  func tally(_ report: JSON, _ table: String = "users") -> [Int?] {
    ["loaded", "updated", "unchanged"].map { report["tables"]?[table]?[$0]?.integer }
      + [report["tables"]?[table]?["left_out"]?.array?.count]
  }

  @Test func everyFormOfAFileGivesTheSameLearners() throws {
    let people = "select user_id::text, first_name, email, timezone from lms.users order by user_id"
    let expected: [[String?]] = [["1", "Zoë", "zoe@learner.example", "Europe/Berlin"], ["2", "Ben, jr.", nil, nil]]
    try load([
      "users.csv":
        "\u{FEFF}user_id,first_name,email,timezone\r\n1,Zoë,zoe@learner.example,Europe/Berlin\r\n2,\"Ben, jr.\",,\r\n"
    ])
    #expect(try rows(people) == expected)
    let forms: [(name: String, text: String, encoding: String.Encoding)] = [
      (
        "Users.CSV",
        "E-Mail;USER ID;First Name;City;TimeZone\n zoe@learner.example ;1;Zoë;Bonn;Europe/Berlin\n;2;\"Ben, jr.\";;\n",
        .utf8
      ),
      (
        "users.csv",
        "user_id;first_name;email;timezone\r\n1;Zoë;zoe@learner.example;Europe/Berlin\r\n2;\"Ben, jr.\";NULL;\\N\r\n",
        .windowsCP1252
      ),
      (
        "users.tsv",
        "userid\tfirstname\temail\ttimezone\r\n1\tZoë\tzoe@learner.example\tEurope/Berlin\r\n2\tBen, jr.\t\t", .utf16
      ),
      (
        "users.csv",
        "sep=,\nuser_id,first_name,email,timezone\n1,Zoë,zoe@learner.example,Europe/Berlin\n\n2,\"Ben, jr.\",,\n", .utf8
      ),
    ]
    for form in forms {
      let report = try load([form.name: form.text], encoding: form.encoding)
      #expect(tally(report) == [0, 0, 2, 0], "\(form.text)")
      #expect(try rows(people) == expected)
    }
  }

  @Test func aSecondImportUpdatesAndLeavesAloneWhatTheFileDoesNotName() throws {
    try load(["users.csv": "user_id,first_name,email,phone_number\n1,Maya,maya@learner.example,+919876543210\n"])
    let second = try load([
      "users.csv": "user_id,first_name,email\n1,Maya,new@learner.example\n2,Ben,ben@learner.example\n"
    ])
    #expect(tally(second) == [1, 1, 0, 0])
    #expect(
      try rows("select user_id::text, email, phone_number from lms.users order by 1")
        == [["1", "new@learner.example", "+919876543210"], ["2", "ben@learner.example", nil]])
    #expect(tally(try load(["users.csv": "user_id,first_name\n1,May\n1,Maya R\n2,Ben\n"])) == [0, 1, 2, 0])
    #expect(try rows("select first_name from lms.users where user_id = 1") == [["Maya R"]], "the last row counts")
    let activities =
      "user_id,course_id,activity_date,activity_type\n1,7,2026-10-26T10:00:00Z,lesson\n1,7,2026-10-27,quiz\n"
    #expect(tally(try load(["user_activities.csv": activities]), "user_activities") == [2, 0, 0, 0])
    #expect(tally(try load(["user_activities.csv": activities]), "user_activities") == [0, 0, 2, 0])
  }

  @Test func aRowThatDoesNotFitIsLeftOutWithItsLineAndReason() throws {
    let good = (10...1200).map { "\($0),Course \($0),12,1.5,2026-01-01\n" }.joined()
    let report = try load([
      "courses.csv": "course_id;name;total_modules;cpd_points;ends_on\n1;\"Two\nlines\";3;7,5;2026-12-31\nx;Bad;;;\n"
        + "3;;;;\n4;Bad;many;;\n5;Bad;;;31.12.2026\n6;Bad;1\n7;Bad;;;2026-02-30\n8;Bad;;1e9;\n9;Fine;;;\n",
      "user_course_progress.csv":
        "user_id,course_id,completion_percentage\n1,1,40\n2,1,140\n3,1,\n4,1,half\n5,1,\"never closed\n6,1,5\n",
      "course_enrolments.csv": "user_id,course_id,enrolled_at\n" + "1,1,2026-01-01T09:30:00+05:30\n1,,2026-01-01\n",
    ])
    let courses = report["tables"]?["courses"]?["left_out"]?.array ?? []
    #expect(
      courses.map { "\($0["line"]?.integer ?? 0): \($0["reason"]?.string ?? "")" } == [
        "4: course_id is not a whole number: x", "5: name is missing", "6: total_modules is not a whole number: many",
        "7: ends_on is not a date such as 2026-11-20: 31.12.2026", "8: it has 3 fields, the heading 5",
        "9: ends_on is not a date such as 2026-11-20: 2026-02-30", "10: cpd_points is not a number that fits: 1e9",
      ])
    #expect(
      try rows("select cpd_points::text, name from lms.courses order by course_id") == [
        ["7.50", "Two\nlines"], [nil, "Fine"],
      ])
    let progress = report["tables"]?["user_course_progress"]?["left_out"]?.array ?? []
    #expect(
      progress.map { "\($0["line"]?.integer ?? 0): \($0["reason"]?.string ?? "")" } == [
        "3: it breaks the rule user_course_progress_percentage",
        "5: completion_percentage is not a number that fits: half",
        "6: a quotation mark that opens in it is not closed",
      ])
    #expect(tally(report, "user_course_progress") == [2, 0, 0, 3])
    #expect(tally(report, "course_enrolments") == [1, 0, 0, 1])
    let many = try load(["courses.csv": "course_id,name,total_modules,cpd_points,starts_on\n\(good)1201,,,,\n"])
    #expect(tally(many, "courses") == [1191, 0, 0, 1])
    let text = try project.run([
      "import", try write("users.csv", "user_id\nx\n"), try write("courses.csv", "course_id,name\n1,A\n"),
    ])
    #expect(text.output.contains("users.csv:2: user_id is not a whole number: x"))
    #expect(text.output.contains("courses: 0 loaded, 1 updated, 0 unchanged, 0 left out"))
  }

  @Test func aRowThatStandsTwiceCountsOnceHoweverOftenTheFileIsImported() throws {
    let far = (100...1300).map { "\($0),L\($0),true\n" }.joined()
    let file =
      "user_id,first_name,is_active\n1,Old,true\n2,Ann,true\n2,Bad,perhaps\n3,Bad,perhaps\n3,Ben,true\n\(far)1,New,true\n"
    let first = try load(["users.csv": file])
    #expect(tally(first) == [1204, 0, 2, 1])
    #expect(first["tables"]?["users"]?["left_out"]?.array?.first?["line"]?.integer == 4)
    #expect(
      try rows("select user_id::text, first_name from lms.users where user_id < 10 order by 1")
        == [["1", "New"], ["2", "Ann"], ["3", "Ben"]], "the last one that fits counts")
    #expect(tally(try load(["users.csv": file])) == [0, 0, 1206, 1])
  }

  @Test func aWholeNumberMayBeWrittenAsSpreadsheetsDo() throws {
    #expect(tally(try load(["users.csv": "user_id,is_active\n9.0,yes\n\"10,00\",0\n11.5,1\n"])) == [2, 0, 0, 1])
    #expect(
      try rows("select user_id::text, is_active::text from lms.users order by 2 desc")
        == [["9", "true"], ["10", "false"]])
  }

  @Test func namesThatAreNearlyRightAreAnsweredWithWhatWasMeant() throws {
    let heading = try project.run([
      "import", try write("users.csv", "user_id,Email Address,Department,Time Zone\n1,a@b.example,X,UTC\n"),
    ])
    #expect(heading.output.contains("Email Address (did you mean email?), Department\n"), "\(heading.output)")
    let folder = "\(project.root)/mixed"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["activities.csv", "users.csv", "users.xlsx", "notes.txt"] {
      try Data("user_id,first_name\n77,Zoe\n".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    let refused = try project.run(["import", folder])
    #expect(refused.exitCode == 64)
    #expect(refused.log.contains("activities.csv is named after no table, did you mean user_activities?"))
    #expect(refused.log.contains("Not read, since only .csv and .tsv files are, plain or .gz: notes.txt, users.xlsx"))
    try FileManager.default.moveItem(atPath: "\(folder)/activities.csv", toPath: "\(folder)/zusers.csv")
    #expect(try project.run(["import", folder]).log.contains("did you mean users?"))
    #expect(
      try rows("select first_name from lms.users where user_id = 77") == [], "nothing is loaded before all is checked")
  }

  @Test func theCheckCountsWhatCannotBeUsed() throws {
    let report = try load([
      "users.csv": """
      user_id,email,phone_number,timezone,region
      1,Maya@learner.example ,+91 98765 43210,Asia/Kolkata,
      2,maya@learner.example,98765 43210,India Standard Time,IN
      3,jörg@bücher.example,12345,Mars/Olympus,
      4,joerg@bücher.example,98765 43210,99,
      5,,,, 
      """,
      "courses.csv":
        "course_id,name,starts_on,ends_on,url\n7,Care,2026-02-01,2026-01-01,http://learn.example.org/7\n8,Care,,,https://Other.example:8443/8\n9,Care,,,https://learn.example.org\n",
      "course_enrolments.csv":
        "user_id,course_id,enrolled_at,unenrolled_at\n1,7,1970-01-01,\n2,7,2026-02-01,2026-01-01\n"
        + "77,7,2026-02-01,\n1,88,2026-02-01,\n",
      "user_activities.csv":
        "user_id,course_id,activity_date,activity_type\n1,7,2026-10-01,lesson\n77,88,2026-10-01,lesson\n",
    ])
    let check = report["check"]?.array ?? []
    func found(_ words: String) -> [String]? {
      let fault = check.first { $0["rule"]?.string?.contains(words) == true }
      return fault.map {
        ["\($0["count"]?.integer ?? 0)", "\($0["total"]?.integer ?? 0)"]
          + ($0["examples"]?.array ?? []).compactMap(\.string)
      }
    }
    #expect(found("time zone that nobody knows") == ["1", "5", "Mars/Olympus"])
    #expect(found("email address that cannot") == ["1", "5", "3"])
    #expect(found("telephone number that is no") == ["2", "5", "3", "4"])
    #expect(found("share a mailbox") == ["2", "5", "1", "2"])
    #expect(found("no address at all") == ["1", "5", "5"])
    #expect(found("end before they start") == ["1", "3", "7"])
    #expect(found("link that does not begin") == ["1", "3", "7"])
    #expect(found("year 1970") == ["1", "4", "1/7"])
    #expect(found("end before they begin") == ["1", "4", "2/7"])
    #expect(found("of a learner who is not") == ["1", "4", "77/7"])
    #expect(found("in a course that is not") == ["1", "4", "1/88"])
    #expect(found("are not among the users") == ["1", "2", "77"])
    #expect(found("are not among the courses") == ["1", "2", "88"])
    let doctor = try project.run(["doctor"])
    #expect(
      doctor.output.contains(
        "set REKINDLE_LINK_HOSTS=learn.example.org,127.0.0.1,localhost,discord.com,other.example:8443 in the"),
      "what is allowed stays allowed")
    try load(["users.csv": "user_id,first_name\n-4,Neg\n"])
    #expect(try project.run(["doctor"]).output.contains("users have a number below 1, which leads and guardians have"))
    #expect(doctor.output.contains("1 of 5 learners have a time zone that nobody knows (20 %), such as Mars/Olympus"))
  }

  private func write(_ name: String, _ text: String) throws -> String {
    let path = "\(project.root)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }
}
