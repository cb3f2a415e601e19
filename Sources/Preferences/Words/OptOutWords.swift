import Domain
import Store

/// What the pages say on which a learner says no, and takes it back.
struct OptOutWords: Sendable {
  /// What a scope covers as a part of a sentence, and behind "no more".
  typealias Covered = (whole: String, noMore: String)

  let title: String
  let intro: String
  let choices: String
  let requested: String
  let standing: String
  let why: String
  let noAnswer: String
  let reasons: [OptOutReason: String]
  let confirm: String
  let byChannel: String
  let doneTitle: String
  let done: String
  let already: String
  let left: String
  let mistake: String
  let backTitle: String
  let back: String
  let unchanged: String
  let again: String
  let remaining: String
  let nothing: String
  let seeAll: String
  let namedSubject: Covered
  let unnamedSubject: Covered
  let topic: Covered
  let everything: Covered
  let offEverywhere: String
  let offByChannel: String
  let complaint: String
  let bounce: String
  let admin: String

  /// What a scope covers, as a part of a sentence.
  func whole(_ scope: Scope, _ subject: OptOutSubject.Row) -> String { fill(covered(scope, subject).whole, subject) }

  /// What a scope covers, behind "no more".
  func noMore(_ scope: Scope, _ subject: OptOutSubject.Row) -> String { fill(covered(scope, subject).noMore, subject) }

  private func covered(_ scope: Scope, _ subject: OptOutSubject.Row) -> Covered {
    switch scope {
    case .subject: subject.subjectName == nil ? unnamedSubject : namedSubject
    case .topic: topic
    case .all: everything
    }
  }

  private func fill(_ text: String, _ subject: OptOutSubject.Row) -> String {
    text.with(["kind": subject.subjectType, "topic": subject.topic, "name": subject.subjectName ?? ""])
  }
}
