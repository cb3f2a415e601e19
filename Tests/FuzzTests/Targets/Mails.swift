import Calendar
import Domain

@testable import MIME

extension FuzzTargets {
  /// What comes by mail.
  static let mails: [FuzzTarget] = [
    FuzzTarget("mime") { input in
      let mail = MIMEPart(input)
      let (lines, body) = input.lines(1)
      for part in [mail, MIMEPart(contentType: lines[0], body: body)] {
        for inner in part.everyPart {
          if inner.bytes.count > input.count { return "a content is no longer than its mail" }
          _ = (inner.type, inner.fieldName)
        }
      }
      return nil
    },
    FuzzTarget("itip") { input in
      let answers = InvitationAnswerReader.read(input)
      if answers.count > 50 { return "a calendar has a most of answers" }
      for answer in answers {
        if !(1...200).contains(answer.uid.utf8.count) || answer.attendee.utf8.count > 254 {
          return "an answer is bounded"
        }
        if answer.sequence < 0 { return "a sequence counts from nothing" }
      }
      return nil
    },
  ]
}
