@main
struct Unsubscribe {
  static func main() {}
}
