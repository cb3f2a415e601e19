/// A generated person.
struct SampleLearner {
  private static let firstNames = [
    "Aarav", "Aisha", "Ananya", "Arjun", "Carlos", "Chen", "Deepa", "Elena", "Emeka", "Fatima", "George", "Hana",
    "Imran",
    "Ines", "Jamal", "Kavya", "Lars", "Leila", "Manish", "Maria", "Meera", "Nadia", "Neha", "Oluwaseun", "Pooja",
    "Rahul",
    "Ravi", "Sanjay", "Sara", "Sofia", "Tariq", "Thomas", "Uma", "Vikram", "Wei", "Zoë",
  ]
  private static let lastNames = [
    "Abubakar", "Banerjee", "Bose", "Costa", "Das", "Fernandes", "Ghosh", "Gupta", "Haddad", "Iyer", "Johansson",
    "Joshi",
    "Kapoor", "Khan", "Kumar", "Lindqvist", "Mehta", "Menon", "Müller", "Nair", "Novak", "O'Brien", "Okafor", "Patel",
    "Pillai", "Rao", "Reddy", "Santos", "Sharma", "Singh", "Smith", "Tanaka", "Verma", "Williams", "Zhang",
  ]
  /// One zone in a hundred is one that no database knows, as in real address books.
  private static let zones: [(share: Int, zone: String)] = [
    (62, "Asia/Kolkata"), (74, "Europe/London"), (82, "Europe/Berlin"), (90, "America/New_York"),
    (94, "Asia/Singapore"),
    (97, "Africa/Lagos"), (99, "Australia/Sydney"), (100, "Mars/Olympus"),
  ]

  let id: Int
  let firstName: String
  let lastName: String
  let title: String?
  let email: String?
  /// From the numbers that Ofcom keeps free for drama; nil for one learner in eight.
  let phone: String?
  let zone: String?

  init(id: Int, _ random: inout SplitMix64) {
    self.id = id
    firstName = random.pick(Self.firstNames)
    lastName = random.pick(Self.lastNames)
    title = random.happens(0.8) ? "Dr." : nil
    let share = random.number(1...100)
    zone = random.happens(0.02) ? nil : Self.zones.first { share <= $0.share }?.zone
    email = random.happens(0.005) ? nil : "learner\(id)@learner.example"
    phone = random.happens(0.125) ? nil : "+447700900" + String(1000 + id % 1000).dropFirst()
  }
}
