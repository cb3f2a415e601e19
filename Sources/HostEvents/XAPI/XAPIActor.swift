import JSON

/// Who did something, by the one thing that identifies them.
public enum XAPIActor: Sendable, Hashable {
  /// A mailbox, without `mailto:`.
  case mailbox(String)
  /// SHA-1 of `mailto:` and the mailbox, in small hexadecimal digits.
  case hashedMailbox(String)
  case openID(String)
  case account(home: String, name: String)
  /// A group of people without a name of its own.
  case nobody

  private static let identifiers = ["mbox", "mbox_sha1sum", "openid", "account"]

  /// Reads an agent or a group.
  init(_ json: JSON, _ path: String, isMember: Bool = false) throws(XAPIFault) {
    let known: Set = ["objectType", "name", "mbox", "mbox_sha1sum", "openid", "account", "member"]
    let object = try XAPIObject(json, path, only: known)
    let type = try object.text("objectType", "Agent or Group") { $0 == "Agent" || ($0 == "Group" && !isMember) }
    _ = try object.text("name")
    let isGroup = type == "Group"
    if !isGroup, object["member"] != nil { throw XAPIFault(object.place("member"), "absent: only a group has members") }
    let members = try object.list("member")
    for (member, place) in members { _ = try XAPIActor(member, place, isMember: true) }
    let given = XAPIActor.identifiers.filter { object[$0] != nil }
    guard given.count == 1 || (isGroup && given.isEmpty && !members.isEmpty) else {
      throw XAPIFault(path, "identified by one of mbox, mbox_sha1sum, openid and account")
    }
    self = try XAPIActor(object)
  }

  private init(_ object: XAPIObject) throws(XAPIFault) {
    if let mailbox = try object.text("mbox", "mailto: and a mailbox", XAPIForm.isMailbox) {
      self = .mailbox(String(mailbox.dropFirst("mailto:".count)))
    } else if let hash = try object.text("mbox_sha1sum", "40 hexadecimal digits", XAPIForm.isSHA1) {
      self = .hashedMailbox(hash.lowercased())
    } else if let id = try object.iri("openid") {
      self = .openID(id)
    } else if let json = object["account"] {
      let account = try XAPIObject(json, object.place("account"), only: ["homePage", "name"])
      guard let home = try account.iri("homePage"), let name = try account.text("name", "a text", { !$0.isEmpty })
      else {
        throw XAPIFault(account.path, "an object with homePage and name")
      }
      self = .account(home: home, name: name)
    } else {
      self = .nobody
    }
  }
}
