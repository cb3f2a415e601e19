import MIME
import Testing

/// Mail and forms as others write them.
struct MIMETests {
  @Test func everyMailHasTheCalendarObjectThatPythonReadsInIt() throws {
    let mails = try Mails.all()
    #expect(mails.count == 10)
    for mail in mails {
      let found = MIMEPart(mail.bytes).everyPart.first { $0.type == "text/calendar" }
      #expect(found?.bytes == mail.calendar, "\(mail.name)")
    }
  }

  @Test func aFormHasItsFieldsWithTheirVeryBytes() {
    let body =
      "preamble\r\n--x y\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na\r\n--x yz\r\n\r\n--x y\r\n"
      + "Content-Disposition: form-data; name=\"a \\\"b\\\"; c\"; filename=f\r\n\r\n\r\n--x y--\r\nrest"
    let form = MIMEPart(contentType: "multipart/form-data; boundary=\"x y\"", body: Array(body.utf8))
    #expect(form.parts.map(\.fieldName) == ["email", "a \"b\"; c"])
    #expect(form.parts.map(\.bytes) == [Array("a\r\n--x yz\r\n".utf8), []])
  }

  @Test(
    arguments: [
      "", "no form", "--b", "--b--", "--b\r\n--b\r\n--b", "--b\r\n\r\n", "--b\n\n\n--b--",
      "--b\r\nContent-Type: multipart/x; boundary=b\r\n\r\n--b",
    ])
  func whatBreaksTheRulesIsContentAndNoFault(_ body: String) {
    let part = MIMEPart(contentType: "multipart/form-data; boundary=b", body: Array(body.utf8))
    #expect(part.everyPart.count <= 5)
    for one in part.everyPart { #expect(one.bytes.count <= body.utf8.count) }
  }

  @Test func partsInPartsAndPartsBesidePartsHaveAnEnd() {
    var deep = "end"
    for level in 0..<50 { deep = "Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n--b\(level)\r\n\(deep)\r\n" }
    #expect(MIMEPart(Array(deep.utf8)).everyPart.count <= 10)
    let wide = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + String(repeating: "--b\r\n\r\nx\r\n", count: 5000)
    #expect(MIMEPart(Array(wide.utf8)).parts.count == 100)
  }

  @Test(arguments: [("=3D=\r\n=C3=B6=\n=4", "=ö=4"), ("a=ZZb=", "a=ZZb=")])
  func quotedPrintableKeepsWhatIsNoEscape(_ text: String, _ expected: String) {
    let part = MIMEPart(Array("Content-Transfer-Encoding: Quoted-Printable\r\n\r\n\(text)".utf8))
    #expect(String(decoding: part.bytes, as: UTF8.self) == expected)
  }
}
