/// What statements call people and courses, and who and what those are among the host's data.
public struct XAPINames: Sendable {
  /// A course that an activity is, or is a part of.
  public struct Course: Sendable, Equatable {
    public let id: Int
    /// Whether the activity is the course itself.
    public let isWhole: Bool

    public init(id: Int, isWhole: Bool) {
      self.id = id
      self.isWhole = isWhole
    }
  }

  /// Learners by their mailboxes, as statements write them.
  public var mailboxes: [String: Int] = [:]
  /// Learners by their accounts, in the form of `address`.
  public var accounts: [String: Int] = [:]
  /// Courses by the IRIs of activities.
  public var courses: [String: Course] = [:]
  /// The home page on which an account's name is the learner's number.
  private let home: String?

  public init(home: String?) { self.home = home }

  /// What `accounts` has for an account or an OpenID: its name and its home page.
  public static func address(of actor: XAPIActor) -> String? {
    switch actor {
    case .account(let home, let name): "\(name) \(home)"
    case .openID(let id): id
    case .mailbox, .hashedMailbox, .nobody: nil
    }
  }

  func learner(_ actor: XAPIActor) -> Int? {
    if case .account(home, let name) = actor, let id = Int(name), id > 0 { return id }
    if case .mailbox(let mailbox) = actor { return mailboxes[mailbox] }
    return XAPINames.address(of: actor).flatMap { accounts[$0] }
  }

  /// The course of the first of these activities that is one or a part of one.
  func course(_ statement: XAPIStatement) -> Course? {
    guard let activity = statement.activity else { return nil }
    if let own = courses[activity] { return own }
    return statement.places.compactMap { courses[$0] }.first.map { Course(id: $0.id, isWhole: false) }
  }
}
