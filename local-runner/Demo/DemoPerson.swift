/// Somebody whom the demo's platform tells of.
struct DemoPerson {
  var id: Int
  var firstName: String
  var lastName: String

  var name: String { "\(firstName) \(lastName)" }
  /// Of a domain that nobody has.
  var email: String { "\(firstName).\(lastName)@learner.example".lowercased() }
}
